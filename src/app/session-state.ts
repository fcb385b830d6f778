// What the page is showing and holding, as plain data: the one zustand store's state. The run itself is not in here; the
// session keeps it, and this says which instant of it is on show.
import type { Cursor, Reason } from '../engine/index.ts';
import type { BranchState } from './branch-lines.ts';
import type { CommandAnswer, PastAnswer } from './commands.ts';
import type { Mark } from './editor/text-editor.ts';
import type { TimedInput } from '../run/run.ts';

/**
 * waiting: nothing comes before the next try of something that failed; settled: nothing can change an object; blocked: settled, with waits left; stuck: the scenario waits for what never came; past: an
 * earlier instant than the last is on show.
 */
export type ClusterStatus =
  | { readonly kind: 'working' }
  | { readonly kind: 'waiting'; readonly reason: Reason }
  | { readonly kind: 'settled' }
  | { readonly kind: 'blocked'; readonly reason: Reason }
  | { readonly kind: 'stuck'; readonly what: string }
  | { readonly kind: 'past' };

/** One document or place that was refused, in the words it was refused with. */
export interface Refusal extends Mark {
  /** `statefulset.apps/tkb-sts`, if it got as far as having a name. */
  readonly subject?: string;
  /** Stable name of the sentence, for translation, and its names and numbers. */
  readonly code: string;
  readonly params: { readonly [name: string]: string | number };
  /** Not wrong, but its effect is not simulated yet. */
  readonly unsimulated: boolean;
}

/** What came of pressing Apply; or of Reset, if it could not be done. */
export interface ApplyOutcome {
  readonly kind: 'apply' | 'reset';
  readonly atMs: number;
  /** kubectl's own lines: `statefulset.apps/tkb-sts configured`. */
  readonly lines: readonly string[];
  readonly warnings: readonly string[];
  readonly refusals: readonly Refusal[];
  /** Nothing at all was applied, because the text could not be read. */
  readonly unread: boolean;
  /** Documents taken out of the text, which stay in the cluster: `statefulset.apps/tkb-sts`. */
  readonly kept: readonly string[];
  readonly scenarioChanged: boolean;
}

export type PanelName = 'picture' | 'yaml' | 'commands' | 'why';
export type DialogName = 'share' | 'legend';

/** What was just done to the branches, and when in the run. */
export type BranchNote =
  /** Somebody acted in the past: `from` is the branch that was left. */
  | { readonly kind: 'branched'; readonly from: number; readonly atMs: number }
  /** This version refuses the text of the branch that was to be returned to. */
  | { readonly kind: 'refused'; readonly atMs: number }
  | { readonly kind: 'undone' | 'redone'; readonly what: TimedInput; readonly atMs: number };

export interface SessionState extends BranchState {
  readonly text: string;
  /** The text as it was last applied or started with. */
  readonly appliedText: string;
  readonly cursor: Cursor;
  readonly headMs: number;
  /** One stands at the end of a step, and perhaps in the middle of an instant. */
  readonly atStep: boolean;
  readonly mode: 'paused' | 'playing' | 'settling';
  readonly speed: number;
  /** Comfort transitions are welcome. */
  readonly animate: boolean;
  readonly status: ClusterStatus;
  /** `Kind namespace/name` of the object to inspect. */
  readonly selected: string | null;
  readonly outcome: ApplyOutcome | null;
  /** The user's command lines on this run and what they answered, oldest first. */
  readonly commands: readonly CommandAnswer[];
  /** What was read in the past of this run; `commands` has them as well. */
  readonly pastAnswers: readonly PastAnswer[];
  /** What they answered is on show. */
  readonly commandsOpen: boolean;
  /** To be had again with the arrow keys; a reset does not take them away. */
  readonly typedLines: readonly string[];
  /** To be put into the command line. */
  readonly draft: string | null;
  /** On a phone, the one on show. */
  readonly panel: PanelName;
  readonly dialog: DialogName | null;
  /** A sentence about the run: a link or a kept session of another version, one that never settles, one in which nothing comes any more. */
  readonly notice: 'otherVersion' | 'savedOtherVersion' | 'neverSettles' | 'nothingNext' | 'linesNotLoaded' | null;
  readonly branchNote: BranchNote | null;
  /** Changes when the run is exchanged for another (reset, a link). */
  readonly runNumber: number;
}
