// PersistentVolume: the storage behind a claim.
import type { Json, ObjectMeta, StringMap, TypedReference } from './meta.ts';
import type { AccessMode } from './persistent-volume-claim.ts';

export interface PersistentVolumeSpec {
  readonly capacity?: StringMap;
  readonly accessModes?: readonly AccessMode[];
  readonly persistentVolumeReclaimPolicy?: 'Retain' | 'Delete' | 'Recycle';
  readonly storageClassName?: string;
  readonly volumeMode?: 'Filesystem' | 'Block';
  readonly claimRef?: TypedReference;
  readonly nodeAffinity?: Json;
  readonly csi?: { readonly driver: string; readonly volumeHandle: string; readonly fsType?: string };
  readonly hostPath?: Json;
  readonly local?: Json;
}

export interface PersistentVolume {
  readonly apiVersion: 'v1';
  readonly kind: 'PersistentVolume';
  readonly metadata: ObjectMeta;
  readonly spec: PersistentVolumeSpec;
  readonly status: {
    readonly phase?: 'Pending' | 'Available' | 'Bound' | 'Released' | 'Failed';
    readonly lastPhaseTransitionTime?: string;
    readonly message?: string;
    readonly reason?: string;
  };
}
