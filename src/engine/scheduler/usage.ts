// What is taken on each node, kept up to date from what changed since the last look, so that one scheduling attempt costs the
// nodes and not the Pods. Derived from the view alone: dropping it changes nothing but time.
import type { View } from '../api/view.ts';
import type { Pod } from '../kinds/pod.ts';
import type { Requests } from '../kinds/pod-requests.ts';
import { requestsOf } from '../kinds/pod-requests.ts';
import { wishOf } from './pod-terms.ts';

/** The sums of one node. */
export interface NodeUsage {
  pods: number;
  milliCpu: number;
  memory: number;
  scoredMilliCpu: number;
  scoredMemory: number;
  readonly others: Map<string, number>;
  readonly hostPorts: Map<string, number>;
}

interface Placed {
  readonly node: string;
  readonly pod: Pod;
  readonly requests: Requests;
}

/** Counts Pods per node for one selector. */
interface Spread {
  readonly matches: (pod: Pod) => boolean;
  readonly perNode: Map<string, number>;
}

/** Placed Pods that say the same of their company: one of them, and how many there are on each node. */
export interface Wish {
  readonly pod: Pod;
  readonly perNode: ReadonlyMap<string, number>;
}

/** More selectors than a cluster has sets at one time are forgotten, the oldest first. */
const spreadsKept = 200;

const noWishes: readonly Wish[] = [];

export class Usage {
  readonly #nodes = new Map<string, NodeUsage>();
  readonly #placed = new Map<string, Placed>();
  readonly #spreads = new Map<string, Spread>();
  readonly #wishes = new Map<string, { readonly pod: Pod; readonly perNode: Map<string, number> }>();
  #revision = 0;

  /** Takes in what happened since the last look. */
  follow(view: View): void {
    const { revision } = view.cursor;
    if (revision === this.#revision) return;
    for (const { key, object, deleted } of view.changedSince('Pod', this.#revision)) {
      this.#replace(key, deleted ? undefined : object);
    }
    this.#revision = revision;
  }

  /** Does something as if some Pods had no place: one that is tried again does not stand in its own way. */
  without<T>(keys: readonly string[], work: () => T): T {
    const gone: [string, Placed][] = [];
    for (const key of keys) {
      const place = this.#placed.get(key);
      if (!place) continue;
      gone.push([key, place]);
      this.#placed.delete(key);
      this.#count(place, -1);
    }
    const result = work();
    for (const [key, place] of gone) {
      this.#placed.set(key, place);
      this.#count(place, 1);
    }
    return result;
  }

  on(node: string): NodeUsage {
    const found = this.#nodes.get(node) ?? emptyUsage();
    this.#nodes.set(node, found);
    return found;
  }

  /** Whether a Pod takes a place now. */
  isPlaced(key: string): boolean {
    return this.#placed.has(key);
  }

  /** What placed Pods say of their company. */
  wishes(): readonly Wish[] {
    return this.#wishes.size === 0 ? noWishes : [...this.#wishes.values()];
  }

  /** Pods per node that a selector matches and that are not being deleted (SCHED-29, SCHED-62). `id` names the selector. */
  staying(id: string, matches: (pod: Pod) => boolean): ReadonlyMap<string, number> {
    return this.matching(`staying ${id}`, (pod) => pod.metadata.deletionTimestamp === undefined && matches(pod));
  }

  /** Pods per node that a selector matches; those being deleted still count (SCHED-28). `id` names the selector. */
  matching(id: string, matches: (pod: Pod) => boolean): ReadonlyMap<string, number> {
    const found = this.#spreads.get(id);
    if (found) return found.perNode;
    const spread: Spread = { matches, perNode: new Map() };
    for (const { node, pod } of this.#placed.values()) if (spread.matches(pod)) add(spread.perNode, node, 1);
    if (this.#spreads.size >= spreadsKept) this.#spreads.delete([...this.#spreads.keys()][0] ?? '');
    this.#spreads.set(id, spread);
    return spread.perNode;
  }

  #replace(key: string, pod: Pod | undefined): void {
    const before = this.#placed.get(key);
    const after = pod && counted(pod) ? placed(pod, before) : undefined;
    if (before && after && isSame(before, after)) return;
    if (before) this.#count(before, -1);
    if (after) this.#count(after, 1);
    if (after) this.#placed.set(key, after);
    else this.#placed.delete(key);
  }

  #count({ node, pod, requests }: Placed, by: 1 | -1): void {
    const usage = this.on(node);
    usage.pods += by;
    usage.milliCpu += by * requests.milliCpu;
    usage.memory += by * requests.memory;
    usage.scoredMilliCpu += by * requests.scoredMilliCpu;
    usage.scoredMemory += by * requests.scoredMemory;
    for (const [name, amount] of requests.others) add(usage.others, name, by * amount);
    for (const port of requests.hostPorts) add(usage.hostPorts, port, by);
    for (const spread of this.#spreads.values()) if (spread.matches(pod)) add(spread.perNode, node, by);
    const text = pod.spec.affinity === undefined ? undefined : wishOf(pod);
    if (text !== undefined) this.#countWish(text, pod, node, by);
  }

  #countWish(text: string, pod: Pod, node: string, by: 1 | -1): void {
    const wish = this.#wishes.get(text) ?? { pod, perNode: new Map<string, number>() };
    add(wish.perNode, node, by);
    if (wish.perNode.size === 0) this.#wishes.delete(text);
    else this.#wishes.set(text, wish);
  }
}

/** SCHED-8: a Pod whose volumes are being bound has its node, though it is not bound to it yet. */
const nodeOf = ({ spec, status }: Pod): string | undefined => spec.nodeName ?? status.nominatedNodeName;

/** SCHED-28: a terminating Pod still counts, a finished one does not. */
const counted = (pod: Pod): boolean =>
  nodeOf(pod) !== undefined && pod.status.phase !== 'Succeeded' && pod.status.phase !== 'Failed';

function placed(pod: Pod, before: Placed | undefined): Placed {
  const node = nodeOf(pod) ?? '';
  const same = before?.pod.spec.containers === pod.spec.containers;
  return { node, pod, requests: same && before ? before.requests : requestsOf(pod.spec) };
}

const isSame = (a: Placed, b: Placed): boolean =>
  a.node === b.node &&
  a.requests === b.requests &&
  a.pod.metadata.labels === b.pod.metadata.labels &&
  a.pod.metadata.deletionTimestamp === b.pod.metadata.deletionTimestamp;

const emptyUsage = (): NodeUsage => ({
  pods: 0,
  milliCpu: 0,
  memory: 0,
  scoredMilliCpu: 0,
  scoredMemory: 0,
  others: new Map(),
  hostPorts: new Map(),
});

function add(sums: Map<string, number>, name: string, by: number): void {
  const sum = (sums.get(name) ?? 0) + by;
  if (sum === 0) sums.delete(name);
  else sums.set(name, sum);
}
