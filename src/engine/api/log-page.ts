// A page of the log, packed: there are so many entries, most of them of the agenda, that an object for each would take a third of
// the memory of a run. A full page never changes again, so forks share it.
import type { Change } from './change.ts';
import { tableNames } from './tables.ts';
import type { Rows, TableName, Tables } from './tables.ts';
import type { AgendaEntry, Cursor } from './view.ts';

/** Entries on a page. */
export const pageLength = 1_024;

/** Tables whose rows are noted, not changed: they belong to the revision they were written at. */
export type NotedName = 'wait' | 'agenda' | 'memory';

/** A row of any table, or none. */
type Row = unknown;

/** What an entry is made of: a change alone; of other entries the key, unless the row tells it, the row before, the row after. */
const [isChange, hasBefore, hasAfter] = [1, 2, 4];

export class LogPage {
  #length = 0;
  readonly #forms = new Uint8Array(pageLength);
  readonly #tables = new Uint8Array(pageLength);
  readonly #atMs = new Float64Array(pageLength);
  readonly #revision = new Uint32Array(pageLength);
  /** Where an entry's parts begin. */
  readonly #starts = new Uint16Array(pageLength);
  #parts: unknown[] = [];

  /** The first `length` entries. */
  copy(length: number): LogPage {
    const page = new LogPage();
    page.#length = length;
    page.#forms.set(this.#forms.subarray(0, length));
    page.#tables.set(this.#tables.subarray(0, length));
    page.#atMs.set(this.#atMs.subarray(0, length));
    page.#revision.set(this.#revision.subarray(0, length));
    page.#starts.set(this.#starts.subarray(0, length));
    page.#parts = this.#parts.slice(0, length < this.#length ? this.#starts[length] : undefined);
    return page;
  }

  get length(): number {
    return this.#length;
  }

  append(change: Change): void {
    this.#begin(isChange, change.kind, change.atMs, change.revision);
    this.#parts.push(change);
    this.#end();
  }

  /** `revision`: of the last change. */
  note(table: NotedName, key: string, before: Row, after: Row, atMs: number, revision: number): void {
    const form = (before === undefined ? 0 : hasBefore) + (after === undefined ? 0 : hasAfter);
    this.#begin(form, table, atMs, revision);
    if (table !== 'agenda') this.#parts.push(key);
    if (before !== undefined) this.#parts.push(before);
    if (after !== undefined) this.#parts.push(after);
    this.#end();
  }

  /** Whether an entry comes after a cursor. */
  isPast(at: number, { ms, revision }: Cursor): boolean {
    return (this.#atMs[at] ?? 0) > ms || (this.#revision[at] ?? 0) > revision;
  }

  /** Plays entries from one up to another, or takes them back. */
  move(tables: Tables, from: number, to: number): void {
    for (let at = from; at < to; at++)
      this.#read(at, (table, key, before, after) => tables.set(table, key, before, after));
    for (let at = from - 1; at >= to; at--)
      this.#read(at, (table, key, before, after) => tables.set(table, key, after, before));
  }

  /** The entries of one table, in order. */
  each<N extends TableName>(
    table: N,
    look: (before: Rows[N] | undefined, after: Rows[N] | undefined, atMs: number) => void,
  ): void {
    const number = numbers.get(table);
    for (let at = 0; at < this.#length; at++) {
      if (this.#tables[at] !== number) continue;
      // What was packed under the table's name is of its sort.
      this.#read(at, (_, _key, before, after) =>
        look(before as Rows[N] | undefined, after as Rows[N] | undefined, this.#atMs[at] ?? 0),
      );
    }
  }

  #begin(form: number, table: TableName, atMs: number, revision: number): void {
    const at = this.#length;
    this.#forms[at] = form;
    this.#tables[at] = numbers.get(table) ?? 0;
    this.#atMs[at] = atMs;
    this.#revision[at] = revision;
    this.#starts[at] = this.#parts.length;
  }

  /** A list that grows keeps room for more: that of a full page is given back. */
  #end(): void {
    this.#length++;
    if (this.#length === pageLength) this.#parts = this.#parts.slice();
  }

  #read(at: number, take: (table: TableName, key: string, before: Row, after: Row) => void): void {
    const [form, table] = [this.#forms[at] ?? 0, tableNames[this.#tables[at] ?? 0]];
    let next = this.#starts[at] ?? 0;
    if (table === undefined) return;
    // The parts are those that `append` and `note` put there.
    if (form === isChange) {
      const { key, before, after } = this.#parts[next] as Change;
      take(table, key, before, after);
      return;
    }
    const key = table === 'agenda' ? undefined : (this.#parts[next++] as string);
    const before = form & hasBefore ? this.#parts[next++] : undefined;
    const after = form & hasAfter ? this.#parts[next] : undefined;
    take(table, key ?? ((after ?? before) as AgendaEntry).row.text, before, after);
  }
}

const numbers: ReadonlyMap<TableName, number> = new Map(tableNames.map((name, at) => [name, at]));
