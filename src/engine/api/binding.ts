// POST pods/binding: how a Pod gets its node (SUB-3, DEF-15, DEL-11).
import type { Result } from './result.ts';
import type { ApiObject } from '../kinds/kinds.ts';
import type { Pod } from '../kinds/pod.ts';
import { conflict, notFound } from './status.ts';
import type { Author } from './store.ts';
import { topologyLabels } from './topology-labels.ts';
import type { ApiContext } from './writes.ts';
import { nowText, put, refused, stamped } from './writes.ts';

/** Sets `spec.nodeName`, copies the node's zone and region labels, and writes PodScheduled=True; no new generation (API-5). */
export function bindPod(api: ApiContext, podKey: string, nodeName: string, author: Author): Result<ApiObject> {
  const pod = api.store.get('Pod', podKey);
  if (!pod) return refused(notFound('Pod', podKey.slice(podKey.indexOf('/') + 1)));
  const { name } = pod.metadata;
  if (pod.metadata.deletionTimestamp !== undefined) {
    return refused(conflict('Pod', name, `pod ${name} is being deleted, cannot be assigned to a host`, 'pods/binding'));
  }
  if (pod.spec.nodeName) {
    return refused(
      conflict('Pod', name, `pod ${name} is already assigned to node "${pod.spec.nodeName}"`, 'pods/binding'),
    );
  }
  const node = api.store.get('Node', nodeName);
  const labels = { ...pod.metadata.labels, ...(node ? topologyLabels(node) : {}) };
  const bound: Pod = { ...pod, spec: { ...pod.spec, nodeName }, status: scheduledStatus(pod, nowText(api)) };
  return { ok: true, object: put(api, stamped(api, bound, { labels }), author) };
}

function scheduledStatus(pod: Pod, lastTransitionTime: string): Pod['status'] {
  const { nominatedNodeName: _cleared, ...status } = pod.status;
  const others = (status.conditions ?? []).filter((condition) => condition.type !== 'PodScheduled');
  const scheduled = { type: 'PodScheduled', status: 'True', lastProbeTime: null, lastTransitionTime } as const;
  return { ...status, conditions: [...others, scheduled] };
}
