// A page of the log, in columns: there are so many entries, most of them of the agenda, that an object for each would take a
// third of the memory of a run. A full page never changes again, so forks share it.
import type { Cursor } from './view.ts';
import { tableNames } from './tables.ts';
import type { Rows, TableName, Tables } from './tables.ts';

/** Entries on a page. */
export const pageLength = 1_024;

/** A row of any table, or none. */
type Row = unknown;

export class LogPage {
  #length = 0;
  // Of full length from the start: a list that grows by itself takes more than it needs.
  readonly #tables = new Uint8Array(pageLength);
  readonly #keys = emptyColumn<string>();
  readonly #before = emptyColumn<Row>();
  readonly #after = emptyColumn<Row>();
  readonly #atMs = new Float64Array(pageLength);
  readonly #revision = new Uint32Array(pageLength);

  /** An empty page, or the first `length` entries of another one. */
  constructor(from?: LogPage, length = 0) {
    if (!from) return;
    for (let at = 0; at < length; at++) {
      const [table, key] = [from.#tableAt(at), from.#keys[at]];
      if (table === undefined || key === undefined) throw new Error('a page must have the entries that are copied');
      this.append(table, key, from.#before[at], from.#after[at], from.#atMs[at] ?? 0, from.#revision[at] ?? 0);
    }
  }

  get length(): number {
    return this.#length;
  }

  /** `revision`: of the last change, this one included. */
  append(table: TableName, key: string, before: Row, after: Row, atMs: number, revision: number): void {
    const at = this.#length++;
    this.#tables[at] = numbers.get(table) ?? 0;
    this.#keys[at] = key;
    this.#before[at] = before;
    this.#after[at] = after;
    this.#atMs[at] = atMs;
    this.#revision[at] = revision;
  }

  /** Whether an entry comes after a cursor. */
  isPast(at: number, { ms, revision }: Cursor): boolean {
    return (this.#atMs[at] ?? 0) > ms || (this.#revision[at] ?? 0) > revision;
  }

  /** Plays entries from one up to another, or takes them back. */
  move(tables: Tables, from: number, to: number): void {
    for (let at = from; at < to; at++) this.#set(tables, at, this.#before[at], this.#after[at]);
    for (let at = from - 1; at >= to; at--) this.#set(tables, at, this.#after[at], this.#before[at]);
  }

  /** The entries of one table, in order. */
  each<N extends TableName>(
    table: N,
    look: (before: Rows[N] | undefined, after: Rows[N] | undefined, atMs: number) => void,
  ): void {
    const number = numbers.get(table);
    for (let at = 0; at < this.#length; at++) {
      if (this.#tables[at] !== number) continue;
      // The columns belong together: `append` filled them in one go.
      look(this.#before[at] as Rows[N] | undefined, this.#after[at] as Rows[N] | undefined, this.#atMs[at] ?? 0);
    }
  }

  #tableAt(at: number): TableName | undefined {
    return tableNames[this.#tables[at] ?? 0];
  }

  #set(tables: Tables, at: number, before: Row, after: Row): void {
    const [table, key] = [this.#tableAt(at), this.#keys[at]];
    if (table !== undefined && key !== undefined) tables.set(table, key, before, after);
  }
}

const numbers: ReadonlyMap<TableName, number> = new Map(tableNames.map((name, at) => [name, at]));

/** Holes are overwritten before they are read. */
const emptyColumn = <T>(): T[] => Array.from<T>({ length: pageLength });
