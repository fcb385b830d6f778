// Whether a Pod's own words about nodes accept one: its nodeSelector and its required node affinity (SCHED-13).
import { dig, nodeSelectorAccepts } from '../kinds/node-selector.ts';
import type { Node } from '../kinds/node.ts';
import type { Pod } from '../kinds/pod.ts';

/** SCHED-13 */
export function nodeAffinityAccepts(pod: Pod, node: Node): boolean {
  const labels = node.metadata.labels ?? {};
  const { nodeSelector, affinity } = pod.spec;
  if (nodeSelector && Object.entries(nodeSelector).some(([key, value]) => labels[key] !== value)) return false;
  return nodeSelectorAccepts(dig(affinity, 'nodeAffinity', 'requiredDuringSchedulingIgnoredDuringExecution'), node);
}
