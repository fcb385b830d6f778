// The names of an attachable volume: in a node's status (VOL-41, KUBELET-11), and of its VolumeAttachment (VOL-40).
import type { PersistentVolume } from './persistent-volume.ts';
import { sha256Hex } from './sha256.ts';

/** Undefined for volumes that need no attaching (VOL-40): those of hostPath and local. */
export function attachableName({ spec: { csi } }: PersistentVolume): string | undefined {
  if (!csi) return undefined;
  // One and the same text for everybody: lists of these names are searched again and again.
  const found = names.get(csi) ?? `kubernetes.io/csi/${csi.driver}^${csi.volumeHandle}`;
  names.set(csi, found);
  return found;
}

const names = new WeakMap<object, string>();

/** The name of the VolumeAttachment that ties an attachable volume to a node (VOL-40). */
export function attachmentName({ spec }: PersistentVolume, node: string): string {
  const { csi } = spec;
  const found = last.get(spec);
  if (found?.node === node) return found.name;
  const name = `csi-${sha256Hex(`${csi?.volumeHandle ?? ''}${csi?.driver ?? ''}${node}`)}`;
  last.set(spec, { node, name });
  return name;
}

/** What a volume's attachment was last called: nearly always it is the same node again. */
const last = new WeakMap<object, { readonly node: string; readonly name: string }>();
