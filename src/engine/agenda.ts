// Virtual time: the ordered, de-duplicated work to come. One entry per (component, key); the soonest request wins. The rows
// are the store's, so that they rewind with everything else; the heap is only an order over them.
import TinyQueue from 'tinyqueue';
import type { Store } from './api/store.ts';
import type { AgendaEntry } from './api/view.ts';
import type { Cause } from './reason.ts';

export class Agenda {
  readonly #store: Store;
  readonly #queue: TinyQueue<AgendaEntry>;
  #sequence: number;
  #busy = 0;

  constructor(store: Store) {
    this.#store = store;
    const rows = [...store.tables.maps.agenda.values()];
    this.#queue = new TinyQueue(rows, (a, b) => a.atMs - b.atMs || a.sequence - b.sequence);
    this.#sequence = rows.reduce((last, row) => Math.max(last, row.sequence), 0);
    this.#busy = rows.filter((row) => !row.idle).length;
  }

  /** Asks for a reconcile; an earlier one already asked for stands. An idle request never delays a busy one, nor hides it. */
  schedule(component: string, key: string, atMs: number, cause: Cause, idle: boolean): void {
    const row = this.#store.tables.maps.agenda.get(agendaKey(component, key));
    if (row && row.atMs <= atMs) {
      if (row.idle && !idle) this.#put({ ...row, idle: false }, row);
      return;
    }
    const entry = { atMs, sequence: ++this.#sequence, component, key, cause, idle: idle && (row?.idle ?? true) };
    this.#put(entry, row);
  }

  /** When the next entry is due; undefined when there is none. */
  nextMs(): number | undefined {
    return this.#first()?.atMs;
  }

  /** When the next entry that can change an object is due. */
  nextBusyMs(): number | undefined {
    if (this.#busy === 0) return undefined;
    let soonest: number | undefined;
    for (const row of this.#store.tables.maps.agenda.values()) {
      if (!row.idle && (soonest === undefined || row.atMs < soonest)) soonest = row.atMs;
    }
    return soonest;
  }

  /** Takes the next entry that is due at or before a time. */
  take(untilMs: number): AgendaEntry | undefined {
    const entry = this.#first();
    if (!entry || entry.atMs > untilMs) return undefined;
    this.#queue.pop();
    if (!entry.idle) this.#busy--;
    return entry;
  }

  /** Drops a taken entry's row: apart from `take`, so that it is dropped at the time it is due. */
  drop(entry: AgendaEntry): void {
    this.#store.note('agenda', agendaKey(entry.component, entry.key), undefined);
  }

  #put(entry: AgendaEntry, replaced: AgendaEntry | undefined): void {
    if (replaced && !replaced.idle) this.#busy--;
    if (!entry.idle) this.#busy++;
    this.#store.note('agenda', agendaKey(entry.component, entry.key), entry);
    this.#queue.push(entry);
  }

  /** The heap's top that is still a row: replaced entries are left in the heap and passed over here. */
  #first(): AgendaEntry | undefined {
    for (;;) {
      const entry = this.#queue.peek();
      if (!entry || this.#store.tables.maps.agenda.get(agendaKey(entry.component, entry.key)) === entry) return entry;
      this.#queue.pop();
    }
  }
}

const agendaKey = (component: string, key: string): string => `${component}|${key}`;
