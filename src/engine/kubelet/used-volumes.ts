// Which attachable volumes the Pods of each node use, kept up to date from what changed since the last look, so that the status of a
// node costs the same with three Pods and with a hundred. Derived from the view alone: dropping it changes nothing but time.
import { byCode } from '../api/tables.ts';
import type { View } from '../api/view.ts';
import { claimKeysOf } from '../kinds/pod-claims.ts';
import type { Pod } from '../kinds/pod.ts';
import { attachableName } from '../kinds/volume-name.ts';

/** What one Pod uses, by its object or by what is mounted for it. */
interface Use {
  readonly node: string;
  readonly podKey: string;
  /** Names as in a node's status. */
  readonly volumes: readonly string[];
  readonly hasUnboundClaim: boolean;
  readonly isMounted: boolean;
}

class NodeUse {
  /** How many Pods use a volume. */
  readonly users = new Map<string, number>();
  /** Uids of Pods that wait for a claim. */
  readonly waiting = new Set<string>();
  /** Uids of Pods for which nothing is mounted yet. */
  readonly unmounted = new Set<string>();
  /** Uids of Pods that may use what nobody used before. */
  readonly fresh = new Set<string>();
}

export class UsedVolumes {
  readonly #byPod = new Map<string, Use>();
  readonly #byNode = new Map<string, NodeUse>();
  /** Who was last seen under a name: between two looks a Pod may be replaced by another of its name. */
  readonly #uids = new Map<string, string>();
  /** How a node's status calls a volume: also one that is gone from the API, as long as it is mounted. */
  readonly #names = new Map<string, string | undefined>();
  #revision = 0;

  /** Takes in what happened since the last look. */
  follow(view: View): this {
    const since = this.#revision;
    this.#revision = view.cursor.revision;
    if (this.#revision === since) return this;
    const changed = new Set<string>();
    for (const { key, object, deleted } of view.changedSince('Pod', since)) {
      const before = this.#uids.get(key);
      if (before !== undefined) changed.add(before);
      changed.add(object.metadata.uid);
      if (deleted) this.#uids.delete(key);
      else this.#uids.set(key, object.metadata.uid);
    }
    for (const { key } of view.changedSince('Sandbox', since)) changed.add(key);
    for (const { key } of view.changedSince('PersistentVolumeClaim', since))
      for (const { metadata } of view.usingClaim(key)) changed.add(metadata.uid);
    if (this.#learnNames(view, since)) for (const uid of this.#byPod.keys()) changed.add(uid);
    for (const uid of changed) this.#replace(uid, usedBy(uid, view, this.#names));
    return this;
  }

  /** Whether one that was known means another volume now. */
  #learnNames(view: View, since: number): boolean {
    let isOther = false;
    for (const { key, object } of view.changedSince('PersistentVolume', since)) {
      const name = attachableName(object);
      isOther ||= this.#names.has(key) && this.#names.get(key) !== name;
      this.#names.set(key, name);
    }
    return isOther;
  }

  /** Whether a Pod of the node waits for a claim: its volume is to be listed as soon as there is one. */
  hasUnboundClaim(node: string): boolean {
    return (this.#byNode.get(node)?.waiting.size ?? 0) > 0;
  }

  /** Uids of the node's Pods for which nothing is mounted yet, in the order of their names. */
  toMount(node: string): readonly string[] {
    const uids = [...(this.#byNode.get(node)?.unmounted ?? [])];
    return uids.length < 2 ? uids : uids.sort((one, other) => this.#compare(one, other));
  }

  /** The volumes in use on a node, given those that were listed: they stay in their order, new ones come in that of their Pods. */
  listed(node: string, before: readonly string[]): readonly string[] {
    const use = this.#byNode.get(node);
    if (!use) return before.length === 0 ? before : [];
    const known = new Set(before);
    const added = this.#namesOf(use.fresh).filter((name) => !known.has(name));
    use.fresh.clear();
    const kept = before.every((name) => use.users.has(name)) ? before : before.filter((name) => use.users.has(name));
    const all = added.length === 0 ? kept : [...new Set([...kept, ...added])];
    return all.length < use.users.size ? [...new Set([...kept, ...this.#namesOn(node)])] : all;
  }

  /** All volumes in use on a node: for a node that was made again, which lists none of those it listed before. */
  #namesOn(node: string): readonly string[] {
    return this.#namesOf([...this.#byPod].flatMap(([uid, use]) => (use.node === node ? uid : [])));
  }

  #namesOf(uids: Iterable<string>): readonly string[] {
    return [...uids]
      .sort((one, other) => this.#compare(one, other))
      .flatMap((uid) => this.#byPod.get(uid)?.volumes ?? []);
  }

  /** By the names of the Pods; a Pod and the one that it replaced by their uids, whoever was seen first. */
  #compare(one: string, other: string): number {
    return byCode(this.#byPod.get(one)?.podKey ?? '', this.#byPod.get(other)?.podKey ?? '') || byCode(one, other);
  }

  #replace(uid: string, after: Use | undefined): void {
    const before = this.#byPod.get(uid);
    if (before) this.#count(uid, before, -1);
    if (after) this.#count(uid, after, 1);
    if (after) this.#byPod.set(uid, after);
    else this.#byPod.delete(uid);
  }

  #count(uid: string, { node, volumes, hasUnboundClaim, isMounted }: Use, by: 1 | -1): void {
    const use = this.#byNode.get(node) ?? new NodeUse();
    this.#byNode.set(node, use);
    for (const name of volumes) {
      const users = (use.users.get(name) ?? 0) + by;
      if (users > 0) use.users.set(name, users);
      else use.users.delete(name);
    }
    if (by > 0 && volumes.length > 0) use.fresh.add(uid);
    if (by > 0 && hasUnboundClaim) use.waiting.add(uid);
    else use.waiting.delete(uid);
    if (by > 0 && !isMounted) use.unmounted.add(uid);
    else use.unmounted.delete(uid);
  }
}

/** Undefined where a Pod uses nothing. */
function usedBy(uid: string, view: View, known: ReadonlyMap<string, string | undefined>): Use | undefined {
  const object = view.byUid(uid);
  const pod = object?.kind === 'Pod' && !isOver(object) ? object : undefined;
  const sandbox = view.sandbox(uid);
  const node = sandbox?.node ?? pod?.spec.nodeName;
  const claims = pod?.spec.nodeName === undefined ? [] : claimKeysOf(pod);
  if (node === undefined || (claims.length === 0 && !sandbox?.mounted.length)) return undefined;
  const bound = claims.map((key) => view.get('PersistentVolumeClaim', key)?.spec.volumeName);
  const names = new Set([...(sandbox?.mounted ?? []), ...bound.flatMap((name) => name ?? [])]);
  return {
    node,
    podKey: pod ? `${pod.metadata.namespace ?? ''}/${pod.metadata.name}` : `${sandbox?.namespace}/${sandbox?.name}`,
    volumes: [...names].flatMap((name) => known.get(name) ?? []),
    hasUnboundClaim: bound.includes(undefined),
    isMounted: (sandbox?.mounted.length ?? 0) > 0,
  };
}

const isOver = ({ status: { phase } }: Pod): boolean => phase === 'Succeeded' || phase === 'Failed';
