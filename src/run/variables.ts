// What a scenario's lines may refer to: `$NODE`, the node that a Pod was last bound to, though the Pod may be gone.
import type { Cluster } from '../engine/index.ts';

export type Variables = { readonly [name: string]: string };

/** The node's name; '' if the Pod was never bound. `pod`: a name in the namespace default. */
export function nodeOf(cluster: Cluster, pod: string): string {
  const key = `default/${pod}`;
  const changes = cluster.changes();
  for (let at = changes.length - 1; at >= 0; at--) {
    const change = changes[at];
    if (change?.kind !== 'Pod' || change.key !== key) continue;
    const node = (change.after ?? change.before)?.spec.nodeName;
    if (node) return node;
  }
  return '';
}
