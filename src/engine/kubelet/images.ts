// Getting an image onto the node, or not (KUBELET-6 to KUBELET-9).
import type { Container } from '../kinds/pod.ts';
import { timings } from '../timings.ts';
import { fullImageName } from './behaviour.ts';
import { without } from './memory.ts';
import type { Sync } from './sync.ts';

/** Until when a node's image service is busy; shared by its Pods. */
const queueScope = (node: string): string => `pulls|${node}`;

export type ImageState = 'present' | 'pulling' | 'failed';

/** One step towards a container's image. `failed`: the container waits with a reason, and the kubelet looks again later. */
export function takeImage(container: Container, sync: Sync): ImageState {
  const image = container.image ?? '';
  const { pull } = sync.memory;
  if (pull?.container === container.name)
    return pull.endsAtMs > sync.nowMs ? goOnPulling(sync) : endPull(container, sync);
  const machine = sync.client.view.machine(sync.node);
  const isThere = machine?.images.includes(image) ?? false;
  if (container.imagePullPolicy !== 'Always' && isThere) {
    const message = `Container image "${image}" already present on machine and can be accessed by the pod`;
    sync.event({ type: 'Normal', reason: 'Pulled', message }, 'KUBELET-6', container);
    return 'present';
  }
  if (container.imagePullPolicy === 'Never') return sayNever(container, sync);
  const backOff = sync.memory.imageBackOff[image];
  if (backOff && sync.nowMs < backOff.sinceMs + backOff.delayMs) return sayBackOff(container, sync);
  return beginPull(container, sync);
}

function beginPull(container: Container, sync: Sync): ImageState {
  const image = container.image ?? '';
  const { nowMs, client } = sync;
  sync.event({ type: 'Normal', reason: 'Pulling', message: `Pulling image "${image}"` }, 'KUBELET-6', container);
  const { pullMs } = sync.kubelet.behaviourOf(image);
  const beganAtMs = Math.max(nowMs, client.recall<number>(queueScope(sync.node)) ?? 0);
  const endsAtMs = beganAtMs + (pullMs === 'error' ? timings.kubelet.failedPullMs : pullMs);
  client.remember(queueScope(sync.node), endsAtMs);
  sync.remember({ pull: { container: container.name, image, askedAtMs: nowMs, beganAtMs, endsAtMs } });
  return endsAtMs > nowMs ? goOnPulling(sync) : endPull(container, sync);
}

function goOnPulling(sync: Sync): ImageState {
  const { pull } = sync.memory;
  if (!pull) return 'present';
  const queued = pull.beganAtMs > sync.nowMs;
  sync.client.wait(sync.reason(queued ? 'KUBELET-9' : 'KUBELET-6', { container: pull.container, image: pull.image }));
  sync.later(pull.endsAtMs);
  return 'pulling';
}

function endPull(container: Container, sync: Sync): ImageState {
  const { pull } = sync.memory;
  const image = pull?.image ?? '';
  sync.remember({ pull: undefined });
  if (sync.kubelet.behaviourOf(image).pullMs === 'error') return sayFailed(container, image, sync);
  const seconds = (ms: number): string => (ms < 1000 ? `${ms}ms` : `${ms / 1000}s`);
  const [own, whole] = pull ? [pull.endsAtMs - pull.beganAtMs, pull.endsAtMs - pull.askedAtMs] : [0, 0];
  const message = `Successfully pulled image "${image}" in ${seconds(own)} (${seconds(whole)} including waiting). Image size: ${timings.kubelet.imageBytes} bytes.`;
  sync.event({ type: 'Normal', reason: 'Pulled', message }, 'KUBELET-6', container);
  const machine = sync.client.view.machine(sync.node);
  if (machine && !machine.images.includes(image))
    sync.client.setMachine({ ...machine, images: [...machine.images, image] }, sync.reason('KUBELET-6', { image }));
  sync.remember({ imageBackOff: without(sync.memory.imageBackOff, image) });
  return 'present';
}

/** KUBELET-7 */
function sayFailed(container: Container, image: string, sync: Sync): ImageState {
  const { imageBackOff, waiting } = sync.memory;
  const error = runtimeError(image);
  sync.event(
    { type: 'Warning', reason: 'Failed', message: `Failed to pull image "${image}": ${error}` },
    'KUBELET-7',
    container,
  );
  sync.event({ type: 'Warning', reason: 'Failed', message: 'Error: ErrImagePull' }, 'KUBELET-7', container);
  const { firstMs, mostMs } = timings.kubelet.imageBackOff;
  const delayMs = Math.min((imageBackOff[image]?.delayMs ?? firstMs / 2) * 2, mostMs);
  sync.remember({
    imageBackOff: { ...imageBackOff, [image]: { delayMs, sinceMs: sync.nowMs } },
    waiting: { ...waiting, [container.name]: { reason: 'ErrImagePull', message: error } },
  });
  return 'failed';
}

function sayBackOff(container: Container, sync: Sync): ImageState {
  const image = container.image ?? '';
  const text = `Back-off pulling image "${image}"`;
  sync.event({ type: 'Normal', reason: 'BackOff', message: text }, 'KUBELET-7', container);
  sync.event({ type: 'Warning', reason: 'Failed', message: 'Error: ImagePullBackOff' }, 'KUBELET-7', container);
  const message = `${text}: ErrImagePull: ${runtimeError(image)}`;
  sync.remember({
    waiting: { ...sync.memory.waiting, [container.name]: { reason: 'ImagePullBackOff', message } },
  });
  return 'failed';
}

/** KUBELET-8 */
function sayNever(container: Container, sync: Sync): ImageState {
  const message = `Container image "${container.image ?? ''}" is not present with pull policy of Never`;
  sync.event({ type: 'Warning', reason: 'ErrImageNeverPull', message }, 'KUBELET-8', container);
  sync.event({ type: 'Warning', reason: 'Failed', message: 'Error: ErrImageNeverPull' }, 'KUBELET-8', container);
  sync.remember({
    waiting: { ...sync.memory.waiting, [container.name]: { reason: 'ErrImageNeverPull', message } },
  });
  return 'failed';
}

function runtimeError(image: string): string {
  const name = fullImageName(image);
  return `rpc error: code = NotFound desc = failed to pull and unpack image "${name}": failed to resolve reference "${name}": ${name}: not found`;
}
