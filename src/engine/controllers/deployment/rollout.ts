// The steps of a rollout: which ReplicaSet is scaled next. Apart from the controller, which decides what sort of sync it is.
import type { View } from '../../api/view.ts';
import type { Client, ReconcileError } from '../../component.ts';
import type { Deployment } from '../../kinds/deployment.ts';
import type { ReplicaSet } from '../../kinds/replica-set.ts';
import { desiredOf, maximumOf } from './annotations.ts';
import { scaled } from './replica-sets.ts';
import { availableIn, availableResizes, isRolling, mostScaledDown } from './sizes.ts';
import { newSetSize, proportionalSizes, replicasOf, sumOf, unhealthyResizes } from './sizes.ts';
import type { Resize } from './sizes.ts';

/** The set of the template, if there is one, and all others, oldest first. */
export interface Sets {
  readonly newSet?: ReplicaSet;
  readonly old: readonly ReplicaSet[];
}

/** DEP-6: one step; whether it changed a size. */
export function reconcileRolling(
  deployment: Deployment,
  { newSet, old }: Sets,
  client: Client,
): boolean | ReconcileError {
  if (!newSet) return false;
  const grown = scaled(deployment, newSet, sizeOfNew(deployment, newSet, old), 'DEP-6', client);
  if (grown !== false) return grown;
  if (sumOf(old) === 0) return false;
  const most = mostScaledDown(deployment, [...old, newSet], newSet);
  if (most <= 0) return false;
  const unhealthy = unhealthyResizes(old, most);
  const cleaned = resize(deployment, unhealthy, 'DEP-7', client);
  if (typeof cleaned === 'object') return cleaned;
  const left = old.map((set) => client.view.get('ReplicaSet', keyOfSet(set)) ?? set);
  const down = resize(deployment, availableResizes(deployment, left, availableIn([...left, newSet])), 'DEP-6', client);
  return typeof down === 'object' ? down : cleaned || down;
}

const keyOfSet = ({ metadata }: ReplicaSet): string => `${metadata.namespace ?? 'default'}/${metadata.name}`;

function sizeOfNew(deployment: Deployment, newSet: ReplicaSet, old: readonly ReplicaSet[]): number {
  const [current, replicas] = [replicasOf(newSet), replicasOf(deployment)];
  return current >= replicas ? replicas : newSetSize(deployment, current, sumOf(old));
}

/** DEP-22: first all old Pods go, then the new ones come. */
export function reconcileRecreate(deployment: Deployment, sets: Sets, client: Client): boolean | ReconcileError {
  const active = sets.old.filter((set) => replicasOf(set) > 0);
  if (active.length > 0)
    return resize(
      deployment,
      active.map((set) => ({ set, size: 0 })),
      'DEP-22',
      client,
    );
  const { newSet } = sets;
  if (!newSet || hasOldPods(sets, client.view)) {
    client.wait({ rule: 'DEP-22', params: { deployment: deployment.metadata.name } });
    return false;
  }
  return scaled(deployment, newSet, replicasOf(deployment), 'DEP-22', client);
}

/** DEP-22: Pods of old sets that are not over yet; those being deleted count. */
export function hasOldPods({ old }: Sets, view: View): boolean {
  return old.some(({ metadata, status }) => {
    if (status.replicas > 0) return true;
    return view
      .owned(metadata.uid)
      .some((it) => it.kind === 'Pod' && it.status.phase !== 'Succeeded' && it.status.phase !== 'Failed');
  });
}

/** DEP-20 */
export function scaleAll(deployment: Deployment, { newSet, old }: Sets, client: Client): ReconcileError | undefined {
  const active = [...old, ...(newSet ? [newSet] : [])].filter((set) => replicasOf(set) > 0);
  const only = active.length > 1 ? undefined : (active[0] ?? newSet ?? old.at(-1));
  if (active.length <= 1) {
    if (!only || replicasOf(only) === replicasOf(deployment)) return undefined;
    return failureOf(scaled(deployment, only, replicasOf(deployment), 'DEP-20', client));
  }
  if (newSet && isSaturated(deployment, newSet)) {
    const empty = active.filter((set) => set !== newSet).map((set) => ({ set, size: 0 }));
    return failureOf(resize(deployment, empty, 'DEP-20', client));
  }
  if (!isRolling(deployment)) return undefined;
  return failureOf(resize(deployment, proportionalSizes(deployment, active, maximumOf), 'DEP-20', client));
}

function isSaturated(deployment: Deployment, set: ReplicaSet): boolean {
  const replicas = replicasOf(deployment);
  return replicasOf(set) === replicas && desiredOf(set) === replicas && set.status.availableReplicas === replicas;
}

function resize(
  deployment: Deployment,
  resizes: readonly Resize[],
  rule: string,
  client: Client,
): boolean | ReconcileError {
  let changed = false;
  for (const { set, size } of resizes) {
    const result = scaled(deployment, set, size, rule, client);
    if (typeof result === 'object') return result;
    changed ||= result;
  }
  return changed;
}

const failureOf = (result: boolean | ReconcileError): ReconcileError | undefined =>
  typeof result === 'object' ? result : undefined;
