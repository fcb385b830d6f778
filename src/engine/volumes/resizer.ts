// The drivers' resizer: makes the volume of a claim that asks for more larger (VOL-63). One component for all drivers; each
// speaks in its Events under its own name. Its drivers need nothing of the node.
import type { Change } from '../api/change.ts';
import type { ApiComponent, Client, ReconcileError } from '../component.ts';
import type { Condition } from '../kinds/meta.ts';
import { jsonText } from '../kinds/json.ts';
import type { PersistentVolumeClaim } from '../kinds/persistent-volume-claim.ts';
import type { PersistentVolume } from '../kinds/persistent-volume.ts';
import { compareQuantities } from '../kinds/quantity.ts';
import { timings } from '../timings.ts';
import { isGrowing, requestedBy } from './growth.ts';

/** A driver at work: on which claim, to which size, until when. */
interface Resizing {
  readonly uid: string;
  readonly size: string;
  readonly endsAtMs: number;
}

/** A new resizer; keys are those of claims. */
export function createResizer(): ApiComponent {
  return {
    name: 'csi-resizer',
    sees: 'api',
    watches: ['PersistentVolumeClaim'],
    wakeDelayMs: timings.wakeMs.provisioner,
    wakes: (change: Change) =>
      change.kind === 'PersistentVolumeClaim' && change.after && isGrowing(change.after) ? [change.key] : [],
    reconcile: (key, client, nowMs) => resize(key, client, nowMs),
  };
}

function resize(key: string, client: Client, nowMs: number): ReconcileError | undefined {
  const claim = client.view.get('PersistentVolumeClaim', key);
  const volume = client.view.get('PersistentVolume', claim?.spec.volumeName ?? '');
  const driver = volume && jsonText(volume.spec.csi, 'driver');
  if (!claim || !volume || driver === undefined || !isGrowing(claim)) {
    client.remember(key, undefined);
    return undefined;
  }
  const standing = client.recall<Resizing>(key);
  const resizing = standing?.uid === claim.metadata.uid ? standing : begin(claim, volume, driver, client, nowMs);
  if (resizing.endsAtMs <= nowMs) return finish(claim, volume, driver, resizing, client);
  client.wait({ rule: 'VOL-63', params: paramsOf(claim, volume, resizing.size) });
  client.requeue(resizing.endsAtMs - nowMs);
  return undefined;
}

const paramsOf = (claim: PersistentVolumeClaim, volume: PersistentVolume, size: string) => ({
  claim: claim.metadata.name,
  volume: volume.metadata.name,
  size,
});

function begin(
  claim: PersistentVolumeClaim,
  volume: PersistentVolume,
  driver: string,
  client: Client,
  nowMs: number,
): Resizing {
  const resizing = {
    uid: claim.metadata.uid,
    size: requestedBy(claim),
    endsAtMs: nowMs + timings.volumes.resizeMs,
  };
  client.remember<Resizing>(`${claim.metadata.namespace ?? ''}/${claim.metadata.name}`, resizing);
  const reason = { rule: 'VOL-63', params: paramsOf(claim, volume, resizing.size) };
  const condition: Condition = {
    type: 'Resizing',
    status: 'True',
    lastProbeTime: null,
    lastTransitionTime: client.timeText(nowMs),
  };
  const conditions = [...otherConditions(claim), condition];
  client.updateStatus<PersistentVolumeClaim>({ ...claim, status: { ...claim.status, conditions } }, reason);
  const message = `External resizer is resizing volume ${volume.metadata.name}`;
  client.event(claim, { type: 'Normal', reason: 'Resizing', message, component: `${driver}_controller` }, reason);
  return resizing;
}

/** What was asked for meanwhile is a new expansion: the claim's own change wakes it. */
function finish(
  claim: PersistentVolumeClaim,
  volume: PersistentVolume,
  driver: string,
  { size }: Resizing,
  client: Client,
): ReconcileError | undefined {
  client.remember(`${claim.metadata.namespace ?? ''}/${claim.metadata.name}`, undefined);
  const reason = { rule: 'VOL-63', params: paramsOf(claim, volume, size) };
  if (compareQuantities(size, volume.spec.capacity?.['storage'] ?? '0') > 0) {
    const capacity = { ...volume.spec.capacity, storage: size };
    const grown = client.update<PersistentVolume>({ ...volume, spec: { ...volume.spec, capacity } }, reason);
    if (!grown.ok) return { error: grown.status.message ?? 'refused' };
  }
  const { conditions: _conditions, ...status } = claim.status;
  const others = otherConditions(claim);
  const capacity = { ...status.capacity, storage: size };
  const next = { ...status, capacity, ...(others.length > 0 ? { conditions: others } : {}) };
  const written = client.updateStatus<PersistentVolumeClaim>({ ...claim, status: next }, reason);
  if (!written.ok) return { error: written.status.message ?? 'refused' };
  const message = 'Resize volume succeeded';
  const component = `${driver}_controller`;
  client.event(claim, { type: 'Normal', reason: 'VolumeResizeSuccessful', message, component }, reason);
  return undefined;
}

const otherConditions = ({ status }: PersistentVolumeClaim): readonly Condition[] =>
  (status.conditions ?? []).filter(({ type }) => type !== 'Resizing');
