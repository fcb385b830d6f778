// What can be done to a PersistentVolumeClaim, and to the storage system that makes and attaches its volume.
import type { PersistentVolumeClaim, View } from '../../engine/index.ts';
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
  return [
    unless(remove, deletionTimestamp === undefined ? undefined : sentence('beingDeleted')),
    ...diskActions(claim, view),
    ...storageActions(claim, view),
  ];
}

/** A full disk is the programs' affair: no object of the API says so. */
function diskActions({ metadata: { name, namespace }, spec }: PersistentVolumeClaim, view: View): readonly Action[] {
  if (spec.volumeName === undefined || !view.get('PersistentVolume', spec.volumeName)) return [];
  const target = `pvc/${name}${namespaceFlag(namespace)}`;
  if (view.fullSinceMs(spec.volumeName) !== undefined)
    return [{ id: 'disk', name: 'makeRoom', line: `chaos mend ${target}` }];
  return [{ id: 'disk', name: 'fill', line: `chaos fill ${target}`, notes: [sentence('fill')] }];
}

/** Only where a driver is at work. */
function storageActions({ spec }: PersistentVolumeClaim, view: View): readonly Action[] {
  const { storageClassName = '' } = spec;
  const storageClass = view.get('StorageClass', storageClassName);
  if (!storageClass || storageClass.provisioner === 'kubernetes.io/no-provisioner') return [];
  const failing = view.failing(storageClassName);
  const params = { storageClass: storageClassName };
  const line = (verb: 'fail' | 'mend', work: string): string => `chaos ${verb} ${work} sc/${storageClassName}`;
  return [
    failing.includes('provisioning')
      ? { id: 'provisioning', name: 'mendProvisioning', line: line('mend', 'provisioning') }
      : {
          id: 'provisioning',
          name: 'failProvisioning',
          line: line('fail', 'provisioning'),
          notes: [sentence('failProvisioning', params)],
        },
    failing.includes('attach')
      ? { id: 'attach', name: 'mendAttach', line: line('mend', 'attach') }
      : { id: 'attach', name: 'failAttach', line: line('fail', 'attach'), notes: [sentence('failAttach', params)] },
  ];
}
