// Measures what the past of a run costs: looking at any instant, forking there, and a snapshot of the present. P9, P10.
import type { Run } from '../../run/run.ts';
import { median } from './median.ts';
import { started } from './set-life.ts';
import { spent } from './spent.ts';

export interface PastCost {
  /** Milliseconds of the dearest look at an instant: the state there, and its Pods listed. */
  readonly lookMs: number;
  /** The dearest fork of the run at an instant. */
  readonly forkMs: number;
  /** A cluster of its own with the present state and all history; the median of a few. */
  readonly snapshotMs: number;
}

/** Shares of the run's time, in an order in which none is near the one before. */
const places = [0.5, 0.1, 0.9, 0, 1, 0.33, 0.66];

export function measurePast(replicas: number): PastCost {
  const run = started(replicas);
  const { cluster } = run;
  const instants = places.map((share) => Math.floor(cluster.nowMs * share));
  return {
    lookMs: Math.max(...instants.map((ms) => timeOf(() => look(run, ms)))),
    forkMs: Math.max(...instants.map((ms) => timeOf(() => run.forkAt(ms)))),
    snapshotMs: median(instants.map(() => timeOf(() => cluster.forkAt(cluster.cursorAt(cluster.nowMs))))),
  };
}

function look({ cluster }: Run, ms: number): number {
  return cluster.viewAt(cluster.cursorAt(ms)).list('Pod').length;
}

const timeOf = (work: () => unknown): number => spent(work).ms;
