// The drivers' attacher: makes true what a VolumeAttachment asks for, and undoes it when the attachment is deleted (VOL-40,
// VOL-48). One component for all drivers; a driver works whatever becomes of the machine.
import type { Change } from '../api/change.ts';
import type { ApiComponent, Client, ReconcileError, Result } from '../component.ts';
import type { ApiObject } from '../kinds/kinds.ts';
import type { PersistentVolume } from '../kinds/persistent-volume.ts';
import type { VolumeAttachment } from '../kinds/volume-attachment.ts';
import type { Reason } from '../reason.ts';
import { timings } from '../timings.ts';
import { AttachmentIndex } from './attachment-index.ts';
import { annotated, attacherFinalizer, hasFinalizer, withFinalizer, withoutFinalizer } from './finalizers.ts';

const nodeIdAnnotation = 'csi.alpha.kubernetes.io/node-id';
/** Keys of volumes; those of attachments are their names. */
const ofVolume = 'volume|';

/** A driver at work: it ends then, for the attachment with this uid. */
interface Work {
  readonly uid: string;
  readonly what: 'attach' | 'detach';
  readonly endsAtMs: number;
  /** How often it has failed in a row. */
  readonly failures?: number;
}

/** A new attacher. */
export function createAttacher(): ApiComponent {
  const attachments = new AttachmentIndex();
  return {
    name: 'csi-attacher',
    sees: 'api',
    watches: ['VolumeAttachment', 'PersistentVolume'],
    wakeDelayMs: timings.wakeMs.attacher,
    wakes,
    reconcile(key, client, nowMs) {
      if (key.startsWith(ofVolume)) {
        const volume = client.view.get('PersistentVolume', key.slice(ofVolume.length));
        return volume && letGo(volume, attachments.follow(client.view), client);
      }
      const attachment = client.view.get('VolumeAttachment', key);
      if (attachment?.metadata.deletionTimestamp !== undefined) return detach(attachment, client, nowMs);
      if (attachment && !attachment.status.attached) return attach(attachment, client, nowMs);
      client.remember(key, undefined);
      return undefined;
    },
  };
}

function wakes(change: Change): readonly string[] {
  if (change.kind === 'PersistentVolume')
    return change.after?.metadata.deletionTimestamp === undefined ? [] : [ofVolume + change.key];
  if (change.kind !== 'VolumeAttachment') return [];
  return change.after ? [change.key] : [ofVolume + (change.before?.spec.source.persistentVolumeName ?? '')];
}

/** VOL-40: holds the volume, then the attachment; a volume that is being deleted is not attached. */
function attach(attachment: VolumeAttachment, client: Client, nowMs: number): ReconcileError | undefined {
  const { name } = attachment.metadata;
  const reason = { rule: 'VOL-40', params: paramsOf(attachment) };
  const finalizer = attacherFinalizer(attachment.spec.attacher);
  const volume = client.view.get('PersistentVolume', attachment.spec.source.persistentVolumeName ?? '');
  if (!volume || volume.metadata.deletionTimestamp !== undefined) return undefined;
  const held = hasFinalizer(volume, finalizer) || client.update(withFinalizer(volume, finalizer), reason);
  if (held !== true && !held.ok) return failure(held);
  const named = annotated(attachment, { [nodeIdAnnotation]: attachment.spec.nodeName });
  const prepared = client.update(hasFinalizer(named, finalizer) ? named : withFinalizer(named, finalizer), reason);
  if (!prepared.ok) return failure(prepared);
  if (!isDone(attachment, 'attach', timings.volumes.attachMs, client, nowMs)) {
    client.wait(attachment.status.attachError ? failed(reason) : reason);
    return undefined;
  }
  const { storageClassName = '' } = volume.spec;
  if (client.view.failing(storageClassName).includes('attach')) return failToAttach(prepared.object, client, nowMs);
  client.remember(name, undefined);
  return failure(client.updateStatus({ ...prepared.object, status: { attached: true } }, reason));
}

/** The driver's error stands on the attachment, and the next try comes after twice the time. */
function failToAttach(attachment: VolumeAttachment, client: Client, nowMs: number): ReconcileError | undefined {
  const { name, uid } = attachment.metadata;
  const failures = (client.recall<Work>(name)?.failures ?? 0) + 1;
  const delayMs = Math.min(timings.volumes.attachRetryMs * 2 ** (failures - 1), timings.volumes.attachRetryMostMs);
  client.remember<Work>(name, { uid, what: 'attach', endsAtMs: nowMs + delayMs, failures });
  const reason = failed({ rule: 'VOL-40', params: paramsOf(attachment) });
  client.wait(reason);
  client.requeue(delayMs);
  const attachError = {
    time: client.timeText(nowMs),
    message: 'rpc error: code = Internal desc = the storage system refuses',
  };
  const status = { attached: false, attachError };
  return failure(client.updateStatus<VolumeAttachment>({ ...attachment, status }, reason));
}

const failed = ({ rule, params }: Reason): Reason => ({ rule, params: { ...params, case: 'failed' } });

/** VOL-48: first it is no longer attached, then the attachment goes. */
function detach(attachment: VolumeAttachment, client: Client, nowMs: number): ReconcileError | undefined {
  const { name } = attachment.metadata;
  const finalizer = attacherFinalizer(attachment.spec.attacher);
  if (!hasFinalizer(attachment, finalizer)) return undefined;
  const reason = { rule: 'VOL-48', params: paramsOf(attachment) };
  if (!isDone(attachment, 'detach', timings.volumes.detachMs, client, nowMs)) {
    client.wait(reason);
    return undefined;
  }
  client.remember(name, undefined);
  const detached = client.updateStatus<VolumeAttachment>({ ...attachment, status: { attached: false } }, reason);
  return detached.ok ? failure(client.update(withoutFinalizer(detached.object, finalizer), reason)) : failure(detached);
}

/** VOL-51: a deleted volume that is nowhere attached is held no longer. */
function letGo(volume: PersistentVolume, attachments: AttachmentIndex, client: Client): ReconcileError | undefined {
  const { deletionTimestamp, name } = volume.metadata;
  const finalizer = attacherFinalizer(volume.spec.csi?.driver ?? '');
  if (deletionTimestamp === undefined || !hasFinalizer(volume, finalizer)) return undefined;
  if (attachments.ofVolume(name).length > 0) return undefined;
  return failure(client.update(withoutFinalizer(volume, finalizer), { rule: 'VOL-51', params: { volume: name } }));
}

/** Whether the driver has done its work; if not, it begins or goes on. */
function isDone(
  { metadata: { name, uid } }: VolumeAttachment,
  what: Work['what'],
  workMs: number,
  client: Client,
  nowMs: number,
): boolean {
  const standing = client.recall<Work>(name);
  const work = standing?.uid === uid && standing.what === what ? standing : { uid, what, endsAtMs: nowMs + workMs };
  if (work.endsAtMs <= nowMs) return true;
  client.remember<Work>(name, work);
  client.requeue(work.endsAtMs - nowMs);
  return false;
}

const paramsOf = ({ spec }: VolumeAttachment) => ({
  volume: spec.source.persistentVolumeName ?? '',
  node: spec.nodeName,
});

const failure = (result: Result<ApiObject>): ReconcileError | undefined =>
  result.ok ? undefined : { error: result.status.message ?? 'refused' };
