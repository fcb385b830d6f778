// What can be done to a PersistentVolumeClaim.
import type { View } from '../../engine/index.ts';
import { namespaceFlag, sentence, unless } from './action.ts';
import type { Action } from './action.ts';

/** `key`: `namespace/name`; nothing if there is no such claim. */
export function claimActions(key: string, view: View): readonly Action[] {
  const claim = view.get('PersistentVolumeClaim', key);
  if (!claim) return [];
  const { name, namespace, deletionTimestamp } = claim.metadata;
  const user = view.usingClaim(key)[0]?.metadata.name;
  const remove: Action = {
    id: 'delete',
    name: 'delete',
    line: `kubectl delete persistentvolumeclaim ${name}${namespaceFlag(namespace)}`,
    notes: [user === undefined ? sentence('claimFree') : sentence('claimInUse', { pod: user })],
  };
  return [unless(remove, deletionTimestamp === undefined ? undefined : sentence('beingDeleted'))];
}
