// What the API server fills in of claims, volumes and storage classes (DEF-6).
import { filled, replaced } from './filled.ts';
import { isJsonObject } from './json.ts';
import type { PersistentVolumeClaim, PersistentVolumeClaimSpec } from './persistent-volume-claim.ts';
import type { PersistentVolume, PersistentVolumeSpec } from './persistent-volume.ts';
import { withPathType } from './pod-defaults.ts';
import type { StorageClass } from './storage-class.ts';

/** The claim with its defaults; the same claim if nothing was missing. */
export const claimWithDefaults = (claim: PersistentVolumeClaim): PersistentVolumeClaim =>
  replaced(claim, 'spec', filled(claim.spec ?? {}, claimSpecDefaults));

/** The volume with its defaults; the same volume if nothing was missing. */
export function volumeWithDefaults(volume: PersistentVolume): PersistentVolume {
  const spec = filled(volume.spec ?? {}, volumeSpecDefaults);
  return replaced(
    volume,
    'spec',
    isJsonObject(spec.hostPath) ? replaced(spec, 'hostPath', withPathType(spec.hostPath)) : spec,
  );
}

/** The class with its defaults; the same class if nothing was missing. */
export const storageClassWithDefaults = (storageClass: StorageClass): StorageClass =>
  filled(storageClass, storageClassDefaults);

const claimSpecDefaults: PersistentVolumeClaimSpec = { volumeMode: 'Filesystem', resources: {} };
const volumeSpecDefaults: PersistentVolumeSpec = {
  persistentVolumeReclaimPolicy: 'Retain',
  volumeMode: 'Filesystem',
};
const storageClassDefaults: Partial<StorageClass> = { reclaimPolicy: 'Delete', volumeBindingMode: 'Immediate' };
