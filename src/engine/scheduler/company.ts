// Pods that seek or avoid each other (InterPodAffinity): which nodes that excludes, and which it favours (SCHED-24 to SCHED-26,
// SCHED-30, SCHED-60).
import type { View } from '../api/view.ts';
import type { Node } from '../kinds/node.ts';
import type { Pod } from '../kinds/pod.ts';
import type { Rejection } from './messages.ts';
import { podTerms } from './pod-terms.ts';
import type { Attitude, PodTerm } from './pod-terms.ts';
import type { Usage } from './usage.ts';

/** Numbers by `label=value` of nodes. */
type Domains = Map<string, number>;

/** Why a node is excluded by company; undefined if nobody has anything to say of any node. */
export function companyFilter(
  pod: Pod,
  nodes: readonly Node[],
  usage: Usage,
  view: View,
): ((node: Node) => Rejection | undefined) | undefined {
  const sought = podTerms(pod, 'podAffinity', view).required;
  const avoided = podTerms(pod, 'podAntiAffinity', view).required;
  const shunned: Domains = new Map();
  for (const { term, perNode } of termsOfPlaced('podAntiAffinity', 'required', usage, view))
    if (term.matches(pod)) count(shunned, term, perNode, nodes);
  if (sought.length + avoided.length + shunned.size === 0) return undefined;
  const friends: Domains = new Map();
  if (sought.length > 0) {
    const perNode = usage.matching(sought.map(({ id }) => id).join(), (it) => sought.every((term) => term.matches(it)));
    for (const term of sought) count(friends, term, perNode, nodes);
  }
  const foes: Domains = new Map();
  for (const term of avoided) count(foes, term, usage.matching(term.id, term.matches), nodes);
  const isFirst = friends.size === 0 && sought.every((term) => term.matches(pod));
  return (node) => {
    const isAmong = sought.every((term) => friends.has(domainOf(term, node) ?? ''));
    const hasDomains = sought.every((term) => domainOf(term, node) !== undefined);
    if (!hasDomains || (!isAmong && !isFirst)) return rejected("node(s) didn't match pod affinity rules", false);
    if (avoided.some((term) => foes.has(domainOf(term, node) ?? '')))
      return rejected("node(s) didn't match pod anti-affinity rules", true);
    if (shunned.size > 0 && domainsOf(node).some((domain) => shunned.has(domain)))
      return rejected("node(s) didn't satisfy existing pods anti-affinity rules", true);
    return undefined;
  };
}

/** Points of 0 to 100 for each of `fitting`, from the weights of preferred terms, its own and those of Pods placed on `nodes`. */
export function companyPoints(
  pod: Pod,
  fitting: readonly Node[],
  nodes: readonly Node[],
  usage: Usage,
  view: View,
): readonly number[] {
  const sums: Domains = new Map();
  for (const [attitude, sign] of [['podAffinity', 1] as const, ['podAntiAffinity', -1] as const]) {
    for (const term of podTerms(pod, attitude, view).preferred)
      count(sums, term, usage.matching(term.id, term.matches), nodes, sign * term.weight);
    for (const { term, perNode } of termsOfPlaced(attitude, 'preferred', usage, view))
      if (term.matches(pod)) count(sums, term, perNode, nodes, sign * term.weight);
  }
  for (const { term, perNode } of termsOfPlaced('podAffinity', 'required', usage, view))
    if (term.matches(pod)) count(sums, term, perNode, nodes);
  if (sums.size === 0) return fitting.map(() => 0);
  const raw = fitting.map((node) => domainsOf(node).reduce((sum, domain) => sum + (sums.get(domain) ?? 0), 0));
  const [low, high] = [Math.min(...raw), Math.max(...raw)];
  return raw.map((points) => (high === low ? 0 : Math.floor((100 * (points - low)) / (high - low))));
}

const rejected = (reason: string, preemptible: boolean): Rejection => ({ reasons: [reason], preemptible });

function domainOf({ topologyKey }: PodTerm, { metadata }: Node): string | undefined {
  const value = metadata.labels?.[topologyKey];
  return value === undefined ? undefined : `${topologyKey}=${value}`;
}

const domainsOf = ({ metadata }: Node): readonly string[] =>
  Object.entries(metadata.labels ?? {}).map(([key, value]) => `${key}=${value}`);

function count(
  into: Domains,
  term: PodTerm,
  perNode: ReadonlyMap<string, number>,
  nodes: readonly Node[],
  weight = 1,
): void {
  for (const node of nodes) {
    const pods = perNode.get(node.metadata.name);
    const domain = domainOf(term, node);
    if (pods !== undefined && domain !== undefined) into.set(domain, (into.get(domain) ?? 0) + weight * pods);
  }
}

function termsOfPlaced(
  attitude: Attitude,
  strength: 'required' | 'preferred',
  usage: Usage,
  view: View,
): readonly { readonly term: PodTerm; readonly perNode: ReadonlyMap<string, number> }[] {
  return usage
    .wishes()
    .flatMap(({ pod, perNode }) => podTerms(pod, attitude, view)[strength].map((term) => ({ term, perNode })));
}
