// Init containers, one after the other, and sidecars, which are init containers that go on running (KUBELET-20, KUBELET-21).
import type { Container, Pod } from '../kinds/pod.ts';
import type { Process } from '../machine.ts';
import type { Sync } from './sync.ts';

/** KUBELET-21 */
export const isSidecar = ({ restartPolicy }: Container): boolean => restartPolicy === 'Always';

export const sidecarsOf = ({ spec }: Pod): readonly Container[] => (spec.initContainers ?? []).filter(isSidecar);

/** Containers that run side by side once the Pod has begun: sidecars first. */
export const lastingContainers = (pod: Pod): readonly Container[] => [...sidecarsOf(pod), ...pod.spec.containers];

/** All containers of a Pod in the order in which they start. */
export const allContainers = ({ spec }: Pod): readonly Container[] => [
  ...(spec.initContainers ?? []),
  ...spec.containers,
];

export const isInitContainer = ({ spec }: Pod, name: string): boolean =>
  spec.initContainers?.some((container) => container.name === name) ?? false;

/** An init container whose last run ended well; what ran before the sandbox was lost has to run again (KUBELET-10). */
export function hasSucceeded(container: Container, sync: Sync): boolean {
  const process = sync.processOf(container.name);
  return process?.exitCode === 0 && hasEnded(process, sync) && process.startedAtMs >= lostAtMs(sync);
}

/** When the machine lost what ran in the sandbox. */
const lostAtMs = ({ sandbox }: Sync): number =>
  Math.max(0, ...(sandbox?.processes ?? []).map(({ lost, exitAtMs = 0 }) => (lost ? exitAtMs : 0)));

const hasEnded = ({ exitAtMs }: Process, { nowMs }: Sync): boolean => exitAtMs !== undefined && exitAtMs <= nowMs;

/** Some regular container has run in this sandbox: then no init container runs again. */
export const hasBegun = (sync: Sync): boolean =>
  sync.pod.spec.containers.some((container) => {
    const process = sync.processOf(container.name);
    return process !== undefined && process.lost !== true;
  });

/** KUBELET-20: an init container that failed and is not tried again. */
export const hasFailedInit = (sync: Sync): boolean =>
  sync.pod.spec.restartPolicy === 'Never' &&
  !hasBegun(sync) &&
  (sync.pod.spec.initContainers ?? []).some((container) => {
    const process = sync.processOf(container.name);
    return !isSidecar(container) && process !== undefined && hasEnded(process, sync) && !hasSucceeded(container, sync);
  });
