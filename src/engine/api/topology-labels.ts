// Where a Pod is, as labels of its node (DEF-15): written when a Pod is bound, or at once if it names its node.
import type { StringMap } from '../kinds/meta.ts';
import type { Node } from '../kinds/node.ts';

const topologyKeys = ['topology.kubernetes.io/region', 'topology.kubernetes.io/zone'] as const;

/** The labels of a node that are copied onto a Pod. */
export function topologyLabels(node: Node): StringMap {
  const { labels = {} } = node.metadata;
  const found = topologyKeys.flatMap((key) => (labels[key] === undefined ? [] : [[key, labels[key]] as const]));
  return Object.fromEntries(found);
}
