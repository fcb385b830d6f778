// The node controller: notices that a node is silent, says so, and taints it; takes the taints away when it is back (4.1). It
// knows nodes by their Leases only.
import type { Change } from '../../api/change.ts';
import type { View } from '../../api/view.ts';
import type { ApiComponent, Client } from '../../component.ts';
import { keyOf } from '../../kinds/kinds.ts';
import type { Node } from '../../kinds/node.ts';
import type { Pod } from '../../kinds/pod.ts';
import { parseTime } from '../../time.ts';
import { timings } from '../../timings.ts';
import { nextLoopMs, readyOf } from './loop.ts';
import { pressuresOn, syncTaints } from './taints.ts';

const leaseNamespace = 'kube-node-lease';

/** A new node controller. Keys are names of nodes. `startTimeMs`: cluster time 0, milliseconds since 1970. */
export function createNodeLifecycle(startTimeMs: number): ApiComponent {
  return {
    name: 'node-controller',
    sees: 'api',
    watches: ['Node', 'Lease'],
    wakeDelayMs: timings.wakeMs.nodeLifecycle,
    wakes,
    reconcile(key, client, nowMs) {
      const node = client.view.get('Node', key);
      if (node) syncNode(node, startTimeMs, client, nowMs);
      return undefined;
    },
  };
}

/** A node's readiness concerns them all: whether any may be emptied depends on how many are left (NODE-9). */
function wakes(change: Change, view: View): readonly string[] {
  if (change.kind === 'Lease')
    return change.after?.metadata.namespace === leaseNamespace ? [change.after.metadata.name] : [];
  if (change.kind !== 'Node') return [];
  const { before, after } = change;
  if (after && before && readyOf(before) === readyOf(after)) {
    const isAsBefore = before.spec === after.spec && pressuresOn(before).join() === pressuresOn(after).join();
    return isAsBefore ? [] : [change.key];
  }
  return view.list('Node').map(({ metadata }) => metadata.name);
}

function syncNode(node: Node, startTimeMs: number, client: Client, nowMs: number): void {
  const silentSinceMs = lastRenewalMs(node, startTimeMs, client);
  if (silentSinceMs !== undefined && readyOf(node) === 'True') {
    const dueMs = detectionMs(silentSinceMs, client);
    if (nowMs < dueMs) {
      client.wait({ rule: 'NODE-4', params: { node: node.metadata.name, sinceMs: silentSinceMs } });
      client.requeue(dueMs - nowMs);
      return;
    }
    markUnknown(node, client, nowMs);
  }
  const current = client.view.get('Node', node.metadata.name);
  if (current) syncTaints(current, client, nowMs);
}

/** When the node was last heard; undefined while its Lease is being renewed. */
function lastRenewalMs(node: Node, startTimeMs: number, client: Client): number | undefined {
  const renewTime = client.view.get('Lease', `${leaseNamespace}/${node.metadata.name}`)?.spec.renewTime;
  return renewTime === undefined ? undefined : parseTime(renewTime) - startTimeMs;
}

/** NODE-3, NODE-4: seen in one pass of the loop, missed in the first pass after the grace. */
function detectionMs(renewedMs: number, client: Client): number {
  const { graceMs } = timings.nodeLifecycle;
  return nextLoopMs(nextLoopMs(renewedMs - 1, client) + graceMs, client);
}

/** NODE-4, NODE-5 */
function markUnknown(node: Node, client: Client, nowMs: number): void {
  const { name } = node.metadata;
  const reason = { rule: 'NODE-4', params: { node: name } };
  const lastTransitionTime = client.timeText(nowMs);
  const conditions = (node.status.conditions ?? []).map((condition) => ({
    ...condition,
    status: 'Unknown' as const,
    reason: 'NodeStatusUnknown',
    message: 'Kubelet stopped posting node status.',
    lastTransitionTime,
  }));
  client.updateStatus<Node>({ ...node, status: { ...node.status, conditions } }, reason);
  const message = `Node ${name} status is now: NodeNotReady`;
  client.event(node, { type: 'Normal', reason: 'NodeNotReady', message }, { rule: 'NODE-5', params: { node: name } });
  for (const pod of client.view.onNode(name)) markNotReady(pod, name, client, lastTransitionTime);
}

function markNotReady(pod: Pod, node: string, client: Client, lastTransitionTime: string): void {
  const reason = { rule: 'NODE-5', params: { pod: pod.metadata.name, node, case: 'pod' } };
  const isReady = pod.status.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True');
  if (!isReady) return;
  const conditions = (pod.status.conditions ?? []).map((condition) =>
    condition.type === 'Ready' ? { ...condition, status: 'False' as const, lastTransitionTime } : condition,
  );
  client.updateStatus<Pod>({ ...pod, status: { ...pod.status, conditions } }, reason);
  const current = client.view.get('Pod', keyOf(pod)) ?? pod;
  client.event(current, { type: 'Warning', reason: 'NodeNotReady', message: 'Node is not ready' }, reason);
}
