// The columns READY, STATUS and RESTARTS of a Pod, which are worked out from many fields (POD-1 to POD-8).
import type { ContainerStatus, Pod } from '../kinds/pod.ts';
import { ageOf } from './age.ts';

export interface PodRow {
  readonly ready: string;
  readonly status: string;
  readonly restarts: string;
}

/** `nowMs`: the cluster's clock, milliseconds since 1970. */
export function podRow(pod: Pod, nowMs: number): PodRow {
  const { spec, status, metadata } = pod;
  const sidecars = new Set((spec.initContainers ?? []).filter(isSidecar).map(({ name }) => name));
  const inits = status.initContainerStatuses ?? [];
  const mains = status.containerStatuses ?? [];
  const initReason = initializing(pod, sidecars);
  const isInitializing = initReason !== undefined && conditionOf(pod, 'Initialized') !== 'True';
  const counted = [...inits.filter(({ name }) => sidecars.has(name)), ...mains];
  let reason = isInitializing ? initReason : mainReason(pod, initReason ?? beginning(pod), mains);
  const phase = status.phase ?? '';
  if (metadata.deletionTimestamp !== undefined) {
    if (status.reason === 'NodeLost') reason = 'Unknown';
    else if (phase !== 'Succeeded' && phase !== 'Failed') reason = 'Terminating';
  }
  const startedSidecars = inits.filter(({ name, started }) => sidecars.has(name) && started === true).length;
  const readyMains = isInitializing ? 0 : mains.filter(({ ready, state }) => ready && state.running).length;
  return {
    ready: `${startedSidecars + readyMains}/${spec.containers.length + sidecars.size}`,
    status: reason,
    restarts: restartsOf(isInitializing ? inits : counted, nowMs),
  };
}

const isSidecar = ({ restartPolicy }: { readonly restartPolicy?: string }): boolean => restartPolicy === 'Always';

const conditionOf = ({ status }: Pod, type: string): string | undefined =>
  status.conditions?.find((condition) => condition.type === type)?.status;

/** POD-1 */
function beginning({ status }: Pod): string {
  const scheduled = status.conditions?.find(({ type }) => type === 'PodScheduled');
  if (scheduled?.reason === 'SchedulingGated') return 'SchedulingGated';
  return status.reason ?? status.phase ?? '';
}

/** POD-2: undefined when all init containers are through. */
function initializing({ spec, status }: Pod, sidecars: ReadonlySet<string>): string | undefined {
  for (const [at, { name, state, started }] of (status.initContainerStatuses ?? []).entries()) {
    if (state.terminated?.exitCode === 0) continue;
    if (sidecars.has(name) && started === true) continue;
    if (state.terminated) return `Init:${endOf(state.terminated)}`;
    const waiting = state.waiting?.reason;
    if (waiting && waiting !== 'PodInitializing') return `Init:${waiting}`;
    return `Init:${at}/${spec.initContainers?.length ?? 0}`;
  }
  return undefined;
}

type Terminated = NonNullable<ContainerStatus['state']['terminated']>;

const endOf = ({ reason, signal, exitCode }: Terminated): string =>
  reason || (signal ? `Signal:${signal}` : `ExitCode:${exitCode}`);

/** POD-3, POD-4 */
function mainReason(pod: Pod, start: string, statuses: readonly ContainerStatus[]): string {
  let reason = start;
  for (const { state } of statuses.toReversed()) {
    if (state.waiting?.reason) reason = state.waiting.reason;
    else if (state.terminated) reason = endOf(state.terminated);
  }
  if (reason !== 'Completed') return reason;
  const runs = statuses.some(({ ready, state }) => ready && state.running);
  if (runs && conditionOf(pod, 'Ready') === 'True') return 'Running';
  const failed = statuses.find(({ state }) => state.terminated && state.terminated.exitCode !== 0)?.state.terminated;
  if (failed) return endOf(failed);
  return runs ? 'NotReady' : reason;
}

/** POD-8 */
function restartsOf(statuses: readonly ContainerStatus[], nowMs: number): string {
  const count = statuses.reduce((sum, { restartCount }) => sum + restartCount, 0);
  const ends = statuses.flatMap(({ lastState }) => lastState.terminated?.finishedAt ?? []).sort();
  const last = ends.at(-1);
  return count === 0 || last === undefined ? `${count}` : `${count} (${ageOf(last, nowMs)} ago)`;
}
