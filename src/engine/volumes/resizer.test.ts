import { expect, test } from 'vitest';
import { createRig } from '../testing/rig.ts';
import type { Rig } from '../testing/rig.ts';
import { createExpandController } from './expand-controller.ts';
import { createProvisioner } from './provisioner.ts';
import { createResizer } from './resizer.ts';
import { createVolumeBinder } from './volume-binder/volume-binder.ts';

function rigOf(allowVolumeExpansion?: boolean): Rig {
  const rig = createRig([createVolumeBinder(), createProvisioner(), createExpandController(), createResizer()]);
  rig.create('StorageClass', {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: { name: 'flash' },
    provisioner: 'disk.example.com',
    ...(allowVolumeExpansion === undefined ? {} : { allowVolumeExpansion }),
  });
  rig.create('PersistentVolumeClaim', {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name: 'mine' },
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } }, storageClassName: 'flash' },
  });
  return rig;
}

const claimOf = (rig: Rig) => rig.view.get('PersistentVolumeClaim', 'default/mine');
const capacityOf = (rig: Rig) => rig.view.list('PersistentVolume')[0]?.spec.capacity?.['storage'];
const said = (rig: Rig) =>
  rig.view.eventsAbout(claimOf(rig)?.metadata.uid ?? '').map(({ reason, message }) => `${reason} ${message}`);

const grow = (rig: Rig, storage: string) =>
  rig.ask({
    verb: 'patch',
    kind: 'PersistentVolumeClaim',
    namespace: 'default',
    name: 'mine',
    patchType: 'merge',
    body: { spec: { resources: { requests: { storage } } } },
  });

test('VOL-63: a claim that asks for more grows: first its volume, then what it has', () => {
  const rig = rigOf(true);
  rig.advanceTo(5_000);
  expect(grow(rig, '3Gi').code).toBe(200);
  rig.advanceTo(5_500);
  expect(claimOf(rig)?.status.conditions?.map(({ type, status }) => `${type} ${status}`)).toEqual(['Resizing True']);
  expect([capacityOf(rig), claimOf(rig)?.status.capacity]).toEqual(['1Gi', { storage: '1Gi' }]);
  rig.advanceTo(20_000);
  expect([capacityOf(rig), claimOf(rig)?.status.capacity]).toEqual(['3Gi', { storage: '3Gi' }]);
  expect(claimOf(rig)?.status.conditions).toBeUndefined();
  const written = rig
    .changes()
    .filter(({ reason }) => reason.rule === 'VOL-63' && reason.params?.['volume'] !== undefined);
  expect(written.map(({ kind }) => kind).filter((kind) => kind !== 'Event')).toEqual([
    'PersistentVolumeClaim',
    'PersistentVolume',
    'PersistentVolumeClaim',
  ]);
  expect(said(rig)).toEqual(
    expect.arrayContaining([
      'ExternalExpanding waiting for an external controller to expand this PVC',
      `Resizing External resizer is resizing volume ${claimOf(rig)?.spec.volumeName}`,
      'VolumeResizeSuccessful Resize volume succeeded',
    ]),
  );
});

test('VOL-63: what is asked for while it grows comes next', () => {
  const rig = rigOf(true);
  rig.advanceTo(5_000);
  grow(rig, '3Gi');
  rig.advanceTo(5_500);
  grow(rig, '5Gi');
  rig.advanceTo(20_000);
  expect(claimOf(rig)?.status.capacity).toEqual({ storage: '5Gi' });
});

test.each([false, undefined])('VOL-62: with allowVolumeExpansion %s a claim may not grow', (allowed) => {
  const rig = rigOf(allowed);
  rig.advanceTo(5_000);
  const { code, body } = grow(rig, '3Gi');
  expect(code).toBe(403);
  expect(body).toMatchObject({
    message:
      'persistentvolumeclaims "mine" is forbidden: only dynamically provisioned pvc can be resized and the storageclass ' +
      'that provisions the pvc must support resize',
  });
});

test('VOL-60: a claim without a volume cannot grow', () => {
  const rig = rigOf(true);
  expect(grow(rig, '3Gi').code).toBe(422);
});
