// The volume binder (PV controller): brings claims and volumes together and keeps the phases of both (5.1, 5.2).
import type { Change } from '../../api/change.ts';
import type { View } from '../../api/view.ts';
import type { ApiComponent, Client, ReconcileError } from '../../component.ts';
import { keyOf } from '../../kinds/kinds.ts';
import { timings } from '../../timings.ts';
import { syncClaim } from './claim-sync.ts';
import { claimKeyOf, isFree, VolumeIndex } from './volume-index.ts';
import { syncVolume } from './volume-sync.ts';

/** Marks the key of a claim that nothing but the next resync would look at, though there is something new for it. */
const atResync = 'resync|';

/** A new binder. Keys are those of claims (`namespace/name`) and of volumes (`name`). */
export function createVolumeBinder(): ApiComponent {
  const volumes = new VolumeIndex();
  return {
    name: 'persistentvolume-controller',
    sees: 'api',
    watches: ['PersistentVolumeClaim', 'PersistentVolume', 'StorageClass'],
    wakeDelayMs: timings.wakeMs.volumeBinder,
    wakes: (change, view) => wakes(change, view, volumes),
    reconcile(key, client, nowMs) {
      if (key.startsWith(atResync)) return reconcileAtResync(key.slice(atResync.length), volumes, client, nowMs);
      if (key.includes('/')) return reconcileClaim(key, volumes, client, nowMs);
      const volume = client.view.get('PersistentVolume', key);
      return volume && syncVolume(volume, client);
    },
  };
}

function wakes(change: Change, view: View, volumes: VolumeIndex): readonly string[] {
  if (change.kind === 'PersistentVolumeClaim') {
    const { key, before, after } = change;
    const named = new Set([before, after].flatMap((claim) => claim?.spec.volumeName ?? []));
    if (!after) for (const volume of volumes.follow(view).ofClaim(key)) named.add(volume.metadata.name);
    return [key, ...named];
  }
  if (change.kind === 'PersistentVolume') {
    const { key, before, after } = change;
    const claims = new Set([before, after].flatMap((volume) => (volume ? (claimKeyOf(volume) ?? []) : [])));
    const isNew = after !== undefined && isFree(after) && !(before && isFree(before));
    return [...(after ? [key] : []), ...claims, ...(isNew ? waitingFor(after.spec.storageClassName, view) : [])];
  }
  return change.kind === 'StorageClass' && change.after && !change.before ? waitingFor(change.key, view) : [];
}

/** The claims of a class that have no volume. Only classes and free volumes, which are few, lead here. */
function waitingFor(className: string | undefined, view: View): readonly string[] {
  return view
    .list('PersistentVolumeClaim')
    .filter(({ spec, status }) => status.phase === 'Pending' && (spec.storageClassName ?? '') === (className ?? ''))
    .map((claim) => atResync + keyOf(claim));
}

/** VOL-6: neither a new class nor a new volume wakes a claim. */
function reconcileAtResync(key: string, volumes: VolumeIndex, client: Client, nowMs: number) {
  const restMs = untilResyncMs(client, nowMs);
  if (restMs === timings.volumes.resyncMs) return reconcileClaim(key, volumes, client, nowMs);
  client.requeue(restMs);
  return undefined;
}

function reconcileClaim(key: string, volumes: VolumeIndex, client: Client, nowMs: number): ReconcileError | undefined {
  const claim = client.view.get('PersistentVolumeClaim', key);
  if (!claim || claim.metadata.deletionTimestamp !== undefined) {
    client.remember(key, undefined);
    return undefined;
  }
  const isFirst = client.recall<string>(key) !== claim.metadata.uid;
  const look = syncClaim(claim, volumes.follow(client.view), isFirst, client);
  client.remember(key, look === 'done' ? undefined : claim.metadata.uid);
  if (look === 'pending') client.requeue(untilResyncMs(client, nowMs), { idle: true });
  return typeof look === 'object' ? look : undefined;
}

/** Resyncs come at their own beat, whatever happens in between; a whole period if one is due now. */
function untilResyncMs(client: Client, nowMs: number): number {
  const { resyncMs } = timings.volumes;
  const beatMs = Math.floor(client.random('resync', 'persistentvolume-controller') * resyncMs);
  return resyncMs - ((((nowMs - beatMs) % resyncMs) + resyncMs) % resyncMs);
}
