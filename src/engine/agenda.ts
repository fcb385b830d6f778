// Virtual time: the ordered, de-duplicated work to come. One entry per (component, key); the soonest request wins. The rows
// are the store's, so that they rewind with everything else; the heap is only an order over them.
import TinyQueue from 'tinyqueue';
import type { Store } from './api/store.ts';
import type { AgendaEntry, AgendaRow } from './api/view.ts';
import type { Cause } from './reason.ts';

export class Agenda {
  readonly #store: Store;
  /** Those that can change an object, and those that cannot. */
  readonly #busy: TinyQueue<AgendaEntry>;
  readonly #idle: TinyQueue<AgendaEntry>;
  #sequence: number;
  /** Rows by component and key: they come again and again, and making them costs more than finding them. */
  readonly #rows = new Map<string, Map<string, AgendaRow>>();

  constructor(store: Store) {
    this.#store = store;
    const rows = [...store.tables.maps.agenda.values()];
    this.#busy = new TinyQueue(
      rows.filter((row) => !row.idle),
      inOrder,
    );
    this.#idle = new TinyQueue(
      rows.filter((row) => row.idle),
      inOrder,
    );
    this.#sequence = rows.reduce((last, row) => Math.max(last, row.sequence), 0);
  }

  /** Asks for a reconcile; an earlier one already asked for stands. An idle request never delays a busy one, nor hides it. */
  schedule(component: string, key: string, atMs: number, cause: Cause, idle: boolean): void {
    const row = this.#rowOf(component, key);
    const standing = this.#store.tables.maps.agenda.get(row.text);
    if (standing && standing.atMs <= atMs) {
      if (standing.idle && !idle) this.#put({ ...standing, idle: false });
      return;
    }
    const sequence = ++this.#sequence;
    this.#put({ atMs, sequence, row, cause, idle: idle && (standing?.idle ?? true) });
  }

  /** When the next entry is due; undefined when there is none. */
  nextMs(): number | undefined {
    return this.#first()?.atMs;
  }

  /** When the next entry that can change an object is due. */
  nextBusyMs(): number | undefined {
    return this.#top(this.#busy)?.atMs;
  }

  /** Takes the next entry that is due at or before a time. */
  take(untilMs: number): AgendaEntry | undefined {
    const entry = this.#first();
    if (!entry || entry.atMs > untilMs) return undefined;
    (entry.idle ? this.#idle : this.#busy).pop();
    return entry;
  }

  /** Drops a taken entry's row: apart from `take`, so that it is dropped at the time it is due. */
  drop(entry: AgendaEntry): void {
    this.#store.note('agenda', entry.row.text, undefined);
  }

  #rowOf(component: string, key: string): AgendaRow {
    const known = this.#rows.get(component) ?? new Map<string, AgendaRow>();
    if (known.size === 0) this.#rows.set(component, known);
    const found = known.get(key);
    if (found !== undefined) return found;
    const row = { component, key, text: `${component}|${key}` };
    known.set(key, row);
    return row;
  }

  #put(entry: AgendaEntry): void {
    this.#store.note('agenda', entry.row.text, entry);
    (entry.idle ? this.#idle : this.#busy).push(entry);
  }

  #first(): AgendaEntry | undefined {
    const [busy, idle] = [this.#top(this.#busy), this.#top(this.#idle)];
    return busy && idle ? (inOrder(busy, idle) < 0 ? busy : idle) : (busy ?? idle);
  }

  /** A heap's top that is still a row: replaced entries are left in the heap and passed over here. */
  #top(queue: TinyQueue<AgendaEntry>): AgendaEntry | undefined {
    for (;;) {
      const entry = queue.peek();
      if (!entry || this.#store.tables.maps.agenda.get(entry.row.text) === entry) return entry;
      queue.pop();
    }
  }
}

const inOrder = (a: AgendaEntry, b: AgendaEntry): number => a.atMs - b.atMs || a.sequence - b.sequence;
