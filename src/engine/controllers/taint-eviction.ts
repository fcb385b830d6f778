// The taint eviction controller: Pods on a node that no longer wants them go, each after the time it tolerates that (4.2).
import type { Change } from '../api/change.ts';
import type { View } from '../api/view.ts';
import type { ApiComponent, Client } from '../component.ts';
import { keyOf } from '../kinds/kinds.ts';
import type { Node, Taint } from '../kinds/node.ts';
import { withPodCondition } from '../kinds/pod-condition.ts';
import type { Pod } from '../kinds/pod.ts';
import { tolerates } from '../kinds/tolerations.ts';
import { timings } from '../timings.ts';

/** Since when a Pod's time runs (NODE-21). */
interface Clock {
  readonly sinceMs: number;
}

/** A new controller. Keys are those of Pods. */
export function createTaintEviction(): ApiComponent {
  return {
    name: 'taint-eviction-controller',
    sees: 'api',
    watches: ['Node', 'Pod'],
    wakeDelayMs: timings.wakeMs.taintEviction,
    wakes,
    reconcile(key, client, nowMs) {
      const pod = client.view.get('Pod', key);
      const scope = pod?.metadata.uid ?? '';
      if (!pod || pod.metadata.deletionTimestamp !== undefined) return undefined;
      const delayMs = delayOf(pod, driversOut(client.view.get('Node', pod.spec.nodeName ?? '')));
      if (delayMs === undefined) cancel(pod, scope, client);
      else if (delayMs !== Number.POSITIVE_INFINITY) count(pod, scope, delayMs, client, nowMs);
      return undefined;
    },
  };
}

function wakes(change: Change, view: View): readonly string[] {
  if (change.kind === 'Node') {
    const [before, after] = [driversOut(change.before), driversOut(change.after)];
    const isSame =
      before.length === after.length &&
      before.every(({ key, value }, at) => key === after[at]?.key && value === after[at]?.value);
    return isSame ? [] : view.onNode(change.key).map((pod) => keyOf(pod));
  }
  if (change.kind !== 'Pod' || change.after?.spec.nodeName === undefined) return [];
  if (change.before?.spec === change.after.spec) return [];
  return driversOut(view.get('Node', change.after.spec.nodeName)).length > 0 ? [change.key] : [];
}

const driversOut = (node: Node | undefined): readonly Taint[] =>
  node?.spec.taints?.filter(({ effect }) => effect === 'NoExecute') ?? [];

/** NODE-20: undefined when nothing drives it out, infinite when it tolerates everything for ever. */
function delayOf({ spec: { tolerations = [] } }: Pod, taints: readonly Taint[]): number | undefined {
  if (taints.length === 0) return undefined;
  let delayMs = Number.POSITIVE_INFINITY;
  for (const taint of taints) {
    const matching = tolerations.filter((toleration) => tolerates(toleration, taint));
    if (matching.length === 0) return 0;
    for (const { tolerationSeconds } of matching)
      if (tolerationSeconds !== undefined) delayMs = Math.min(delayMs, Math.max(0, tolerationSeconds * 1000));
  }
  return delayMs;
}

/** NODE-21 */
function cancel(pod: Pod, scope: string, client: Client): void {
  if (client.recall<Clock>(scope) === undefined) return;
  client.remember(scope, undefined);
  say(pod, 'Cancelling deletion of', 'NODE-21', client);
}

function say(pod: Pod, verb: string, rule: string, client: Client): void {
  const { namespace = 'default', name } = pod.metadata;
  const message = `${verb} Pod ${namespace}/${name}`;
  client.event(pod, { type: 'Normal', reason: 'TaintManagerEviction', message }, { rule, params: { pod: name } });
}

function count(pod: Pod, scope: string, delayMs: number, client: Client, nowMs: number): void {
  const { sinceMs } = client.recall<Clock>(scope) ?? { sinceMs: nowMs };
  const { name } = pod.metadata;
  if (nowMs < sinceMs + delayMs) {
    client.remember<Clock>(scope, { sinceMs });
    client.wait({ rule: 'NODE-20', params: { pod: name, node: pod.spec.nodeName ?? '', untilMs: sinceMs + delayMs } });
    client.requeue(sinceMs + delayMs - nowMs);
    return;
  }
  client.remember(scope, undefined);
  evict(pod, client, nowMs);
}

/** NODE-22: the Event, the condition, then a plain deletion. */
function evict(pod: Pod, client: Client, nowMs: number): void {
  say(pod, 'Marking for deletion', 'NODE-22', client);
  const params = { pod: pod.metadata.name, node: pod.spec.nodeName ?? '' };
  const condition = {
    type: 'DisruptionTarget',
    status: 'True',
    reason: 'DeletionByTaintManager',
    message: 'Taint manager: deleting due to NoExecute taint',
  } as const;
  const status = withPodCondition(pod, condition, client.timeText(nowMs));
  client.updateStatus<Pod>({ ...pod, status }, { rule: 'NODE-22', params: { ...params, case: 'condition' } });
  client.delete('Pod', keyOf(pod), { rule: 'NODE-22', params });
}
