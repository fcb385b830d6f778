// PersistentVolumeClaim: what an identity keeps when its Pod dies.
import type { Condition, Json, LabelSelector, ObjectMeta, StringMap } from './meta.ts';

export type AccessMode = 'ReadWriteOnce' | 'ReadOnlyMany' | 'ReadWriteMany' | 'ReadWriteOncePod';

export interface PersistentVolumeClaimSpec {
  readonly accessModes?: readonly AccessMode[];
  readonly resources?: { readonly requests?: StringMap; readonly limits?: StringMap };
  readonly storageClassName?: string;
  readonly volumeName?: string;
  readonly volumeMode?: 'Filesystem' | 'Block';
  readonly selector?: LabelSelector;
  readonly dataSource?: Json;
  readonly dataSourceRef?: Json;
  readonly volumeAttributesClassName?: string;
}

export interface PersistentVolumeClaimStatus {
  readonly phase?: 'Pending' | 'Bound' | 'Lost';
  readonly accessModes?: readonly AccessMode[];
  readonly capacity?: StringMap;
  readonly conditions?: readonly Condition[];
}

export interface PersistentVolumeClaim {
  readonly apiVersion: 'v1';
  readonly kind: 'PersistentVolumeClaim';
  readonly metadata: ObjectMeta;
  readonly spec: PersistentVolumeClaimSpec;
  readonly status: PersistentVolumeClaimStatus;
}
