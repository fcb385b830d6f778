// What a failed attempt leaves behind: the Event, the condition and the wait (SCHED-6, SCHED-52).
import type { Client } from '../component.ts';
import { keyOf } from '../kinds/kinds.ts';
import { withPodCondition } from '../kinds/pod-condition.ts';
import type { Pod } from '../kinds/pod.ts';
import { timings } from '../timings.ts';
import { cutMessage } from './messages.ts';

export interface Failure {
  readonly rule: string;
  readonly message: string;
  /** Something went wrong, as against a Pod that does not fit. */
  readonly error?: boolean;
  /** The node that others leave for its sake (SCHED-71). */
  readonly nominatedNodeName?: string;
  readonly params?: { readonly [name: string]: string };
}

/** Records why a Pod could not be scheduled; it is tried again when something relevant changes, or after five minutes. */
export function fail(pod: Pod, failure: Failure, client: Client, nowMs: number): void {
  const { rule, message, error = false, params, nominatedNodeName } = failure;
  const reason = { rule, params: { ...params, pod: pod.metadata.name, message } };
  client.event(
    pod,
    { type: 'Warning', reason: 'FailedScheduling', message: cutMessage(message), action: 'Scheduling' },
    reason,
  );
  const current = client.view.get('Pod', keyOf(pod)) ?? pod;
  const standing = current.status.conditions?.find((condition) => condition.type === 'PodScheduled');
  const isNominated = nominatedNodeName !== undefined && nominatedNodeName !== current.status.nominatedNodeName;
  if (standing?.message !== message || isNominated) {
    const kind = error ? 'SchedulerError' : 'Unschedulable';
    const condition = { type: 'PodScheduled', status: 'False', reason: kind, message } as const;
    const status = withPodCondition(current, condition, client.timeText(nowMs));
    const next = nominatedNodeName === undefined ? status : { ...status, nominatedNodeName };
    client.updateStatus<Pod>({ ...current, status: next }, reason);
  }
  client.wait(reason);
  const { poolMs, poolLookMs } = timings.scheduler;
  client.requeue(Math.ceil(poolMs / poolLookMs) * poolLookMs, { idle: true });
}

/** It was tried and did not fit. */
export const isUnschedulable = (pod: Pod): boolean =>
  pod.spec.nodeName === undefined &&
  pod.status.conditions?.some((condition) => condition.type === 'PodScheduled' && condition.status === 'False') ===
    true;
