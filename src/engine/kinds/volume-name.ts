// The name under which a node lists a volume as attached and in use (VOL-41, KUBELET-11).
import type { PersistentVolume } from './persistent-volume.ts';

/** Undefined for volumes that need no attaching (VOL-40): those of hostPath and local. */
export const attachableName = ({ spec }: PersistentVolume): string | undefined =>
  spec.csi ? `kubernetes.io/csi/${spec.csi.driver}^${spec.csi.volumeHandle}` : undefined;
