// Pod garbage collection: Pods of nodes that no longer exist, and terminating Pods of nodes that a human declared out of service,
// are deleted by force (NODE-42, NODE-43).
import type { Change } from '../api/change.ts';
import type { View } from '../api/view.ts';
import type { ApiComponent, Client } from '../component.ts';
import { keyOf } from '../kinds/kinds.ts';
import type { Node } from '../kinds/node.ts';
import { withPodCondition } from '../kinds/pod-condition.ts';
import type { Pod } from '../kinds/pod.ts';
import { timings } from '../timings.ts';

const outOfService = 'node.kubernetes.io/out-of-service';

/** A new collector. Keys are those of Pods. */
export function createPodGarbageCollector(): ApiComponent {
  return {
    name: 'pod-garbage-collector',
    sees: 'api',
    watches: ['Node', 'Pod'],
    wakeDelayMs: timings.wakeMs.podGarbageCollector,
    wakes,
    reconcile(key, client, nowMs) {
      const pod = client.view.get('Pod', key);
      if (!pod?.spec.nodeName) return undefined;
      const node = client.view.get('Node', pod.spec.nodeName);
      if (!node) collectOrphan(pod, client, nowMs);
      else if (isLeftBehind(pod, node)) collectLeftBehind(pod, client, nowMs);
      else client.remember(pod.metadata.uid, undefined);
      return undefined;
    },
  };
}

function wakes(change: Change, view: View): readonly string[] {
  if (change.kind === 'Node') {
    const { before, after } = change;
    const isGone = after === undefined;
    const isDeclared = after !== undefined && isOutOfService(after) && before !== after;
    return isGone || isDeclared ? view.onNode(change.key).map((pod) => keyOf(pod)) : [];
  }
  if (change.kind !== 'Pod' || change.after?.spec.nodeName === undefined) return [];
  const { before, after } = change;
  if (before?.spec.nodeName !== undefined && before.metadata.deletionTimestamp === after.metadata.deletionTimestamp)
    return [];
  const node = view.get('Node', change.after.spec.nodeName);
  return !node || isLeftBehind(after, node) ? [change.key] : [];
}

/** NODE-43: the taint's key is what counts, and the node must not be Ready. */
const isOutOfService = (node: Node): boolean =>
  node.spec.taints?.some(({ key }) => key === outOfService) === true &&
  node.status.conditions?.find(({ type }) => type === 'Ready')?.status !== 'True';

const isLeftBehind = (pod: Pod, node: Node): boolean =>
  pod.metadata.deletionTimestamp !== undefined && isOutOfService(node);

function nextPassMs(afterMs: number, client: Client): number {
  const { passMs } = timings.podGarbageCollector;
  const phaseMs = Math.floor(client.random('pod gc', '') * passMs);
  return phaseMs + (Math.floor((afterMs - phaseMs) / passMs) + 1) * passMs;
}

/** NODE-42: a node that is missed in one pass is missed for good in the first pass 40 s later. */
function collectOrphan(pod: Pod, client: Client, nowMs: number): void {
  const { quarantineMs } = timings.podGarbageCollector;
  const dueMs =
    client.recall<number>(pod.metadata.uid) ?? nextPassMs(nextPassMs(nowMs - 1, client) + quarantineMs - 1, client);
  const params = { pod: pod.metadata.name, node: pod.spec.nodeName ?? '' };
  if (nowMs < dueMs) {
    client.remember(pod.metadata.uid, dueMs);
    client.wait({ rule: 'NODE-42', params: { ...params, untilMs: dueMs } });
    client.requeue(dueMs - nowMs);
    return;
  }
  client.remember(pod.metadata.uid, undefined);
  const condition = {
    type: 'DisruptionTarget',
    status: 'True',
    reason: 'DeletionByPodGC',
    message: 'PodGC: node no longer exists',
  } as const;
  // What is over stays as it ended.
  if (pod.status.phase !== 'Succeeded' && pod.status.phase !== 'Failed') {
    const status: Pod['status'] = { ...withPodCondition(pod, condition, client.timeText(nowMs)), phase: 'Failed' };
    client.updateStatus<Pod>({ ...pod, status }, { rule: 'NODE-42', params });
  }
  client.delete('Pod', keyOf(pod), { rule: 'NODE-42', params }, { gracePeriodSeconds: 0 });
}

function collectLeftBehind(pod: Pod, client: Client, nowMs: number): void {
  const dueMs = client.recall<number>(pod.metadata.uid) ?? nextPassMs(nowMs, client);
  const params = { pod: pod.metadata.name, node: pod.spec.nodeName ?? '' };
  if (nowMs < dueMs) {
    client.remember(pod.metadata.uid, dueMs);
    client.wait({ rule: 'NODE-43', params });
    client.requeue(dueMs - nowMs);
    return;
  }
  client.remember(pod.metadata.uid, undefined);
  client.delete('Pod', keyOf(pod), { rule: 'NODE-43', params }, { gracePeriodSeconds: 0 });
}
