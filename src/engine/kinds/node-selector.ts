// Node selectors: which nodes a Pod's affinity or a volume's topology accepts (SCHED-13, SCHED-18). They pass through the store
// as plain JSON and are read here, so a malformed part matches nothing.
import { isJsonObject, jsonField, jsonItems } from './json.ts';
import type { Json } from './meta.ts';
import type { Node } from './node.ts';
import type { Pod } from './pod.ts';

/** Follows field names into plain JSON; undefined where one is missing. */
export const dig = (json: Json | undefined, ...names: readonly string[]): Json | undefined =>
  names.reduce<Json | undefined>(jsonField, json);

/** SCHED-13: whether a Pod's own words about nodes accept one, its nodeSelector and its required node affinity. */
export function nodeAffinityAccepts({ spec: { nodeSelector, affinity } }: Pod, node: Node): boolean {
  const labels = node.metadata.labels ?? {};
  if (nodeSelector && Object.entries(nodeSelector).some(([key, value]) => labels[key] !== value)) return false;
  return nodeSelectorAccepts(dig(affinity, 'nodeAffinity', 'requiredDuringSchedulingIgnoredDuringExecution'), node);
}

export const affinityMismatch = "node(s) didn't match Pod's node affinity/selector";

/** Whether a node is accepted by a `NodeSelector`: one of its terms holds. An absent selector accepts every node. */
export function nodeSelectorAccepts(selector: Json | undefined, node: Node): boolean {
  if (selector === undefined || selector === null) return true;
  return jsonItems(dig(selector, 'nodeSelectorTerms')).some((term) => nodeTermAccepts(term, node));
}

/** Whether one `NodeSelectorTerm` holds: all of its expressions and fields. An empty term accepts nothing. */
export function nodeTermAccepts(term: Json, node: Node): boolean {
  const expressions = jsonItems(dig(term, 'matchExpressions'));
  const fields = jsonItems(dig(term, 'matchFields'));
  if (expressions.length + fields.length === 0) return false;
  return (
    expressions.every((it) => requirementHolds(it, node.metadata.labels ?? {})) &&
    fields.every((it) => requirementHolds(it, { 'metadata.name': node.metadata.name }))
  );
}

function requirementHolds(requirement: Json, values: { readonly [key: string]: string }): boolean {
  const key = dig(requirement, 'key');
  if (typeof key !== 'string') return false;
  const value = Object.hasOwn(values, key) ? values[key] : undefined;
  const wanted = jsonItems(dig(requirement, 'values'));
  switch (dig(requirement, 'operator')) {
    case 'In':
      return value !== undefined && wanted.includes(value);
    case 'NotIn':
      return value === undefined || !wanted.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    case 'Gt':
      return value !== undefined && Number(value) > Number(wanted[0]);
    case 'Lt':
      return value !== undefined && Number(value) < Number(wanted[0]);
    default:
      return false;
  }
}

/** Whether a StorageClass' `allowedTopologies` lets volumes be made for a node (VOL-24). Absent: everywhere. */
export function topologyAllows(topologies: Json | undefined, node: Node): boolean {
  if (topologies === undefined || jsonItems(topologies).length === 0) return true;
  return jsonItems(topologies).some((term) =>
    jsonItems(dig(term, 'matchLabelExpressions')).every((it) =>
      requirementHolds({ ...(isJsonObject(it) ? it : {}), operator: 'In' }, node.metadata.labels ?? {}),
    ),
  );
}
