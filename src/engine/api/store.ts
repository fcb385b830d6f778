// The head: the tables as they are now, the log that made them, and the checkpoints from which the past is reached quickly.
import type { Kind, KindMap } from '../kinds/kinds.ts';
import type { Machine, Sandbox } from '../machine.ts';
import type { Cause, Reason } from '../reason.ts';
import type { Change } from './change.ts';
import { Log } from './log.ts';
import type { Rows } from './tables.ts';
import { Tables } from './tables.ts';
import type { Cursor, View } from './view.ts';
import { TablesView } from './tables-view.ts';

/** Who writes, woken by what, and why. */
export interface Author {
  readonly actor: string;
  readonly cause: Cause;
  readonly reason: Reason;
  /** Whose fields it writes, where it is not the actor's own (API-13). */
  readonly manager?: string;
}

interface Checkpoint {
  readonly position: number;
  readonly tables: Tables;
}

/** A checkpoint is taken after this many entries, or twice as many as there are rows: copying never dominates. */
const entriesPerCheckpoint = 100_000;

export class Store {
  readonly log: Log;
  readonly tables: Tables;
  readonly head: View;
  /** Told of every change right after it took effect. */
  onChange: (change: Change) => void = () => undefined;
  nowMs: number;
  readonly #checkpoints: Checkpoint[];
  /** How many entries there must be before another checkpoint is thought of. */
  #checkpointFrom: number;
  #past: { tables: Tables; position: number } | undefined;

  constructor(past?: {
    readonly tables: Tables;
    readonly log: Log;
    readonly nowMs: number;
    readonly checkpoints: readonly Checkpoint[];
  }) {
    this.log = past?.log ?? new Log();
    this.tables = past?.tables ?? new Tables();
    this.nowMs = past?.nowMs ?? 0;
    this.#checkpoints = past ? [...past.checkpoints] : [{ position: 0, tables: new Tables() }];
    this.#checkpointFrom = (this.#checkpoints.at(-1)?.position ?? 0) + entriesPerCheckpoint;
    this.head = new TablesView(this.tables, this.log, () => this.cursor());
  }

  get revision(): number {
    return this.log.changes.length;
  }

  cursor(): Cursor {
    return { ms: this.nowMs, revision: this.revision };
  }

  /** Writes an object or machine record; the caller has stamped `resourceVersion` with `revision + 1`. */
  write<N extends Kind | 'Machine' | 'Sandbox' | 'Backend' | 'Disk'>(
    kind: N,
    key: string,
    after: Rows[N] | undefined,
    author: Author,
  ): Change {
    const before: Rows[N] | undefined = this.tables.maps[kind].get(key);
    this.tables.set(kind, key, before, after);
    const change = {
      revision: this.revision + 1,
      atMs: this.nowMs,
      actor: author.actor,
      cause: author.cause,
      reason: author.reason,
      kind,
      key,
      before,
      after,
    } as unknown as Change;
    this.log.append(change);
    this.onChange(change);
    return change;
  }

  /** Writes a wait, an agenda entry or a component's memory. */
  note<N extends 'wait' | 'agenda' | 'memory'>(kind: N, key: string, after: Rows[N] | undefined): void {
    const before: Rows[N] | undefined = this.tables.maps[kind].get(key);
    if (before === after) return;
    this.tables.set(kind, key, before, after);
    this.log.note(kind, key, before, after, this.nowMs);
  }

  get<K extends Kind>(kind: K, key: string): KindMap[K] | undefined {
    return this.tables.maps[kind].get(key);
  }

  machine(node: string): Machine | undefined {
    return this.tables.maps.Machine.get(node);
  }

  sandbox(uid: string): Sandbox | undefined {
    return this.tables.maps.Sandbox.get(uid);
  }

  /** Keeps a copy of the tables when enough has happened since the last one. */
  checkpoint(): void {
    const position = this.log.length;
    if (position < this.#checkpointFrom) return;
    const dueFrom = (this.#checkpoints.at(-1)?.position ?? 0) + 2 * this.tables.size;
    if (position >= dueFrom) this.#checkpoints.push({ position, tables: new Tables(this.tables) });
    this.#checkpointFrom = position >= dueFrom ? position + entriesPerCheckpoint : dueFrom;
  }

  /** The state at a cursor. There is one past view, and it moves: use it before the next call. */
  viewAt(cursor: Cursor): View {
    const position = this.log.positionAt(cursor);
    const past = this.#pastNear(position);
    this.log.move(past.tables, past.position, position);
    past.position = position;
    return new TablesView(past.tables, this.log, () => cursor);
  }

  /** A store of its own with the same past up to the cursor. */
  forkAt(cursor: Cursor): Store {
    const position = this.log.positionAt(cursor);
    const past = this.#pastNear(position);
    const tables = new Tables(past.tables);
    this.log.move(tables, past.position, position);
    return new Store({
      tables,
      log: new Log({
        log: this.log,
        position,
        revision: Math.min(cursor.revision, this.log.revisionAt(cursor.ms)),
      }),
      nowMs: cursor.ms,
      checkpoints: this.#checkpoints.filter((checkpoint) => checkpoint.position <= position),
    });
  }

  /** The movable copy of the tables, fetched anew from the head or a checkpoint where that is nearer. */
  #pastNear(position: number): { tables: Tables; position: number } {
    const head = this.log.length;
    const from = this.#past ? Math.abs(this.#past.position - position) : Number.POSITIVE_INFINITY;
    const nearest = this.#checkpoints.reduce<Checkpoint>(
      (best, checkpoint) =>
        Math.abs(checkpoint.position - position) < Math.abs(best.position - position) ? checkpoint : best,
      { position: head, tables: this.tables },
    );
    // A row takes about as long to copy as an entry to play.
    if (from > nearest.tables.size + Math.abs(nearest.position - position) || !this.#past) {
      this.#past = { tables: new Tables(nearest.tables), position: nearest.position };
    }
    return this.#past;
  }
}
