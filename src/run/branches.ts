// What was done and undone: a tree of runs. Acting in the past, undoing and starting over leave the branch one was on as it
// is and go on on another; nothing is thrown away. Separate from the run, which knows only its own inputs.
import type { Cursor } from '../engine/index.ts';
import { Branch, inputsAt } from './branch.ts';
import type { BranchRecord, StartRun } from './branch.ts';
import type { LineAnswer, Refusal, Run, RunInput, SubmitResult, TimedInput } from './run.ts';

/** So many branches keep their runs ready; those of the others are played again when they are wanted. */
const mostReadyRuns = 6;

/** All branches as plain data. */
export interface BranchTree {
  /** Parents before their children. */
  readonly branches: readonly BranchRecord[];
  readonly current: number;
  /** What undoing has left, the last one at the end. */
  readonly undone: readonly number[];
}

/** Where a person is taken, to be shown it paused; refused only if this version refuses what an older one did not. */
export type Arrival =
  | { readonly ok: true; readonly branch: Branch; readonly atMs: number }
  | { readonly ok: false; readonly refusals: readonly Refusal[] };

/** Of a session that begins, with one branch; of a link that is opened, with the inputs on it. */
export const treeOf = (text: string, inputs: readonly TimedInput[] = [], headMs = 0): BranchTree => ({
  branches: [{ id: 1, text, leftAtMs: 0, keeps: 0, inputs, headMs }],
  current: 1,
  undone: [],
});

/** All inputs of one of its branches, those it keeps of its parents' included. */
export function inputsIn(tree: BranchTree, id: number): readonly TimedInput[] {
  const record = tree.branches.find((branch) => branch.id === id);
  if (!record) return [];
  const { parent, keeps, inputs } = record;
  return [...(parent === undefined ? [] : inputsIn(tree, parent).slice(0, keeps)), ...inputs];
}

export class Branches {
  readonly #start: StartRun;
  #all: readonly Branch[];
  #current: Branch;
  #undone: readonly Branch[];
  #lastId: number;
  /** Whose runs are ready, the one used last at the end. */
  #ready: readonly Branch[];

  /** `run`: the current branch's, with all its inputs; `start` begins those of others. */
  constructor(tree: BranchTree, run: Run, start: StartRun) {
    this.#start = start;
    const all: Branch[] = [];
    for (const record of tree.branches) {
      const parent = record.parent === undefined ? undefined : withId(all, record.parent);
      all.push(new Branch(record, start, parent, record.id === tree.current ? run : undefined));
    }
    this.#all = all;
    this.#current = withId(all, tree.current);
    this.#undone = tree.undone.map((id) => withId(all, id));
    this.#lastId = Math.max(...all.map(({ id }) => id));
    this.#ready = [this.#current];
  }

  /** What one is on. Its run is ready. */
  get current(): Branch {
    return this.#current;
  }

  /** The run one is on. */
  get run(): Run {
    return readyRun(this.#current);
  }

  /**
   * Those one can return to, in order of beginning: the current one, every one on which something was done, and one on which
   * nothing was but which went on beyond where another left it.
   */
  get list(): readonly Branch[] {
    return this.#all.filter(
      (branch) => branch === this.#current || branch.hasOwnInputs || (!branch.parent && this.#hasOwnTime(branch)),
    );
  }

  get tree(): BranchTree {
    return {
      branches: this.#all.map((branch) => branch.record()),
      current: this.#current.id,
      undone: this.#undone.map(({ id }) => id),
    };
  }

  /**
   * Does something at an instant of the current branch. At its end the branch goes on; in its past it stays as it is, and what
   * is done is the first thing on a new branch, which then is the current one. A text that cannot be read makes no branch.
   */
  act(cursor: Cursor, input: RunInput): SubmitResult {
    const { run } = this;
    const keeps = inputsAt(run, cursor);
    const isAtEnd = this.#isAtEnd(cursor, keeps);
    const acting = isAtEnd ? run : run.forkAt(cursor.ms, keeps);
    const result = acting.submit(input);
    if (result.kind === 'edit' && result.unread) return result;
    this.#undone = [];
    if (!isAtEnd) this.#leaveFor(acting, keeps, result.atMs);
    return result;
  }

  /**
   * What a command line answers that only reads, at an instant in the past of the current branch: it makes no branch.
   * Undefined at its end, and for a line that would change something.
   */
  read(cursor: Cursor, line: string): LineAnswer | undefined {
    return this.#isAtEnd(cursor, inputsAt(this.run, cursor)) ? undefined : this.run.readAt(cursor, line);
  }

  get canUndo(): boolean {
    return this.#current.inputs.length > 0;
  }

  get canRedo(): boolean {
    return this.#undone.length > 0;
  }

  /** To just before the last input of the current branch, on a new one; undefined if there is no input. */
  undo(): Arrival | undefined {
    const { run } = this;
    const last = run.inputs.at(-1);
    if (!last) return undefined;
    const keeps = run.inputs.length - 1;
    this.#undone = [...this.#undone, this.#current];
    this.#leaveFor(run.forkAt(last.atMs, keeps), keeps, last.atMs);
    return { ok: true, branch: this.#current, atMs: last.atMs };
  }

  /** Back to the branch that was left by undoing, where the input that was undone had just been made; undefined if none was. */
  redo(): Arrival | undefined {
    const branch = this.#undone.at(-1);
    if (!branch) return undefined;
    const atMs = branch.inputs[this.#current.inputs.length]?.atMs ?? branch.headMs;
    return this.#goTo(branch, atMs, this.#undone.slice(0, -1));
  }

  /** To the end of another branch; the one that is left stays as it is. Throws if there is no branch with this id. */
  switchTo(id: number): Arrival {
    const branch = withId(this.#all, id);
    return this.#goTo(branch, branch.headMs, []);
  }

  /** To 0 s, without any input, on a new branch; with another text on one that has left no other. */
  reset(text: string): Arrival {
    const created = this.#start(text);
    if (!created.ok) return created;
    this.#undone = [];
    if (text === this.#current.text) this.#leaveFor(created.run, 0, 0);
    else this.#enter(this.#added({ text, leftAtMs: 0, keeps: 0 }, created.run));
    return { ok: true, branch: this.#current, atMs: 0 };
  }

  #isAtEnd({ ms }: Cursor, keeps: number): boolean {
    const { run } = this;
    return ms >= run.cluster.nowMs && keeps === run.inputs.length;
  }

  /** On a fork of the current branch, which is noted as one of the branch that all it keeps was done on. */
  #leaveFor(run: Run, keeps: number, atMs: number): void {
    let [parent, leftAtMs] = [this.#current, atMs];
    while (parent.parent && keeps <= parent.keeps) {
      leftAtMs = Math.min(leftAtMs, parent.leftAtMs);
      parent = parent.parent;
    }
    this.#enter(this.#added({ text: parent.text, leftAtMs, keeps, parent }, run));
  }

  #added(
    { text, leftAtMs, keeps, parent }: Pick<Branch, 'text' | 'leftAtMs' | 'keeps'> & { readonly parent?: Branch },
    run: Run,
  ): Branch {
    const record = { id: ++this.#lastId, text, leftAtMs, keeps, inputs: [], headMs: 0 };
    const branch = new Branch(record, this.#start, parent, run);
    this.#all = [...this.#all, branch];
    return branch;
  }

  #goTo(branch: Branch, atMs: number, undone: readonly Branch[]): Arrival {
    const ready = branch.ready();
    if (!ready.ok) return ready;
    this.#undone = undone;
    this.#enter(branch);
    return { ok: true, branch, atMs };
  }

  #enter(branch: Branch): void {
    this.#current = branch;
    const ready = [...this.#ready.filter((other) => other !== branch), branch];
    for (const other of ready.slice(0, -mostReadyRuns)) other.rest();
    this.#ready = ready.slice(-mostReadyRuns);
    this.#all = this.#all.filter((other) => this.#isKept(other));
  }

  /** A branch that was made by undoing and on which nothing was done is the beginning of another, and no more. */
  #isKept(branch: Branch): boolean {
    return branch === this.#current || !branch.parent || branch.hasOwnInputs || this.#undone.includes(branch);
  }

  /** None left it, or something was done on one that did, before its end. */
  #hasOwnTime(branch: Branch): boolean {
    const left = this.#all.filter(({ parent }) => parent === branch);
    return left.length === 0 || left.some((other) => other.hasOwnInputs && other.leftAtMs < branch.headMs);
  }
}

function withId(branches: readonly Branch[], id: number): Branch {
  const found = branches.find((branch) => branch.id === id);
  if (!found) throw new Error(`there must be a branch with the id ${id}`);
  return found;
}

function readyRun(branch: Branch): Run {
  const ready = branch.ready();
  if (!ready.ok) throw new Error('the run of the current branch must be ready');
  return ready.run;
}
