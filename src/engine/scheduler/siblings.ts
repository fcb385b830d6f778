// The Pods that belong together with one, as far as the scheduler can tell: those that the same Services and the same owner
// select (SCHED-62).
import { selects } from '../api/selector.ts';
import type { View } from '../api/view.ts';
import type { Pod } from '../kinds/pod.ts';
import type { Usage } from './usage.ts';

/** Pods per node that the selectors of the Pod's Services and of its owner all match; undefined if it has none of either. */
export function siblingsOf(pod: Pod, usage: Usage, view: View): ReadonlyMap<string, number> | undefined {
  const { namespace = 'default', labels, ownerReferences } = pod.metadata;
  const services = view
    .list('Service', namespace)
    .flatMap(({ spec }) =>
      spec.selector && selects({ matchLabels: spec.selector }, labels) ? [{ matchLabels: spec.selector }] : [],
    );
  const owner = ownerReferences?.find((reference) => reference.controller);
  const set =
    owner?.kind === 'StatefulSet' || owner?.kind === 'ReplicaSet'
      ? view.get(owner.kind, `${namespace}/${owner.name}`)
      : undefined;
  const selectors = set ? [...services, set.spec.selector] : services;
  if (selectors.length === 0) return undefined;
  const matches = (other: Pod): boolean =>
    other.metadata.namespace === pod.metadata.namespace &&
    selectors.every((selector) => selects(selector, other.metadata.labels));
  return usage.staying(`${namespace} ${JSON.stringify(selectors)}`, matches);
}
