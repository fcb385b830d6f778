// A condition written into a Pod's status by somebody other than its kubelet (KUBELET-54).
import type { Condition } from './meta.ts';
import type { Pod, PodStatus } from './pod.ts';

/** The Pod's status with a condition in place of the one of its type. `now`: as the API writes it. */
export function withPodCondition(
  { metadata: { generation }, status }: Pod,
  condition: Required<Pick<Condition, 'type' | 'status' | 'reason' | 'message'>>,
  now: string,
): PodStatus {
  const others = (status.conditions ?? []).filter(({ type }) => type !== condition.type);
  const { type, status: holds, reason, message } = condition;
  const written: Condition = {
    type,
    status: holds,
    ...(generation === undefined ? {} : { observedGeneration: generation }),
    lastProbeTime: null,
    lastTransitionTime: now,
    reason,
    message,
  };
  return { ...status, conditions: [...others, written] };
}
