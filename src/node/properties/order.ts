// Invariants of the StatefulSet controller's order: what it may create and delete, given what there is.
import { typeOf } from '../../engine/index.ts';
import type { Change, Pod, StatefulSet } from '../../engine/index.ts';
import type { World } from './world.ts';

/** What the controller does out of turn. */
export function orderFaults(change: Change, world: World): readonly string[] {
  if (change.kind !== 'Pod' || change.actor !== 'statefulset-controller') return [];
  const pod = change.after ?? change.before;
  const set = pod && world.sets.find(({ metadata }) => isOwnedBy(pod, metadata.uid));
  if (!pod || !set) return [];
  const type = typeOf(change);
  if (type === 'ADDED') return [...claimFaults(pod, set), ...creationFaults(pod, set, world)];
  const goes = type === 'DELETED' || pod.metadata.deletionTimestamp !== undefined;
  if (!goes || change.before?.metadata.deletionTimestamp !== undefined) return [];
  return deletionFaults(pod, set, change.reason.rule, world);
}

const isOwnedBy = ({ metadata }: Pod, uid: string): boolean =>
  metadata.ownerReferences?.some((owner) => owner.uid === uid) ?? false;

const ordinalOf = ({ metadata: { name } }: Pod): number => Number(name.slice(name.lastIndexOf('-') + 1));

export const isHealthy = ({ metadata, status }: Pod): boolean =>
  metadata.deletionTimestamp === undefined &&
  status.phase === 'Running' &&
  (status.conditions?.some(({ type, status: holds }) => type === 'Ready' && holds === 'True') ?? false);

const replicasOf = (set: StatefulSet): number => set.spec.replicas ?? 1;

const isOrdered = (set: StatefulSet): boolean => set.spec.podManagementPolicy !== 'Parallel';

/** STS-PVC-1, STS-PVC-5 */
function claimFaults(pod: Pod, set: StatefulSet): readonly string[] {
  const wanted = (set.spec.volumeClaimTemplates ?? []).map(({ metadata }) => `${metadata.name}-${pod.metadata.name}`);
  const mounted = (pod.spec.volumes ?? []).flatMap((volume) => volume.persistentVolumeClaim?.claimName ?? []);
  return wanted.join() === mounted.join() ? [] : [`${pod.metadata.name} has claims ${mounted.join()}`];
}

function creationFaults(pod: Pod, set: StatefulSet, world: World): readonly string[] {
  const { name } = pod.metadata;
  const ordinal = ordinalOf(pod);
  if (ordinal >= replicasOf(set)) return [`${name} is created, beyond ${replicasOf(set)} replicas`];
  if (set.metadata.deletionTimestamp !== undefined) return [`${name} is created for a set that is being deleted`];
  if (!isOrdered(set)) return [];
  const missing = unhealthyIn(set, world, ordinal);
  return missing.length > 0 ? [`STS-REP-10: ${name} is created while web-${missing.join(', web-')} is not Ready`] : [];
}

/** Ordinals below `end` without a Pod of the set that is Running, Ready and not terminating. */
function unhealthyIn(set: StatefulSet, world: World, end: number): readonly number[] {
  const owned = new Map(podsOf(set, world).map((pod) => [ordinalOf(pod), pod]));
  return Array.from({ length: end }, (_, ordinal) => ordinal).filter((ordinal) => {
    const pod = owned.get(ordinal);
    return !pod || !isHealthy(pod);
  });
}

const podsOf = (set: StatefulSet, world: World): readonly Pod[] =>
  world.pods.filter((pod) => isOwnedBy(pod, set.metadata.uid));

function deletionFaults(pod: Pod, set: StatefulSet, rule: string, world: World): readonly string[] {
  const ordinal = ordinalOf(pod);
  const { name } = pod.metadata;
  if (set.metadata.deletionTimestamp !== undefined) return [`${name} is deleted for a set that is being deleted`];
  if (rule === 'STS-REP-1') return isTerminal(pod) ? [] : [`STS-REP-1: ${name} is ${pod.status.phase}`];
  const condemned = ordinal >= replicasOf(set);
  if (condemned) return isOrdered(set) ? scaleDownFaults(pod, set, world) : [];
  return updateFaults(pod, set, rule, world);
}

const isTerminal = ({ status }: Pod): boolean => status.phase === 'Failed' || status.phase === 'Succeeded';

/** STS-ALG-13, STS-COND-7: from the top, one after the other, once all that stay are Ready. */
function scaleDownFaults(pod: Pod, set: StatefulSet, world: World): readonly string[] {
  const { name } = pod.metadata;
  const above = podsOf(set, world).filter((other) => ordinalOf(other) > ordinalOf(pod));
  const unhealthy = unhealthyIn(set, world, replicasOf(set));
  return [
    ...above.map((other) => `STS-COND-7: ${name} is deleted before ${other.metadata.name}`),
    ...unhealthy.map((ordinal) => `STS-ALG-13: ${name} is deleted while web-${ordinal} is not Ready`),
  ];
}

/** STS-RU-2 and its kin: from the top down to the partition, each once those above it are new and Ready. */
function updateFaults(pod: Pod, set: StatefulSet, rule: string, world: World): readonly string[] {
  const { name } = pod.metadata;
  const ordinal = ordinalOf(pod);
  const { type, rollingUpdate } = set.spec.updateStrategy ?? {};
  if (type === 'OnDelete') return [`${name} is deleted (${rule}) though the strategy is OnDelete`];
  if (ordinal < (rollingUpdate?.partition ?? 0)) return [`${name} is deleted (${rule}) below the partition`];
  const all = podsOf(set, world);
  const condemned = all.filter((other) => ordinalOf(other) >= replicasOf(set));
  const waiting = all.filter((other) => {
    const at = ordinalOf(other);
    return at > ordinal && at < replicasOf(set) && !isHealthy(other);
  });
  const lower = isOrdered(set) ? unhealthyIn(set, world, ordinal) : [];
  return [
    ...(isOrdered(set) ? condemned : []).map((other) => `${name} is updated before ${other.metadata.name} is gone`),
    ...waiting.map((other) => `STS-RU-3: ${name} is updated while ${other.metadata.name} is not Ready`),
    ...lower.map((at) => `STS-REP-10: ${name} is updated while web-${at} is not Ready`),
  ];
}
