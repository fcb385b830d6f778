// Which of the nodes that fit is best (SCHED-4, SCHED-60 to SCHED-62): points of 0 to 100 from each plugin, weighted and summed.
import type { View } from '../api/view.ts';
import { dig, nodeTermAccepts } from '../kinds/node-selector.ts';
import type { Node } from '../kinds/node.ts';
import type { Pod } from '../kinds/pod.ts';
import { tolerates } from '../kinds/tolerations.ts';
import { capacityOf } from './capacity.ts';
import { companyPoints } from './company.ts';
import type { Attempt } from './filters.ts';
import { spreadPoints } from './topology-spread.ts';
import type { Usage } from './usage.ts';

const most = 100;

/** One number per node that fits, in their order; `all` are the nodes of the cluster. */
export function scoresOf(
  attempt: Attempt,
  nodes: readonly Node[],
  all: readonly Node[],
  usage: Usage,
  view: View,
): readonly number[] {
  const taints = reversed(nodes.map((node) => preferredAgainst(attempt.pod, node)));
  const affinity = scaledToMost(nodes.map((node) => preferredFor(attempt.pod, node)));
  const spread = spreadPoints(attempt.pod, nodes, all, usage, view);
  const company = companyPoints(attempt.pod, nodes, all, usage, view);
  return nodes.map(
    (node, at) =>
      3 * (taints[at] ?? 0) +
      2 * (affinity[at] ?? 0) +
      2 * (spread[at] ?? 0) +
      2 * (company[at] ?? 0) +
      leastAllocated(attempt, node, usage) +
      balanced(attempt, node, usage),
  );
}

/** Taints of the soft kind that the Pod does not tolerate. */
const preferredAgainst = (pod: Pod, node: Node): number =>
  (node.spec.taints ?? []).filter(
    (taint) => taint.effect === 'PreferNoSchedule' && !pod.spec.tolerations?.some((it) => tolerates(it, taint)),
  ).length;

function preferredFor(pod: Pod, node: Node): number {
  const terms = dig(pod.spec.affinity, 'nodeAffinity', 'preferredDuringSchedulingIgnoredDuringExecution');
  if (!Array.isArray(terms)) return 0;
  return terms.reduce<number>((sum, term) => {
    const preference = dig(term, 'preference');
    const holds = preference !== undefined && nodeTermAccepts(preference, node);
    return holds ? sum + Number(dig(term, 'weight') ?? 0) : sum;
  }, 0);
}

const reversed = (counts: readonly number[]): readonly number[] => scaledToMost(counts).map((points) => most - points);

function scaledToMost(counts: readonly number[]): readonly number[] {
  const top = Math.max(0, ...counts);
  return top === 0 ? counts.map(() => 0) : counts.map((count) => Math.floor((most * count) / top));
}

function leastAllocated({ requests }: Attempt, node: Node, usage: Usage): number {
  const { milliCpu, memory } = capacityOf(node);
  const taken = usage.on(node.metadata.name);
  const free = (whole: number, used: number): number =>
    whole === 0 || used > whole ? 0 : Math.floor(((whole - used) * most) / whole);
  const points = free(milliCpu, taken.scoredMilliCpu + requests.scoredMilliCpu);
  return Math.floor((points + free(memory, taken.scoredMemory + requests.scoredMemory)) / 2);
}

function balanced({ requests }: Attempt, node: Node, usage: Usage): number {
  const { milliCpu, memory } = capacityOf(node);
  const taken = usage.on(node.metadata.name);
  const share = (whole: number, used: number): number => (whole === 0 ? 1 : Math.min(1, used / whole));
  const difference =
    share(milliCpu, taken.milliCpu + requests.milliCpu) - share(memory, taken.memory + requests.memory);
  return Math.floor((1 - Math.abs(difference) / 2) * most);
}
