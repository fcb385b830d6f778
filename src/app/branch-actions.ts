// Undo, redo and the way back to other branches. Each leaves what one was on as it is.
import type { SessionParts } from './session-parts.ts';

export interface BranchActions {
  /** To just before the last thing that was done, paused. */
  readonly undo: () => void;
  /** Back to where what was undone had just been done, paused. */
  readonly redo: () => void;
  /** To the end of another branch, paused. */
  readonly switchTo: (id: number) => void;
  readonly dismissBranchNote: () => void;
}

export const branchActions = ({ store, playing }: SessionParts): BranchActions => {
  const refused = () => store.setState({ branchNote: { kind: 'refused', atMs: playing.now.cursor().ms } });
  return {
    undo() {
      const what = playing.now.run.inputs.at(-1);
      const arrival = playing.branches.undo();
      if (!arrival || !what) return;
      playing.arrive(arrival);
      store.setState({ branchNote: { kind: 'undone', what, atMs: what.atMs } });
    },
    redo() {
      const done = playing.now.run.inputs.length;
      const arrival = playing.branches.redo();
      if (!arrival) return;
      if (!arrival.ok) return refused();
      playing.arrive(arrival);
      const what = playing.now.run.inputs[done];
      store.setState({ branchNote: what ? { kind: 'redone', what, atMs: what.atMs } : null });
    },
    switchTo(id) {
      const arrival = playing.branches.switchTo(id);
      if (!arrival.ok) return refused();
      playing.arrive(arrival);
      store.setState({ branchNote: null });
    },
    dismissBranchNote: () => store.setState({ branchNote: null }),
  };
};
