// Everything a cluster is, as plain maps, with the indices its readers need. Setting a row is symmetrical in before and after,
// so the same code plays the log forwards, backwards and into a copy.
import type { ApiObject, Kind, KindMap } from '../kinds/kinds.ts';
import { kinds } from '../kinds/kinds.ts';
import { claimKeysOf } from '../kinds/pod-claims.ts';
import type { Pod } from '../kinds/pod.ts';
import type { Backend, Disk, Machine, Sandbox } from '../machine.ts';
import { firstIndex } from './first-index.ts';
import { KeyIndex } from './key-index.ts';
import type { AgendaEntry, Wait } from './view.ts';

/** The rows of each table by key. `wait`, `agenda` and `memory` are keyed `component|key`. */
export interface Rows extends KindMap {
  readonly Machine: Machine;
  readonly Sandbox: Sandbox;
  readonly Backend: Backend;
  readonly Disk: Disk;
  readonly wait: readonly Wait[];
  readonly agenda: AgendaEntry;
  readonly memory: unknown;
}

export type TableName = keyof Rows;

export const tableNames: readonly TableName[] = [
  ...kinds,
  'Machine',
  'Sandbox',
  'Backend',
  'Disk',
  'wait',
  'agenda',
  'memory',
];

type Maps = { readonly [N in TableName]: Map<string, Rows[N]> };

/**
 * What an index says of an object: under which entries it is to be found. All hold keys, of one kind or in entries that name the
 * kind; only the owner's holds `Kind|key`, and `sandbox` the uids of Pods by node.
 */
const indexed = ['owner', 'node', 'sandbox', 'claim', 'label', 'about'] as const;
type IndexName = (typeof indexed)[number];

/** Kinds that `labelled` can be asked for. */
const labelledKinds: ReadonlySet<string> = new Set([
  'Pod',
  'PersistentVolumeClaim',
  'ControllerRevision',
  'EndpointSlice',
  'ReplicaSet',
]);

/** Where an object is to be found. */
interface Place {
  readonly kind: Kind;
  readonly key: string;
}

export class Tables {
  readonly maps: Maps;
  readonly #indices: { readonly [N in IndexName]: KeyIndex };
  readonly #byUid: Map<string, Place>;
  /** Keys in order: by table, then by namespace, those that have been asked for. */
  readonly #sorted = new Map<TableName, Map<string, string[]>>();

  constructor(from?: Tables) {
    this.maps = copiedMaps(from?.maps);
    this.#byUid = new Map(from ? from.#byUid : undefined);
    this.#indices = Object.fromEntries(
      indexed.map((name) => [name, new KeyIndex(from ? from.#indices[name] : undefined)]),
    ) as Record<IndexName, KeyIndex>;
  }

  /** How many rows there are. */
  get size(): number {
    return Object.values(this.maps).reduce((sum, map) => sum + map.size, 0);
  }

  /** Puts a row in its place, or takes it out. */
  set<N extends TableName>(table: N, key: string, before: Rows[N] | undefined, after: Rows[N] | undefined): void {
    const map: Map<string, Rows[N]> = this.maps[table];
    if (after === undefined) map.delete(key);
    else map.set(key, after);
    if (table === 'wait' || table === 'agenda' || table === 'memory') return;
    if ((before === undefined) !== (after === undefined)) this.#resort(table, key, after !== undefined);
    if (table === 'Machine' || table === 'Backend' || table === 'Disk') return;
    if (table === 'Sandbox')
      this.#move('sandbox', key, sandboxNode(before as Sandbox | undefined), sandboxNode(after as Sandbox | undefined));
    else this.#reindex(table, key, before as ApiObject | undefined, after as ApiObject | undefined);
  }

  /** Keys of a table in order, all of them or those of one namespace. The list is kept up to date: use it at once. */
  keys(table: Kind | 'Machine', namespace?: string): readonly string[] {
    const name = namespace ?? '';
    const lists = this.#sorted.get(table) ?? new Map<string, string[]>();
    this.#sorted.set(table, lists);
    const known = lists.get(name);
    if (known) return known;
    const all = [...this.maps[table].keys()];
    const list = (namespace === undefined ? all : all.filter((key) => key.startsWith(`${namespace}/`))).sort(byCode);
    lists.set(name, list);
    return list;
  }

  /** A new key goes to its place: sorting anew at every creation would cost more, the more there is. */
  #resort(table: TableName, key: string, isNew: boolean): void {
    for (const [namespace, list] of this.#sorted.get(table) ?? []) {
      if (namespace !== '' && !key.startsWith(`${namespace}/`)) continue;
      const at = firstIndex(list, (other) => other >= key);
      if (isNew) list.splice(at, 0, key);
      else list.splice(at, 1);
    }
  }

  /** The keys in an index under an entry, in order. */
  found(index: IndexName, entry: string): readonly string[] {
    return this.#indices[index].under(entry);
  }

  byUid(uid: string): ApiObject | undefined {
    const place = this.#byUid.get(uid);
    return place && this.maps[place.kind].get(place.key);
  }

  /** The key of the object with this uid: always the same text, where joining the names would make another one each time. */
  keyByUid(uid: string): string | undefined {
    return this.#byUid.get(uid)?.key;
  }

  #reindex(kind: Kind, key: string, before: ApiObject | undefined, after: ApiObject | undefined): void {
    if (before?.metadata.uid !== after?.metadata.uid) {
      if (before) this.#byUid.delete(before.metadata.uid);
      if (after) this.#byUid.set(after.metadata.uid, { kind, key });
    }
    if (before?.metadata.ownerReferences !== after?.metadata.ownerReferences)
      this.#move('owner', `${kind}|${key}`, owners(before), owners(after));
    if (labelledKinds.has(kind) && before?.metadata.labels !== after?.metadata.labels)
      this.#move('label', key, labels(before), labels(after));
    if (kind === 'Pod') this.#reindexPod(key, before as Pod | undefined, after as Pod | undefined);
    if (kind === 'Event' && before?.metadata.uid !== after?.metadata.uid)
      this.#move('about', key, about(before), about(after));
  }

  #reindexPod(key: string, before: Pod | undefined, after: Pod | undefined): void {
    if (before?.spec !== after?.spec || after?.spec.nodeName === undefined)
      this.#move('node', key, podNode(before), podNode(after));
    if (before?.spec === after?.spec) return;
    this.#move('claim', key, claims(before), claims(after));
  }

  #move(name: IndexName, key: string, before: readonly string[], after: readonly string[]): void {
    this.#indices[name].move(key, before, after);
  }
}

/** The order of keys everywhere: by code unit, so that no locale has a say. */
export const byCode = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The entry of the label index for one label. */
export const labelEntry = (kind: string, namespace: string, label: string, value: string): string =>
  `${kind}|${namespace}|${label}=${value}`;

/** The entry of the node index under which Pods without a node are found. */
export const noNode = '';

const none: readonly string[] = [];

const owners = (object: ApiObject | undefined) => object?.metadata.ownerReferences?.map((owner) => owner.uid) ?? none;

function labels(object: ApiObject | undefined): readonly string[] {
  if (!object?.metadata.labels) return none;
  const namespace = object.metadata.namespace ?? '';
  return Object.entries(object.metadata.labels).map(([label, value]) =>
    labelEntry(object.kind, namespace, label, value),
  );
}

/** The entry under which those of them are found that were tried and fitted nowhere. */
export const noNodeFits = '!';

function podNode(pod: Pod | undefined): readonly string[] {
  if (!pod) return none;
  if (pod.spec.nodeName !== undefined) return [pod.spec.nodeName];
  const tried = pod.status.conditions?.some(({ type, status }) => type === 'PodScheduled' && status === 'False');
  return tried ? [noNode, noNodeFits] : [noNode];
}

const sandboxNode = (sandbox: Sandbox | undefined) => (sandbox ? [sandbox.node] : none);

const claims = (pod: Pod | undefined): readonly string[] => (pod ? claimKeysOf(pod) : none);

const about = (object: ApiObject | undefined) =>
  object?.kind === 'Event' && object.involvedObject.uid ? [object.involvedObject.uid] : none;

function copiedMaps(from: Maps | undefined): Maps {
  return Object.fromEntries(
    tableNames.map((name) => [name, new Map<string, unknown>(from?.[name])]),
  ) as unknown as Maps;
}

/** The key part of the owner index's `Kind|key`. */
export const keyOfRef = (ref: string): string => ref.slice(ref.indexOf('|') + 1);

/** The kind part of the owner index's `Kind|key`. */
export const kindOfRef = (ref: string): string => ref.slice(0, ref.indexOf('|'));
