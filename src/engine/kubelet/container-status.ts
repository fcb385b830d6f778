// What the API says of one container, made from its processes (KUBELET-31, KUBELET-34, KUBELET-59).
import type { Container, ContainerState, ContainerStatus, VolumeMount } from '../kinds/pod.ts';
import type { Process } from '../machine.ts';
import { randomHex } from '../random.ts';
import { fullImageName } from './behaviour.ts';
import { hasBegun, hasSucceeded, isInitContainer, isSidecar } from './init.ts';
import { isReadyContainer, isStartedContainer } from './probes.ts';
import type { Sync } from './sync.ts';

/** The state of a container at the time of the look. */
export function containerStatus(container: Container, sync: Sync): ContainerStatus {
  const processes = (sync.sandbox?.processes ?? []).filter((process) => process.container === container.name);
  const newest = processes.at(-1);
  const state = stateOf(container, newest, sync);
  const before = state.waiting && newest ? newest : processes.at(-2);
  const running = state.running !== undefined;
  const { resources } = container;
  const isInit = isInitContainer(sync.pod, container.name);
  return {
    name: container.name,
    state,
    lastState: before ? { terminated: terminated(before, sync) } : {},
    ready:
      isInit && !isSidecar(container) ? state.terminated?.exitCode === 0 : running && isReadyContainer(container, sync),
    started: running && isStartedContainer(container, sync),
    restartCount: newest?.restartCount ?? writtenCount(container, sync),
    image: newest ? fullImageName(newest.image) : (container.image ?? ''),
    imageID: newest ? imageId(newest.image) : '',
    ...(newest ? { containerID: containerId(newest, sync) } : {}),
    ...(resources?.requests ? { allocatedResources: resources.requests } : {}),
    ...(newest ? { resources: { ...resources } } : {}),
    ...(container.volumeMounts ? { volumeMounts: container.volumeMounts.map(mountStatus) } : {}),
  };
}

/** Of a container of which nothing is left here, what was written of it stands. */
function writtenCount({ name }: Container, { pod: { status } }: Sync): number {
  const written = [...(status.containerStatuses ?? []), ...(status.initContainerStatuses ?? [])];
  return written.find((it) => it.name === name)?.restartCount ?? 0;
}

function stateOf(container: Container, newest: Process | undefined, sync: Sync): ContainerState {
  const waiting = sync.memory.waiting[container.name];
  if (newest && (sync.isAlive(newest) || isEnding(newest, sync)))
    return { running: { startedAt: sync.client.timeText(newest.startedAtMs) } };
  if (isOver(sync) && (newest || isInitialized(sync))) return { terminated: newest ? terminated(newest, sync) : lost };
  if (waiting) return { waiting };
  if (newest) return { terminated: terminated(newest, sync) };
  return { waiting: { reason: sync.pod.spec.initContainers?.length ? 'PodInitializing' : 'ContainerCreating' } };
}

/** Nothing is left to be done before the regular containers run. */
export const isInitialized = (sync: Sync): boolean =>
  hasBegun(sync) ||
  (sync.pod.spec.initContainers ?? []).every((container) =>
    isSidecar(container)
      ? sync.isAlive(sync.processOf(container.name)) && isStartedContainer(container, sync)
      : hasSucceeded(container, sync),
  );

/** KUBELET-51: a container that never ran, when its Pod is over. */
const lost = {
  exitCode: 137,
  reason: 'ContainerStatusUnknown',
  message: 'The container could not be located when the pod was terminated',
  startedAt: null,
  finishedAt: null,
};

/** The sandbox has been stopped for good. */
export const isOver = ({ memory, nowMs }: Sync): boolean =>
  memory.stopping?.deleteAtMs !== undefined || (memory.finishAtMs !== undefined && memory.finishAtMs <= nowMs);

/** KUBELET-65: while a Pod stops, the exits are reported together at the end; those from before are known already. */
const isEnding = ({ exitAtMs = Infinity }: Process, { memory: { stopping } }: Sync): boolean =>
  stopping !== undefined && stopping.deleteAtMs === undefined && exitAtMs > stopping.sinceMs;

function terminated(process: Process, sync: Sync): NonNullable<ContainerState['terminated']> {
  const { exitCode = 0, exitAtMs = sync.nowMs, startedAtMs, lost: isLost } = process;
  return {
    exitCode,
    reason: isLost ? 'Unknown' : exitCode === 0 ? 'Completed' : 'Error',
    startedAt: sync.client.timeText(startedAtMs),
    finishedAt: sync.client.timeText(exitAtMs),
    containerID: containerId(process, sync),
  };
}

/** What was written for this very process stands; working it out anew would cost more than all the rest of a status. */
function containerId(process: Process, { kubelet, pod }: Sync): string {
  const written = pod.status.containerStatuses?.find(({ name }) => name === process.container);
  if (written?.containerID && written.restartCount === process.restartCount) return written.containerID;
  const key = `${pod.metadata.uid}/${process.container}/${process.restartCount}`;
  return `containerd://${randomHex(kubelet.seed, 'container', key, 64)}`;
}

/** One and the same for everybody who pulls the image. */
function imageId(image: string): string {
  const found = imageIds.get(image) ?? `sha256:${randomHex(0, 'image', fullImageName(image), 64)}`;
  imageIds.set(image, found);
  return found;
}

const imageIds = new Map<string, string>();

const mountStatus = ({ name, mountPath, readOnly }: VolumeMount): VolumeMount =>
  readOnly ? { name, mountPath, readOnly, recursiveReadOnly: 'Disabled' } : { name, mountPath };
