import { expect, test } from 'vitest';
import { createRig } from '../testing/rig.ts';
import type { Rig } from '../testing/rig.ts';
import { createClaimProtection } from './claim-protection.ts';
import { createProvisioner } from './provisioner.ts';
import { createVolumeBinder } from './volume-binder/volume-binder.ts';
import { createVolumeProtection } from './volume-protection.ts';

const driver = 'disk.example.com';

function rigOf(more: { readonly [field: string]: unknown } = {}): Rig {
  const rig = createRig([createVolumeBinder(), createProvisioner(), createClaimProtection(), createVolumeProtection()]);
  rig.create('StorageClass', {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: { name: 'flash' },
    provisioner: driver,
    reclaimPolicy: 'Delete',
    volumeBindingMode: 'Immediate',
    ...more,
  });
  return rig;
}

function addClaim(rig: Rig, name = 'mine'): string {
  rig.create('PersistentVolumeClaim', {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name },
    spec: {
      accessModes: ['ReadWriteOnce'],
      resources: { requests: { storage: '2Gi' } },
      storageClassName: 'flash',
      volumeMode: 'Filesystem',
    },
  });
  return rig.view.get('PersistentVolumeClaim', `default/${name}`)?.metadata.uid ?? '';
}

const claimOf = (rig: Rig) => rig.view.get('PersistentVolumeClaim', 'default/mine');
const said = (rig: Rig) => rig.view.list('Event').map((event) => `${event.reportingComponent}: ${event.message}`);
const deleteClaim = (rig: Rig) =>
  rig.ask({ verb: 'delete', kind: 'PersistentVolumeClaim', namespace: 'default', name: 'mine' });

test('VOL-11: a provisioned volume belongs to its claim and is never Available', () => {
  const rig = rigOf();
  const uid = addClaim(rig);
  rig.advanceTo(2_000);
  const volume = rig.view.get('PersistentVolume', `pvc-${uid}`);
  expect(volume?.metadata.annotations).toEqual({
    'pv.kubernetes.io/provisioned-by': driver,
    'volume.kubernetes.io/provisioner-deletion-secret-name': '',
    'volume.kubernetes.io/provisioner-deletion-secret-namespace': '',
  });
  expect(volume?.metadata.finalizers).toEqual([
    'external-provisioner.volume.kubernetes.io/finalizer',
    'kubernetes.io/pv-protection',
  ]);
  expect(volume?.spec).toMatchObject({
    accessModes: ['ReadWriteOnce'],
    capacity: { storage: '2Gi' },
    claimRef: { kind: 'PersistentVolumeClaim', namespace: 'default', name: 'mine', uid, apiVersion: 'v1' },
    csi: { driver, fsType: 'ext4' },
    persistentVolumeReclaimPolicy: 'Delete',
    storageClassName: 'flash',
    volumeMode: 'Filesystem',
  });
  const phases = rig
    .changes()
    .flatMap((change) => (change.kind === 'PersistentVolume' ? [change.after?.status.phase] : []));
  expect([...new Set(phases)]).toEqual(['Pending', 'Bound']);
  expect(claimOf(rig)?.status.phase).toBe('Bound');
});

test('VOL-23: of volumes asked for together any may be there first, and all are before one is bound', () => {
  const rig = rigOf();
  const names = Array.from({ length: 12 }, (_, at) => `pvc-${addClaim(rig, `claim-${at}`)}`);
  rig.advanceTo(2_000);
  const volumes = rig.changes().flatMap((it) => (it.kind === 'PersistentVolume' && it.after ? [it] : []));
  const made = volumes.filter(({ before }) => before === undefined).map(({ after }) => after?.metadata.name);
  expect(made.toSorted()).toEqual(names.toSorted());
  expect(made).not.toEqual(names);
  const bound = volumes.findIndex(({ after }) => after?.status.phase === 'Bound');
  expect(bound).toBe(names.length);
});

test('VOL-23: the driver works for a second, and says when it begins and when it is done', () => {
  const rig = rigOf();
  const uid = addClaim(rig);
  rig.advanceTo(1_000);
  expect(said(rig)).toContain(
    `${driver}_controller: External provisioner is provisioning volume for claim "default/mine"`,
  );
  expect(rig.view.count('PersistentVolume')).toBe(0);
  expect(
    rig.view
      .waits()
      .map(({ reason }) => reason.rule)
      .sort(),
  ).toEqual(['VOL-20', 'VOL-23']);
  rig.advanceTo(1_100);
  expect(said(rig)).toContain(`${driver}_controller: Successfully provisioned volume pvc-${uid}`);
  expect(rig.view.waits()).toEqual([]);
});

test('VOL-23: a refusing driver is asked again every five seconds', () => {
  const rig = rigOf({ parameters: { fail: 'no space' } });
  addClaim(rig);
  rig.advanceTo(14_000);
  const failures = rig.view.list('Event').filter(({ reason }) => reason === 'ProvisioningFailed');
  expect(failures.map(({ message, count }) => [message, count])).toEqual([
    ['rpc error: code = ResourceExhausted desc = no space', 3],
  ]);
  expect(rig.view.waits().map(({ reason }) => reason.rule)).toContain('VOL-23');
});

test('VOL-23: a waiting claim is provisioned only after its node is chosen', () => {
  const rig = rigOf({ volumeBindingMode: 'WaitForFirstConsumer' });
  addClaim(rig);
  const annotate = (annotations: { readonly [name: string]: string }) =>
    rig.ask({
      verb: 'patch',
      kind: 'PersistentVolumeClaim',
      namespace: 'default',
      name: 'mine',
      patchType: 'merge',
      body: { metadata: { annotations } },
    });
  annotate({ 'volume.kubernetes.io/storage-provisioner': driver });
  rig.advanceTo(5_000);
  expect(rig.view.count('PersistentVolume')).toBe(0);
  annotate({ 'volume.kubernetes.io/selected-node': 'node-1' });
  rig.advanceTo(6_100);
  expect(claimOf(rig)?.status.phase).toBe('Bound');
});

test('VOL-51: a never attached volume goes half a second after its claim', () => {
  const rig = rigOf();
  const uid = addClaim(rig);
  rig.advanceTo(2_000);
  deleteClaim(rig);
  rig.advanceTo(2_400);
  expect(claimOf(rig)).toBeUndefined();
  expect(rig.view.get('PersistentVolume', `pvc-${uid}`)?.status.phase).toBe('Released');
  rig.advanceTo(2_600);
  expect(rig.view.count('PersistentVolume')).toBe(0);
});

test('VOL-51: an attached volume is deleted only after its attachment is gone', () => {
  const rig = rigOf();
  const uid = addClaim(rig);
  rig.advanceTo(2_000);
  const source = { persistentVolumeName: `pvc-${uid}` };
  rig.create('VolumeAttachment', {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'VolumeAttachment',
    metadata: { name: 'csi-1' },
    spec: { attacher: driver, nodeName: 'node-1', source },
  });
  deleteClaim(rig);
  rig.advanceTo(10_000);
  expect(rig.view.count('PersistentVolume')).toBe(1);
  expect(rig.view.waits().map(({ reason }) => reason.rule)).toEqual(['VOL-51']);
  rig.ask({ verb: 'delete', kind: 'VolumeAttachment', name: 'csi-1' });
  rig.advanceTo(10_600);
  expect(rig.view.count('PersistentVolume')).toBe(0);
});

test('VOL-10: the reclaim policy at release counts', () => {
  const rig = rigOf();
  const uid = addClaim(rig);
  rig.advanceTo(2_000);
  const body = { spec: { persistentVolumeReclaimPolicy: 'Retain' } };
  rig.ask({ verb: 'patch', kind: 'PersistentVolume', name: `pvc-${uid}`, patchType: 'merge', body });
  deleteClaim(rig);
  rig.advanceTo(4_000);
  const volume = rig.view.get('PersistentVolume', `pvc-${uid}`);
  expect(volume?.status.phase).toBe('Released');
  expect(volume?.metadata.finalizers).toEqual(['kubernetes.io/pv-protection']);
});

function addPod(rig: Rig): void {
  rig.create('Pod', {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'user' },
    spec: {
      containers: [{ name: 'c', image: 'nginx' }],
      volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'mine' } }],
    },
  });
}

test('VOL-30: a deleted claim stays while a scheduled Pod mounts it', () => {
  const rig = rigOf();
  addClaim(rig);
  addPod(rig);
  const target = { kind: 'Node', name: 'node-1' };
  const body = { apiVersion: 'v1', kind: 'Binding', metadata: { name: 'user' }, target };
  rig.ask({ verb: 'create', kind: 'Pod', namespace: 'default', name: 'user', subresource: 'binding', body });
  rig.advanceTo(2_000);
  deleteClaim(rig);
  rig.advanceTo(3_000);
  expect(claimOf(rig)?.metadata.deletionTimestamp).toBeDefined();
  expect(rig.view.waits().map(({ reason }) => reason)).toEqual([
    { rule: 'VOL-30', params: { claim: 'mine', pod: 'user' } },
  ]);
  const options = { gracePeriodSeconds: 0 };
  rig.ask({ verb: 'delete', kind: 'Pod', namespace: 'default', name: 'user', options });
  rig.advanceTo(3_100);
  expect(claimOf(rig)).toBeUndefined();
});

test('VOL-30: an unscheduled Pod does not protect a claim', () => {
  const rig = rigOf();
  addClaim(rig);
  addPod(rig);
  rig.advanceTo(2_000);
  deleteClaim(rig);
  rig.advanceTo(2_100);
  expect(claimOf(rig)).toBeUndefined();
});

test('VOL-31: a deleted volume stays until it is no longer Bound', () => {
  const rig = rigOf({ reclaimPolicy: 'Retain' });
  const uid = addClaim(rig);
  rig.advanceTo(2_000);
  rig.ask({ verb: 'delete', kind: 'PersistentVolume', name: `pvc-${uid}` });
  rig.advanceTo(4_000);
  expect(rig.view.get('PersistentVolume', `pvc-${uid}`)?.metadata.finalizers).toEqual(['kubernetes.io/pv-protection']);
  expect(rig.view.waits().map(({ reason }) => reason.rule)).toEqual(['VOL-31']);
  deleteClaim(rig);
  rig.advanceTo(4_100);
  expect(rig.view.count('PersistentVolume')).toBe(0);
});

test('VOL-23: a claim made anew while the driver works on one of its name gets a volume of its own', () => {
  const rig = rigOf();
  const first = addClaim(rig);
  rig.advanceTo(500);
  deleteClaim(rig);
  rig.advanceTo(600);
  const second = addClaim(rig);
  expect(second).not.toBe(first);
  rig.advanceTo(5_000);
  expect(claimOf(rig)).toMatchObject({ spec: { volumeName: `pvc-${second}` }, status: { phase: 'Bound' } });
});
