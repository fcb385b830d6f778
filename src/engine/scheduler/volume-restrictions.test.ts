import { expect, test } from 'vitest';
import type { Pod } from '../kinds/pod.ts';
import { createRig } from '../testing/rig.ts';
import type { Rig } from '../testing/rig.ts';
import { createVolumeBinder } from '../volumes/volume-binder/volume-binder.ts';
import { createScheduler } from './scheduler.ts';

const hostname = 'kubernetes.io/hostname';

function addVolume(rig: Rig, name: string, spec: object, labels: object = {}): void {
  rig.create('PersistentVolume', {
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: { name, labels },
    spec: {
      capacity: { storage: '1Gi' },
      accessModes: ['ReadWriteOnce'],
      storageClassName: 'hand',
      ...spec,
    },
  });
}

function addClaim(rig: Rig, name: string, accessModes: readonly string[] = ['ReadWriteOnce']): void {
  const spec = { accessModes, storageClassName: 'hand', resources: { requests: { storage: '1Gi' } } };
  rig.create('PersistentVolumeClaim', { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name }, spec });
}

function addPod(rig: Rig, name: string, claimName: string): void {
  const volumes = [{ name: 'data', persistentVolumeClaim: { claimName } }];
  const spec = { containers: [{ name: 'main', image: 'nginx' }], volumes };
  rig.create('Pod', { apiVersion: 'v1', kind: 'Pod', metadata: { name }, spec });
}

const onNode = (name: string) => ({
  local: { path: '/disk' },
  nodeAffinity: {
    required: { nodeSelectorTerms: [{ matchExpressions: [{ key: hostname, operator: 'In', values: [name] }] }] },
  },
});

const found = (rig: Rig, name: string): Pod | undefined => rig.view.get('Pod', `default/${name}`);
const message = (rig: Rig, name: string): string | undefined =>
  found(rig, name)?.status.conditions?.find(({ type }) => type === 'PodScheduled')?.message;

function delayed(rig: Rig): void {
  rig.create('StorageClass', {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: { name: 'hand' },
    provisioner: 'kubernetes.io/no-provisioner',
    volumeBindingMode: 'WaitForFirstConsumer',
  });
}

test('SCHED-16: a claim for one Pod keeps out every other, until that Pod has gone', () => {
  const rig = createRig([createVolumeBinder(), createScheduler()]);
  addVolume(rig, 'disk', { hostPath: { path: '/disk' }, accessModes: ['ReadWriteOncePod'] });
  addClaim(rig, 'mine', ['ReadWriteOncePod']);
  rig.advanceTo(1_000);
  addPod(rig, 'first', 'mine');
  rig.advanceTo(2_000);
  addPod(rig, 'second', 'mine');
  rig.advanceTo(3_000);
  expect(found(rig, 'first')?.spec.nodeName).toBeDefined();
  expect(message(rig, 'second')).toContain(
    '0/3 nodes are available: 3 node(s) unavailable due to PersistentVolumeClaim with ReadWriteOncePod access mode ' +
      'already in-use by another pod. no new claims',
  );
  const options = { gracePeriodSeconds: 0 };
  rig.ask({ verb: 'delete', kind: 'Pod', namespace: 'default', name: 'first', options });
  rig.advanceTo(4_000);
  expect(found(rig, 'second')?.spec.nodeName).toBeDefined();
});

test('SCHED-22: a volume labelled with a zone is had only there', () => {
  const rig = createRig([createVolumeBinder(), createScheduler()]);
  addVolume(rig, 'disk', { hostPath: { path: '/disk' } }, { 'topology.kubernetes.io/zone': 'zone-b' });
  addClaim(rig, 'mine');
  rig.advanceTo(1_000);
  addPod(rig, 'pod', 'mine');
  rig.advanceTo(2_000);
  expect(found(rig, 'pod')?.spec.nodeName).toBe('node-2');
});

test('SCHED-18, VOL-55: a Pod with a local volume runs on its node only, and waits for it', () => {
  const rig = createRig([createVolumeBinder(), createScheduler()]);
  delayed(rig);
  addVolume(rig, 'disk', onNode('node-3'));
  addClaim(rig, 'mine');
  addPod(rig, 'pod', 'mine');
  rig.advanceTo(5_000);
  expect(found(rig, 'pod')?.spec.nodeName).toBe('node-3');
  const asked = { verb: 'patch', kind: 'Node', name: 'node-3', patchType: 'merge' } as const;
  rig.ask({ ...asked, body: { spec: { unschedulable: true } } });
  rig.ask({ verb: 'delete', kind: 'Pod', namespace: 'default', name: 'pod', options: { gracePeriodSeconds: 0 } });
  rig.advanceTo(6_000);
  addPod(rig, 'pod', 'mine');
  rig.advanceTo(7_000);
  expect(message(rig, 'pod')).toContain(
    "0/3 nodes are available: 1 node(s) were unschedulable, 2 node(s) didn't match PersistentVolume's node affinity.",
  );
});

test('VOL-56: bound at once, a local volume may lie where the Pod cannot run', () => {
  const rig = createRig([createVolumeBinder(), createScheduler()]);
  addVolume(rig, 'disk', onNode('node-1'));
  addClaim(rig, 'mine');
  rig.ask({ verb: 'patch', kind: 'Node', name: 'node-1', patchType: 'merge', body: { spec: { unschedulable: true } } });
  rig.advanceTo(1_000);
  addPod(rig, 'pod', 'mine');
  rig.advanceTo(2_000);
  expect(found(rig, 'pod')?.spec.nodeName).toBeUndefined();
  expect(message(rig, 'pod')).toContain("2 node(s) didn't match PersistentVolume's node affinity");
});

test('VOL-24: of two Pods that choose the last volume of a node at once, one chooses again', () => {
  const rig = createRig([createVolumeBinder(), createScheduler()]);
  delayed(rig);
  const preference = { matchExpressions: [{ key: hostname, operator: 'In', values: ['node-1'] }] };
  const affinity = { nodeAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 100, preference }] } };
  addVolume(rig, 'near', onNode('node-1'));
  addVolume(rig, 'far', onNode('node-2'));
  for (const name of ['a', 'b']) {
    addClaim(rig, name);
    const volumes = [{ name: 'data', persistentVolumeClaim: { claimName: name } }];
    const spec = { containers: [{ name: 'main', image: 'nginx' }], volumes, affinity };
    rig.create('Pod', { apiVersion: 'v1', kind: 'Pod', metadata: { name }, spec });
  }
  rig.advanceTo(20_000);
  expect(['a', 'b'].map((name) => found(rig, name)?.spec.nodeName).toSorted()).toEqual(['node-1', 'node-2']);
});
