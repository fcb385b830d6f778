// All that ever happened, in order: changes of objects and machines, waits, agenda entries and components' memory, each with
// the row before and after. Looking at the past is moving a copy of the tables along this list.
import type { Change } from './change.ts';
import { firstIndex } from './first-index.ts';
import { LogPage, pageLength } from './log-page.ts';
import type { NotedName } from './log-page.ts';
import type { Rows, TableName, Tables } from './tables.ts';
import type { Cursor } from './view.ts';

export class Log {
  /** Changes only: the one with revision r is at r - 1. */
  readonly changes: Change[];
  /** Every entry, in order. All pages but the last are full. */
  readonly #pages: LogPage[];
  readonly #byKind = new Map<string, Change[]>();

  /** The same past, as far as a position and a revision; or none. */
  constructor(past?: { readonly log: Log; readonly position: number; readonly revision: number }) {
    this.changes = past ? past.log.changes.slice(0, past.revision) : [];
    this.#pages = past ? past.log.#pagesUntil(past.position) : [new LogPage()];
    if (!past) return;
    for (const [kind, changes] of past.log.#byKind) {
      this.#byKind.set(
        kind,
        changes.slice(
          0,
          firstIndex(changes, (change) => change.revision > past.revision),
        ),
      );
    }
  }

  /** How many entries there are. */
  get length(): number {
    return (this.#pages.length - 1) * pageLength + this.#last().length;
  }

  /** Takes in a change of an object or a machine. */
  append(change: Change): void {
    this.changes.push(change);
    const list = this.#byKind.get(change.kind);
    if (list) list.push(change);
    else this.#byKind.set(change.kind, [change]);
    this.#pageToWrite().append(change);
  }

  /** Takes in a row that belongs to the revision it is written at. */
  note<N extends NotedName>(
    table: N,
    key: string,
    before: Rows[N] | undefined,
    after: Rows[N] | undefined,
    atMs: number,
  ): void {
    this.#pageToWrite().note(table, key, before, after, atMs, this.changes.length);
  }

  /** Changes of one kind, in order. */
  ofKind(kind: Change['kind']): readonly Change[] {
    return this.#byKind.get(kind) ?? [];
  }

  /** Every entry of one table, in order. */
  each<N extends TableName>(
    table: N,
    look: (before: Rows[N] | undefined, after: Rows[N] | undefined, atMs: number) => void,
  ): void {
    for (const page of this.#pages) page.each(table, look);
  }

  /** How many entries have happened at a cursor. */
  positionAt(cursor: Cursor): number {
    const begun = firstIndex(this.#pages, (page) => page.length === 0 || page.isPast(0, cursor));
    const page = this.#pages[begun - 1];
    if (!page) return 0;
    let [low, high] = [1, page.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (page.isPast(middle, cursor)) high = middle;
      else low = middle + 1;
    }
    return (begun - 1) * pageLength + low;
  }

  /** The revision of the last change at or before a time. */
  revisionAt(ms: number): number {
    return firstIndex(this.changes, (change) => change.atMs > ms);
  }

  /** Moves tables from one position to another. */
  move(tables: Tables, from: number, to: number): void {
    for (let at = from; at !== to;) {
      const number = Math.floor((to > at ? at : at - 1) / pageLength);
      const start = number * pageLength;
      const next = to > at ? Math.min(to, start + pageLength) : Math.max(to, start);
      this.#pages[number]?.move(tables, at - start, next - start);
      at = next;
    }
  }

  #pageToWrite(): LogPage {
    const last = this.#last();
    if (last.length < pageLength) return last;
    const page = new LogPage();
    this.#pages.push(page);
    return page;
  }

  #last(): LogPage {
    const page = this.#pages[this.#pages.length - 1];
    if (!page) throw new Error('a log must have a page to write on');
    return page;
  }

  /** Full pages never change again, so that they can be shared; the one in which the position lies cannot. */
  #pagesUntil(position: number): LogPage[] {
    const full = Math.floor(position / pageLength);
    return [...this.#pages.slice(0, full), this.#pages[full]?.copy(position - full * pageLength) ?? new LogPage()];
  }
}
