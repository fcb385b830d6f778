// Measures what it costs to let a week pass in a settled cluster whose Pods are probed every second, P2.
import { started } from './set-life.ts';
import { spent } from './spent.ts';

export interface IdleWeek {
  readonly ms: number;
  /** Changes within that week; none but Events that expire. */
  readonly changes: number;
}

const hourMs = 3_600_000;
const weekMs = 7 * 24 * hourMs;

export function measureIdleWeek(replicas: number): IdleWeek {
  const run = started(replicas);
  const { cluster } = run;
  // The Events of the start expire within its first hour: the week begins after them.
  run.advanceTo(cluster.nowMs + 2 * hourMs);
  const changesBefore = cluster.changes().length;
  const { ms } = spent(() => run.advanceTo(cluster.nowMs + weekMs));
  return { ms, changes: cluster.changes().length - changesBefore };
}
