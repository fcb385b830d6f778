// What a run has shown so far, folded once from its changes: spans of every Pod's states, the steps of its start, alarms.
// Separate from the picture of it, because folding costs per change and drawing per frame.
import type { Change } from '../engine/index.ts';

export interface History {
  /** The last change folded in. */
  readonly revision: number;
}

export function createHistory(): History {
  return { revision: 0 };
}

/** Takes in the changes after `history.revision`, in order; earlier ones are passed over. */
export function foldChanges(history: History, changes: readonly Change[]): void {
  void [history, changes];
}
