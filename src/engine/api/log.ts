// All that ever happened, in order: changes of objects and machines, waits, agenda entries and components' memory, each with
// the row before and after. Looking at the past is moving a copy of the tables along this list.
import type { Kind } from '../kinds/kinds.ts';
import type { Change } from './change.ts';
import { firstIndex } from './first-index.ts';
import type { Rows, Tables } from './tables.ts';
import type { Cursor } from './view.ts';

/** A row that is not an object's or a machine's: it belongs to the revision it was written at. */
export interface SideEntry<N extends 'wait' | 'agenda' | 'memory' = 'wait' | 'agenda' | 'memory'> {
  readonly kind: N;
  readonly key: string;
  readonly atMs: number;
  readonly revision: number;
  readonly before: Rows[N] | undefined;
  readonly after: Rows[N] | undefined;
}

export type Entry = Change | SideEntry;

export class Log {
  /** Every entry, in order. */
  readonly entries: Entry[];
  /** Changes only: the one with revision r is at r - 1. */
  readonly changes: Change[];
  readonly #byKind = new Map<string, Change[]>();

  /** The same past, as far as a position and a revision; or none. */
  constructor(past?: { readonly log: Log; readonly position: number; readonly revision: number }) {
    this.entries = past ? past.log.entries.slice(0, past.position) : [];
    this.changes = past ? past.log.changes.slice(0, past.revision) : [];
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

  append(entry: Entry): void {
    this.entries.push(entry);
    if (isSide(entry)) return;
    this.changes.push(entry);
    this.#file(entry);
  }

  /** Changes of one kind, in order. */
  ofKind(kind: Kind): readonly Change[] {
    return this.#byKind.get(kind) ?? [];
  }

  /** How many entries have happened at a cursor. */
  positionAt(cursor: Cursor): number {
    return firstIndex(this.entries, (entry) => entry.atMs > cursor.ms || entry.revision > cursor.revision);
  }

  /** The revision of the last change at or before a time. */
  revisionAt(ms: number): number {
    return firstIndex(this.changes, (change) => change.atMs > ms);
  }

  /** Moves tables from one position to another. */
  move(tables: Tables, from: number, to: number): void {
    for (let at = from; at < to; at++) {
      const entry = this.entries[at];
      if (entry) put(tables, entry, true);
    }
    for (let at = from - 1; at >= to; at--) {
      const entry = this.entries[at];
      if (entry) put(tables, entry, false);
    }
  }

  #file(change: Change): void {
    const list = this.#byKind.get(change.kind);
    if (list) list.push(change);
    else this.#byKind.set(change.kind, [change]);
  }
}

export const isSide = (entry: Entry): entry is SideEntry =>
  entry.kind === 'wait' || entry.kind === 'agenda' || entry.kind === 'memory';

function put(tables: Tables, entry: Entry, forwards: boolean): void {
  const [before, after] = forwards ? [entry.before, entry.after] : [entry.after, entry.before];
  tables.set(entry.kind, entry.key, before, after);
}
