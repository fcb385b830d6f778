import { expect, test } from 'vitest';
import { createRig } from '../testing/rig.ts';
import type { Rig } from '../testing/rig.ts';
import { createAttachDetachController } from '../volumes/attach-detach/attach-detach.ts';
import { createAttacher } from '../volumes/attacher.ts';
import { createClaimProtection } from '../volumes/claim-protection.ts';
import { createProvisioner } from '../volumes/provisioner.ts';
import { createVolumeBinder } from '../volumes/volume-binder/volume-binder.ts';
import { createKubelet } from './kubelet.ts';
import { UsedVolumes } from './used-volumes.ts';

/** A cluster with a bound claim `data` at 3 s, and no Pod. */
function rigOf(): Rig {
  const rig = createRig([
    createVolumeBinder(),
    createProvisioner(),
    createAttachDetachController(),
    createAttacher(),
    createClaimProtection(),
    createKubelet({ seed: 1, startTimeMs: Date.UTC(2026, 0, 1), nodes: [], images: [], featureGates: {} }),
  ]);
  rig.create('StorageClass', {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: { name: 'disk' },
    provisioner: 'disk.example.com',
    volumeBindingMode: 'Immediate',
  });
  rig.create('PersistentVolumeClaim', {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name: 'data' },
    spec: { accessModes: ['ReadWriteOnce'], storageClassName: 'disk', resources: { requests: { storage: '1Gi' } } },
  });
  rig.advanceTo(3000);
  return rig;
}

const addPod = (rig: Rig, nodeName: string): void =>
  rig.create('Pod', {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'web-0' },
    spec: {
      nodeName,
      containers: [{ name: 'c', image: 'nginx' }],
      volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }],
    },
  });

const inUse = (rig: Rig, node: string): number => rig.view.get('Node', node)?.status.volumesInUse?.length ?? 0;

/** The first moment at which node-1 would list the volume of a Pod made at 3 s. */
function listedMs(): number {
  const rig = rigOf();
  addPod(rig, 'node-1');
  while (inUse(rig, 'node-1') === 0) rig.advanceTo(rig.store.nowMs + 10);
  return rig.store.nowMs;
}

for (const gracePeriodSeconds of [30, 0])
  test(`KUBELET-11: a volume whose Pod went (grace ${gracePeriodSeconds} s) before it was mounted is not listed, and may move`, () => {
    const rig = rigOf();
    addPod(rig, 'node-1');
    rig.advanceTo(listedMs() - 100);
    rig.ask({
      verb: 'delete',
      kind: 'Pod',
      namespace: 'default',
      name: 'web-0',
      options: { gracePeriodSeconds },
    });
    rig.advanceTo(rig.store.nowMs + 3000);
    expect(rig.view.get('Pod', 'default/web-0')).toBeUndefined();
    addPod(rig, 'node-2');
    rig.advanceTo(rig.store.nowMs + 30_000);
    expect([inUse(rig, 'node-1'), inUse(rig, 'node-2')]).toEqual([0, 1]);
    expect(rig.view.get('Pod', 'default/web-0')?.status.phase).toBe('Running');
  });

test('KUBELET-11: a Pod that was replaced by another of its name uses nothing any more, whoever saw it go', () => {
  const rig = rigOf();
  addPod(rig, 'node-1');
  rig.advanceTo(listedMs());
  const used = new UsedVolumes().follow(rig.view);
  const listed = used.listed('node-1', []);
  expect(listed).toHaveLength(1);
  rig.ask({ verb: 'delete', kind: 'Pod', namespace: 'default', name: 'web-0', options: { gracePeriodSeconds: 0 } });
  while (rig.view.count('Pod') > 0) rig.advanceTo(rig.store.nowMs + 10);
  addPod(rig, 'node-2');
  used.follow(rig.view);
  expect([used.listed('node-1', listed), used.listed('node-2', [])]).toEqual([[], listed]);
});

test('KUBELET-11: a volume that was listed, and never mounted, is listed no longer once its Pod has gone', () => {
  const rig = rigOf();
  addPod(rig, 'node-1');
  rig.advanceTo(listedMs());
  expect(rig.view.sandboxesOn('node-1')).toEqual([]);
  rig.ask({ verb: 'delete', kind: 'Pod', namespace: 'default', name: 'web-0' });
  rig.advanceTo(rig.store.nowMs + 15_000);
  expect([rig.view.count('Pod'), inUse(rig, 'node-1')]).toEqual([0, 0]);
});

test('KUBELET-11: a Pod made again at once on its node finds the volume in use, whenever the node writes its status', () => {
  const clock = listedMs();
  for (const beforeMs of [250, 150, 50, 10]) {
    const rig = rigOf();
    addPod(rig, 'node-1');
    rig.advanceTo(clock + 5000);
    rig.ask({ verb: 'delete', kind: 'Pod', namespace: 'default', name: 'web-0', options: { gracePeriodSeconds: 1 } });
    while (rig.view.sandboxesOn('node-1').length > 0 || rig.view.count('Pod') > 0) rig.advanceTo(rig.store.nowMs + 10);
    expect(rig.store.nowMs).toBeLessThan(clock + 10_000 - beforeMs);
    rig.advanceTo(clock + 10_000 - beforeMs);
    addPod(rig, 'node-1');
    rig.advanceTo(clock + 12_000);
    expect(rig.view.get('Pod', 'default/web-0')?.status.phase).toBe('Running');
  }
});

/** A Pod on node-1 with a volume of its own that somebody made by hand. */
function addPodWithVolume(rig: Rig, name: string): void {
  const claimRef = { namespace: 'default', name };
  const spec = { accessModes: ['ReadWriteOnce'], storageClassName: '', volumeName: name };
  rig.ask({
    verb: 'create',
    kind: 'PersistentVolume',
    body: {
      apiVersion: 'v1',
      kind: 'PersistentVolume',
      metadata: { name },
      spec: {
        accessModes: ['ReadWriteOnce'],
        capacity: { storage: '1Gi' },
        claimRef,
        csi: { driver: 'disk.example.com', volumeHandle: name },
      },
    },
  });
  rig.create('PersistentVolumeClaim', {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name },
    spec: { ...spec, resources: { requests: { storage: '1Gi' } } },
  });
  rig.advanceTo(rig.store.nowMs + 1000);
  rig.create('Pod', {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name },
    spec: {
      nodeName: 'node-1',
      containers: [{ name: 'c', image: 'nginx' }],
      volumes: [{ name: 'data', persistentVolumeClaim: { claimName: name } }],
    },
  });
  rig.advanceTo(rig.store.nowMs + 1000);
}

const named = (...names: readonly string[]) => names.map((name) => `kubernetes.io/csi/disk.example.com^${name}`);

test('KUBELET-11: a list that was not written is made again in the same order by a follower that begins in the middle', () => {
  const rig = rigOf();
  addPodWithVolume(rig, 'a');
  const goesOn = new UsedVolumes().follow(rig.view);
  expect(goesOn.listed('node-1', [])).toEqual(named('a'));
  // Nobody wrote that.
  addPodWithVolume(rig, 'c');
  addPodWithVolume(rig, 'b');
  const begins = new UsedVolumes().follow(rig.view);
  expect(goesOn.follow(rig.view).listed('node-1', [])).toEqual(named('a', 'b', 'c'));
  expect(begins.listed('node-1', [])).toEqual(named('a', 'b', 'c'));
});

test('KUBELET-11: a volume that is mounted is in use though its object was torn out, for who saw it and for who begins later', () => {
  const rig = rigOf();
  addPodWithVolume(rig, 'a');
  rig.advanceTo(rig.store.nowMs + 30_000);
  const goesOn = new UsedVolumes().follow(rig.view);
  rig.ask({ verb: 'delete', kind: 'PersistentVolume', name: 'a' });
  rig.ask({
    verb: 'patch',
    kind: 'PersistentVolume',
    name: 'a',
    patchType: 'merge',
    body: { metadata: { finalizers: null } },
  });
  expect(rig.view.get('PersistentVolume', 'a')).toBeUndefined();
  expect(rig.view.sandboxesOn('node-1').flatMap(({ mounted }) => mounted)).toEqual(['a']);
  expect(goesOn.follow(rig.view).listed('node-1', [])).toEqual(named('a'));
  expect(new UsedVolumes().follow(rig.view).listed('node-1', [])).toEqual(named('a'));
});
