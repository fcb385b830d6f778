// Measures forks inside a run of an ordered start with claims: at its end, in its middle, near its beginning.
import { createRun } from '../../run/create-run.ts';
import { startText, world } from './ordered-start.ts';

export interface ForkCost {
  /** Milliseconds, wall, of the dearest of the forks. */
  readonly wallMs: number;
  readonly changes: number;
}

const places = [0.5, 0.1, 0.9, 1, 0.33, 0.66];

export function measureForks(replicas: number): ForkCost {
  const created = createRun(world(replicas) + startText(replicas));
  if (!created.ok) throw new Error(`the text was refused: ${created.refusals[0]?.message ?? ''}`);
  const { run } = created;
  run.advanceTo(replicas * 6_000);
  const spent = places.map((share) => {
    const beginMs = performance.now();
    run.forkAt(Math.floor(run.cluster.nowMs * share));
    return performance.now() - beginMs;
  });
  return { wallMs: Math.max(...spent), changes: run.cluster.changes().length };
}
