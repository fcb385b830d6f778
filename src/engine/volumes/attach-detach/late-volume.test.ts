import { expect, test } from 'vitest';
import { createRig } from '../../testing/rig.ts';
import { createAttacher } from '../attacher.ts';
import { createClaimProtection } from '../claim-protection.ts';
import { createVolumeBinder } from '../volume-binder/volume-binder.ts';
import { createVolumeProtection } from '../volume-protection.ts';
import { createAttachDetachController } from './attach-detach.ts';

test('VOL-40: a claim that named its volume before there was one has it attached where its Pod is, once it is bound', () => {
  const rig = createRig([
    createVolumeBinder(),
    createAttachDetachController(),
    createAttacher(),
    createClaimProtection(),
    createVolumeProtection(),
  ]);
  const spec = { accessModes: ['ReadWriteOnce'], storageClassName: '' };
  const resources = { requests: { storage: '1Gi' } };
  const claim = { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'late' } };
  rig.create('PersistentVolumeClaim', { ...claim, spec: { ...spec, resources, volumeName: 'late' } });
  rig.create('Pod', {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'early' },
    spec: {
      nodeName: 'node-1',
      containers: [{ name: 'c', image: 'nginx' }],
      volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'late' } }],
    },
  });
  rig.advanceTo(10_000);
  const volume = { ...spec, capacity: resources.requests, csi: { driver: 'disk.example.com', volumeHandle: 'late' } };
  const body = { apiVersion: 'v1', kind: 'PersistentVolume', metadata: { name: 'late' }, spec: volume };
  rig.ask({ verb: 'create', kind: 'PersistentVolume', body });
  rig.advanceTo(60_000);
  expect(rig.view.get('PersistentVolumeClaim', 'default/late')?.status.phase).toBe('Bound');
  expect(rig.view.list('VolumeAttachment').map((it) => [it.spec.nodeName, it.status.attached])).toEqual([
    ['node-1', true],
  ]);
});
