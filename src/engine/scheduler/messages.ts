// The sentence of FailedScheduling (SCHED-40 to SCHED-43).

/** Why one node was rejected; `preemptible`: evicting Pods could help (SCHED-10 to SCHED-26). */
export interface Rejection {
  readonly reasons: readonly string[];
  readonly preemptible: boolean;
}

/** SCHED-3 */
export const noNodes = 'no nodes available to schedule pods';

/** SCHED-40, SCHED-41: no node fits. `preemption`: why nobody is driven out for it; undefined if somebody is. */
export function unschedulableMessage(rejections: readonly Rejection[], preemption: string | undefined): string {
  const count = rejections.length;
  const message = `0/${count} nodes are available: ${histogram(rejections.flatMap((it) => it.reasons))}.`;
  return preemption === undefined ? message : `${message} no new claims to deallocate, preemption: ${preemption}`;
}

/** SCHED-40, SCHED-43: a check before any node was looked at ended the attempt. */
export function preFilterMessage(nodes: number, reason: string): string {
  return `0/${nodes} nodes are available: ${reason}. not found`;
}

/** SCHED-41: of a node that no eviction could help. */
export const noVictims: readonly string[] = ['Preemption is not helpful for scheduling'];

/** `<count> <reason>`, sorted as texts. */
export function histogram(reasons: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const reason of reasons) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts]
    .map(([reason, count]) => `${count} ${reason}`)
    .sort()
    .join(', ');
}

const longest = 1024;

/** SCHED-6: an Event's message is cut. */
export const cutMessage = (message: string): string =>
  message.length <= longest ? message : `${message.slice(0, longest - 4)} ...`;
