// Volume protection: a deleted volume stays while it is Bound (VOL-31).
import type { ApiComponent, Client, ReconcileError } from '../component.ts';
import type { PersistentVolume } from '../kinds/persistent-volume.ts';
import { timings } from '../timings.ts';
import { hasFinalizer, volumeProtection, withFinalizer, withoutFinalizer } from './finalizers.ts';

/** A new protection controller; keys are those of volumes. */
export function createVolumeProtection(): ApiComponent {
  return {
    name: 'pv-protection-controller',
    sees: 'api',
    watches: ['PersistentVolume'],
    wakeDelayMs: timings.wakeMs.volumeProtection,
    wakes: (change) => (change.kind === 'PersistentVolume' && change.after && isOpen(change.after) ? [change.key] : []),
    reconcile(key, client) {
      const volume = client.view.get('PersistentVolume', key);
      return volume && protect(volume, client);
    },
  };
}

/** There is a finalizer to put on or to take off. */
const isOpen = (volume: PersistentVolume): boolean =>
  (volume.metadata.deletionTimestamp !== undefined) === hasFinalizer(volume, volumeProtection);

function protect(volume: PersistentVolume, client: Client): ReconcileError | undefined {
  if (!isOpen(volume)) return undefined;
  const reason = { rule: 'VOL-31', params: { volume: volume.metadata.name } };
  const isLeaving = volume.metadata.deletionTimestamp !== undefined;
  if (isLeaving && volume.status.phase === 'Bound') {
    client.wait(reason);
    return undefined;
  }
  const result = client.update(
    isLeaving ? withoutFinalizer(volume, volumeProtection) : withFinalizer(volume, volumeProtection),
    reason,
  );
  return result.ok ? undefined : { error: result.status.message ?? 'refused' };
}
