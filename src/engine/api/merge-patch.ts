// JSON merge patch (RFC 7386): maps merge, null deletes, everything else replaces.
import { isMap } from './json-map.ts';

/** The value after the patch. Untouched parts are shared with the original. */
export function mergePatched(value: unknown, patch: unknown): unknown {
  if (!isMap(patch)) return patch;
  const result = new Map<string, unknown>(isMap(value) ? Object.entries(value) : []);
  for (const [key, change] of Object.entries(patch)) {
    if (change === null) result.delete(key);
    else result.set(key, mergePatched(result.get(key), change));
  }
  return Object.fromEntries(result);
}
