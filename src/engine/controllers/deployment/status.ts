// What a Deployment says of itself: the counts of its ReplicaSets, and its conditions (DEP-17 to DEP-19).
import type { Deployment, DeploymentCondition, DeploymentStatus } from '../../kinds/deployment.ts';
import { parseTime } from '../../time.ts';
import type { ReplicaSet } from '../../kinds/replica-set.ts';
import { availableIn, replicasOf, sumOf, unavailableOf } from './sizes.ts';

/** The time of a sync: in milliseconds since 1970, and as the API writes it. */
export interface Now {
  readonly ms: number;
  readonly text: string;
}

type Conditions = readonly DeploymentCondition[];

export const conditionIn = (conditions: Conditions | undefined, type: string): DeploymentCondition | undefined =>
  conditions?.find((condition) => condition.type === type);

/** DEP-18: a condition whose status or reason changes goes to the end of the list; its transition is that of its status. */
export function withCondition(
  conditions: Conditions,
  next: {
    readonly type: string;
    readonly status: 'True' | 'False' | 'Unknown';
    readonly reason: string;
    readonly message: string;
  },
  now: Now,
): Conditions {
  const standing = conditionIn(conditions, next.type);
  if (standing?.status === next.status && standing.reason === next.reason) return conditions;
  const { type, status, reason, message } = next;
  const since = standing?.status === status ? (standing.lastTransitionTime ?? now.text) : now.text;
  const written = { type, status, lastUpdateTime: now.text, lastTransitionTime: since, reason, message };
  return [...conditions.filter((it) => it.type !== type), written];
}

/** The counts, and whether enough Pods are available. */
export function countedStatus(
  deployment: Deployment,
  all: readonly ReplicaSet[],
  newSet: ReplicaSet | undefined,
  now: Now,
): DeploymentStatus {
  const { metadata, status } = deployment;
  const available = availableIn(all);
  const minimum = replicasOf(deployment) - unavailableOf(deployment);
  const isEnough = available >= minimum;
  const terminating = all.map(({ status: { terminatingReplicas } }) => terminatingReplicas);
  const conditions = withCondition(
    status.conditions ?? [],
    {
      type: 'Available',
      status: isEnough ? 'True' : 'False',
      reason: isEnough ? 'MinimumReplicasAvailable' : 'MinimumReplicasUnavailable',
      message: isEnough ? 'Deployment has minimum availability.' : 'Deployment does not have minimum availability.',
    },
    now,
  );
  const sum = (of: (set: ReplicaSet) => number | undefined): number => all.reduce((it, set) => it + (of(set) ?? 0), 0);
  return {
    ...unlessZero('observedGeneration', metadata.generation ?? 0),
    ...unlessZero(
      'replicas',
      sum((set) => set.status.replicas),
    ),
    ...unlessZero('updatedReplicas', newSet?.status.replicas ?? 0),
    ...unlessZero(
      'readyReplicas',
      sum((set) => set.status.readyReplicas),
    ),
    ...unlessZero('availableReplicas', available),
    ...unlessZero('unavailableReplicas', Math.max(0, sumOf(all) - available)),
    ...(terminating.includes(undefined) ? {} : { terminatingReplicas: sum((set) => set.status.terminatingReplicas) }),
    ...(status.collisionCount === undefined ? {} : { collisionCount: status.collisionCount }),
    conditions,
  };
}

const unlessZero = (name: string, count: number): { readonly [name: string]: number } =>
  count === 0 ? {} : { [name]: count };

/** The same with what is to be said of a rollout's progress, and of sets that cannot make their Pods. */
export function rolloutStatus(
  deployment: Deployment,
  all: readonly ReplicaSet[],
  newSet: ReplicaSet | undefined,
  now: Now,
): DeploymentStatus {
  const counted = countedStatus(deployment, all, newSet, now);
  const progressed = withProgress(deployment, counted, newSet, now);
  const failure = [newSet, ...all].flatMap((set) =>
    (set?.status.conditions ?? []).filter(({ type }) => type === 'ReplicaFailure'),
  )[0];
  const others = progressed.filter(({ type }) => type !== 'ReplicaFailure');
  if (!failure) return { ...counted, conditions: others };
  const { reason = '', message = '', status } = failure;
  return {
    ...counted,
    conditions: withCondition(progressed, { type: 'ReplicaFailure', status, reason, message }, now),
  };
}

function withProgress(
  deployment: Deployment,
  counted: DeploymentStatus,
  newSet: ReplicaSet | undefined,
  now: Now,
): Conditions {
  const conditions = counted.conditions ?? [];
  const others = conditions.filter(({ type }) => type !== 'Progressing');
  if (!hasDeadline(deployment)) return others;
  const current = conditionIn(deployment.status.conditions, 'Progressing');
  const isSteady = (counted.replicas ?? 0) === (counted.updatedReplicas ?? 0) && current?.reason === available;
  if (isSteady) return conditions;
  const subject = newSet ? `ReplicaSet "${newSet.metadata.name}"` : `Deployment "${deployment.metadata.name}"`;
  const progress = (status: 'True' | 'False', reason: string, message: string) =>
    ({ type: 'Progressing', status, reason, message }) as const;
  if (isComplete(deployment, counted))
    return withCondition(conditions, progress('True', available, `${subject} has successfully progressed.`), now);
  if (hasProgressed(deployment.status, counted)) {
    const next = progress('True', 'ReplicaSetUpdated', `${subject} is progressing.`);
    const since = current?.status === 'True' ? (current.lastTransitionTime ?? now.text) : now.text;
    return [...others, { ...next, lastUpdateTime: now.text, lastTransitionTime: since }];
  }
  if (isTimedOut(deployment, current, now))
    return withCondition(conditions, progress('False', timedOut, `${subject} has timed out progressing.`), now);
  return conditions;
}

const available = 'NewReplicaSetAvailable';
const timedOut = 'ProgressDeadlineExceeded';

export const hasDeadline = ({ spec }: Deployment): boolean => spec.progressDeadlineSeconds !== undefined;

/** DEP-19 */
export function isComplete(deployment: Deployment, status: DeploymentStatus): boolean {
  const replicas = replicasOf(deployment);
  return (
    (status.updatedReplicas ?? 0) === replicas &&
    (status.replicas ?? 0) === replicas &&
    (status.availableReplicas ?? 0) === replicas &&
    (status.observedGeneration ?? 0) >= (deployment.metadata.generation ?? 0)
  );
}

function hasProgressed(before: DeploymentStatus, after: DeploymentStatus): boolean {
  const old = ({ replicas = 0, updatedReplicas = 0 }: DeploymentStatus): number => replicas - updatedReplicas;
  return (
    (after.updatedReplicas ?? 0) > (before.updatedReplicas ?? 0) ||
    old(after) < old(before) ||
    (after.readyReplicas ?? 0) > (before.readyReplicas ?? 0) ||
    (after.availableReplicas ?? 0) > (before.availableReplicas ?? 0)
  );
}

function isTimedOut(deployment: Deployment, current: DeploymentCondition | undefined, now: Now): boolean {
  if (!current || current.reason === available) return false;
  return current.reason === timedOut || now.ms > deadlineMs(deployment, current);
}

/** When a rollout that makes no progress counts as stuck, in milliseconds since 1970; undefined if it does not run, or does so already. */
export function stuckAtMs(deployment: Deployment, status: DeploymentStatus): number | undefined {
  const current = conditionIn(status.conditions, 'Progressing');
  if (!current || !hasDeadline(deployment) || isComplete(deployment, status) || current.reason === timedOut)
    return undefined;
  return current.reason === available ? undefined : deadlineMs(deployment, current);
}

const deadlineMs = ({ spec }: Deployment, { lastUpdateTime = '' }: DeploymentCondition): number =>
  parseTime(lastUpdateTime) + (spec.progressDeadlineSeconds ?? 0) * 1_000;
