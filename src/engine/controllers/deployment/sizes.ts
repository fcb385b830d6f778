// How large the ReplicaSets of a Deployment shall be: pure numbers (DEP-5, DEP-6, DEP-20).
import type { Deployment } from '../../kinds/deployment.ts';
import { scaledOf } from '../../kinds/int-or-percent.ts';
import type { ReplicaSet } from '../../kinds/replica-set.ts';

export const replicasOf = ({ spec }: Deployment | ReplicaSet): number => spec.replicas ?? 1;

/** All that the sets are asked for. */
export const sumOf = (sets: readonly ReplicaSet[]): number => sets.reduce((sum, set) => sum + replicasOf(set), 0);

export const availableIn = (sets: readonly ReplicaSet[]): number =>
  sets.reduce((sum, { status }) => sum + (status.availableReplicas ?? 0), 0);

export const isRolling = ({ spec }: Deployment): boolean => spec.strategy?.type !== 'Recreate';

/** DEP-5: Pods that may be there beyond the replicas. */
export function surgeOf(deployment: Deployment): number {
  if (!isRolling(deployment)) return 0;
  return scaledOf(deployment.spec.strategy?.rollingUpdate?.maxSurge ?? 0, replicasOf(deployment), 'up');
}

/** DEP-5: Pods that may be missing; 1 if neither may be. */
export function unavailableOf(deployment: Deployment): number {
  const replicas = replicasOf(deployment);
  if (!isRolling(deployment) || replicas === 0) return 0;
  const allowed = scaledOf(deployment.spec.strategy?.rollingUpdate?.maxUnavailable ?? 0, replicas, 'down');
  return Math.min(allowed === 0 && surgeOf(deployment) === 0 ? 1 : allowed, replicas);
}

/** DEP-6 (0), (1): the size of the new set, given that of all others. */
export function newSetSize(deployment: Deployment, current: number, others: number): number {
  const replicas = replicasOf(deployment);
  if (!isRolling(deployment)) return replicas;
  const room = replicas + surgeOf(deployment) - others - current;
  return room <= 0 ? current : current + Math.min(room, replicas - current);
}

/** A set and the size it is to have. */
export interface Resize {
  readonly set: ReplicaSet;
  readonly size: number;
}

/** DEP-6 (2), first half: old Pods that do not work go first; `old` is sorted by age. */
export function unhealthyResizes(old: readonly ReplicaSet[], most: number): readonly Resize[] {
  const resizes: Resize[] = [];
  let rest = most;
  for (const set of old) {
    const size = replicasOf(set);
    const gone = Math.min(rest, Math.max(0, size - (set.status.availableReplicas ?? 0)));
    if (gone > 0) resizes.push({ set, size: size - gone });
    rest -= gone;
  }
  return resizes;
}

/** DEP-6 (2), second half: as many old Pods as availability allows; `old` is sorted by age. */
export function availableResizes(
  deployment: Deployment,
  old: readonly ReplicaSet[],
  available: number,
): readonly Resize[] {
  let rest = available - (replicasOf(deployment) - unavailableOf(deployment));
  const resizes: Resize[] = [];
  for (const set of old) {
    const gone = Math.min(Math.max(0, rest), replicasOf(set));
    if (gone > 0) resizes.push({ set, size: replicasOf(set) - gone });
    rest -= gone;
  }
  return resizes;
}

/** How many old Pods may go at all, the unavailable ones of the new set being counted as missing. */
export const mostScaledDown = (deployment: Deployment, all: readonly ReplicaSet[], newSet: ReplicaSet): number =>
  sumOf(all) -
  (replicasOf(deployment) - unavailableOf(deployment)) -
  (replicasOf(newSet) - (newSet.status.availableReplicas ?? 0));

/** DEP-20: in the middle of a rollout every active set grows or shrinks in proportion. `maximumOf`: what a set was scaled for. */
export function proportionalSizes(
  deployment: Deployment,
  active: readonly ReplicaSet[],
  maximumOf: (set: ReplicaSet) => number | undefined,
): readonly Resize[] {
  const replicas = replicasOf(deployment);
  const maximum = replicas + surgeOf(deployment);
  const toAdd = (replicas > 0 ? maximum : 0) - sumOf(active);
  const sorted = [...active].sort((a, b) => bySize(a, b) || (toAdd > 0 ? -byAge(a, b) : byAge(a, b)));
  if (toAdd === 0) return sorted.map((set) => ({ set, size: replicasOf(set) }));
  let added = 0;
  const sizes = sorted.map((set) => {
    const share = shareOf(set, replicas, maximum, maximumOf(set) || (deployment.status.replicas ?? 0));
    const allowed = toAdd - added;
    const part =
      replicasOf(set) === 0 || allowed === 0 ? 0 : toAdd > 0 ? Math.min(share, allowed) : Math.max(share, allowed);
    added += part;
    return { set, size: replicasOf(set) + part };
  });
  return sizes.map((it, at) => (at === 0 ? { ...it, size: Math.max(0, it.size + toAdd - added) } : it));
}

function shareOf(set: ReplicaSet, replicas: number, maximum: number, before: number): number {
  if (replicas === 0) return -replicasOf(set);
  if (before === 0) return 0;
  const size = (replicasOf(set) * maximum) / before;
  return Math.floor(size + 0.5) - replicasOf(set);
}

const bySize = (a: ReplicaSet, b: ReplicaSet): number => replicasOf(b) - replicasOf(a);

/** Oldest first. */
export function byAge({ metadata: a }: ReplicaSet, { metadata: b }: ReplicaSet): number {
  if (a.creationTimestamp !== b.creationTimestamp) return a.creationTimestamp < b.creationTimestamp ? -1 : 1;
  return a.name < b.name ? -1 : 1;
}
