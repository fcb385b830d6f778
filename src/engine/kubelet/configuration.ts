// ConfigMaps that a Pod mounts or reads its variables from: without them it does not start (KUBELET-5).
import { jsonField, jsonItems, jsonText } from '../kinds/json.ts';
import type { Json } from '../kinds/meta.ts';
import type { Container } from '../kinds/pod.ts';
import { timings } from '../timings.ts';
import type { Sync } from './sync.ts';

/** Whether every ConfigMap that is mounted is there; if not, that is said, and it is looked for again, later and later. */
export function hasMountedConfig(sync: Sync): boolean {
  for (const { name, configMap } of sync.pod.spec.volumes ?? []) {
    const missing = configMap === undefined ? undefined : missingMap(configMap, sync);
    if (missing === undefined) continue;
    const message = `MountVolume.SetUp failed for volume "${name}" : configmap "${missing}" not found`;
    const { firstMs, mostMs } = timings.kubelet.mountBackOff;
    const { mountRetry = { atMs: sync.nowMs, delayMs: firstMs / 2 } } = sync.memory;
    sync.client.wait(sync.reason('KUBELET-5', { configMap: missing }));
    if (mountRetry.atMs > sync.nowMs) {
      sync.later(mountRetry.atMs);
      return false;
    }
    sync.event({ type: 'Warning', reason: 'FailedMount', message }, 'KUBELET-5');
    const delayMs = Math.min(mountRetry.delayMs * 2, mostMs);
    sync.remember({ mountRetry: { atMs: sync.nowMs + delayMs, delayMs } });
    sync.later(sync.nowMs + delayMs);
    return false;
  }
  if (sync.memory.mountRetry) sync.remember({ mountRetry: undefined });
  return true;
}

/** What keeps a container from being created, in the kubelet's words; undefined if nothing does. */
export function configError({ env, envFrom }: Container, sync: Sync): string | undefined {
  for (const group of jsonItems(envFrom)) {
    const missing = missingMap(jsonField(group, 'configMapRef'), sync);
    if (missing !== undefined) return `configmap "${missing}" not found`;
  }
  for (const variable of jsonItems(env)) {
    const ref = jsonField(jsonField(variable, 'valueFrom'), 'configMapKeyRef');
    const missing = missingMap(ref, sync);
    if (missing !== undefined) return `configmap "${missing}" not found`;
    const key = jsonText(ref, 'key');
    const [name, map] = mapOf(ref, sync);
    if (key === undefined || isOptional(ref) || map === undefined || key in { ...map.data, ...map.binaryData })
      continue;
    return `couldn't find key ${key} in ConfigMap ${sync.pod.metadata.namespace ?? 'default'}/${name}`;
  }
  return undefined;
}

/** The name of a ConfigMap that is asked for and is not there. */
function missingMap(ref: Json | undefined, sync: Sync): string | undefined {
  if (ref === undefined || isOptional(ref)) return undefined;
  const [name, map] = mapOf(ref, sync);
  return map ? undefined : name;
}

const isOptional = (ref: Json | undefined): boolean => jsonField(ref, 'optional') === true;

const mapOf = (ref: Json | undefined, { client, pod }: Sync) => {
  const name = jsonText(ref, 'name') ?? '';
  return [name, client.view.get('ConfigMap', `${pod.metadata.namespace ?? 'default'}/${name}`)] as const;
};
