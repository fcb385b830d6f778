import { expect, test } from 'vitest';
import type { Change } from '../../api/change.ts';
import type { PersistentVolume } from '../../kinds/persistent-volume.ts';
import type { PersistentVolumeClaim } from '../../kinds/persistent-volume-claim.ts';
import { createRig } from '../../testing/rig.ts';
import type { Rig } from '../../testing/rig.ts';
import { createVolumeBinder } from './volume-binder.ts';

const rigOf = (): Rig => createRig([createVolumeBinder()]);

function addClass(rig: Rig, name: string, volumeBindingMode: string, provisioner = 'disk.example.com'): void {
  rig.create('StorageClass', {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: { name },
    provisioner,
    reclaimPolicy: 'Delete',
    volumeBindingMode,
  });
}

const claimBody = (name: string, spec: Partial<PersistentVolumeClaim['spec']> = {}) => ({
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: { name },
  spec: {
    accessModes: ['ReadWriteOnce'],
    resources: { requests: { storage: '1Gi' } },
    storageClassName: 'by-hand',
    volumeMode: 'Filesystem',
    ...spec,
  },
});

const volumeBody = (name: string, storage: string, spec: Partial<PersistentVolume['spec']> = {}) => ({
  apiVersion: 'v1',
  kind: 'PersistentVolume',
  metadata: { name, labels: { disk: name } },
  spec: {
    capacity: { storage },
    accessModes: ['ReadWriteOnce'],
    persistentVolumeReclaimPolicy: 'Retain',
    storageClassName: 'by-hand',
    volumeMode: 'Filesystem',
    hostPath: { path: `/mnt/${name}` },
    ...spec,
  },
});

const podBody = (name: string, claimName: string) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name },
  spec: {
    containers: [{ name: 'c', image: 'nginx' }],
    volumes: [{ name: 'data', persistentVolumeClaim: { claimName } }],
  },
});

const claimOf = (rig: Rig, name: string) => rig.view.get('PersistentVolumeClaim', `default/${name}`);
const volumeOf = (rig: Rig, name: string) => rig.view.get('PersistentVolume', name);
const said = (rig: Rig) => rig.view.list('Event').map(({ type, reason, message }) => `${type} ${reason} ${message}`);
const counts = (rig: Rig) => rig.view.list('Event').map(({ reason, count }) => [reason, count]);
const remove = (rig: Rig, kind: 'PersistentVolumeClaim' | 'PersistentVolume', name: string) => {
  const target = { verb: 'patch', kind, name, patchType: 'merge', body: { metadata: { finalizers: null } } } as const;
  const namespace = kind === 'PersistentVolumeClaim' ? { namespace: 'default' } : {};
  rig.ask({ verb: 'delete', kind, name, ...namespace });
  rig.ask({ ...target, ...namespace });
};
const patch = (rig: Rig, kind: 'PersistentVolumeClaim' | 'PersistentVolume', name: string, body: unknown) => {
  const namespace = kind === 'PersistentVolumeClaim' ? { namespace: 'default' } : {};
  const { code } = rig.ask({ verb: 'patch', kind, name, ...namespace, patchType: 'merge', body });
  expect(code).toBe(200);
};

test('VOL-1: a volume without a claim becomes Available', () => {
  const rig = rigOf();
  rig.create('PersistentVolume', volumeBody('a', '1Gi'));
  expect(volumeOf(rig, 'a')?.status.phase).toBe('Pending');
  rig.advanceTo(100);
  expect(volumeOf(rig, 'a')?.status.phase).toBe('Available');
});

test('VOL-2: a claim gets the smallest volume that fits in size, class, modes and selector', () => {
  const rig = rigOf();
  rig.create('PersistentVolume', volumeBody('big', '10Gi'));
  rig.create('PersistentVolume', volumeBody('too-small', '512Mi'));
  rig.create('PersistentVolume', volumeBody('other-class', '1Gi', { storageClassName: 'x' }));
  rig.create('PersistentVolume', volumeBody('other-mode', '1Gi', { accessModes: ['ReadWriteMany'] }));
  rig.create('PersistentVolume', volumeBody('block', '1Gi', { volumeMode: 'Block' }));
  rig.create('PersistentVolume', volumeBody('small', '2Gi'));
  rig.advanceTo(100);
  rig.create('PersistentVolumeClaim', claimBody('first'));
  rig.create('PersistentVolumeClaim', claimBody('chosen', { selector: { matchLabels: { disk: 'none' } } }));
  rig.advanceTo(200);
  expect(claimOf(rig, 'first')?.spec.volumeName).toBe('small');
  expect(claimOf(rig, 'chosen')?.spec.volumeName).toBeUndefined();
});

test('VOL-2: a volume that refers to the claim wins, also for a claim that waits for a consumer', () => {
  const rig = rigOf();
  addClass(rig, 'by-hand', 'WaitForFirstConsumer', 'kubernetes.io/no-provisioner');
  rig.create('PersistentVolume', volumeBody('small', '1Gi'));
  const claimRef = { kind: 'PersistentVolumeClaim', namespace: 'default', name: 'mine' };
  rig.create('PersistentVolume', volumeBody('reserved', '5Gi', { claimRef }));
  rig.advanceTo(100);
  rig.create('PersistentVolumeClaim', claimBody('mine'));
  rig.create('PersistentVolumeClaim', claimBody('waits'));
  rig.advanceTo(200);
  expect(claimOf(rig, 'mine')?.status.phase).toBe('Bound');
  expect(volumeOf(rig, 'reserved')?.spec.claimRef?.uid).toBe(claimOf(rig, 'mine')?.metadata.uid);
  expect(volumeOf(rig, 'reserved')?.metadata.annotations).toBeUndefined();
  expect(claimOf(rig, 'waits')?.status.phase).toBe('Pending');
});

test('VOL-3: binding is four writes: the reference, the phase, the name, the status', () => {
  const rig = rigOf();
  rig.create('PersistentVolume', volumeBody('a', '1Gi'));
  rig.advanceTo(100);
  rig.create('PersistentVolumeClaim', claimBody('mine'));
  const before = rig.changes().length;
  rig.advanceTo(200);
  const writes = rig.changes().slice(before);
  expect(writes.map(written)).toEqual([
    'PersistentVolume Available mine',
    'PersistentVolume Bound mine',
    'PersistentVolumeClaim Pending a',
    'PersistentVolumeClaim Bound a',
  ]);
  expect(writes.every(({ reason }) => reason.rule === 'VOL-3')).toBe(true);
  expect(volumeOf(rig, 'a')?.metadata.annotations).toEqual({ 'pv.kubernetes.io/bound-by-controller': 'yes' });
  expect(claimOf(rig, 'mine')?.metadata.annotations).toEqual({
    'pv.kubernetes.io/bind-completed': 'yes',
    'pv.kubernetes.io/bound-by-controller': 'yes',
  });
});

function written(change: Change): string {
  if (change.kind === 'PersistentVolume')
    return `${change.kind} ${change.after?.status.phase} ${change.after?.spec.claimRef?.name}`;
  if (change.kind === 'PersistentVolumeClaim')
    return `${change.kind} ${change.after?.status.phase} ${change.after?.spec.volumeName}`;
  return change.kind;
}

test('VOL-4: a claim shows the capacity of its whole volume', () => {
  const rig = rigOf();
  rig.create('PersistentVolume', volumeBody('a', '10Gi'));
  rig.advanceTo(100);
  rig.create('PersistentVolumeClaim', claimBody('mine'));
  rig.advanceTo(200);
  const status = { phase: 'Bound', accessModes: ['ReadWriteOnce'], capacity: { storage: '10Gi' } };
  expect(claimOf(rig, 'mine')?.status).toEqual(status);
});

test('VOL-5: without class and volume a claim stays Pending, and says so with every resync', () => {
  const rig = rigOf();
  rig.create('PersistentVolumeClaim', claimBody('mine', { storageClassName: '' }));
  rig.advanceTo(10);
  expect(said(rig)).toEqual([
    'Normal FailedBinding no persistent volumes available for this claim and no storage class is set',
  ]);
  rig.advanceTo(30_010);
  expect(counts(rig)).toEqual([['FailedBinding', 3]]);
  expect(rig.view.waits().map(({ reason }) => reason.rule)).toEqual(['VOL-5']);
});

test('VOL-6: a missing class is named, and healed at the next resync once it exists', () => {
  const rig = rigOf();
  rig.create('PersistentVolumeClaim', claimBody('mine', { storageClassName: 'fast' }));
  rig.advanceTo(10);
  expect(said(rig)).toEqual(['Warning ProvisioningFailed storageclass.storage.k8s.io "fast" not found']);
  const isBusy = () => rig.view.upcoming().some(({ idle }) => !idle);
  expect(isBusy()).toBe(false);
  addClass(rig, 'fast', 'Immediate');
  expect(isBusy()).toBe(true);
  rig.advanceTo(15_100);
  expect(claimOf(rig, 'mine')?.metadata.annotations).toHaveProperty(
    ['volume.kubernetes.io/storage-provisioner'],
    'disk.example.com',
  );
});

test('VOL-7: a volume asked for by name must fit, and be free', () => {
  const rig = rigOf();
  rig.create('PersistentVolume', volumeBody('small', '512Mi'));
  rig.create('PersistentVolume', volumeBody('taken', '1Gi'));
  rig.advanceTo(100);
  rig.create('PersistentVolumeClaim', claimBody('owner', { volumeName: 'taken' }));
  rig.advanceTo(200);
  expect(claimOf(rig, 'owner')?.metadata.annotations).toEqual({ 'pv.kubernetes.io/bind-completed': 'yes' });
  rig.create('PersistentVolumeClaim', claimBody('wants-more', { volumeName: 'small' }));
  rig.create('PersistentVolumeClaim', claimBody('too-late', { volumeName: 'taken' }));
  rig.advanceTo(300);
  expect(said(rig).sort()).toEqual([
    'Warning FailedBinding volume "taken" already bound to a different claim.',
    'Warning VolumeMismatch Cannot bind to requested volume "small": requested PV is too small',
  ]);
});

test('VOL-8: a bound claim whose volume is deleted is Lost', () => {
  const rig = rigOf();
  rig.create('PersistentVolume', volumeBody('a', '1Gi'));
  rig.create('PersistentVolumeClaim', claimBody('mine'));
  rig.advanceTo(20_000);
  expect(claimOf(rig, 'mine')?.status.phase).toBe('Bound');
  remove(rig, 'PersistentVolume', 'a');
  rig.advanceTo(20_100);
  expect(claimOf(rig, 'mine')?.status).toEqual({ phase: 'Lost' });
  expect(said(rig)).toContain(
    'Warning ClaimLost Bound claim has lost its PersistentVolume. Data on the volume is lost!',
  );
});

test('VOL-9: a volume whose claim is gone is Released, and Retain keeps it from a new claim of the name', () => {
  const rig = rigOf();
  rig.create('PersistentVolume', volumeBody('a', '1Gi'));
  rig.advanceTo(100);
  rig.create('PersistentVolumeClaim', claimBody('mine'));
  rig.advanceTo(200);
  remove(rig, 'PersistentVolumeClaim', 'mine');
  rig.create('PersistentVolumeClaim', claimBody('mine'));
  rig.advanceTo(40_000);
  expect(volumeOf(rig, 'a')?.status.phase).toBe('Released');
  expect(claimOf(rig, 'mine')?.status.phase).toBe('Pending');
  patch(rig, 'PersistentVolume', 'a', { spec: { claimRef: null } });
  rig.advanceTo(60_000);
  expect(volumeOf(rig, 'a')?.status.phase).toBe('Bound');
  expect(claimOf(rig, 'mine')?.status.phase).toBe('Bound');
});

test('VOL-9: nobody can delete what is behind a volume made by hand', () => {
  const rig = rigOf();
  rig.create('PersistentVolume', volumeBody('a', '1Gi', { persistentVolumeReclaimPolicy: 'Delete' }));
  rig.advanceTo(100);
  rig.create('PersistentVolumeClaim', claimBody('mine'));
  rig.advanceTo(200);
  remove(rig, 'PersistentVolumeClaim', 'mine');
  rig.advanceTo(300);
  expect(volumeOf(rig, 'a')?.status.phase).toBe('Failed');
  expect(said(rig)).toEqual([
    'Warning VolumeFailedDelete host_path deleter only supports /tmp/.+ but received provided /mnt/a',
  ]);
});

test('VOL-20: an Immediate claim is handed to its provisioner, and that is said twice at once', () => {
  const rig = rigOf();
  addClass(rig, 'now', 'Immediate');
  rig.create('PersistentVolumeClaim', claimBody('mine', { storageClassName: 'now' }));
  rig.advanceTo(100);
  expect(claimOf(rig, 'mine')?.metadata.annotations).toEqual({
    'volume.beta.kubernetes.io/storage-provisioner': 'disk.example.com',
    'volume.kubernetes.io/storage-provisioner': 'disk.example.com',
  });
  expect(said(rig)).toEqual([
    "Normal ExternalProvisioning Waiting for a volume to be created either by the external provisioner 'disk.example.com' or manually by the system administrator. If volume creation is delayed, please verify that the provisioner is running and correctly registered.",
  ]);
  expect(counts(rig)).toEqual([['ExternalProvisioning', 2]]);
});

test('VOL-20: a waiting claim is handed over once its node is chosen', () => {
  const rig = rigOf();
  addClass(rig, 'later', 'WaitForFirstConsumer');
  rig.create('PersistentVolumeClaim', claimBody('mine', { storageClassName: 'later' }));
  rig.advanceTo(100);
  const annotations = { 'volume.kubernetes.io/selected-node': 'node-1' };
  patch(rig, 'PersistentVolumeClaim', 'mine', { metadata: { annotations } });
  rig.advanceTo(200);
  expect(claimOf(rig, 'mine')?.metadata.annotations).toHaveProperty(['volume.kubernetes.io/storage-provisioner']);
});

test('VOL-21: a claim waits for its first consumer, and says so every 15 s', () => {
  const rig = rigOf();
  addClass(rig, 'later', 'WaitForFirstConsumer');
  rig.create('PersistentVolumeClaim', claimBody('mine', { storageClassName: 'later' }));
  rig.create('Pod', podBody('p', 'none'));
  rig.advanceTo(30_010);
  expect(said(rig)).toEqual(['Normal WaitForFirstConsumer waiting for first consumer to be created before binding']);
  expect(counts(rig)).toEqual([['WaitForFirstConsumer', 3]]);
});

test('VOL-21: a Pod made beside the claim is seen only when the claim is looked at again', () => {
  const rig = rigOf();
  addClass(rig, 'later', 'WaitForFirstConsumer');
  rig.create('PersistentVolumeClaim', claimBody('mine', { storageClassName: 'later' }));
  rig.create('Pod', podBody('web-0', 'mine'));
  rig.advanceTo(100);
  expect(said(rig)).toEqual(['Normal WaitForFirstConsumer waiting for first consumer to be created before binding']);
  patch(rig, 'PersistentVolumeClaim', 'mine', { metadata: { labels: { any: 'thing' } } });
  rig.create('Pod', podBody('web-1', 'mine'));
  rig.advanceTo(200);
  expect(said(rig)).toContain('Normal WaitForPodScheduled waiting for pods web-0,web-1 to be scheduled');
});

test('VOL-24: a class without provisioner has only volumes made by hand', () => {
  const rig = rigOf();
  addClass(rig, 'by-hand', 'Immediate', 'kubernetes.io/no-provisioner');
  rig.create('PersistentVolumeClaim', claimBody('mine'));
  rig.advanceTo(10);
  expect(said(rig)).toEqual(['Warning ProvisioningFailed no volume plugin matched name: kubernetes.io/no-provisioner']);
});
