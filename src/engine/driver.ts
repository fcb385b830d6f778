// The one place that owns ordering, de-duplication, retry and back-off: takes the agenda's next entry, lets its component
// reconcile on one view plus its own writes, and wakes whoever watches what was written.
import type { Agenda } from './agenda.ts';
import type { Change } from './api/change.ts';
import type { ApiContext } from './api/writes.ts';
import type { AgendaEntry } from './api/view.ts';
import { createClient } from './client.ts';
import type { DrivenClient } from './client.ts';
import type { Component } from './component.ts';
import { timings } from './timings.ts';

/** A livelock is assumed after this many reconciles of one (component, key) within one millisecond. */
const reconcilesPerInstant = 1_000;
/** How often a reconcile failed in a row is remembered under this and its row. */
const queuePrefix = 'queue|';
/** How often `keepGoing` is asked. */
const reconcilesPerQuestion = 16;

export class Driver {
  readonly #api: ApiContext;
  readonly #agenda: Agenda;
  readonly #clients = new Map<string, { readonly component: Component; readonly client: DrivenClient }>();
  readonly #watchers = new Map<string, Component[]>();
  #instantMs = -1;
  #instantReconciles = 0;
  /** By row, once an instant has had so many that one of them may be too many. */
  readonly #instantCounts = new Map<string, number>();
  /** Rows of the agenda that have failed and not succeeded since: what is noted of them is in the store. */
  #failing: Set<string> | undefined;

  constructor(api: ApiContext, agenda: Agenda, components: readonly Component[]) {
    this.#api = api;
    this.#agenda = agenda;
    for (const component of components) {
      this.#clients.set(component.name, { component, client: createClient(api, agenda, component.name) });
      for (const kind of component.watches) this.#watchers.set(kind, [...(this.#watchers.get(kind) ?? []), component]);
    }
    api.store.onChange = (change) => this.#wake(change);
  }

  /** Runs everything due at or before a time; gives the time reached, which is earlier only if `keepGoing` said no. */
  advanceTo(ms: number, keepGoing: () => boolean = () => true): number {
    const { store } = this.#api;
    for (let done = 1; ; done++) {
      const entry = this.#agenda.take(ms);
      if (!entry) break;
      store.nowMs = Math.max(store.nowMs, entry.atMs);
      this.#agenda.drop(entry);
      this.#guard(entry);
      this.#reconcile(entry);
      store.checkpoint();
      if (done % reconcilesPerQuestion === 0 && !keepGoing()) return store.nowMs;
    }
    store.nowMs = Math.max(store.nowMs, ms);
    return store.nowMs;
  }

  #wake(change: Change): void {
    const { store } = this.#api;
    const cause = { revision: change.revision };
    for (const component of this.#watchers.get(change.kind) ?? []) {
      const atMs = store.nowMs + component.wakeDelayMs;
      for (const key of component.wakes(change, store.head)) {
        this.#agenda.schedule(component.name, key, atMs, cause, component.idle ?? false);
      }
    }
  }

  #reconcile(entry: AgendaEntry): void {
    const { component, client } = this.#clientOf(entry.row.component);
    client.begin(entry);
    const error = component.reconcile(entry.row.key, client, this.#api.store.nowMs);
    client.end();
    this.#retry(entry, error !== undefined);
  }

  /** STS-Q-9: 5 ms · 2^n after the n-th failure in a row. */
  #retry(entry: AgendaEntry, failed: boolean): void {
    const { store } = this.#api;
    this.#failing ??= failingIn(store.tables.maps.memory.keys());
    if (!failed && !this.#failing.has(entry.row.text)) return;
    const memoryKey = queuePrefix + entry.row.text;
    const failures = (store.tables.maps.memory.get(memoryKey) as number | undefined) ?? 0;
    if (!failed) {
      this.#failing.delete(entry.row.text);
      store.note('memory', memoryKey, undefined);
      return;
    }
    this.#failing.add(entry.row.text);
    store.note('memory', memoryKey, failures + 1);
    const delayMs = Math.min(timings.backOff.baseMs * 2 ** failures, timings.backOff.maxMs);
    const { component, key } = entry.row;
    const cause = { timer: { component, key, revision: store.revision } };
    this.#agenda.schedule(component, key, store.nowMs + delayMs, cause, false);
  }

  /** Bounds the work within one instant: two components that undo each other for ever are stopped, and named. */
  #guard(entry: AgendaEntry): void {
    const { nowMs } = this.#api.store;
    if (nowMs !== this.#instantMs) {
      this.#instantMs = nowMs;
      this.#instantReconciles = 0;
      if (this.#instantCounts.size > 0) this.#instantCounts.clear();
    }
    if (++this.#instantReconciles <= reconcilesPerInstant) return;
    const name = `${entry.row.component} (${entry.row.key})`;
    const count = (this.#instantCounts.get(name) ?? 0) + 1;
    this.#instantCounts.set(name, count);
    if (count <= reconcilesPerInstant) return;
    const busy = [...this.#instantCounts].filter(([, times]) => times > reconcilesPerInstant / 2).map(([who]) => who);
    throw new Error(
      `livelock at ${nowMs} ms: these components keep waking each other within one instant: ${busy.join(', ')}`,
    );
  }

  #clientOf(name: string): { readonly component: Component; readonly client: DrivenClient } {
    const found = this.#clients.get(name);
    if (!found) throw new Error(`the agenda names a component that does not exist: ${name}`);
    return found;
  }
}

/** The rows a fork begins with. */
function failingIn(memoryKeys: Iterable<string>): Set<string> {
  const rows = new Set<string>();
  for (const key of memoryKeys) if (key.startsWith(queuePrefix)) rows.add(key.slice(queuePrefix.length));
  return rows;
}
