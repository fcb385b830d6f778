// How evenly Pods lie over zones and nodes (PodTopologySpread): their own constraints as a filter and as points, and the soft
// ones that replicas of a set or Service have by default (SCHED-23, SCHED-29, SCHED-62).
import type { View } from '../api/view.ts';
import { selects } from '../api/selector.ts';
import { jsonField, jsonItems, jsonText } from '../kinds/json.ts';
import type { Json } from '../kinds/meta.ts';
import type { Node } from '../kinds/node.ts';
import type { Pod } from '../kinds/pod.ts';
import { untolerated } from '../kinds/tolerations.ts';
import type { Rejection } from './messages.ts';
import { nodeAffinityAccepts } from '../kinds/node-selector.ts';
import { selectorOf } from './pod-terms.ts';
import { siblingsOf } from './siblings.ts';
import type { Usage } from './usage.ts';

interface Constraint {
  readonly topologyKey: string;
  readonly maxSkew: number;
  readonly minDomains: number;
  /** Pods per node that it counts. */
  readonly perNode: ReadonlyMap<string, number>;
  readonly countsItself: boolean;
  /** Whether a node is one of those over which it spreads. */
  readonly includes: (node: Node) => boolean;
}

const hostname = 'kubernetes.io/hostname';
const zone = 'topology.kubernetes.io/zone';
const text = "node(s) didn't match pod topology spread constraints";

/** Why a node would be too full of a Pod's like; undefined if the Pod does not ask. */
export function spreadFilter(
  pod: Pod,
  nodes: readonly Node[],
  usage: Usage,
): ((node: Node) => Rejection | undefined) | undefined {
  const constraints = constraintsOf(pod, 'DoNotSchedule', usage);
  if (constraints.length === 0) return undefined;
  const eligible = nodes.filter((node) =>
    constraints.every(({ topologyKey }) => labelOf(node, topologyKey) !== undefined),
  );
  const counted = constraints.map((constraint) => ({ constraint, domains: domainsOf(constraint, eligible) }));
  return (node) => {
    for (const { constraint, domains } of counted) {
      const domain = labelOf(node, constraint.topologyKey);
      if (domain === undefined) return { reasons: [`${text} (missing required label)`], preemptible: false };
      const least = domains.size < constraint.minDomains ? 0 : Math.min(...domains.values());
      const skew = (domains.get(domain) ?? 0) + (constraint.countsItself ? 1 : 0) - (domains.size === 0 ? 0 : least);
      if (skew > constraint.maxSkew) return { reasons: [text], preemptible: true };
    }
    return undefined;
  };
}

/** Points of 0 to 100 for each of `fitting`: the fewer of its like, the more. */
export function spreadPoints(
  pod: Pod,
  fitting: readonly Node[],
  nodes: readonly Node[],
  usage: Usage,
  view: View,
): readonly number[] {
  const own = jsonItems(pod.spec.topologySpreadConstraints).length > 0;
  const constraints = own ? constraintsOf(pod, 'ScheduleAnyway', usage) : defaultConstraints(pod, usage, view);
  if (constraints.length === 0) return fitting.map(() => 0);
  const isIn = (node: Node): boolean =>
    !own || constraints.every(({ topologyKey }) => labelOf(node, topologyKey) !== undefined);
  const scored = fitting.filter(isIn);
  const known = nodes.filter(isIn);
  const weighed = constraints.map((constraint) => weighing(constraint, scored, known));
  const crowd = new Map(
    scored.map((node) => [node, Math.round(weighed.reduce((sum, weigh) => sum + weigh(node), 0))] as const),
  );
  const [low, high] = [Math.min(...crowd.values()), Math.max(...crowd.values())];
  return fitting.map((node) => {
    const points = crowd.get(node);
    if (points === undefined) return 0;
    return high === 0 ? 100 : Math.floor((100 * (high + low - points)) / high);
  });
}

/** What one constraint adds for a node: the more domains there are, the heavier each of its like. */
function weighing(constraint: Constraint, scored: readonly Node[], known: readonly Node[]): (node: Node) => number {
  const { topologyKey, maxSkew, perNode } = constraint;
  const isByNode = topologyKey === hostname;
  const names = new Set(scored.flatMap((node) => labelOf(node, topologyKey) ?? []));
  const weight = Math.log((isByNode ? scored.length : names.size) + 2);
  const domains = isByNode ? new Map<string, number>() : domainsOf(constraint, known);
  return (node) => {
    const domain = labelOf(node, topologyKey);
    if (domain === undefined) return 0;
    const pods = isByNode ? perNode.get(node.metadata.name) : domains.get(domain);
    return (pods ?? 0) * weight + maxSkew - 1;
  };
}

/** Pods per domain; a domain without any counts 0. */
function domainsOf(
  { topologyKey, perNode, includes }: Constraint,
  nodes: readonly Node[],
): ReadonlyMap<string, number> {
  const domains = new Map<string, number>();
  for (const node of nodes) {
    const domain = labelOf(node, topologyKey);
    if (domain === undefined || !includes(node)) continue;
    domains.set(domain, (domains.get(domain) ?? 0) + (perNode.get(node.metadata.name) ?? 0));
  }
  return domains;
}

const labelOf = ({ metadata }: Node, key: string): string | undefined => metadata.labels?.[key];

function constraintsOf(pod: Pod, whenUnsatisfiable: string, usage: Usage): readonly Constraint[] {
  return jsonItems(pod.spec.topologySpreadConstraints)
    .filter((it) => (jsonText(it, 'whenUnsatisfiable') ?? 'DoNotSchedule') === whenUnsatisfiable)
    .map((it) => constraintOf(it, pod, usage));
}

function constraintOf(it: Json, pod: Pod, usage: Usage): Constraint {
  const { namespace = '', labels } = pod.metadata;
  const selector = selectorOf(it, pod);
  const id = `spread ${namespace} ${JSON.stringify(selector)}`;
  const matches = (other: Pod): boolean =>
    other.metadata.namespace === namespace && selects(selector, other.metadata.labels);
  return {
    topologyKey: jsonText(it, 'topologyKey') ?? '',
    maxSkew: Number(jsonField(it, 'maxSkew') ?? 1),
    minDomains: Number(jsonField(it, 'minDomains') ?? 1),
    perNode: usage.staying(id, matches),
    countsItself: selects(selector, labels),
    includes: (node) =>
      (jsonText(it, 'nodeAffinityPolicy') === 'Ignore' || nodeAffinityAccepts(pod, node)) &&
      (jsonText(it, 'nodeTaintsPolicy') !== 'Honor' ||
        !untolerated(node.spec.taints, pod.spec.tolerations, ['NoSchedule', 'NoExecute'])),
  };
}

/** SCHED-62: replicas of one set or Service keep apart, by node (skew 3) and by zone (skew 5). */
function defaultConstraints(pod: Pod, usage: Usage, view: View): readonly Constraint[] {
  const perNode = siblingsOf(pod, usage, view);
  if (!perNode) return [];
  const includes = (node: Node): boolean => nodeAffinityAccepts(pod, node);
  const common = { minDomains: 1, perNode, countsItself: true, includes };
  return [
    { ...common, topologyKey: hostname, maxSkew: 3 },
    { ...common, topologyKey: zone, maxSkew: 5 },
  ];
}
