// The claims a Pod mounts, as keys. Apart, because nearly everybody asks again and again, and joining the names each time would
// cost more than looking the claims up.
import type { Pod, PodSpec } from './pod.ts';

const known = new WeakMap<PodSpec, readonly string[]>();

/** Keys of the claims of a Pod's volumes, in their order. */
export function claimKeysOf({ spec, metadata: { namespace = 'default' } }: Pod): readonly string[] {
  const found = known.get(spec);
  if (found) return found;
  const keys: string[] = [];
  for (const { persistentVolumeClaim: source } of spec.volumes ?? [])
    if (source) keys.push(`${namespace}/${source.claimName}`);
  known.set(spec, keys);
  return keys;
}
