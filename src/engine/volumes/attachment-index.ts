// VolumeAttachments by volume and by node, kept up to date from what changed since the last look. Derived from the view alone.
import type { View } from '../api/view.ts';
import type { VolumeAttachment } from '../kinds/volume-attachment.ts';

export class AttachmentIndex {
  readonly #ofVolume = new Map<string, Map<string, VolumeAttachment>>();
  readonly #onNode = new Map<string, Map<string, VolumeAttachment>>();
  #revision = 0;

  /** Takes in what happened since the last look. */
  follow(view: View): this {
    const { revision } = view.cursor;
    if (revision === this.#revision) return this;
    for (const { key, object, deleted } of view.changedSince('VolumeAttachment', this.#revision)) {
      const { source, nodeName } = object.spec;
      replace(this.#ofVolume, source.persistentVolumeName ?? '', key, deleted ? undefined : object);
      replace(this.#onNode, nodeName, key, deleted ? undefined : object);
    }
    this.#revision = revision;
    return this;
  }

  /** Of the volume with this name, oldest first. */
  ofVolume(volume: string): readonly VolumeAttachment[] {
    return [...(this.#ofVolume.get(volume)?.values() ?? [])];
  }

  onNode(node: string): Iterable<VolumeAttachment> {
    return this.#onNode.get(node)?.values() ?? [];
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
