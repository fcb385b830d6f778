// What the default admission plugins write into new objects or refuse (DEF-7 to DEF-16, API-46, API-47).
import type { Kind, KindMap } from '../kinds/kinds.ts';
import type { StringMap } from '../kinds/meta.ts';
import type { Node } from '../kinds/node.ts';
import type { Status } from './status.ts';
import type { View } from './view.ts';

export interface AdmissionContext {
  readonly view: View;
  readonly seed: number;
  /** A number in [0, 1) for a purpose and a key. */
  random(purpose: string, key: string): number;
}

export type Admitted<T> = { readonly ok: true; readonly object: T } | { readonly ok: false; readonly status: Status };

/** The new object as admission leaves it, or why it may not be created. Expects a defaulted object. */
export function admit<K extends Kind>(_kind: K, object: KindMap[K], _context: AdmissionContext): Admitted<KindMap[K]> {
  return { ok: true, object };
}

const topologyKeys = ['topology.kubernetes.io/region', 'topology.kubernetes.io/zone'] as const;

/** The labels of a node that binding copies onto a Pod (DEF-15). */
export function topologyLabels(node: Node): StringMap {
  const { labels = {} } = node.metadata;
  const found = topologyKeys.flatMap((key) => (labels[key] === undefined ? [] : [[key, labels[key]] as const]));
  return Object.fromEntries(found);
}
