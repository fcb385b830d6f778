// Which of the nodes that fit is best (SCHED-4, SCHED-60 to SCHED-62): points of 0 to 100 from each plugin, weighted and summed.
import { selects } from '../api/selector.ts';
import type { View } from '../api/view.ts';
import { dig, nodeTermAccepts } from '../kinds/node-selector.ts';
import type { Node } from '../kinds/node.ts';
import type { Pod } from '../kinds/pod.ts';
import { milliValue, quantityValue } from '../kinds/quantity.ts';
import { tolerates } from '../kinds/tolerations.ts';
import type { Attempt } from './filters.ts';
import type { Usage } from './usage.ts';

const most = 100;
const zoneLabel = 'topology.kubernetes.io/zone';

/** One number per node, in their order. */
export function scoresOf(attempt: Attempt, nodes: readonly Node[], usage: Usage, view: View): readonly number[] {
  const taints = reversed(nodes.map((node) => preferredAgainst(attempt.pod, node)));
  const affinity = scaledToMost(nodes.map((node) => preferredFor(attempt.pod, node)));
  const spread = spreadPoints(attempt.pod, nodes, usage, view);
  return nodes.map(
    (node, at) =>
      3 * (taints[at] ?? 0) +
      2 * (affinity[at] ?? 0) +
      2 * (spread[at] ?? 0) +
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
  const { cpu, memory } = wholeOf(node);
  const taken = usage.on(node.metadata.name);
  const free = (whole: number, used: number): number =>
    whole === 0 || used > whole ? 0 : Math.floor(((whole - used) * most) / whole);
  const points = free(cpu, taken.scoredMilliCpu + requests.scoredMilliCpu);
  return Math.floor((points + free(memory, taken.scoredMemory + requests.scoredMemory)) / 2);
}

function balanced({ requests }: Attempt, node: Node, usage: Usage): number {
  const { cpu, memory } = wholeOf(node);
  const taken = usage.on(node.metadata.name);
  const share = (whole: number, used: number): number => (whole === 0 ? 1 : Math.min(1, used / whole));
  const difference = share(cpu, taken.milliCpu + requests.milliCpu) - share(memory, taken.memory + requests.memory);
  return Math.floor((1 - Math.abs(difference) / 2) * most);
}

const wholeOf = ({ status }: Node): { readonly cpu: number; readonly memory: number } => ({
  cpu: milliValue(status.allocatable?.['cpu'] ?? '0') ?? 0,
  memory: quantityValue(status.allocatable?.['memory'] ?? '0') ?? 0,
});

/** SCHED-62: replicas of one set or Service keep apart, by node (skew 3) and by zone (skew 5). */
function spreadPoints(pod: Pod, nodes: readonly Node[], usage: Usage, view: View): readonly number[] {
  const siblings = siblingsOf(pod, usage, view);
  if (!siblings) return nodes.map(() => 0);
  const zones = new Map<string, number>();
  for (const node of nodes) {
    const zone = node.metadata.labels?.[zoneLabel];
    if (zone !== undefined) zones.set(zone, (zones.get(zone) ?? 0) + (siblings.get(node.metadata.name) ?? 0));
  }
  const crowd = nodes.map((node) => {
    const zone = node.metadata.labels?.[zoneLabel];
    const here = (siblings.get(node.metadata.name) ?? 0) * Math.log(nodes.length + 2) + 2;
    return Math.round(zone === undefined ? here : here + (zones.get(zone) ?? 0) * Math.log(zones.size + 2) + 4);
  });
  const [low, high] = [Math.min(...crowd), Math.max(...crowd)];
  return crowd.map((points) => (high === 0 ? most : Math.floor((most * (high + low - points)) / high)));
}

/** Pods per node that the selectors of the Pod's Services and of its set all match. */
function siblingsOf(pod: Pod, usage: Usage, view: View): ReadonlyMap<string, number> | undefined {
  const { namespace = 'default', labels, ownerReferences } = pod.metadata;
  const services = view
    .list('Service', namespace)
    .flatMap(({ spec }) =>
      spec.selector && selects({ matchLabels: spec.selector }, labels) ? [{ matchLabels: spec.selector }] : [],
    );
  const owner = ownerReferences?.find((reference) => reference.controller);
  const set = owner?.kind === 'StatefulSet' ? view.get('StatefulSet', `${namespace}/${owner.name}`) : undefined;
  const selectors = set ? [...services, set.spec.selector] : services;
  if (selectors.length === 0) return undefined;
  const matches = (other: Pod): boolean =>
    other.metadata.namespace === pod.metadata.namespace &&
    selectors.every((selector) => selects(selector, other.metadata.labels));
  return usage.matching(`${namespace} ${JSON.stringify(selectors)}`, matches);
}
