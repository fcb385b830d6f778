// Which of the objects that match a selector belong to a controller: it takes over those of nobody, and lets go of those that no
// longer match. For what makes no difference between its Pods; a StatefulSet has its own rules.
import { selects } from '../api/selector.ts';
import type { Client } from '../component.ts';
import type { Deployment } from '../kinds/deployment.ts';
import type { OwnerReference } from '../kinds/meta.ts';
import type { Pod } from '../kinds/pod.ts';
import type { ReplicaSet } from '../kinds/replica-set.ts';

type Owner = Deployment | ReplicaSet;

/** The reference that makes `owner` the controller of an object. */
export const controllerReference = ({ kind, metadata: { name, uid } }: Owner): OwnerReference => ({
  apiVersion: 'apps/v1',
  kind,
  name,
  uid,
  controller: true,
  blockOwnerDeletion: true,
});

/** The uid of the controller of an object. */
export const controllerUid = ({ metadata }: Pod | ReplicaSet): string | undefined =>
  metadata.ownerReferences?.find(({ controller }) => controller === true)?.uid;

/** Those of `candidates` that are, or become, the owner's (DEP-1). */
export function ownedAmong<T extends Pod | ReplicaSet>(
  owner: Owner,
  candidates: readonly T[],
  client: Client,
): readonly T[] {
  const { uid, name, deletionTimestamp } = owner.metadata;
  const isGoing = deletionTimestamp !== undefined;
  return candidates.flatMap((it) => {
    const by = controllerUid(it);
    const matches = selects(owner.spec.selector, it.metadata.labels);
    if (by === uid && (matches || isGoing)) return [it];
    if (by !== undefined && by !== uid) return [];
    if (isGoing || (by === undefined && (!matches || it.metadata.deletionTimestamp !== undefined))) return [];
    const references = it.metadata.ownerReferences ?? [];
    const ownerReferences =
      by === uid
        ? references.filter((reference) => reference.uid !== uid)
        : [...references, controllerReference(owner)];
    const params = { owner: name, name: it.metadata.name, case: by === uid ? 'release' : 'adopt' };
    const next = { ...it, metadata: { ...it.metadata, ownerReferences } };
    const result = client.update<T>(next, { rule: 'DEP-1', params });
    return by !== uid && result.ok ? [result.object] : [];
  });
}
