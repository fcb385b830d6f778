// What a session begins with; apart, because links, saved sessions and the session itself all make or take one.
import type { Cursor } from '../engine/index.ts';
import type { BranchTree } from '../run/branches.ts';
import type { Run } from '../run/run.ts';
import type { SessionState } from './session-state.ts';
import type { LinkState } from '../share/link-state.ts';

/** What a session begins with: a run, and where to look at it. */
export interface Beginning {
  /** With all inputs of the tree's current branch. */
  readonly run: Run;
  readonly tree: BranchTree;
  readonly editorText: string;
  /** Paused here, as a link or a saved session wants it; otherwise it plays from the start. */
  readonly cursor?: Cursor;
  readonly notice?: SessionState['notice'];
  /** The run is a step of this lesson; steps from 0. */
  readonly lesson?: LinkState['lesson'];
}
