// Measures the life of one OrderedReady StatefulSet with claims, probes and all history kept: its start, the rolling update of all
// its Pods, and scaling down to none. Meant for a process of its own.
import type { StatefulSet } from '../../engine/index.ts';
import { createRun } from '../../run/create-run.ts';
import type { Run } from '../../run/run.ts';
import { startText, world } from './ordered-start.ts';
import { spent } from './spent.ts';

export interface JobCost {
  readonly ms: number;
  /** How many objects were written. */
  readonly changes: number;
}

export interface SetLife {
  readonly start: JobCost;
  readonly update: JobCost;
  readonly shrink: JobCost;
}

export function measureSetLife(replicas: number): SetLife {
  const run = begun(replicas);
  const start = costOf(run, isStarted);
  change(run, { template: { metadata: { annotations: { round: '2' } } } });
  const update = costOf(run, isUpdated);
  change(run, { replicas: 0 });
  return { start, update, shrink: costOf(run, isEmpty) };
}

/** A run whose Pods are all Ready. */
export function started(replicas: number): Run {
  const run = begun(replicas);
  advanceUntil(run, isStarted);
  return run;
}

function begun(replicas: number): Run {
  const created = createRun(world(replicas) + startText(replicas));
  if (!created.ok) throw new Error(`the text was refused: ${created.refusals[0]?.message ?? ''}`);
  return created.run;
}

const isStarted = ({ spec, status }: StatefulSet): boolean => status.readyReplicas === spec.replicas;

const isUpdated = (set: StatefulSet): boolean =>
  isStarted(set) &&
  set.status.updatedReplicas === set.spec.replicas &&
  set.status.currentRevision === set.status.updateRevision;

const isEmpty = ({ status }: StatefulSet): boolean => status.replicas === 0;

function change({ cluster }: Run, spec: object): void {
  const target = { kind: 'StatefulSet', namespace: 'default', name: 'web' } as const;
  const { code } = cluster.dispatch({ request: { verb: 'patch', ...target, patchType: 'merge', body: { spec } } });
  if (code !== 200) throw new Error(`the change was answered ${code}`);
}

function costOf(run: Run, isDone: (set: StatefulSet) => boolean): JobCost {
  const { cluster } = run;
  const before = cluster.changes().length;
  const { ms } = spent(() => advanceUntil(run, isDone));
  return { ms, changes: cluster.changes().length - before };
}

const stepMs = 10_000;
const patienceMs = 60_000;

/** Throws if it takes more than a minute of cluster time a Pod. */
function advanceUntil(run: Run, isDone: (set: StatefulSet) => boolean): void {
  const { cluster } = run;
  const pods = Math.max(cluster.head.count('Pod'), cluster.head.get('StatefulSet', 'default/web')?.spec.replicas ?? 0);
  const endMs = cluster.nowMs + (pods + 1) * patienceMs;
  for (;;) {
    run.advanceTo(cluster.nowMs + stepMs);
    const set = cluster.head.get('StatefulSet', 'default/web');
    if (set && set.status.observedGeneration === set.metadata.generation && isDone(set)) return;
    if (cluster.nowMs > endMs) throw new Error(`the set did not get there: ${JSON.stringify(set?.status)}`);
  }
}
