// The drivers' provisioner: makes the volume a claim asks for, and deletes it once it is Released and nowhere attached (VOL-11,
// VOL-23, VOL-51). One component for all drivers; each speaks in its Events under its own name.
import type { Change } from '../api/change.ts';
import type { View } from '../api/view.ts';
import type { ApiComponent, Client, Draft, ReconcileError } from '../component.ts';
import { keyOf } from '../kinds/kinds.ts';
import type { PersistentVolumeClaim } from '../kinds/persistent-volume-claim.ts';
import type { PersistentVolume } from '../kinds/persistent-volume.ts';
import type { StorageClass } from '../kinds/storage-class.ts';
import { timings } from '../timings.ts';
import { AttachmentIndex } from './attachment-index.ts';
import {
  hasFinalizer,
  provisionedByAnnotation,
  provisionerAnnotation,
  provisionerFinalizer,
  selectedNodeAnnotation,
  withFinalizer,
  withoutFinalizer,
} from './finalizers.ts';

/** A driver at work on a claim, kept whole: it goes on even if the claim is deleted meanwhile. */
interface Making {
  readonly claim: PersistentVolumeClaim;
  readonly storageClass: StorageClass;
  readonly endsAtMs: number;
  /** 'refused': the driver is asked again at the end; 'again': it is being asked again. Both can only repeat Events. */
  readonly state: 'first' | 'refused' | 'again';
}

/** A driver deleting what is behind a volume. */
interface Deleting {
  readonly uid: string;
  readonly endsAtMs: number;
}

/** A new provisioner. Keys are those of claims (`namespace/name`) and of volumes (`name`). */
export function createProvisioner(): ApiComponent {
  const attachments = new AttachmentIndex();
  return {
    name: 'csi-provisioner',
    sees: 'api',
    watches: ['PersistentVolumeClaim', 'PersistentVolume', 'VolumeAttachment', 'Backend'],
    wakeDelayMs: timings.wakeMs.provisioner,
    wakes,
    reconcile(key, client, nowMs) {
      if (key.includes('/')) return provision(key, client, nowMs);
      const volume = client.view.get('PersistentVolume', key);
      if (volume && isOurs(volume)) return keepOrDelete(volume, attachments.follow(client.view), client, nowMs);
      client.remember(key, undefined);
      return undefined;
    },
  };
}

function wakes(change: Change, view: View): readonly string[] {
  if (change.kind === 'Backend') return waitingOn(change.key, view);
  if (change.kind === 'PersistentVolumeClaim') return change.after && isWanted(change.after) ? [change.key] : [];
  if (change.kind === 'PersistentVolume') return [change.key];
  if (change.kind !== 'VolumeAttachment' || change.after) return [];
  return change.before?.spec.source.persistentVolumeName ? [change.before.spec.source.persistentVolumeName] : [];
}

/** Claims that a storage system is making volumes for. */
const waitingOn = (storageClass: string, view: View): readonly string[] =>
  view
    .list('PersistentVolumeClaim')
    .filter((claim) => claim.spec.storageClassName === storageClass && isWanted(claim))
    .map((claim) => keyOf(claim));

/** The volume binder has named a provisioner, and nothing is bound yet. */
const isWanted = ({ metadata, spec }: PersistentVolumeClaim): boolean =>
  metadata.annotations?.[provisionerAnnotation] !== undefined &&
  metadata.deletionTimestamp === undefined &&
  !spec.volumeName;

function provision(key: string, client: Client, nowMs: number): ReconcileError | undefined {
  const making = client.recall<Making>(key);
  if (making && making.endsAtMs > nowMs) return keepWaiting(making, client, nowMs);
  if (making && making.state !== 'refused') return finish(key, making, client, nowMs);
  return begin(key, making ? 'again' : 'first', client, nowMs);
}

/** VOL-23: a claim that waits for a consumer is begun only when its node is chosen. */
function begin(key: string, state: Making['state'], client: Client, nowMs: number): ReconcileError | undefined {
  client.remember(key, undefined);
  const claim = client.view.get('PersistentVolumeClaim', key);
  if (!claim || !isWanted(claim)) return undefined;
  const storageClass = client.view.get('StorageClass', claim.spec.storageClassName ?? '');
  if (!storageClass || client.view.get('PersistentVolume', volumeNameOf(claim))) return undefined;
  const isDelayed = storageClass.volumeBindingMode === 'WaitForFirstConsumer';
  if (isDelayed && claim.metadata.annotations?.[selectedNodeAnnotation] === undefined) return undefined;
  const message = `External provisioner is provisioning volume for claim "${key}"`;
  const reason = { rule: 'VOL-23', params: { claim: claim.metadata.name, provisioner: storageClass.provisioner } };
  const component = speakerOf(storageClass.provisioner);
  client.event(claim, { type: 'Normal', reason: 'Provisioning', message, component }, reason);
  // Of volumes that are asked for together either may be there first (VOL-23).
  const lateMs = Math.floor(client.random('storage', claim.metadata.uid) * timings.volumes.provisionApartMs);
  const making = { claim, storageClass, endsAtMs: nowMs + timings.volumes.provisionMs + lateMs, state };
  client.remember<Making>(key, making);
  return keepWaiting(making, client, nowMs);
}

function keepWaiting({ claim, storageClass, endsAtMs, state }: Making, client: Client, nowMs: number): undefined {
  const params = { claim: claim.metadata.name, provisioner: storageClass.provisioner, refused: state !== 'first' };
  client.wait({ rule: 'VOL-23', params });
  const isRefused = refusalOf(storageClass, client.view) !== undefined;
  client.requeue(endsAtMs - nowMs, { idle: state !== 'first' && isRefused });
}

/** Why the storage system makes no volume: its class says so in the scenario, or somebody broke it. */
const refusalOf = ({ metadata, parameters }: StorageClass, view: View): string | undefined =>
  parameters?.['fail'] ?? (view.failing(metadata.name).includes('provisioning') ? 'no capacity is left' : undefined);

function finish(key: string, making: Making, client: Client, nowMs: number): ReconcileError | undefined {
  const { claim, storageClass } = making;
  const { provisioner } = storageClass;
  const fault = refusalOf(storageClass, client.view);
  const component = speakerOf(provisioner);
  const volume = volumeNameOf(claim);
  const reason = { rule: 'VOL-23', params: { claim: claim.metadata.name, provisioner, volume } };
  if (fault !== undefined) {
    const message = `rpc error: code = ResourceExhausted desc = ${fault}`;
    client.event(claim, { type: 'Warning', reason: 'ProvisioningFailed', message, component }, reason);
    const refusal: Making = { ...making, endsAtMs: nowMs + timings.volumes.provisionRetryMs, state: 'refused' };
    client.remember<Making>(key, refusal);
    return keepWaiting(refusal, client, nowMs);
  }
  client.remember(key, undefined);
  const result = client.create<PersistentVolume>(volumeFor(claim, storageClass), {
    rule: 'VOL-11',
    params: reason.params,
  });
  if (!result.ok && result.status.reason !== 'AlreadyExists') return { error: result.status.message ?? 'refused' };
  const message = `Successfully provisioned volume ${volume}`;
  client.event(claim, { type: 'Normal', reason: 'ProvisioningSucceeded', message, component }, reason);
  // The claim may have been replaced by another of its name, which is still to get its volume.
  return begin(key, 'first', client, nowMs);
}

/** EV-8: the name under which a driver's provisioner speaks. */
const speakerOf = (provisioner: string): string => `${provisioner}_controller`;

const volumeNameOf = (claim: PersistentVolumeClaim): string => `pvc-${claim.metadata.uid}`;

/** VOL-11 */
function volumeFor(claim: PersistentVolumeClaim, storageClass: StorageClass): Draft<PersistentVolume> {
  const { namespace, name: claimName, uid, resourceVersion } = claim.metadata;
  const name = volumeNameOf(claim);
  const { accessModes, resources, volumeMode = 'Filesystem' } = claim.spec;
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: {
      name,
      annotations: {
        [provisionedByAnnotation]: storageClass.provisioner,
        'volume.kubernetes.io/provisioner-deletion-secret-name': '',
        'volume.kubernetes.io/provisioner-deletion-secret-namespace': '',
      },
      finalizers: [provisionerFinalizer],
    },
    spec: {
      capacity: { storage: resources?.requests?.['storage'] ?? '1Gi' },
      ...(accessModes ? { accessModes } : {}),
      claimRef: {
        kind: 'PersistentVolumeClaim',
        ...(namespace === undefined ? {} : { namespace }),
        name: claimName,
        uid,
        apiVersion: 'v1',
        resourceVersion,
      },
      csi: {
        driver: storageClass.provisioner,
        volumeHandle: name,
        ...(volumeMode === 'Filesystem' ? { fsType: 'ext4' } : {}),
      },
      persistentVolumeReclaimPolicy: storageClass.reclaimPolicy ?? 'Delete',
      storageClassName: storageClass.metadata.name,
      volumeMode,
    },
  };
}

const isOurs = ({ metadata }: PersistentVolume): boolean =>
  metadata.annotations?.[provisionedByAnnotation] !== undefined;

/** VOL-9, VOL-10: the finalizer is there exactly as long as the volume shall be deleted with its claim. */
function keepOrDelete(
  volume: PersistentVolume,
  attachments: AttachmentIndex,
  client: Client,
  nowMs: number,
): ReconcileError | undefined {
  const isDeleted = volume.spec.persistentVolumeReclaimPolicy === 'Delete';
  if (isDeleted && volume.status.phase === 'Released') return deleteVolume(volume, attachments, client, nowMs);
  client.remember(volume.metadata.name, undefined);
  const isHeld = hasFinalizer(volume, provisionerFinalizer);
  if (isHeld === isDeleted || (!isHeld && volume.metadata.deletionTimestamp !== undefined)) return undefined;
  const next = isHeld ? withoutFinalizer(volume, provisionerFinalizer) : withFinalizer(volume, provisionerFinalizer);
  const result = client.update(next, { rule: 'VOL-10', params: { volume: volume.metadata.name } });
  return result.ok ? undefined : { error: result.status.message ?? 'refused' };
}

/** VOL-51: what is attached cannot be deleted. */
function deleteVolume(
  volume: PersistentVolume,
  attachments: AttachmentIndex,
  client: Client,
  nowMs: number,
): ReconcileError | undefined {
  const { name, uid } = volume.metadata;
  const attached = attachments.ofVolume(name)[0];
  if (attached) {
    client.remember(name, undefined);
    client.wait({ rule: 'VOL-51', params: { volume: name, node: attached.spec.nodeName } });
    return undefined;
  }
  const standing = client.recall<Deleting>(name);
  const deleting = standing?.uid === uid ? standing : { uid, endsAtMs: nowMs + timings.volumes.deleteMs };
  client.remember<Deleting>(name, deleting);
  const reason = { rule: 'VOL-51', params: { volume: name } };
  if (deleting.endsAtMs > nowMs) {
    client.wait(reason);
    client.requeue(deleting.endsAtMs - nowMs);
    return undefined;
  }
  client.delete('PersistentVolume', name, reason);
  const held = client.view.get('PersistentVolume', name);
  if (held && hasFinalizer(held, provisionerFinalizer))
    client.update(withoutFinalizer(held, provisionerFinalizer), reason);
  return undefined;
}
