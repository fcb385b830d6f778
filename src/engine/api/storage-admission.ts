// What admission writes into new claims and volumes: the protection that holds up their deletion (DEF-11) and the default class
// (DEF-12).
import type { PersistentVolumeClaim } from '../kinds/persistent-volume-claim.ts';
import type { PersistentVolume } from '../kinds/persistent-volume.ts';
import type { StorageClass } from '../kinds/storage-class.ts';
import type { View } from './view.ts';

const protections = {
  PersistentVolumeClaim: 'kubernetes.io/pvc-protection',
  PersistentVolume: 'kubernetes.io/pv-protection',
} as const;

/** DEF-11 */
export function withProtection<T extends PersistentVolumeClaim | PersistentVolume>(object: T): T {
  const finalizer = protections[object.kind];
  const { finalizers = [] } = object.metadata;
  if (finalizers.includes(finalizer)) return object;
  return { ...object, metadata: { ...object.metadata, finalizers: [...finalizers, finalizer] } };
}

/** DEF-12; a class that is asked for is kept, also the empty one. */
export function withDefaultClass(claim: PersistentVolumeClaim, view: View): PersistentVolumeClaim {
  if (claim.spec.storageClassName !== undefined) return claim;
  if (claim.metadata.annotations?.['volume.beta.kubernetes.io/storage-class'] !== undefined) return claim;
  const storageClass = defaultClass(view.list('StorageClass'));
  if (!storageClass) return claim;
  return { ...claim, spec: { ...claim.spec, storageClassName: storageClass.metadata.name } };
}

const marks = ['storageclass.kubernetes.io/is-default-class', 'storageclass.beta.kubernetes.io/is-default-class'];

/** The newest of the classes marked as the default; of those created in the same second the first by name. */
function defaultClass(classes: readonly StorageClass[]): StorageClass | undefined {
  const marked = classes.filter(({ metadata }) => marks.some((mark) => metadata.annotations?.[mark] === 'true'));
  return marked.reduce<StorageClass | undefined>((best, it) => (best && !isBefore(it, best) ? best : it), undefined);
}

function isBefore({ metadata: a }: StorageClass, { metadata: b }: StorageClass): boolean {
  if (a.creationTimestamp !== b.creationTimestamp) return a.creationTimestamp > b.creationTimestamp;
  return a.name < b.name;
}
