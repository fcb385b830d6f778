// One look of the volume binder at a volume: its phase, and what becomes of it when its claim is gone (VOL-1, VOL-9).
import type { Client, ReconcileError } from '../../component.ts';
import { dig } from '../../kinds/node-selector.ts';
import type { PersistentVolume } from '../../kinds/persistent-volume.ts';
import { provisionedByAnnotation } from '../finalizers.ts';
import { failed, unbind, writePhase } from './bind.ts';
import { claimKeyOf } from './volume-index.ts';

/** Looks at a volume. A claim that does not name it yet is bound by the look at the claim. */
export function syncVolume(volume: PersistentVolume, client: Client): ReconcileError | undefined {
  const { name } = volume.metadata;
  const { claimRef } = volume.spec;
  const params = { volume: name };
  if (!claimRef?.uid) return writePhase(volume, 'Available', client, { rule: 'VOL-1', params });
  const claim = client.view.get('PersistentVolumeClaim', claimKeyOf(volume) ?? '');
  if (claim?.metadata.uid !== claimRef.uid) return release(volume, claimRef.name, client);
  const { volumeName } = claim.spec;
  if (!volumeName) return undefined;
  if (volumeName === name)
    return writePhase(volume, 'Bound', client, { rule: 'VOL-1', params: { ...params, claim: claim.metadata.name } });
  const isSpare = isProvisioned(volume) && volume.spec.persistentVolumeReclaimPolicy === 'Delete';
  return isSpare ? release(volume, claimRef.name, client) : unbind(volume, client);
}

const isProvisioned = ({ metadata }: PersistentVolume): boolean =>
  metadata.annotations?.[provisionedByAnnotation] !== undefined;

/** VOL-9: Retain keeps it as it is; a provisioned volume is deleted by its provisioner. */
function release(volume: PersistentVolume, claim: string, client: Client): ReconcileError | undefined {
  const { phase } = volume.status;
  const reason = { rule: 'VOL-9', params: { volume: volume.metadata.name, claim } };
  if (phase !== 'Released' && phase !== 'Failed') {
    const error = writePhase(volume, 'Released', client, reason);
    if (error) return error;
  }
  if (volume.spec.persistentVolumeReclaimPolicy !== 'Delete' || isProvisioned(volume)) return undefined;
  return reclaimByHand(volume, client);
}

/** VOL-9: a volume made by hand has nobody who could delete what is behind it, but for a path below /tmp. */
function reclaimByHand(volume: PersistentVolume, client: Client): ReconcileError | undefined {
  const { name } = volume.metadata;
  const reason = { rule: 'VOL-9', params: { volume: name } };
  const path = dig(volume.spec.hostPath, 'path');
  if (typeof path === 'string' && path.startsWith('/tmp/')) {
    return failedDelete(client.delete('PersistentVolume', name, reason));
  }
  if (client.view.get('PersistentVolume', name)?.status.phase === 'Failed') return undefined;
  const message =
    typeof path === 'string'
      ? `host_path deleter only supports /tmp/.+ but received provided ${path}`
      : `error getting deleter volume plugin for volume "${name}": no deletable volume plugin matched`;
  const error = writePhase(volume, 'Failed', client, reason, message);
  if (!error) client.event(volume, { type: 'Warning', reason: 'VolumeFailedDelete', message }, reason);
  return error;
}

const failedDelete = (result: ReturnType<Client['delete']>): ReconcileError | undefined =>
  result.ok ? undefined : failed(result);
