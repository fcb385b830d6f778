// The state at an instant as one short text, so that a link can tell whether this version comes to the same state.
import { kinds } from '../engine/index.ts';
import type { View } from '../engine/index.ts';
import { textHash } from './text-hash.ts';

/** Of all API objects of a view; the order of fields makes no difference. */
export function checksum(view: View): string {
  const hashes = kinds.flatMap((kind) => view.list(kind).map((object) => textHash(sortedJson(object))));
  return textHash(hashes.toSorted().join(' '));
}

/** JSON with the fields of every object in order of their names. */
function sortedJson(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) => {
    if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).toSorted(([one], [other]) => (one < other ? -1 : 1)));
  });
}
