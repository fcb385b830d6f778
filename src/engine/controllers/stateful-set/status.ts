// What the set says of itself, counted over its Pods as they were when the sync began (1.3, STS-ALG-3, STS-ALG-17, 5.8).
import type { StatefulSet, StatefulSetStatus } from '../../kinds/stateful-set.ts';
import type { Members } from './members.ts';
import type { Revisions } from './revisions.ts';

/** `deleted`: Pods this sync deleted for an update; they no longer count as current (STS-RU-2). */
export function statusOf(
  set: StatefulSet,
  members: Members,
  { current, update, collisionCount }: Revisions,
  deleted: number,
): StatefulSetStatus {
  const currentReplicas = (members.standing.get(current.metadata.name) ?? 0) - deleted;
  const updatedReplicas = members.standing.get(update.metadata.name) ?? 0;
  const status = {
    observedGeneration: set.metadata.generation ?? 0,
    replicas: members.total,
    readyReplicas: members.ready,
    availableReplicas: members.available,
    currentReplicas,
    updatedReplicas,
    currentRevision: current.metadata.name,
    updateRevision: update.metadata.name,
    collisionCount,
  };
  return withoutZeros(
    isComplete(set, status)
      ? { ...status, currentReplicas: updatedReplicas, currentRevision: status.updateRevision }
      : status,
  );
}

/** STS-MU-8: a status counted before Pods were deleted for an update. */
export function withFewerCurrent(status: StatefulSetStatus, deleted: number): StatefulSetStatus {
  return deleted === 0 ? status : withoutZeros({ ...status, currentReplicas: (status.currentReplicas ?? 0) - deleted });
}

/** STS-DONE-1 */
function isComplete(set: StatefulSet, status: StatefulSetStatus): boolean {
  const { updatedReplicas, readyReplicas, replicas } = status;
  if (set.spec.updateStrategy?.type !== 'RollingUpdate' || set.metadata.deletionTimestamp !== undefined) return false;
  return updatedReplicas === readyReplicas && readyReplicas === replicas && replicas === (set.spec.replicas ?? 1);
}

/** STS-STAT-1: `replicas`, `availableReplicas` and `collisionCount` are written even when 0. */
function withoutZeros(status: StatefulSetStatus): StatefulSetStatus {
  const { observedGeneration, readyReplicas, currentReplicas, updatedReplicas } = status;
  const kept: { -readonly [F in keyof StatefulSetStatus]: StatefulSetStatus[F] } = {
    replicas: status.replicas,
    availableReplicas: status.availableReplicas,
  };
  if (observedGeneration) kept.observedGeneration = observedGeneration;
  if (readyReplicas) kept.readyReplicas = readyReplicas;
  if (currentReplicas) kept.currentReplicas = currentReplicas;
  if (updatedReplicas) kept.updatedReplicas = updatedReplicas;
  if (status.currentRevision) kept.currentRevision = status.currentRevision;
  if (status.updateRevision) kept.updateRevision = status.updateRevision;
  kept.collisionCount = status.collisionCount ?? 0;
  return kept;
}

const compared = [
  'replicas',
  'currentReplicas',
  'readyReplicas',
  'updatedReplicas',
  'availableReplicas',
  'currentRevision',
  'updateRevision',
] as const;

/** STS-STAT-3 */
export function isWorthWriting(before: StatefulSetStatus, after: StatefulSetStatus): boolean {
  return (
    (after.observedGeneration ?? 0) > (before.observedGeneration ?? 0) ||
    compared.some((field) => before[field] !== after[field])
  );
}
