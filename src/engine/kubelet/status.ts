// The status a kubelet writes for a Pod: phase, conditions and containers as it finds them (KUBELET-2, KUBELET-50 to KUBELET-59).
import { jsonItems, jsonText } from '../kinds/json.ts';
import type { Condition } from '../kinds/meta.ts';
import type { ContainerStatus, Pod, PodStatus } from '../kinds/pod.ts';
import { nodeAddress } from './addresses.ts';
import { containerStatus, isInitialized, isOver } from './container-status.ts';
import { hasBegun, hasFailedInit, sidecarsOf } from './init.ts';
import type { Sync } from './sync.ts';

/** Writes the status if it differs from what is there. */
export function writeStatus(sync: Sync, rule = 'KUBELET-56'): void {
  const status = statusOf(sync);
  const { phase = '' } = status;
  const result = sync.client.updateStatus<Pod>({ ...sync.pod, status }, sync.reason(rule, { phase }));
  if (result.ok) sync.pod = result.object;
}

function statusOf(sync: Sync): PodStatus {
  const { pod, nowMs, client } = sync;
  const containerStatuses = pod.spec.containers.map((container) => containerStatus(container, sync));
  const { initContainers } = pod.spec;
  const initContainerStatuses = (initContainers ?? []).map((container) => containerStatus(container, sync));
  const phase = phaseOf(containerStatuses, sync);
  const hostIP = nodeAddress(sync.node, client);
  // KUBELET-52: the address follows with the first write after the one that reports the sandbox.
  const isReported = pod.status.conditions?.some(
    ({ type, status }) => type === 'PodReadyToStartContainers' && status === 'True',
  );
  const ip = pod.spec.hostNetwork ? hostIP : isReported ? (sync.sandbox?.ip ?? pod.status.podIP) : pod.status.podIP;
  return {
    ...pod.status,
    phase,
    ...(pod.metadata.generation === undefined ? {} : { observedGeneration: pod.metadata.generation }),
    conditions: conditionsOf(phase, initContainerStatuses, containerStatuses, sync),
    ...(hostIP === undefined ? {} : { hostIP, hostIPs: [{ ip: hostIP }] }),
    ...(ip === undefined ? {} : { podIP: ip, podIPs: [{ ip }] }),
    ...(sync.memory.failure && isOver(sync)
      ? { reason: sync.memory.failure.reason, message: sync.memory.failure.message }
      : {}),
    startTime: pod.status.startTime ?? client.timeText(nowMs),
    ...(initContainers?.length ? { initContainerStatuses } : {}),
    containerStatuses,
    resources: pod.status.resources ?? {},
  };
}

/** KUBELET-50, KUBELET-51 */
function phaseOf(containers: readonly ContainerStatus[], sync: Sync): NonNullable<PodStatus['phase']> {
  const { phase } = sync.pod.status;
  if (phase === 'Succeeded' || phase === 'Failed') return phase;
  const exits = containers.map(({ state }) => state.terminated?.exitCode);
  if (isOver(sync) && sync.memory.failure) return 'Failed';
  if (isOver(sync)) return exits.every((code) => code === 0) ? 'Succeeded' : 'Failed';
  if (hasFailedInit(sync)) return 'Failed';
  if (!isInitialized(sync)) return 'Pending';
  const neverRan = ({ state, lastState }: ContainerStatus): boolean =>
    state.waiting !== undefined && lastState.terminated === undefined;
  return containers.some(neverRan) ? 'Pending' : 'Running';
}

interface Wanted {
  readonly type: string;
  readonly holds: boolean;
  readonly reason?: string;
  readonly message?: string;
}

/** KUBELET-52 to KUBELET-54: foreign ones first, then the kubelet's own in this order. */
function conditionsOf(
  phase: string,
  inits: readonly ContainerStatus[],
  containers: readonly ContainerStatus[],
  sync: Sync,
): readonly Condition[] {
  const sidecars = new Set(sidecarsOf(sync.pod).map(({ name }) => name));
  const lasting = [...inits.filter(({ name }) => sidecars.has(name)), ...containers];
  const unready = lasting.filter(({ ready }) => !ready).map(({ name }) => name);
  const ready = readiness(phase, unready, containers, sync);
  const own: readonly Wanted[] = [
    { type: 'PodReadyToStartContainers', holds: sync.sandbox?.ip !== undefined && !isOver(sync) },
    { type: 'Initialized', ...initialization(phase, inits, sidecars, sync) },
    { type: 'Ready', ...(ready.holds ? gated(sync) : ready) },
    { type: 'ContainersReady', ...ready },
    { type: 'PodScheduled', holds: true },
  ];
  const standing = sync.pod.status.conditions ?? [];
  const foreign = standing.filter(({ type }) => !own.some((it) => it.type === type));
  return [...foreign, ...disruption(foreign, sync), ...own.map((wanted) => conditionOf(wanted, standing, sync))];
}

/** KUBELET-53: conditions that somebody else has to set before the Pod is Ready. */
function gated(sync: Sync): Omit<Wanted, 'type'> {
  const unmet = jsonItems(sync.pod.spec.readinessGates).flatMap((gate) => {
    const type = jsonText(gate, 'conditionType') ?? '';
    const status = sync.pod.status.conditions?.find((condition) => condition.type === type)?.status;
    if (status === 'True') return [];
    if (status === undefined) return [`corresponding condition of pod readiness gate "${type}" does not exist.`];
    return [`the status of pod readiness gate "${type}" is not "True", but ${status}`];
  });
  if (unmet.length === 0) return { holds: true };
  return { holds: false, reason: 'ReadinessGatesNotReady', message: unmet.join(', ') };
}

/** KUBELET-82 */
function disruption(standing: readonly Condition[], sync: Sync): readonly Condition[] {
  const { failure } = sync.memory;
  if (!failure?.isDisruption || standing.some(({ type }) => type === 'DisruptionTarget')) return [];
  const { message } = failure;
  return [conditionOf({ type: 'DisruptionTarget', holds: true, reason: 'TerminationByKubelet', message }, [], sync)];
}

/** KUBELET-53 */
function initialization(
  phase: string,
  inits: readonly ContainerStatus[],
  sidecars: ReadonlySet<string>,
  sync: Sync,
): Omit<Wanted, 'type'> {
  if (phase === 'Succeeded') return { holds: true, reason: 'PodCompleted' };
  const incomplete = inits.filter((it) => !(sidecars.has(it.name) ? it.started : it.ready)).map(({ name }) => name);
  if (incomplete.length === 0 || hasBegun(sync)) return { holds: true };
  const message = `containers with incomplete status: [${incomplete.join(' ')}]`;
  return { holds: false, reason: 'ContainersNotInitialized', message };
}

function readiness(
  phase: string,
  unready: readonly string[],
  containers: readonly ContainerStatus[],
  sync: Sync,
): { readonly holds: boolean; readonly reason?: string; readonly message?: string } {
  const outcome = phase === 'Succeeded' || phase === 'Failed' ? phase : outcomeOf(containers, sync);
  if (outcome) return { holds: false, reason: outcome === 'Succeeded' ? 'PodCompleted' : 'PodFailed' };
  if (unready.length === 0) return { holds: true };
  return {
    holds: false,
    reason: 'ContainersNotReady',
    message: `containers with unready status: [${unready.join(' ')}]`,
  };
}

/** How a Pod ended whose containers are all dead and stay so (KUBELET-30, KUBELET-50); undefined while it goes on. */
export function outcomeOf(containers: readonly ContainerStatus[], sync: Sync): 'Succeeded' | 'Failed' | undefined {
  if (hasFailedInit(sync)) return 'Failed';
  const { spec } = sync.pod;
  const exits = containers.map(({ state }) => state.terminated?.exitCode);
  if (spec.restartPolicy === 'Always' || exits.length === 0 || exits.includes(undefined)) return undefined;
  const failed = exits.some((code) => code !== 0);
  if (failed && spec.restartPolicy === 'OnFailure') return undefined;
  return failed ? 'Failed' : 'Succeeded';
}

function conditionOf(wanted: Wanted, standing: readonly Condition[], sync: Sync): Condition {
  const { type, holds, reason, message } = wanted;
  const status = holds ? 'True' : 'False';
  const before = standing.find((condition) => condition.type === type);
  const { generation } = sync.pod.metadata;
  if (
    before?.status === status &&
    before.observedGeneration === generation &&
    before.reason === reason &&
    before.message === message &&
    before.lastProbeTime === null &&
    before.lastTransitionTime !== undefined
  )
    return before; // the very same, so that comparing and keeping it cost nothing
  return {
    type,
    status,
    ...(generation === undefined ? {} : { observedGeneration: generation }),
    lastProbeTime: null,
    lastTransitionTime:
      before?.status === status ? (before.lastTransitionTime ?? null) : sync.client.timeText(sync.nowMs),
    ...(reason === undefined ? {} : { reason }),
    ...(message === undefined ? {} : { message }),
  };
}
