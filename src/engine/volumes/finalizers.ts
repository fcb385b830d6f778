// Finalizers and annotations of claims, volumes and attachments: their names, and how one is put on and taken off.
import type { ApiObject } from '../kinds/kinds.ts';

export const claimProtection = 'kubernetes.io/pvc-protection';
export const volumeProtection = 'kubernetes.io/pv-protection';
/** Holds a provisioned volume's object until its driver has deleted what is behind it (VOL-9). */
export const provisionerFinalizer = 'external-provisioner.volume.kubernetes.io/finalizer';

export const provisionedByAnnotation = 'pv.kubernetes.io/provisioned-by';
export const provisionerAnnotation = 'volume.kubernetes.io/storage-provisioner';
export const betaProvisionerAnnotation = 'volume.beta.kubernetes.io/storage-provisioner';
export const selectedNodeAnnotation = 'volume.kubernetes.io/selected-node';

/** VOL-11, VOL-40: what a driver's attacher holds volumes and attachments by. */
export const attacherFinalizer = (driver: string): string => `external-attacher/${driver.replaceAll('.', '-')}`;

export const hasFinalizer = ({ metadata }: ApiObject, name: string): boolean =>
  metadata.finalizers?.includes(name) === true;

/** The object held by one more finalizer. */
export function withFinalizer<T extends ApiObject>(object: T, name: string): T {
  const finalizers = [...(object.metadata.finalizers ?? []), name];
  return { ...object, metadata: { ...object.metadata, finalizers } };
}

/** The object no longer held by a finalizer. */
export function withoutFinalizer<T extends ApiObject>(object: T, name: string): T {
  const finalizers = (object.metadata.finalizers ?? []).filter((it) => it !== name);
  return { ...object, metadata: { ...object.metadata, finalizers } };
}

/** The object with more annotations. */
export function annotated<T extends ApiObject>(object: T, more: { readonly [name: string]: string }): T {
  return { ...object, metadata: { ...object.metadata, annotations: { ...object.metadata.annotations, ...more } } };
}
