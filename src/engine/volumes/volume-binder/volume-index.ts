// Volumes by the claim they refer to, and those that are free, kept up to date from what changed since the last look, so that
// a claim never has to look at every volume. Derived from the view alone.
import { byCode } from '../../api/tables.ts';
import type { View } from '../../api/view.ts';
import type { PersistentVolume } from '../../kinds/persistent-volume.ts';

export class VolumeIndex {
  readonly #all = new Map<string, PersistentVolume>();
  readonly #free = new Map<string, PersistentVolume>();
  readonly #ofClaim = new Map<string, Map<string, PersistentVolume>>();
  #revision = 0;

  /** Takes in what happened since the last look. */
  follow(view: View): this {
    const { revision } = view.cursor;
    if (revision === this.#revision) return this;
    for (const { key, object, deleted } of view.changedSince('PersistentVolume', this.#revision)) {
      this.#replace(key, deleted ? undefined : object);
    }
    this.#revision = revision;
    return this;
  }

  /** Available, and reserved for nobody. */
  free(): Iterable<PersistentVolume> {
    return this.#free.values();
  }

  /** Volumes whose reference names the claim `namespace/name`, whatever uid it has, in the order of their names. */
  ofClaim(claimKey: string): Iterable<PersistentVolume> {
    const found = this.#ofClaim.get(claimKey);
    if (!found || found.size < 2) return found?.values() ?? [];
    return [...found.values()].sort((one, other) => byCode(one.metadata.name, other.metadata.name));
  }

  #replace(name: string, after: PersistentVolume | undefined): void {
    const before = this.#all.get(name);
    const oldKey = before && claimKeyOf(before);
    const newKey = after && claimKeyOf(after);
    if (oldKey !== undefined && oldKey !== newKey) {
      const rest = this.#ofClaim.get(oldKey);
      rest?.delete(name);
      if (rest?.size === 0) this.#ofClaim.delete(oldKey);
    }
    if (after && newKey !== undefined) {
      const standing = this.#ofClaim.get(newKey) ?? new Map<string, PersistentVolume>();
      this.#ofClaim.set(newKey, standing.set(name, after));
    }
    if (after) this.#all.set(name, after);
    else this.#all.delete(name);
    if (after && isFree(after)) this.#free.set(name, after);
    else this.#free.delete(name);
  }
}

/** The key of the claim a volume refers to. */
export const claimKeyOf = ({ spec: { claimRef } }: PersistentVolume): string | undefined =>
  claimRef && `${claimRef.namespace ?? ''}/${claimRef.name}`;

/** Whether a claim may be given this volume: a terminating one is left out where it is matched. */
export const isFree = ({ status, spec }: PersistentVolume): boolean =>
  status.phase === 'Available' && spec.claimRef === undefined;
