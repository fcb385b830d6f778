// Invariants of claims and volumes: nothing that should be kept is lost.
import type { ApiChange, Change, OwnerReference } from '../../engine/index.ts';
import { rangeOf } from './order.ts';
import type { World } from './world.ts';

/** What a change does to storage that it may not. */
export function storageFaults(change: Change, world: World): readonly string[] {
  if (change.kind === 'PersistentVolume') return lostVolume(change, world);
  if (change.kind !== 'PersistentVolumeClaim') return [];
  return [...lostClaim(change, world), ...usedClaim(change, world), ...owners(change, world)];
}

/** STS-PVC-6, STS-RET-4: claims stay, unless a human or the last of their owners lets them go. */
function lostClaim(change: ApiChange<'PersistentVolumeClaim'>, world: World): readonly string[] {
  const { before, after, actor } = change;
  const goes = after?.metadata.deletionTimestamp !== undefined || !after;
  if (!before || !goes || before.metadata.deletionTimestamp !== undefined) return [];
  if (actor === 'user' || world.givenUp.has(before.metadata.uid)) return [];
  const { ownerReferences = [], name } = before.metadata;
  if (ownerReferences.length === 0) return [`STS-PVC-6: ${actor} deletes the claim ${name}, which nobody owns`];
  const alive = ownerReferences.find((owner) => isKeeping(owner, world));
  return alive ? [`STS-RET-4: ${actor} deletes the claim ${name} while its owner ${alive.name} is there`] : [];
}

/** An owner that is there, and does not wait for what it owns to go. */
function isKeeping({ kind, uid }: OwnerReference, world: World): boolean {
  const owner = (kind === 'Pod' ? world.pods : world.sets).find(({ metadata }) => metadata.uid === uid);
  return owner !== undefined && !(owner.metadata.finalizers?.includes('foregroundDeletion') ?? false);
}

/** STS-PVC-8: one that is given up stays as long as it is used. */
function usedClaim({ before, after }: ApiChange<'PersistentVolumeClaim'>, world: World): readonly string[] {
  if (!before || after) return [];
  const { name } = before.metadata;
  const user = world.pods.find(
    ({ spec, status }) =>
      spec.nodeName !== undefined &&
      status.phase !== 'Succeeded' &&
      status.phase !== 'Failed' &&
      spec.volumes?.some((volume) => volume.persistentVolumeClaim?.claimName === name),
  );
  return user ? [`STS-PVC-8: the claim ${name} goes while ${user.metadata.name} uses it`] : [];
}

/** STS-RET-2: the set owns what goes with it, a Pod what goes when it is scaled away. */
function owners({ before, after, actor }: ApiChange<'PersistentVolumeClaim'>, world: World): readonly string[] {
  if (
    !after ||
    actor !== 'statefulset-controller' ||
    before?.metadata.ownerReferences === after.metadata.ownerReferences
  )
    return [];
  return (after.metadata.ownerReferences ?? []).flatMap(({ kind, name, uid }) => {
    const what = `STS-RET-2: ${kind} ${name} owns the claim ${after.metadata.name}`;
    if (kind === 'StatefulSet') {
      const set = world.sets.find(({ metadata }) => metadata.uid === uid);
      return set?.spec.persistentVolumeClaimRetentionPolicy?.whenDeleted === 'Delete' ? [] : [what];
    }
    const pod = world.pods.find(({ metadata }) => metadata.uid === uid);
    const set = world.sets.find(({ metadata }) =>
      pod?.metadata.ownerReferences?.some((owner) => owner.uid === metadata.uid),
    );
    const isCondemned = set && !rangeOf(set).some((ordinal) => `${set.metadata.name}-${ordinal}` === name);
    return isCondemned && set.spec.persistentVolumeClaimRetentionPolicy?.whenScaled === 'Delete' ? [] : [what];
  });
}

/** A volume stays as long as its claim, and for ever if it is to be kept. */
function lostVolume({ before, after, actor }: ApiChange<'PersistentVolume'>, world: World): readonly string[] {
  if (!before || after || actor === 'user') return [];
  const { name } = before.metadata;
  if (before.spec.persistentVolumeReclaimPolicy !== 'Delete') return [`${actor} deletes ${name}, which is to be kept`];
  const uid = before.spec.claimRef?.uid;
  const claim = world.all('PersistentVolumeClaim').find(({ metadata }) => metadata.uid === uid);
  return claim ? [`${name} goes before its claim ${claim.metadata.name}`] : [];
}
