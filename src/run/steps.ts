// One step forwards or backwards through a run: a step is the changes of one cause at one time. Separate from the player, which
// knows only time: many steps can share a millisecond.
import type { Cause, Change, Cluster, Cursor } from '../engine/index.ts';
import { isApiChange } from '../engine/index.ts';
import { disturbs } from './quiet.ts';
import type { Run } from './run.ts';

/** Who brought a step about. `revision`: of the change that woke the component, or at which its timer was set. */
export type StepCause =
  | { readonly kind: 'start' }
  /** The n-th request or fault from outside, counted from 1. */
  | { readonly kind: 'input'; readonly input: number; readonly actor: string }
  | { readonly kind: 'component'; readonly component: string; readonly revision: number }
  | { readonly kind: 'timer'; readonly component: string; readonly key: string; readonly revision: number };

export interface Step {
  /** Right after its last change. */
  readonly cursor: Cursor;
  /** Its first change. */
  readonly firstRevision: number;
  readonly cause: StepCause;
}

/** What going on came to: a step; nothing will happen by itself any more; or `keepGoing` said no. */
export type SoughtStep =
  { readonly kind: 'step'; readonly step: Step } | { readonly kind: 'settled' } | { readonly kind: 'stopped' };

/** The first step that ends after a cursor, of those that have happened; steps of mere repeats and heartbeats are passed over. */
export function nextStep(cluster: Cluster, cursor: Cursor): Step | undefined {
  const changes = cluster.changes();
  let first = Math.max(cursor.revision, cluster.startRevision);
  while (first < changes.length) {
    const end = endOfStep(changes, first);
    if (matters(changes, first, end)) return stepOf(changes, beginningOfStep(changes, first), end);
    first = end;
  }
  return undefined;
}

/**
 * The last step that ended before a cursor: at the end of a step it is the one before, later it is that step itself. Undefined
 * before the first step: what is there is the starting world, `startOf(cluster)`.
 */
export function previousStep(cluster: Cluster, cursor: Cursor): Step | undefined {
  const changes = cluster.changes();
  for (let end = Math.min(cursor.revision, changes.length); end > cluster.startRevision;) {
    const first = beginningOfStep(changes, end - 1);
    const isWhole = endOfStep(changes, first) === end;
    const isEarlier = end < cursor.revision || (changes[end - 1]?.atMs ?? 0) < cursor.ms;
    if (isWhole && isEarlier && matters(changes, first, end)) return stepOf(changes, first, end);
    end = first;
  }
  return undefined;
}

/** Before anything has happened. */
export const startOf = (cluster: Cluster): Cursor => ({ ms: 0, revision: cluster.startRevision });

/** The step after a cursor; past the head the run goes on until there is one. `keepGoing` is asked now and then. */
export function goToNextStep(run: Run, cursor: Cursor, keepGoing: () => boolean = () => true): SoughtStep {
  for (;;) {
    const step = nextStep(run.cluster, cursor);
    if (step) return { kind: 'step', step };
    const ms = run.nextMs();
    if (ms === undefined) return { kind: 'settled' };
    if (run.advanceTo(ms, keepGoing) < ms || !keepGoing()) {
      const reached = nextStep(run.cluster, cursor);
      return reached ? { kind: 'step', step: reached } : { kind: 'stopped' };
    }
  }
}

/** The step that a change belongs to; undefined for changes of the starting world and for revisions there are none of. */
export function stepWith(cluster: Cluster, revision: number): Step | undefined {
  const changes = cluster.changes();
  if (revision <= cluster.startRevision || revision > changes.length) return undefined;
  return stepOf(changes, beginningOfStep(changes, revision - 1), endOfStep(changes, revision - 1));
}

/** The index after the last change of the step that the change at an index belongs to. */
function endOfStep(changes: readonly Change[], index: number): number {
  let end = index + 1;
  while (belongTogether(changes[end - 1], changes[end])) end++;
  return end;
}

function beginningOfStep(changes: readonly Change[], index: number): number {
  let first = index;
  while (belongTogether(changes[first - 1], changes[first])) first--;
  return first;
}

const belongTogether = (one: Change | undefined, other: Change | undefined): boolean =>
  one !== undefined && other !== undefined && one.atMs === other.atMs && isSameCause(one.cause, other.cause);

function isSameCause(one: Cause, other: Cause): boolean {
  if ('input' in one) return 'input' in other && one.input === other.input;
  if ('revision' in one) return 'revision' in other && one.revision === other.revision;
  if (!('timer' in other)) return false;
  const { component, key, revision } = one.timer;
  return other.timer.component === component && other.timer.key === key && other.timer.revision === revision;
}

/** Something a person would see: more than an Event counted up or expired, a Lease, a heartbeat. Machines count. */
function matters(changes: readonly Change[], first: number, end: number): boolean {
  for (let at = first; at < end; at++) {
    const change = changes[at];
    if (change && (disturbs(change) || !isApiChange(change))) return true;
  }
  return false;
}

function stepOf(changes: readonly Change[], first: number, end: number): Step {
  const change = changes[first];
  if (!change) throw new Error(`a step must have a change, and there is none at ${first}`);
  return {
    cursor: { ms: change.atMs, revision: end },
    firstRevision: first + 1,
    cause: causeOf(change),
  };
}

function causeOf({ cause, actor }: Change): StepCause {
  if ('timer' in cause) return { kind: 'timer', ...cause.timer };
  if ('revision' in cause) return { kind: 'component', component: actor, revision: cause.revision };
  return cause.input === 0 ? { kind: 'start' } : { kind: 'input', input: cause.input, actor };
}
