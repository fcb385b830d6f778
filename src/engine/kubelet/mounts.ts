// Waiting for a Pod's volumes: claims bound, attached to the node, listed as in use by it, then mounted (KUBELET-4, KUBELET-11).
import type { PersistentVolume } from '../kinds/persistent-volume.ts';
import { attachableName, attachmentName } from '../kinds/volume-name.ts';
import { timings } from '../timings.ts';
import { nextNodeStatusMs } from './volumes-in-use.ts';
import type { Sync } from './sync.ts';

/** Whether everything is mounted; if not, the wait is recorded and a later look asked for. */
export function mountVolumes(sync: Sync): boolean {
  const volumes = volumesOf(sync);
  if (volumes === undefined) return false;
  const mounted = sync.sandbox?.mounted ?? [];
  if (volumes.every(({ metadata }) => mounted.includes(metadata.name))) return true;
  const ready = volumes.map((volume) => isAttached(volume, sync));
  if (ready.includes(false)) return false;
  const { mountAtMs } = sync.memory;
  if (mountAtMs === undefined || mountAtMs > sync.nowMs) {
    const atMs = mountAtMs ?? sync.nowMs + timings.kubelet.mountMs;
    if (mountAtMs === undefined) sync.remember({ mountAtMs: atMs });
    sync.client.wait(sync.reason('KUBELET-4', { volumes: volumes.map(({ metadata }) => metadata.name).join(', ') }));
    sync.later(atMs);
    return false;
  }
  sync.remember({ mountAtMs: undefined });
  const { uid, namespace = 'default', name } = sync.pod.metadata;
  const names = volumes.map(({ metadata }) => metadata.name);
  sync.setSandbox(
    { uid, node: sync.node, namespace, name, mounted: names, processes: sync.sandbox?.processes ?? [] },
    sync.reason('KUBELET-4', { volumes: names.join(', ') }),
  );
  return true;
}

/** The volumes of the Pod's claims; undefined while one is missing. */
function volumesOf(sync: Sync): readonly PersistentVolume[] | undefined {
  const { view } = sync.client;
  const found: PersistentVolume[] = [];
  for (const { persistentVolumeClaim } of sync.pod.spec.volumes ?? []) {
    if (!persistentVolumeClaim) continue;
    const { claimName } = persistentVolumeClaim;
    const claim = view.get('PersistentVolumeClaim', `${sync.pod.metadata.namespace ?? 'default'}/${claimName}`);
    const volume = claim && view.get('PersistentVolume', claim.spec.volumeName ?? '');
    if (!volume || claim.status.phase !== 'Bound') {
      sync.client.wait(sync.reason('KUBELET-4', { claim: claimName }));
      sync.later(sync.nowMs + timings.kubelet.volumeLookMs);
      return undefined;
    }
    found.push(volume);
  }
  return found;
}

/** KUBELET-11: attached according to the node's status, and there in use as well. */
function isAttached(volume: PersistentVolume, sync: Sync): boolean {
  const name = attachableName(volume);
  if (name === undefined) return true;
  const { view } = sync.client;
  const status = view.get('Node', sync.node)?.status;
  const isListed = status?.volumesAttached?.some((attached) => attached.name === name) ?? false;
  const inUse = status?.volumesInUse?.includes(name) ?? false;
  if (isListed && inUse) return true;
  const nextAtMs = nextNodeStatusMs(sync.node, sync.client, sync.nowMs);
  const params = { volume: volume.metadata.name };
  if (isListed) sync.client.wait(sync.reason('KUBELET-11', { ...params, atMs: nextAtMs }));
  else sync.client.wait(sync.reason('VOL-41', params));
  // That it is attached wakes this Pod; the node lists it a moment later. The volumes in use come round by the clock.
  const isAboutToBe =
    !isListed && view.get('VolumeAttachment', attachmentName(volume, sync.node))?.status.attached === true;
  if (isAboutToBe) sync.later(sync.nowMs + timings.kubelet.volumeLookMs);
  else if (!inUse) sync.later(nextAtMs + timings.kubelet.volumeLookMs);
  return false;
}
