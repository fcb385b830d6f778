// Which nodes a Pod may run on, and why not on the others: the filters in their order (SCHED-2, SCHED-10 to SCHED-26).
import type { Node } from '../kinds/node.ts';
import type { View } from '../api/view.ts';
import { portsClash, portsTaken } from '../kinds/host-ports.ts';
import { affinityMismatch, nodeAffinityAccepts } from '../kinds/node-selector.ts';
import { requestsOf } from '../kinds/pod-requests.ts';
import type { Requests } from '../kinds/pod-requests.ts';
import type { Pod } from '../kinds/pod.ts';
import { quantityValue } from '../kinds/quantity.ts';
import { untolerated } from '../kinds/tolerations.ts';
import { companyFilter } from './company.ts';
import { capacityOf } from './capacity.ts';
import type { Rejection } from './messages.ts';
import { spreadFilter } from './topology-spread.ts';
import { onePodFilter, zoneRejects } from './volume-restrictions.ts';
import type { NodeUsage, Usage } from './usage.ts';
import type { PodClaims } from './claims.ts';
import { claimsReject } from './claims.ts';

/** Everything one attempt looks at. */
export interface Attempt {
  readonly pod: Pod;
  readonly requests: Requests;
  readonly claims: PodClaims;
  /** What other Pods have to do with it; absent if nothing. */
  readonly onePod?: NodeFilter;
  readonly spread?: NodeFilter;
  readonly company?: NodeFilter;
}

export type NodeFilter = (node: Node) => Rejection | undefined;

/** What one attempt looks at, with what must be counted once for all nodes. */
export function attemptFor(pod: Pod, claims: PodClaims, nodes: readonly Node[], usage: Usage, view: View): Attempt {
  const spread = spreadFilter(pod, nodes, usage);
  const company = companyFilter(pod, nodes, usage, view);
  const onePod = onePodFilter(pod, usage, view);
  return {
    pod,
    requests: requestsOf(pod.spec),
    claims,
    ...(onePod ? { onePod } : {}),
    ...(spread ? { spread } : {}),
    ...(company ? { company } : {}),
  };
}

const unschedulableTaint = { key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' } as const;

/** Why a node is rejected: the first filter that fails says it; undefined if the node fits. */
export function rejectionOf(attempt: Attempt, node: Node, usage: NodeUsage): Rejection | undefined {
  const { pod } = attempt;
  if (node.spec.unschedulable && untolerated([unschedulableTaint], pod.spec.tolerations, ['NoSchedule']))
    return fixed('node(s) were unschedulable');
  if (untolerated(node.spec.taints, pod.spec.tolerations, ['NoSchedule', 'NoExecute']))
    return fixed('node(s) had untolerated taint(s)');
  if (!nodeAffinityAccepts(pod, node)) return fixed(affinityMismatch);
  if (portsClash(attempt.requests.hostPorts, usage.hostPorts.keys()))
    return { reasons: [portsTaken], preemptible: true };
  return (
    resourcesReject(attempt.requests, node, usage) ??
    attempt.onePod?.(node) ??
    claimsReject(attempt.claims, node) ??
    zoneRejects(attempt.claims.bound, node) ??
    attempt.spread?.(node) ??
    attempt.company?.(node)
  );
}

const fixed = (reason: string): Rejection => ({ reasons: [reason], preemptible: false });

/** SCHED-15: every resource that does not fit is named; hopeless ones cannot be helped by preemption. */
function resourcesReject(requests: Requests, node: Node, usage: NodeUsage): Rejection | undefined {
  const { pods, milliCpu, memory, allocatable } = capacityOf(node);
  const reasons: string[] = [];
  let hopeless = false;
  const check = (wanted: number, taken: number, whole: number, reason: string): void => {
    if (wanted === 0 || wanted <= whole - taken) return;
    reasons.push(reason);
    hopeless ||= wanted > whole;
  };
  check(1, usage.pods, pods, 'Too many pods');
  check(requests.milliCpu, usage.milliCpu, milliCpu, 'Insufficient cpu');
  check(requests.memory, usage.memory, memory, 'Insufficient memory');
  for (const [name, wanted] of requests.others) {
    check(wanted, usage.others.get(name) ?? 0, quantityValue(allocatable[name] ?? '0') ?? 0, `Insufficient ${name}`);
  }
  return reasons.length > 0 ? { reasons, preemptible: !hopeless } : undefined;
}
