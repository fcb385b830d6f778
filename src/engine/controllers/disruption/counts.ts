// The Pods of a budget: which were let go by the eviction API and are not gone yet, and how many are healthy (PDB-4, PDB-6).
import type { PodDisruptionBudget } from '../../kinds/pod-disruption-budget.ts';
import type { Pod } from '../../kinds/pod.ts';

export interface Disrupted {
  /** Those that are still expected to go, with the time they were let go. */
  readonly entries: { readonly [pod: string]: string };
  /** Those that should be gone by now. */
  readonly overdue: readonly Pod[];
  /** When the next of them is due; undefined if there is none. */
  readonly nextLookMs?: number;
}

/** PDB-6 */
const patienceMs = 120_000;

/** From the write that lets a Pod go to the one that marks it as being deleted: two requests. */
const betweenWritesMs = 3;

/**
 * The Pods of a budget that were let go. An entry is taken out once its Pod is being deleted; when it is new (`seen` lacks it)
 * only at the next look, because the controller hears of the entry before it hears of the deletion (PDB-9).
 */
export function disruptedAmong(
  { status: { disruptedPods = {} } }: PodDisruptionBudget,
  pods: readonly Pod[],
  seen: readonly string[],
  ageMs: (time: string) => number,
): Disrupted {
  const entries: { [pod: string]: string } = {};
  const overdue: Pod[] = [];
  let nextLookMs: number | undefined;
  for (const pod of pods) {
    const { name, deletionTimestamp } = pod.metadata;
    const time = disruptedPods[name];
    if (time === undefined) continue;
    const isGoing = deletionTimestamp !== undefined;
    if (isGoing && seen.includes(name)) continue;
    const restMs = patienceMs - ageMs(time);
    if (restMs < 0) overdue.push(pod);
    else {
      entries[name] = time;
      nextLookMs = Math.min(nextLookMs ?? Number.POSITIVE_INFINITY, isGoing ? betweenWritesMs : restMs + 1_000);
    }
  }
  return { entries, overdue, ...(nextLookMs === undefined ? {} : { nextLookMs }) };
}

/** PDB-4 */
export const healthyAmong = (pods: readonly Pod[], disrupted: Disrupted['entries']): number =>
  pods.reduce(
    (sum, pod) =>
      pod.metadata.deletionTimestamp === undefined && disrupted[pod.metadata.name] === undefined && isReady(pod)
        ? sum + 1
        : sum,
    0,
  );

export const isReady = ({ status }: Pod): boolean =>
  status.conditions?.some((condition) => condition.type === 'Ready' && condition.status === 'True') ?? false;
