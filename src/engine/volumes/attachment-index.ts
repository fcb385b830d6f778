// VolumeAttachments by volume and by node, kept up to date from what changed since the last look. Derived from the view alone.
import { byCode } from '../api/tables.ts';
import type { View } from '../api/view.ts';
import { attachableName } from '../kinds/volume-name.ts';
import type { VolumeAttachment } from '../kinds/volume-attachment.ts';

export class AttachmentIndex {
  /** As they were last seen: between two looks one may be replaced by another of its name. */
  readonly #all = new Map<string, VolumeAttachment>();
  readonly #ofVolume = new Map<string, Map<string, VolumeAttachment>>();
  readonly #onNode = new Map<string, Map<string, VolumeAttachment>>();
  readonly #byName = new Map<string, string>();
  #revision = 0;

  /** Takes in what happened since the last look. */
  follow(view: View): this {
    const { revision } = view.cursor;
    if (revision === this.#revision) return this;
    for (const { key, object, deleted } of view.changedSince('VolumeAttachment', this.#revision)) {
      const before = this.#all.get(key);
      if (before) this.#put(key, before, undefined);
      if (deleted) this.#all.delete(key);
      else this.#all.set(key, object);
      if (!deleted) this.#put(key, object, object);
      const volume = volumeOf(object);
      const standing = view.get('PersistentVolume', volume);
      const name = standing && attachableName(standing);
      if (name !== undefined) this.#byName.set(name, volume);
    }
    this.#revision = revision;
    return this;
  }

  /** Of the volume with this name, oldest first; of one second, by name. */
  ofVolume(volume: string): readonly VolumeAttachment[] {
    const found = this.#ofVolume.get(volume);
    if (!found) return none;
    return found.size < 2 ? [...found.values()] : [...found.values()].sort(byAge);
  }

  /** Names of the volumes that are on a node, or about to be, in order. */
  onNode(node: string): readonly string[] {
    return [...new Set([...(this.#onNode.get(node)?.values() ?? none)].map(volumeOf))].sort(byCode);
  }

  /** The volume that a node's status calls so, if it is on that node, or about to be. */
  named(name: string, node: string): string | undefined {
    const volume = this.#byName.get(name);
    if (volume === undefined) return undefined;
    return this.ofVolume(volume).some(({ spec }) => spec.nodeName === node) ? volume : undefined;
  }

  #put(key: string, where: VolumeAttachment, after: VolumeAttachment | undefined): void {
    replace(this.#ofVolume, volumeOf(where), key, after);
    replace(this.#onNode, where.spec.nodeName, key, after);
  }
}

const none: readonly VolumeAttachment[] = [];

const volumeOf = ({ spec }: VolumeAttachment): string => spec.source.persistentVolumeName ?? '';

/** An order that tells nothing of when somebody looked: a fork, which begins in the middle, has to come to the same. */
function byAge(one: VolumeAttachment, other: VolumeAttachment): number {
  const age = byCode(one.metadata.creationTimestamp, other.metadata.creationTimestamp);
  return age || byCode(one.metadata.name, other.metadata.name);
}

function replace(
  index: Map<string, Map<string, VolumeAttachment>>,
  entry: string,
  key: string,
  after: VolumeAttachment | undefined,
): void {
  const rows = index.get(entry) ?? new Map<string, VolumeAttachment>();
  if (after) rows.set(key, after);
  else rows.delete(key);
  if (rows.size > 0) index.set(entry, rows);
  else index.delete(entry);
}
