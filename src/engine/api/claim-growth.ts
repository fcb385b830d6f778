// What admission says of a claim that asks for more: only a bound one may grow, and only where its class allows it (VOL-62).
import type { ApiObject } from '../kinds/kinds.ts';
import { compareQuantities } from '../kinds/quantity.ts';
import { forbidden } from './status.ts';
import type { Status } from './status.ts';
import type { View } from './view.ts';

/** VOL-62: why a claim may not grow; undefined for everything else. */
export function refusalOfGrowth(next: ApiObject, old: ApiObject, view: View): Status | undefined {
  if (next.kind !== 'PersistentVolumeClaim' || old.kind !== 'PersistentVolumeClaim' || next.spec === old.spec)
    return undefined;
  const [wanted, had] = [next, old].map(({ spec }) => spec.resources?.requests?.['storage'] ?? '0');
  if (wanted === undefined || had === undefined || compareQuantities(wanted, had) <= 0) return undefined;
  const { name } = next.metadata;
  if (old.status.phase !== 'Bound')
    return forbidden('PersistentVolumeClaim', name, 'Only bound persistent volume claims can be expanded');
  const storageClass = view.get('StorageClass', old.spec.storageClassName ?? '');
  if (storageClass?.allowVolumeExpansion === true) return undefined;
  const why =
    'only dynamically provisioned pvc can be resized and the storageclass that provisions the pvc must support resize';
  return forbidden('PersistentVolumeClaim', name, why);
}
