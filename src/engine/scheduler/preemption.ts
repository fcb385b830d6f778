// What happens when a Pod fits nowhere: it may drive out Pods of lower priority (2.6, SCHED-41).
import type { Client } from '../component.ts';
import { keyOf } from '../kinds/kinds.ts';
import type { Node } from '../kinds/node.ts';
import { withPodCondition } from '../kinds/pod-condition.ts';
import type { Pod } from '../kinds/pod.ts';
import { histogram, noVictims } from './messages.ts';
import type { Rejection } from './messages.ts';
import { leastLoss, priorityOf, victimsOn } from './victims.ts';
import type { Trial, Victims } from './victims.ts';

/** A node and why it was rejected. */
export interface RejectedNode {
  readonly node: Node;
  readonly rejection: Rejection;
}

/** The node that is being cleared for the Pod, or the end of the sentence that says why none is. */
export type Preempted = { readonly node: string } | { readonly message: string };

/** Chooses victims and deletes them. */
export function preempt(
  pod: Pod,
  rejected: readonly RejectedNode[],
  trial: Trial,
  client: Client,
  nowMs: number,
): Preempted {
  if (pod.spec.preemptionPolicy === 'Never') return { message: 'not eligible due to preemptionPolicy=Never.' };
  if (isBeingCleared(pod, rejected, client))
    return { message: 'not eligible due to a terminating pod on the nominated node.' };
  const candidates: Victims[] = [];
  const verdicts: string[] = [];
  for (const { node, rejection } of rejected) {
    const found = rejection.preemptible ? victimsOn(node, pod, client.view, trial) : noVictims;
    if ('pods' in found) candidates.push(found);
    else verdicts.push(...found);
  }
  const chosen = leastLoss(candidates);
  if (!chosen) return { message: `0/${rejected.length} nodes are available: ${histogram(verdicts)}.` };
  for (const victim of chosen.pods) driveOut(victim, pod, chosen.node.metadata.name, client, nowMs);
  return { node: chosen.node.metadata.name };
}

/** Somebody already goes for its sake: it does not drive out more. */
function isBeingCleared(pod: Pod, rejected: readonly RejectedNode[], { view }: Client): boolean {
  const { nominatedNodeName } = pod.status;
  if (nominatedNodeName === undefined) return false;
  if (rejected.some(({ node, rejection }) => node.metadata.name === nominatedNodeName && !rejection.preemptible))
    return false;
  return view
    .onNode(nominatedNodeName)
    .some(
      (other) =>
        other.metadata.deletionTimestamp !== undefined &&
        priorityOf(other) < priorityOf(pod) &&
        other.status.conditions?.some(({ type, reason }) => type === 'DisruptionTarget' && reason === byScheduler),
    );
}

const byScheduler = 'PreemptionByScheduler';

/** SCHED-71 */
function driveOut(victim: Pod, pod: Pod, node: string, client: Client, nowMs: number): void {
  const params = { pod: pod.metadata.name, victim: victim.metadata.name, node };
  const reason = { rule: 'SCHED-71', params };
  if (victim.metadata.deletionTimestamp !== undefined) return;
  const condition = {
    type: 'DisruptionTarget',
    status: 'True',
    reason: byScheduler,
    message: 'default-scheduler: preempting to accommodate a higher priority pod',
  } as const;
  client.updateStatus<Pod>({ ...victim, status: withPodCondition(victim, condition, client.timeText(nowMs)) }, reason);
  client.delete('Pod', keyOf(victim), reason);
  const message = `Preempted by pod ${pod.metadata.uid} on node ${node}`;
  client.event(victim, { type: 'Normal', reason: 'Preempted', message, action: 'Preempting' }, reason);
}
