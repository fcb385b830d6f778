// The View over one set of tables: the head, or a past instant.
import type { ApiObject, Kind, KindMap } from '../kinds/kinds.ts';
import { isKind } from '../kinds/kinds.ts';
import { compareQuantities } from '../kinds/quantity.ts';
import type { Pod } from '../kinds/pod.ts';
import type { Machine, Sandbox, StorageWork } from '../machine.ts';
import type { Change } from './change.ts';
import type { Log } from './log.ts';
import { firstIndex } from './first-index.ts';
import type { Tables } from './tables.ts';
import { keyOfRef, kindOfRef, labelEntry, noNode, noNodeFits } from './tables.ts';
import type { AgendaEntry, Cursor, Recorded, View, Wait } from './view.ts';

export class TablesView implements View {
  readonly #tables: Tables;
  readonly #log: Log;
  readonly #cursor: () => Cursor;

  constructor(tables: Tables, log: Log, cursor: () => Cursor) {
    this.#tables = tables;
    this.#log = log;
    this.#cursor = cursor;
  }

  get cursor(): Cursor {
    return this.#cursor();
  }

  get<K extends Kind>(kind: K, key: string): KindMap[K] | undefined {
    return this.#tables.maps[kind].get(key);
  }

  list<K extends Kind>(kind: K, namespace?: string): readonly KindMap[K][] {
    return this.#objects(kind, this.#tables.keys(kind, namespace));
  }

  count(kind: Kind): number {
    return this.#tables.maps[kind].size;
  }

  owned(uid: string): readonly ApiObject[] {
    return this.#tables.found('owner', uid).flatMap((ref) => this.#byRef(ref) ?? []);
  }

  byUid(uid: string): ApiObject | undefined {
    return this.#tables.byUid(uid);
  }

  onNode(node: string): readonly Pod[] {
    return this.#podsUnder('node', node);
  }

  usingClaim(claimKey: string): readonly Pod[] {
    return this.#podsUnder('claim', claimKey);
  }

  unscheduled(): readonly Pod[] {
    return this.#podsUnder('node', noNode);
  }

  unschedulable(): readonly Pod[] {
    return this.#podsUnder('node', noNodeFits);
  }

  labelled<K extends Kind>(
    kind: K,
    namespace: string,
    labels: { readonly [key: string]: string },
  ): readonly KindMap[K][] {
    const [first, ...others] = Object.entries(labels);
    if (!first) return this.list(kind, namespace);
    const keys = this.#tables.found('label', labelEntry(kind, namespace, first[0], first[1]));
    const objects = this.#objects(kind, keys);
    return others.length === 0
      ? objects
      : objects.filter((object) => others.every(([label, value]) => object.metadata.labels?.[label] === value));
  }

  eventsAbout(uid: string): readonly KindMap['Event'][] {
    // Their names stand in the order of their creation (EV-1).
    return this.#objects('Event', this.#tables.found('about', uid));
  }

  changedSince<K extends Kind | 'Sandbox'>(kind: K, revision: number) {
    const changes = this.#log.ofKind(kind) as readonly (Change & { before?: Recorded[K]; after?: Recorded[K] })[];
    const { revision: last } = this.#cursor();
    const isPresent = (changes.at(-1)?.revision ?? 0) <= last;
    const end = isPresent ? changes.length : firstIndex(changes, (change) => change.revision > last);
    if ((changes[end - 1]?.revision ?? 0) <= revision) return [];
    const seen = new Set<string>();
    const found: { key: string; object: Recorded[K]; deleted: boolean; atMs: number }[] = [];
    for (let at = end - 1; at >= 0; at--) {
      const change = changes[at];
      if (!change || change.revision <= revision) break;
      const object = change.after ?? change.before;
      if (seen.has(change.key) || object === undefined) continue;
      seen.add(change.key);
      found.push({ key: change.key, object, deleted: change.after === undefined, atMs: change.atMs });
    }
    return found.reverse();
  }

  machine(node: string): Machine | undefined {
    return this.#tables.maps.Machine.get(node);
  }

  machines(): readonly Machine[] {
    return this.#tables.keys('Machine').flatMap((key) => this.#tables.maps.Machine.get(key) ?? []);
  }

  failing(storageClass: string): readonly StorageWork[] {
    return this.#tables.maps.Backend.get(storageClass)?.failing ?? [];
  }

  fullSinceMs(volume: string): number | undefined {
    const disk = this.#tables.maps.Disk.get(volume);
    const capacity = this.get('PersistentVolume', volume)?.spec.capacity?.['storage'];
    const hasGrown = disk !== undefined && compareQuantities(capacity ?? '0', disk.capacity) > 0;
    return hasGrown || capacity === undefined ? undefined : disk?.fullSinceMs;
  }

  machinesBefore(node: string): number {
    const keys = this.#tables.keys('Machine');
    const at = firstIndex(keys, (key) => key >= node);
    return keys[at] === node ? at : 0;
  }

  sandbox(uid: string): Sandbox | undefined {
    return this.#tables.maps.Sandbox.get(uid);
  }

  sandboxesOn(node: string): readonly Sandbox[] {
    return this.#tables.found('sandbox', node).flatMap((uid) => this.#tables.maps.Sandbox.get(uid) ?? []);
  }

  waits(): readonly Wait[] {
    // The map's order depends on which way the tables came to this instant.
    return [...this.#tables.maps.wait.entries()]
      .sort(
        ([one, [first]], [other, [second]]) => (first?.sinceMs ?? 0) - (second?.sinceMs ?? 0) || (one < other ? -1 : 1),
      )
      .flatMap(([, waits]) => waits);
  }

  upcoming(): readonly AgendaEntry[] {
    return [...this.#tables.maps.agenda.values()].sort((a, b) => a.atMs - b.atMs || a.sequence - b.sequence);
  }

  #objects<K extends Kind>(kind: K, keys: readonly string[]): readonly KindMap[K][] {
    const map: Map<string, KindMap[K]> = this.#tables.maps[kind];
    const list: KindMap[K][] = [];
    for (const key of keys) {
      const object = map.get(key);
      if (object) list.push(object);
    }
    return list;
  }

  #podsUnder(index: 'node' | 'claim', entry: string): readonly Pod[] {
    return this.#objects('Pod', this.#tables.found(index, entry));
  }

  #byRef(ref: string): ApiObject | undefined {
    const kind = kindOfRef(ref);
    return isKind(kind) ? this.#tables.maps[kind].get(keyOfRef(ref)) : undefined;
  }
}
