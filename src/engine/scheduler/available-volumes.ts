// Volumes that nobody has claimed yet, kept up to date from what changed since the last look. Provisioned volumes are never
// Available (VOL-11), so a large cluster of them costs nothing here.
import type { View } from '../api/view.ts';
import type { PersistentVolume } from '../kinds/persistent-volume.ts';

export class AvailableVolumes {
  readonly #volumes = new Map<string, PersistentVolume>();
  #revision = 0;

  /** Takes in what happened since the last look, and gives the volumes that are free now. */
  follow(view: View): Iterable<PersistentVolume> {
    const { revision } = view.cursor;
    if (revision !== this.#revision) {
      for (const { key, object, deleted } of view.changedSince('PersistentVolume', this.#revision)) {
        if (!deleted && isFree(object)) this.#volumes.set(key, object);
        else this.#volumes.delete(key);
      }
      this.#revision = revision;
    }
    return this.#volumes.values();
  }
}

const isFree = ({ status, spec, metadata }: PersistentVolume): boolean =>
  status.phase === 'Available' && spec.claimRef === undefined && metadata.deletionTimestamp === undefined;
