// A Run is a scenario being played: it starts the cluster, plays the scenario's steps and the user's inputs onto it, and knows
// whether anything is still to come. The page, the headless runner, lessons and property tests all hold a cluster only so.
import type { Cluster, Cursor, Kind, Wait } from '../engine/index.ts';
import type { Diagnostic } from '../manifest/diagnostic.ts';
import type { End, Scenario } from '../scenarios/scenario.ts';

/** Something that was refused, where in the text, and in whose words: the API server's, kubectl's or the parser's. */
export interface Refusal extends Diagnostic {
  /** `statefulset.apps/tkb-sts`, if it got as far as having a name. */
  readonly subject?: string;
}

/** One object of the text. `subject` is kubectl's name for it: `statefulset.apps/tkb-sts`. */
export interface Named {
  readonly kind: Kind;
  readonly namespace?: string;
  readonly name: string;
  readonly subject: string;
}

export interface Applied extends Named {
  readonly outcome: 'created' | 'configured' | 'unchanged';
}

/** One thing the user did. `line`: a command line, or `^C` (see interrupt.ts); `edit`: the whole new text; `request`: an HTTP request as JSON. */
export interface RunInput {
  readonly kind: 'line' | 'edit' | 'request';
  readonly value: string;
}

/** An input at its time: all that is needed to make it again. */
export interface TimedInput extends RunInput {
  readonly atMs: number;
}

export interface DatedInput extends TimedInput {
  /** Of the last change before it. */
  readonly revision: number;
}

/** A step of the scenario, when it was played. */
export interface PlayedStep {
  readonly atMs: number;
  /** Its place in the scenario. */
  readonly at: number;
}

/** What came of pressing Apply. */
export interface EditResult {
  readonly kind: 'edit';
  readonly atMs: number;
  /** The text could not be read, so nothing was applied and it is not an input of the run: `refusals` says where and why. */
  readonly unread: boolean;
  /** By line. The documents they are in were not applied; the others were. */
  readonly refusals: readonly Refusal[];
  /** Documents whose effect this version does not simulate yet; not applied. By line. */
  readonly notSimulated: readonly Refusal[];
  /** Documents that changed since the text last applied, in file order. */
  readonly applied: readonly Applied[];
  /** kubectl's `Warning: …` lines. */
  readonly warnings: readonly string[];
  /** Documents taken out of the text: they stay in the cluster. */
  readonly kept: readonly Named[];
  /** The Scenario document changed: nothing of that is applied; a reset plays it. */
  readonly scenarioChanged: boolean;
}

/** A line or request was handed in; what it answers stands in `answers` when it ends, `stdout` grows until then. */
export interface LineResult {
  readonly kind: 'line' | 'request';
  readonly atMs: number;
  /** Its place in `answers`. */
  readonly answer: number;
}

export type SubmitResult = EditResult | LineResult;

/** What a document's, a step's or a user's command or request answered, in order of beginning. */
export type RunAnswer =
  | {
      readonly atMs: number;
      readonly run: string;
      /** Absent while it is in flight. */
      readonly exit?: number;
      readonly stdout: string;
      readonly stderr: string;
    }
  /** `request`: `METHOD path`, or what was handed in if it is none. */
  | { readonly atMs: number; readonly request: string; readonly status: number; readonly answer: unknown };

export type LineAnswer = Extract<RunAnswer, { run: string }>;

export type RunState =
  /** Something on the agenda can change an object, or a step is still to come at a known time. */
  | { readonly kind: 'working' }
  | { readonly kind: 'settled' }
  /** Settled, with waits left. */
  | { readonly kind: 'blocked'; readonly waits: readonly Wait[] };

export interface Run {
  readonly cluster: Cluster;
  readonly scenario: Scenario;
  /** The text applied last: of the start, or of the last edit. */
  readonly text: string;
  /** The user's inputs on this branch, oldest first. The scenario's own steps are not among them. */
  readonly inputs: readonly DatedInput[];
  /** The scenario's steps that have been played, oldest first; those that only wait included. */
  readonly playedSteps: readonly PlayedStep[];
  readonly answers: readonly RunAnswer[];
  /**
   * Runs cluster, steps and commands in flight until cluster time `ms`, or until `keepGoing` (asked now and then) says no;
   * gives the time reached. Throws the engine's assertion if a livelock is found.
   */
  advanceTo(ms: number, keepGoing?: () => boolean): number;
  /** The same until the scenario's steps and its `end` are done; gives the time reached, which then is the end's. */
  advanceToEnd(keepGoing?: () => boolean): number;
  /** The one door for every mutation: at the head's time, after everything that is due at it. */
  submit(input: RunInput): SubmitResult;
  /**
   * What a command line answers that only reads at a cursor, and is over at once there; undefined for one that would change
   * something. It is no input, and the run stays as it is.
   */
  readAt(cursor: Cursor, line: string): LineAnswer | undefined;
  /** When something next happens that can change an object (the cluster's agenda or a step); undefined: never by itself. */
  nextMs(): number | undefined;
  state(): RunState;
  /** The scenario's steps and its `end` are done. A run may be advanced beyond. */
  isOver(): boolean;
  /** A step or the end was not met within 600 s of cluster time: what it waited for. The run is over then. */
  stuckOn(): string | undefined;
  /**
   * A run of its own with the same past until an instant is over, its head: what this run and that one do from then on is their
   * own. With fewer `inputs` than there were until then it is as if the others had never been made. What this run shows stays
   * the same; only if the instant is its head's, that is completed.
   */
  forkAt(ms: number, inputs?: number): Run;
}

export interface RunOptions {
  /** Instead of the scenario's. */
  readonly seed?: number;
  /** Instead of the scenario's. */
  readonly end?: End;
}

export type CreatedRun =
  { readonly ok: true; readonly run: Run } | { readonly ok: false; readonly refusals: readonly Refusal[] };
