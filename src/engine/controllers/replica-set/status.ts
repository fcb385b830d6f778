// What a ReplicaSet says of its Pods (DEP-9).
import type { Condition } from '../../kinds/meta.ts';
import type { Pod } from '../../kinds/pod.ts';
import type { ReplicaSet, ReplicaSetStatus } from '../../kinds/replica-set.ts';
import { parseTime } from '../../time.ts';

/** A Pod that counts: not over, and not being deleted. */
export const isActive = (pod: Pod): boolean => !isOver(pod) && pod.metadata.deletionTimestamp === undefined;

export const isTerminating = (pod: Pod): boolean => !isOver(pod) && pod.metadata.deletionTimestamp !== undefined;

const isOver = ({ status: { phase } }: Pod): boolean => phase === 'Succeeded' || phase === 'Failed';

/** A failure of the sync that writes the status. */
export interface SyncFailure {
  readonly reason: 'FailedCreate' | 'FailedDelete';
  readonly message: string;
}

/** Counted over the Pods as they were when the sync began. `nowMs` counts from 1970; `now` is the same as the API writes it. */
export function statusOf(
  { metadata, spec, status }: ReplicaSet,
  active: readonly Pod[],
  terminating: number,
  failure: SyncFailure | undefined,
  nowMs: number,
  now: string,
): ReplicaSetStatus {
  const labels = Object.entries(spec.template.metadata?.labels ?? {});
  const ready = active.filter((pod) => readySinceMs(pod) !== undefined);
  const available = ready.filter((pod) => availableAtMs(pod, spec.minReadySeconds) <= nowMs);
  const labelled = active.filter((pod) => labels.every(([key, value]) => pod.metadata.labels?.[key] === value));
  const conditions = withFailure(status.conditions ?? [], failure, now);
  return {
    ...(metadata.generation === undefined ? {} : { observedGeneration: metadata.generation }),
    replicas: active.length,
    ...unlessZero('fullyLabeledReplicas', labelled.length),
    ...unlessZero('readyReplicas', ready.length),
    ...unlessZero('availableReplicas', available.length),
    terminatingReplicas: terminating,
    ...(conditions.length > 0 ? { conditions } : {}),
  };
}

/** When the next Pod that is Ready will have been so for long enough; undefined if there is none. Counts from 1970. */
export function nextAvailableMs({ spec }: ReplicaSet, active: readonly Pod[], nowMs: number): number | undefined {
  const times = active.map((pod) => availableAtMs(pod, spec.minReadySeconds)).filter((atMs) => atMs > nowMs);
  const soonest = Math.min(...times);
  return Number.isFinite(soonest) ? soonest : undefined;
}

function readySinceMs({ status }: Pod): number | undefined {
  const ready = status.conditions?.find(({ type }) => type === 'Ready');
  return ready?.status === 'True' ? parseTime(ready.lastTransitionTime ?? '1970-01-01T00:00:00Z') : undefined;
}

function availableAtMs(pod: Pod, minReadySeconds = 0): number {
  const sinceMs = readySinceMs(pod);
  if (sinceMs === undefined) return Number.POSITIVE_INFINITY;
  return minReadySeconds === 0 ? 0 : sinceMs + minReadySeconds * 1_000;
}

const unlessZero = (name: string, count: number): { readonly [name: string]: number } =>
  count === 0 ? {} : { [name]: count };

/** DEP-18: the condition is there as long as creating or deleting fails. */
function withFailure(
  conditions: readonly Condition[],
  failure: SyncFailure | undefined,
  now: string,
): readonly Condition[] {
  const standing = conditions.find(({ type }) => type === 'ReplicaFailure');
  if (failure && standing) return conditions;
  const others = conditions.filter(({ type }) => type !== 'ReplicaFailure');
  return failure
    ? [...others, { type: 'ReplicaFailure', status: 'True', lastTransitionTime: now, ...failure }]
    : others;
}
