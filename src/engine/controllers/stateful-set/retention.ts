// Whom the claims of a set belong to: by the retention policy the set, the Pod that is scaled away, or nobody (section 7). The
// garbage collector deletes them with their owner; the controller never does.
import type { Client, ReconcileError } from '../../component.ts';
import type { OwnerReference } from '../../kinds/meta.ts';
import type { PersistentVolumeClaim } from '../../kinds/persistent-volume-claim.ts';
import type { Pod } from '../../kinds/pod.ts';
import type { StatefulSet } from '../../kinds/stateful-set.ts';
import { claimName, podName } from './identity.ts';
import { endOrdinal, firstOrdinal } from './range.ts';

/** A set's member as claims speak of it: without a Pod, or before its creation, only the name is known. */
interface Member {
  readonly set: StatefulSet;
  readonly ordinal: number;
  readonly podUid: string | undefined;
}

const memberOf = (set: StatefulSet, ordinal: number, pod: Pod | undefined): Member => ({
  set,
  ordinal,
  podUid: pod?.metadata.uid,
});

/** STS-RET-2, STS-RET-3: writes the owners of an ordinal's claims that are there; those named in `unseen` are left for later. */
export function setClaimOwners(
  set: StatefulSet,
  ordinal: number,
  pod: Pod | undefined,
  client: Client,
  unseen: readonly string[] = [],
): ReconcileError | undefined {
  const member = memberOf(set, ordinal, pod);
  for (const claim of claimsThere(set, ordinal, client)) {
    const { name } = claim.metadata;
    if (unseen.includes(name)) continue;
    if (hasOtherController(claim, member)) sayConflict(set, name, client);
    if (isUpToDate(claim, member)) continue;
    const next = { ...claim, metadata: { ...claim.metadata, ownerReferences: ownersWanted(claim, member) } };
    const owner = owners(member).at(0)?.kind ?? 'none';
    const params = { set: set.metadata.name, claim: name, pod: podName(set, ordinal), case: owner };
    const result = client.update(next, { rule: 'STS-RET-2', params });
    const cause = result.ok ? undefined : (result.status.message ?? '');
    if (cause !== undefined) return { error: `could not update claim ${name} for delete policy ownerRefs: ${cause}` };
  }
  return undefined;
}

/** Whether the claims of an ordinal belong to whom the policy says; a missing one does. */
export function claimOwnersMatch(set: StatefulSet, ordinal: number, pod: Pod, client: Client): boolean {
  const member = memberOf(set, ordinal, pod);
  return claimsThere(set, ordinal, client).every((claim) => isUpToDate(claim, member));
}

/** STS-STALE-1: the claim of an ordinal that still belongs to an earlier Pod, and will go with it; undefined if none does. */
export function staleClaim(set: StatefulSet, ordinal: number, client: Client): string | undefined {
  if (set.spec.persistentVolumeClaimRetentionPolicy?.whenScaled !== 'Delete') return undefined;
  const member = memberOf(set, ordinal, undefined);
  return claimsThere(set, ordinal, client).find((claim) => refs(claim).some((ref) => isOfPod(ref, member)))?.metadata
    .name;
}

function claimsThere(set: StatefulSet, ordinal: number, client: Client): readonly PersistentVolumeClaim[] {
  const namespace = set.metadata.namespace ?? 'default';
  return (set.spec.volumeClaimTemplates ?? []).flatMap(
    ({ metadata: { name = '' } }) =>
      client.view.get('PersistentVolumeClaim', `${namespace}/${claimName(name, set, ordinal)}`) ?? [],
  );
}

/** STS-RET-2: who is to own an ordinal's claims. */
function owners({ set, ordinal, podUid }: Member): readonly OwnerReference[] {
  const { whenDeleted, whenScaled } = set.spec.persistentVolumeClaimRetentionPolicy ?? {};
  const { name, uid } = set.metadata;
  const inRange = ordinal >= firstOrdinal(set) && ordinal < endOrdinal(set);
  const controls = { controller: true, blockOwnerDeletion: true };
  if (whenScaled === 'Delete' && !inRange)
    return [{ apiVersion: 'v1', kind: 'Pod', name: podName(set, ordinal), uid: podUid ?? '', ...controls }];
  return whenDeleted === 'Delete' ? [{ apiVersion: 'apps/v1', kind: 'StatefulSet', name, uid, ...controls }] : [];
}

/** STS-RET-3, STS-RET-10: ours are written anew, those of others stay; beside another controller there is none of ours. */
function ownersWanted(claim: PersistentVolumeClaim, member: Member): readonly OwnerReference[] {
  const others = refs(claim).filter((ref) => !isOfSet(ref, member) && !isOfPod(ref, member));
  return hasOtherController(claim, member) ? others : [...others, ...owners(member)];
}

function isUpToDate(claim: PersistentVolumeClaim, member: Member): boolean {
  const { set, podUid } = member;
  // STS-RET-9: what an earlier set or Pod of the name owns is left alone.
  const isStale = (ref: OwnerReference): boolean =>
    (isOfSet(ref, member) && ref.uid !== set.metadata.uid) || (isOfPod(ref, member) && ref.uid !== podUid);
  if (refs(claim).some(isStale)) return true;
  const ours = refs(claim).filter((ref) => isOfSet(ref, member) || isOfPod(ref, member));
  if (hasOtherController(claim, member)) return ours.length === 0;
  const wanted = owners(member);
  // STS-RET-11: one that does not control is written anew.
  return (
    ours.length === wanted.length && wanted.every(({ uid }) => ours.some((ref) => ref.uid === uid && ref.controller))
  );
}

/** STS-RET-10: under a policy that deletes, somebody else controls the claim. */
function hasOtherController(claim: PersistentVolumeClaim, member: Member): boolean {
  const { set, podUid } = member;
  const { whenDeleted, whenScaled } = set.spec.persistentVolumeClaimRetentionPolicy ?? {};
  if (whenDeleted !== 'Delete' && whenScaled !== 'Delete') return false;
  return refs(claim).some((ref) => {
    if (isOfSet(ref, member)) return ref.uid !== set.metadata.uid;
    if (isOfPod(ref, member)) return ref.uid !== podUid;
    return ref.controller === true;
  });
}

const refs = ({ metadata }: PersistentVolumeClaim): readonly OwnerReference[] => metadata.ownerReferences ?? [];

const isOfSet = ({ apiVersion, kind, name }: OwnerReference, { set }: Member): boolean =>
  apiVersion === 'apps/v1' && kind === 'StatefulSet' && name === set.metadata.name;

const isOfPod = ({ apiVersion, kind, name }: OwnerReference, { set, ordinal }: Member): boolean =>
  apiVersion === 'v1' && kind === 'Pod' && name === podName(set, ordinal);

function sayConflict(set: StatefulSet, claim: string, client: Client): void {
  const message = `PersistentVolumeClaim ${claim} has a conflicting OwnerReference that acts as a manging controller, the retention policy is ignored for this claim`;
  client.event(
    set,
    { type: 'Warning', reason: 'ConflictingController', message },
    { rule: 'STS-EV-10', params: { claim } },
  );
}
