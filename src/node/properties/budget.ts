// Invariants of PodDisruptionBudgets: an eviction leaves as many healthy Pods as the budget asks for.
import type { Change, Pod, PodDisruptionBudget } from '../../engine/index.ts';
import { selects } from './network.ts';
import { isHealthy, isReady } from './order.ts';
import type { World } from './world.ts';

/** What an eviction breaks. */
export function budgetFaults(change: Change, world: World): readonly string[] {
  if (change.kind !== 'Pod' || !change.before || !change.after || !isEvicted(change.after) || isEvicted(change.before))
    return [];
  const pod = change.before;
  const { phase } = pod.status;
  // PDB-7: what is over, has not begun or goes already is free to go; PDB-8: so may be what is not Ready.
  if (phase !== 'Running' || pod.metadata.deletionTimestamp !== undefined || !isReady(pod)) return [];
  const [budget] = world.all('PodDisruptionBudget').filter(({ spec }) => selects(spec.selector?.matchLabels, pod));
  if (!budget || change.atMs - world.countedMs < lateMs) return [];
  const left = world.pods.filter(
    (other) =>
      other !== pod && selects(budget.spec.selector?.matchLabels, other) && isHealthy(other) && !isEvicted(other),
  );
  const wanted = mustStay(budget, world);
  return left.length >= wanted
    ? []
    : [`PDB-9: ${pod.metadata.name} is evicted, which leaves ${left.length} of ${wanted}`];
}

/** The disruption controller has to have seen what it counts; until then a real budget too is out of date. */
const lateMs = 50;

const isEvicted = ({ status }: Pod): boolean =>
  status.conditions?.some(({ type, reason }) => type === 'DisruptionTarget' && reason === 'EvictionByEvictionAPI') ??
  false;

/** PDB-2, PDB-3; a scale that has changed is counted when a Pod changes next, until then what was counted before holds. */
function mustStay({ spec, status }: PodDisruptionBudget, world: World): number {
  const { minAvailable, maxUnavailable } = spec;
  if (typeof minAvailable === 'number') return minAvailable;
  const expected = expectedPods(spec.selector?.matchLabels, world);
  if (minAvailable !== undefined) return Math.min(shareOf(minAvailable, expected), status.desiredHealthy);
  if (maxUnavailable === undefined) return 0;
  const mayGo = typeof maxUnavailable === 'number' ? maxUnavailable : shareOf(maxUnavailable, expected);
  return Math.min(Math.max(0, expected - mayGo), status.desiredHealthy);
}

const shareOf = (percent: string, whole: number): number => Math.ceil((Number.parseInt(percent, 10) * whole) / 100);

/** The scales of all that control such Pods. */
function expectedPods(selector: { readonly [key: string]: string } | undefined, world: World): number {
  const uids = new Set(
    world.pods
      .filter((pod) => selects(selector, pod))
      .flatMap(({ metadata }) => metadata.ownerReferences?.find(({ controller }) => controller)?.uid ?? []),
  );
  const controllers = [...world.sets, ...world.all('ReplicaSet')].filter(({ metadata }) => uids.has(metadata.uid));
  const scaled = controllers.map((controller) => {
    const owner = controller.metadata.ownerReferences?.find(({ kind }) => kind === 'Deployment');
    return world.all('Deployment').find(({ metadata }) => metadata.uid === owner?.uid) ?? controller;
  });
  return [...new Set(scaled)].reduce((sum, { spec }) => sum + (spec.replicas ?? 1), 0);
}
