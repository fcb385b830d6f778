// What the page says of the branches: which there are, when each left another, and what was done first on it.
import type { Branches } from '../run/branches.ts';
import type { TimedInput } from '../run/run.ts';

export interface BranchLine {
  readonly id: number;
  readonly isCurrent: boolean;
  /** The first instant that is its own; 0 for one that left no other. */
  readonly leftAtMs: number;
  /** What sets it apart; absent if nothing was done on it, or it left no other. */
  readonly first?: TimedInput;
}

/** What the store holds of the branches. */
export interface BranchState {
  /** Those one can return to, the current one among them, in order of beginning. */
  readonly branches: readonly BranchLine[];
  readonly canUndo: boolean;
  readonly canRedo: boolean;
}

export function branchState(branches: Branches): BranchState {
  const { list, current, canUndo, canRedo } = branches;
  const lines = list.map((branch): BranchLine => {
    const { id, parent, keeps, leftAtMs, inputs } = branch;
    const first = parent ? inputs[keeps] : undefined;
    return { id, isCurrent: branch === current, leftAtMs, ...(first && { first }) };
  });
  return { branches: lines, canUndo, canRedo };
}
