// The patch that client-side `kubectl apply` sends (K-80 to K-85): what the manifest changes or adds, and what it no longer has.
import type { Kind } from '../kinds/kinds.ts';
import { patchField } from '../kinds/merge-keys.ts';
import type { Json } from '../kinds/meta.ts';
import { isMap, own } from './json-map.ts';
import type { JsonMap } from './json-map.ts';
import { sameItem } from './list-order.ts';
import { strategicDiff } from './strategic-diff.ts';

/**
 * The strategic merge patch from the live object to the manifest; `{}` when there is nothing to do. `original` is what was last
 * applied: what it had and the manifest has not is deleted (K-81). Fields that only the server or others set are left alone.
 */
export function threeWayStrategicPatch(kind: Kind, original: Json | undefined, modified: Json, current: Json): Json {
  const wanted = isMap(modified) ? modified : {};
  const changes = strategicDiff(isMap(current) ? current : {}, wanted, kind, 'changes');
  const deletions = strategicDiff(isMap(original) ? original : {}, wanted, kind, 'deletions');
  // Parts of three JSON values are JSON.
  return joined(deletions, changes, kind) as Json;
}

/** Two patches as one. Where both speak of an item, the item is one too. */
function joined(deletions: JsonMap, changes: JsonMap, struct: string | undefined): JsonMap {
  const result = new Map(Object.entries(deletions));
  for (const [key, change] of Object.entries(changes)) {
    const deletion = result.get(key);
    const field = patchField(struct, key);
    if (isMap(deletion) && isMap(change)) result.set(key, joined(deletion, change, field.struct));
    else if (Array.isArray(deletion) && Array.isArray(change) && field.merge && !key.startsWith('$'))
      result.set(key, joinedLists(deletion, change, field.merge.key, field.struct));
    else result.set(key, change);
  }
  return Object.fromEntries(result);
}

function joinedLists(
  deletions: readonly unknown[],
  changes: readonly unknown[],
  key: string,
  struct: string | undefined,
): readonly unknown[] {
  const both = changes.map((change) => {
    const deletion = deletions.find((it) => sameItem(it, change, key));
    if (!isMap(deletion) || !isMap(change)) return change;
    return own(deletion, '$patch') === 'delete' ? change : joined(deletion, change, struct);
  });
  return [...both, ...deletions.filter((it) => !changes.some((change) => sameItem(it, change, key)))];
}
