// One branch of what was done: where it left which other one, and its run, which is played again from its inputs if it has not
// been kept ready.
import type { Cursor } from '../engine/index.ts';
import { replay } from './replay.ts';
import type { CreatedRun, Refusal, Run, TimedInput } from './run.ts';

export type StartRun = (text: string) => CreatedRun;

/** A branch as plain data. */
export interface BranchRecord {
  readonly id: number;
  /** The branch it left, which comes before it in a list; absent: its run was started by itself. */
  readonly parent?: number;
  /** The text its run was started with. */
  readonly text: string;
  /** The first instant that is not the parent's any more. */
  readonly leftAtMs: number;
  /** How many of the parent's inputs are its own as well; what was done then is in `inputs`. */
  readonly keeps: number;
  readonly inputs: readonly TimedInput[];
  /** How far it has been played. */
  readonly headMs: number;
}

export class Branch {
  readonly id: number;
  readonly parent: Branch | undefined;
  readonly text: string;
  readonly leftAtMs: number;
  readonly keeps: number;
  readonly #start: StartRun;
  #held: { readonly run: Run } | { readonly inputs: readonly TimedInput[]; readonly headMs: number };

  constructor(record: BranchRecord, start: StartRun, parent?: Branch, run?: Run) {
    this.id = record.id;
    this.parent = parent;
    this.text = record.text;
    this.leftAtMs = record.leftAtMs;
    this.keeps = record.keeps;
    this.#start = start;
    const earlier = parent?.inputs.slice(0, record.keeps) ?? [];
    this.#held = run ? { run } : { inputs: [...earlier, ...record.inputs], headMs: record.headMs };
  }

  /** All of them, the parent's that it keeps included. */
  get inputs(): readonly TimedInput[] {
    return 'run' in this.#held ? this.#held.run.inputs : this.#held.inputs;
  }

  /** How far it has been played. */
  get headMs(): number {
    return 'run' in this.#held ? this.#held.run.cluster.nowMs : this.#held.headMs;
  }

  /** Something was done on it that was not done on its parent. */
  get hasOwnInputs(): boolean {
    return this.inputs.length > this.keeps;
  }

  /** The run; played again if need be, which is refused only if this version refuses its text. */
  ready(): { readonly ok: true; readonly run: Run } | { readonly ok: false; readonly refusals: readonly Refusal[] } {
    if ('run' in this.#held) return { ok: true, run: this.#held.run };
    const { inputs, headMs } = this.#held;
    const created = this.#start(this.text);
    if (!created.ok) return created;
    replay(created.run, inputs, headMs);
    this.#held = { run: created.run };
    return created;
  }

  /** Keeps no more than what the run can be played again from. */
  rest(): void {
    this.#held = { inputs: this.inputs.map(timedInput), headMs: this.headMs };
  }

  record(): BranchRecord {
    const { id, parent, text, leftAtMs, keeps, headMs } = this;
    const inputs = this.inputs.slice(keeps).map(timedInput);
    return { id, ...(parent && { parent: parent.id }), text, leftAtMs, keeps, inputs, headMs };
  }
}

/** How many inputs of a run had been made at a cursor; at a step within an instant those before it only. */
export function inputsAt({ inputs, cluster }: Run, { ms, revision }: Cursor): number {
  const isOver = revision >= cluster.cursorAt(ms).revision;
  return (
    inputs.findLastIndex(({ atMs, revision: before }) => atMs < ms || (atMs === ms && (isOver || before < revision))) +
    1
  );
}

const timedInput = ({ atMs, kind, value }: TimedInput): TimedInput => ({ atMs, kind, value });
