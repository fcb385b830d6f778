// What a log of changes comes to, kept apart from the store: objects, what runs where, and what a human forced.
import type { Change, Kind, KindMap, Node, Pod, Sandbox, StatefulSet } from '../../engine/index.ts';

export class World {
  readonly #objects = new Map<string, Map<string, unknown>>();
  /** Nodes that a human deleted, or said to be out of service: what is said of their Pods may be wrong. */
  readonly #abandoned = new Set<string>();
  /** When the spec of a node was last changed. */
  readonly #nodeMs = new Map<string, number>();
  /** When a Pod was last changed, by key. */
  readonly #podMs = new Map<string, number>();
  /** uids of Pods that were let go without their node being asked, because a human wished it. */
  readonly forced = new Set<string>();
  /** Claims that a human deleted. */
  readonly givenUp = new Set<string>();
  /** When labels of a Pod were last changed, and anything a budget counts otherwise than by an eviction. */
  labelledMs = -Infinity;
  countedMs = -Infinity;
  atMs = 0;

  /** The last value of a change's object. */
  known({ kind, key }: Pick<Change, 'kind' | 'key'>): unknown {
    return this.#objects.get(kind)?.get(key);
  }

  get<K extends Kind>(kind: K, key: string): KindMap[K] | undefined {
    return this.#objects.get(kind)?.get(key) as KindMap[K] | undefined;
  }

  /** Objects of a kind. */
  all<K extends Kind>(kind: K): readonly KindMap[K][] {
    return [...(this.#objects.get(kind)?.values() ?? [])] as KindMap[K][];
  }

  get pods(): readonly Pod[] {
    return this.all('Pod');
  }

  get sets(): readonly StatefulSet[] {
    return this.all('StatefulSet');
  }

  get sandboxes(): readonly Sandbox[] {
    return [...(this.#objects.get('Sandbox')?.values() ?? [])] as Sandbox[];
  }

  sandbox(uid: string): Sandbox | undefined {
    return this.#objects.get('Sandbox')?.get(uid) as Sandbox | undefined;
  }

  /** When a node was last changed in what the scheduler asks of it. */
  nodeMs(name: string): number {
    return this.#nodeMs.get(name) ?? -Infinity;
  }

  /** When the Pod of a key was last changed. */
  podMs(key: string): number {
    return this.#podMs.get(key) ?? -Infinity;
  }

  take(change: Change): void {
    const { kind, key, after } = change;
    this.atMs = change.atMs;
    const objects = this.#objects.get(kind) ?? new Map<string, unknown>();
    if (after === undefined) objects.delete(key);
    else objects.set(key, after);
    this.#objects.set(kind, objects);
    if (change.actor === 'user') this.#noteHuman(change);
    this.#noteTimes(change);
    if (change.kind === 'Node') this.#noteNode(change);
    if (change.kind === 'Pod') this.#notePod(change.after);
  }

  #noteHuman(change: Change): void {
    const pod = change.kind === 'Pod' ? (change.after ?? change.before) : undefined;
    if (pod?.metadata.deletionGracePeriodSeconds === 0) this.forced.add(pod.metadata.uid);
    if (change.kind === 'PersistentVolumeClaim' && change.before) this.givenUp.add(change.before.metadata.uid);
  }

  #noteNode({ before, after, key }: Extract<Change, { kind: 'Node' }>): void {
    if (before?.spec !== after?.spec) this.#nodeMs.set(key, this.atMs);
    const isAbandoned = !after || isOutOfService(after);
    if (!isAbandoned) this.#abandoned.delete(key);
    else if (!this.#abandoned.has(key)) {
      this.#abandoned.add(key);
      for (const pod of this.pods) this.#notePod(pod);
      for (const { node, uid } of this.sandboxes) if (node === key) this.forced.add(uid);
    }
  }

  #notePod(pod: Pod | undefined): void {
    if (pod?.spec.nodeName !== undefined && this.#abandoned.has(pod.spec.nodeName)) this.forced.add(pod.metadata.uid);
  }

  #noteTimes({ kind, key, before, after, reason }: Change): void {
    if (kind === 'Pod') this.#podMs.set(key, this.atMs);
    if (kind === 'Pod' && reason.rule !== 'PDB-9') {
      this.countedMs = this.atMs;
      if (before && after && before.metadata.labels !== after.metadata.labels) this.labelledMs = this.atMs;
    }
    const counts = kind === 'StatefulSet' || kind === 'ReplicaSet' || kind === 'Deployment';
    if (counts && before?.spec !== after?.spec) this.countedMs = this.atMs;
  }
}

const isOutOfService = ({ spec }: Node): boolean =>
  spec.taints?.some(({ key }) => key === 'node.kubernetes.io/out-of-service') ?? false;
