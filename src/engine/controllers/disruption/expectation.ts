// How many Pods a budget expects and how many of them it wants healthy (PDB-2, PDB-3).
import type { View } from '../../api/view.ts';
import { scaledOf } from '../../kinds/int-or-percent.ts';
import type { PodDisruptionBudget } from '../../kinds/pod-disruption-budget.ts';
import type { Pod } from '../../kinds/pod.ts';

export interface Expectation {
  readonly expectedPods: number;
  readonly desiredHealthy: number;
  /** Some Pods belong to nobody, so that their number is not known. */
  readonly unmanaged?: boolean;
}

/** What a budget expects of its Pods, or why that cannot be told. */
export function expectationOf(
  { spec }: PodDisruptionBudget,
  pods: readonly Pod[],
  view: View,
): Expectation | { readonly error: string } {
  const { maxUnavailable, minAvailable } = spec;
  if (maxUnavailable === undefined && typeof minAvailable === 'number')
    return { expectedPods: pods.length, desiredHealthy: minAvailable };
  if (maxUnavailable === undefined && minAvailable === undefined) return { expectedPods: 0, desiredHealthy: 0 };
  const scales = scalesOf(pods, view);
  if ('error' in scales) return scales;
  const { total: expectedPods, unmanaged } = scales;
  const desiredHealthy =
    maxUnavailable === undefined
      ? scaledOf(minAvailable ?? 0, expectedPods, 'up')
      : Math.max(0, expectedPods - scaledOf(maxUnavailable, expectedPods, 'up'));
  return { expectedPods, desiredHealthy, unmanaged };
}

function scalesOf(
  pods: readonly Pod[],
  view: View,
): { readonly total: number; readonly unmanaged: boolean } | { readonly error: string } {
  const scales = new Map<string, number>();
  let unmanaged = false;
  for (const pod of pods) {
    const owner = pod.metadata.ownerReferences?.find(({ controller }) => controller === true);
    if (!owner) unmanaged = true;
    else {
      const controller = controllerOf(owner.uid, view);
      if (!controller) return { error: `found no controllers for pod "${pod.metadata.name}"` };
      scales.set(controller.uid, controller.replicas);
    }
  }
  return { total: [...scales.values()].reduce((sum, it) => sum + it, 0), unmanaged };
}

/** Who decides how many Pods there are: of a ReplicaSet its Deployment, if it has one. */
function controllerOf(uid: string, view: View): { readonly uid: string; readonly replicas: number } | undefined {
  const object = view.byUid(uid);
  if (object?.kind === 'ReplicaSet') {
    const owner = object.metadata.ownerReferences?.find(({ controller }) => controller === true);
    const deployment = owner?.kind === 'Deployment' ? view.byUid(owner.uid) : undefined;
    if (deployment?.kind === 'Deployment') return { uid: owner?.uid ?? '', replicas: deployment.spec.replicas ?? 1 };
  }
  return object?.kind === 'StatefulSet' || object?.kind === 'ReplicaSet'
    ? { uid, replicas: object.spec.replicas ?? 1 }
    : undefined;
}
