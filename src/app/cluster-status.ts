// How the cluster is doing, in one word for the status chip.
import type { ClusterStatus } from './session-state.ts';
import type { Cursor, Reason, Wait } from '../engine/index.ts';
import type { Run } from '../run/run.ts';

/** The status of what is on show; `last` itself if it still holds, so that nothing is drawn anew for it. */
export function statusOf(run: Run, { ms, revision }: Cursor, last: ClusterStatus): ClusterStatus {
  const next = at(run, ms, revision);
  return isSame(next, last) ? last : next;
}

function at(run: Run, ms: number, revision: number): ClusterStatus {
  const { nowMs, head } = run.cluster;
  if (ms < nowMs) return { kind: 'past' };
  // At a step of the last instant, with more of it to come.
  return revision < head.cursor.revision ? { kind: 'working' } : present(run);
}

function present(run: Run): ClusterStatus {
  const what = run.stuckOn();
  // A cluster that takes long to become quiet is still working, and is looked at for as long as one likes.
  if (what !== undefined && !what.startsWith('end: quiet')) return { kind: 'stuck', what };
  const state = run.state();
  if (state.kind === 'working') {
    const wait = nextTry(run);
    return wait ? { kind: 'waiting', reason: wait.reason } : state;
  }
  if (state.kind !== 'blocked') return state;
  const wait = mostTelling(state.waits);
  return wait ? { kind: 'blocked', reason: wait.reason } : { kind: 'settled' };
}

/** What is nearer than this is work. */
const soonMs = 10_000;

/** If nothing goes on but that something which failed rests until it is tried again: the one that is tried first. */
function nextTry({ cluster: { head, nowMs } }: Run): Wait | undefined {
  const resting = head.waits().filter(({ reason }) => untilMs(reason) > nowMs);
  if (resting.length === 0) return undefined;
  const isAtWork = head
    .upcoming()
    .some(
      ({ atMs, idle, row: { component, key } }) =>
        !idle && atMs < nowMs + soonMs && !resting.some((wait) => wait.component === component && wait.key === key),
    );
  if (isAtWork) return undefined;
  return resting.reduce((first, wait) => (untilMs(wait.reason) < untilMs(first.reason) ? wait : first));
}

/** -1: it is not known. */
function untilMs({ params }: Reason): number {
  const ms = params?.['untilMs'];
  return typeof ms === 'number' ? ms : -1;
}

/** What stands at the beginning of the chain: a Pod that finds no node rather than the set that waits for that Pod. */
const mostTelling = (waits: readonly Wait[]): Wait | undefined =>
  waits.find((wait) => !/stateful/i.test(wait.component)) ?? waits[0];

const isSame = (a: ClusterStatus, b: ClusterStatus): boolean =>
  a.kind === b.kind &&
  (a.kind !== 'blocked' || (b.kind === 'blocked' && a.reason === b.reason)) &&
  (a.kind !== 'waiting' || (b.kind === 'waiting' && a.reason === b.reason)) &&
  (a.kind !== 'stuck' || (b.kind === 'stuck' && a.what === b.what));
