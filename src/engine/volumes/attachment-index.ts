// VolumeAttachments by volume and by node, kept up to date from what changed since the last look. Derived from the view alone.
import type { View } from '../api/view.ts';
import { attachableName } from '../kinds/volume-name.ts';
import type { VolumeAttachment } from '../kinds/volume-attachment.ts';

export class AttachmentIndex {
  readonly #ofVolume = new Map<string, Map<string, VolumeAttachment>>();
  readonly #onNode = new Map<string, Map<string, VolumeAttachment>>();
  readonly #byName = new Map<string, string>();
  #revision = 0;

  /** Takes in what happened since the last look. */
  follow(view: View): this {
    const { revision } = view.cursor;
    if (revision === this.#revision) return this;
    for (const { key, object, deleted } of view.changedSince('VolumeAttachment', this.#revision)) {
      const { source, nodeName } = object.spec;
      const volume = source.persistentVolumeName ?? '';
      replace(this.#ofVolume, volume, key, deleted ? undefined : object);
      replace(this.#onNode, nodeName, volume, deleted ? undefined : object);
      const standing = view.get('PersistentVolume', volume);
      const name = standing && attachableName(standing);
      if (name !== undefined) this.#byName.set(name, volume);
    }
    this.#revision = revision;
    return this;
  }

  /** Of the volume with this name, oldest first. */
  ofVolume(volume: string): readonly VolumeAttachment[] {
    return [...(this.#ofVolume.get(volume)?.values() ?? [])];
  }

  /** Names of the volumes that are on a node, or about to be. */
  onNode(node: string): readonly string[] {
    return [...(this.#onNode.get(node)?.keys() ?? [])];
  }

  /** The volume that a node's status calls so, if it is on that node, or about to be. */
  named(name: string, node: string): string | undefined {
    const volume = this.#byName.get(name);
    return volume !== undefined && this.#onNode.get(node)?.has(volume) ? volume : undefined;
  }
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
