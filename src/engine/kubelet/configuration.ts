// ConfigMaps and Secrets that a Pod mounts or reads its variables from: without them it does not start (KUBELET-5).
import { jsonField, jsonItems, jsonText } from '../kinds/json.ts';
import type { Json } from '../kinds/meta.ts';
import type { Container, Volume } from '../kinds/pod.ts';
import { timings } from '../timings.ts';
import type { Sync } from './sync.ts';

/** Whether all that is mounted is there; if not, that is said, and it is looked for again, later and later. */
export function hasMountedConfig(sync: Sync): boolean {
  if (sync.sandbox?.ip !== undefined) return true;
  for (const volume of sync.pod.spec.volumes ?? []) {
    const lack = volumeLack(volume, sync);
    if (lack === undefined) continue;
    const message = `MountVolume.SetUp failed for volume "${volume.name}" : ${lack}`;
    const { firstMs, mostMs } = timings.kubelet.mountBackOff;
    const { mountRetry = { atMs: sync.nowMs, delayMs: firstMs / 2 } } = sync.memory;
    sync.client.wait(sync.reason('KUBELET-5', { volume: volume.name, lack }));
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
    const lack =
      lackOf('ConfigMap', jsonField(group, 'configMapRef'), sync) ??
      lackOf('Secret', jsonField(group, 'secretRef'), sync);
    if (lack !== undefined) return lack;
  }
  for (const variable of jsonItems(env)) {
    const from = jsonField(variable, 'valueFrom');
    if (from === undefined) continue;
    const lack =
      lackOf('ConfigMap', jsonField(from, 'configMapKeyRef'), sync) ??
      lackOf('Secret', jsonField(from, 'secretKeyRef'), sync);
    if (lack !== undefined) return lack;
  }
  return undefined;
}

/** What a volume lacks; of a projected one, what each of its sources lacks. */
function volumeLack({ configMap, secret, projected }: Volume, sync: Sync): string | undefined {
  if (projected === undefined) return lackOf('ConfigMap', configMap, sync) ?? lackOf('Secret', secret, sync);
  const lacks: string[] = [];
  for (const source of jsonItems(jsonField(projected, 'sources'))) {
    const lack =
      lackOf('Secret', jsonField(source, 'secret'), sync) ?? lackOf('ConfigMap', jsonField(source, 'configMap'), sync);
    if (lack !== undefined) lacks.push(lack);
  }
  return lacks.length > 1 ? `[${lacks.join(', ')}]` : lacks[0];
}

/** What a reference asks for and is not there, in the kubelet's words: the object, the key of a variable, or a file's key. */
function lackOf(kind: 'ConfigMap' | 'Secret', ref: Json | undefined, { client, pod }: Sync): string | undefined {
  if (ref === undefined || jsonField(ref, 'optional') === true) return undefined;
  const name = jsonText(ref, 'name') ?? jsonText(ref, 'secretName') ?? '';
  const { namespace = 'default' } = pod.metadata;
  const object = client.view.get(kind, `${namespace}/${name}`);
  if (!object) return `${kind.toLowerCase()} "${name}" not found`;
  const has = (key: string): boolean =>
    (object.data !== undefined && key in object.data) ||
    (object.kind === 'ConfigMap' && object.binaryData !== undefined && key in object.binaryData);
  const key = jsonText(ref, 'key');
  if (key !== undefined && !has(key)) return `couldn't find key ${key} in ${kind} ${namespace}/${name}`;
  for (const item of jsonItems(jsonField(ref, 'items'))) {
    const wanted = jsonText(item, 'key') ?? '';
    if (!has(wanted)) return `references non-existent ${kind === 'Secret' ? 'secret' : 'config'} key: ${wanted}`;
  }
  return undefined;
}
