// What a log of changes comes to, kept apart from the store: objects, what runs where, and which Pods a human removed by force.
import type { Change, Kind, KindMap, Pod, Sandbox, StatefulSet } from '../../engine/index.ts';

export class World {
  readonly #objects = new Map<string, unknown>();
  readonly #pods = new Map<string, Pod>();
  readonly #sets = new Map<string, StatefulSet>();
  readonly sandboxes = new Map<string, Sandbox>();
  /** uids of Pods that a human deleted without waiting for their node. */
  readonly forced = new Set<string>();
  /** Claims that a human deleted. */
  readonly givenUp = new Set<string>();
  atMs = 0;

  /** The last value of a change's object. */
  known({ kind, key }: Pick<Change, 'kind' | 'key'>): unknown {
    return this.#objects.get(`${kind}|${key}`);
  }

  get pods(): readonly Pod[] {
    return [...this.#pods.values()];
  }

  get sets(): readonly StatefulSet[] {
    return [...this.#sets.values()];
  }

  /** Objects of a kind. */
  all<K extends Kind>(kind: K): readonly KindMap[K][] {
    const found = [...this.#objects].filter(([name]) => name.startsWith(`${kind}|`));
    return found.map(([, object]) => object as KindMap[K]);
  }

  take(change: Change): void {
    const { kind, key, after } = change;
    this.atMs = change.atMs;
    this.#noteHuman(change);
    keep(this.#objects, `${kind}|${key}`, after as unknown);
    if (kind === 'Pod') keep(this.#pods, key, change.after);
    if (kind === 'StatefulSet') keep(this.#sets, key, change.after);
    if (kind === 'Sandbox') keep(this.sandboxes, key, change.after);
  }

  #noteHuman(change: Change): void {
    if (change.actor !== 'user') return;
    if (change.kind === 'Pod' && change.after?.metadata.deletionGracePeriodSeconds === 0) {
      this.forced.add(change.after.metadata.uid);
    }
    if (change.kind === 'PersistentVolumeClaim' && change.before) this.givenUp.add(change.before.metadata.uid);
  }
}

function keep<V>(map: Map<string, V>, key: string, value: V | undefined): void {
  if (value === undefined) map.delete(key);
  else map.set(key, value);
}
