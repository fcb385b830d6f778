import { expect, test } from 'vitest';
import type { Node } from '../../kinds/node.ts';
import { createRig } from '../../testing/rig.ts';
import type { Rig } from '../../testing/rig.ts';
import { createAttacher } from '../attacher.ts';
import { createClaimProtection } from '../claim-protection.ts';
import { createProvisioner } from '../provisioner.ts';
import { createVolumeBinder } from '../volume-binder/volume-binder.ts';
import { createVolumeProtection } from '../volume-protection.ts';
import { createAttachDetachController } from './attach-detach.ts';

const driver = 'disk.example.com';

/** A bound claim `data` at 2 s, and nobody who mounts it. */
function rigOf(accessMode = 'ReadWriteOnce'): Rig {
  const rig = createRig([
    createVolumeBinder(),
    createProvisioner(),
    createAttachDetachController(),
    createAttacher(),
    createClaimProtection(),
    createVolumeProtection(),
  ]);
  rig.create('StorageClass', {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: { name: 'flash' },
    provisioner: driver,
    reclaimPolicy: 'Delete',
    volumeBindingMode: 'Immediate',
  });
  rig.create('PersistentVolumeClaim', {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name: 'data' },
    spec: {
      accessModes: [accessMode],
      resources: { requests: { storage: '1Gi' } },
      storageClassName: 'flash',
      volumeMode: 'Filesystem',
    },
  });
  rig.advanceTo(2_000);
  expect(rig.view.list('PersistentVolumeClaim')[0]?.status.phase).toBe('Bound');
  return rig;
}

const volumeOf = (rig: Rig) => rig.view.list('PersistentVolume')[0];
const nameOnNode = (rig: Rig) => `kubernetes.io/csi/${driver}^${volumeOf(rig)?.spec.csi?.volumeHandle ?? ''}`;

/** A Pod that mounts the claim, bound to a node. */
function addPod(rig: Rig, name: string, node: string): void {
  rig.create('Pod', {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name },
    spec: {
      containers: [{ name: 'c', image: 'nginx' }],
      volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }],
    },
  });
  const body = { apiVersion: 'v1', kind: 'Binding', metadata: { name }, target: { kind: 'Node', name: node } };
  const { code } = rig.ask({ verb: 'create', kind: 'Pod', namespace: 'default', name, subresource: 'binding', body });
  expect(code).toBe(201);
}

function removePod(rig: Rig, name: string): void {
  rig.ask({ verb: 'delete', kind: 'Pod', namespace: 'default', name, options: { gracePeriodSeconds: 0 } });
  rig.advanceTo(rig.store.nowMs + 12);
}

const patchNode = (rig: Rig, name: string, body: unknown, subresource?: 'status') =>
  rig.ask({
    verb: 'patch',
    kind: 'Node',
    name,
    patchType: 'merge',
    body,
    ...(subresource === undefined ? {} : { subresource }),
  });

const setInUse = (rig: Rig, node: string, names: readonly string[]) =>
  patchNode(rig, node, { status: { volumesInUse: names } }, 'status');

function setReady(rig: Rig, name: string, status: 'True' | 'Unknown'): void {
  const node = rig.view.get('Node', name);
  const conditions = (node?.status.conditions ?? []).map((it) => (it.type === 'Ready' ? { ...it, status } : it));
  patchNode(rig, name, { status: { conditions } }, 'status');
}

const attachedTo = (rig: Rig) =>
  rig.view.list('VolumeAttachment').map(({ spec, status }) => `${spec.nodeName} ${status.attached}`);
const listed = (rig: Rig, name: string): Node['status']['volumesAttached'] =>
  rig.view.get('Node', name)?.status.volumesAttached;
const saidOf = (rig: Rig, pod: string) =>
  rig.view
    .list('Event')
    .filter(({ involvedObject }) => involvedObject.name === pod)
    .map(({ reason, message, count }) => `${reason} ${count} ${message}`);
const waitRules = (rig: Rig) => [...new Set(rig.view.waits().map(({ reason }) => reason.rule))];

test('VOL-40: a scheduled Pod has its volume attached, and is told', () => {
  const rig = rigOf();
  addPod(rig, 'web-0', 'node-1');
  rig.advanceTo(2_105);
  expect(attachedTo(rig)).toEqual(['node-1 false']);
  expect(waitRules(rig)).toContain('VOL-40');
  rig.advanceTo(3_300);
  const attachment = rig.view.list('VolumeAttachment')[0];
  expect(attachment).toMatchObject({
    metadata: {
      name: expect.stringMatching(/^csi-[0-9a-f]{64}$/) as string,
      annotations: { 'csi.alpha.kubernetes.io/node-id': 'node-1' },
      finalizers: ['external-attacher/disk-example-com'],
    },
    spec: {
      attacher: driver,
      nodeName: 'node-1',
      source: { persistentVolumeName: volumeOf(rig)?.metadata.name },
    },
    status: { attached: true },
  });
  expect(volumeOf(rig)?.metadata.finalizers).toEqual([
    'external-provisioner.volume.kubernetes.io/finalizer',
    'kubernetes.io/pv-protection',
    'external-attacher/disk-example-com',
  ]);
  expect(saidOf(rig, 'web-0')).toEqual([
    `SuccessfulAttachVolume 1 AttachVolume.Attach succeeded for volume "${volumeOf(rig)?.metadata.name ?? ''}" `,
  ]);
  expect(rig.view.waits()).toEqual([]);
});

test('VOL-40: a volume of a directory needs no attachment', () => {
  const rig = rigOf();
  rig.create('PersistentVolume', {
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: { name: 'by-hand' },
    spec: {
      capacity: { storage: '1Gi' },
      accessModes: ['ReadWriteOnce'],
      persistentVolumeReclaimPolicy: 'Retain',
      hostPath: { path: '/mnt/a' },
    },
  });
  rig.ask({ verb: 'delete', kind: 'PersistentVolumeClaim', namespace: 'default', name: 'data' });
  rig.advanceTo(3_000);
  rig.create('PersistentVolumeClaim', {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name: 'data' },
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } }, storageClassName: '' },
  });
  rig.advanceTo(20_000);
  addPod(rig, 'web-0', 'node-1');
  rig.advanceTo(23_000);
  expect(volumeOf(rig)?.status.phase).toBe('Bound');
  expect(attachedTo(rig)).toEqual([]);
});

test('VOL-40: a Pod made again on the same node finds the volume attached', () => {
  const rig = rigOf();
  addPod(rig, 'web-0', 'node-1');
  rig.advanceTo(4_000);
  setInUse(rig, 'node-1', [nameOnNode(rig)]);
  removePod(rig, 'web-0');
  addPod(rig, 'web-0', 'node-1');
  rig.advanceTo(10_000);
  expect(attachedTo(rig)).toEqual(['node-1 true']);
  expect(rig.view.count('VolumeAttachment')).toBe(1);
  expect(saidOf(rig, 'web-0')).toHaveLength(1);
});

test('VOL-41: the node lists the volume once it is attached', () => {
  const rig = rigOf();
  addPod(rig, 'web-0', 'node-1');
  rig.advanceTo(3_050);
  expect(listed(rig, 'node-1')).toBeUndefined();
  rig.advanceTo(3_300);
  expect(listed(rig, 'node-1')).toEqual([{ name: nameOnNode(rig), devicePath: '' }]);
});

test('VOL-42: a volume is detached when its last Pod has gone and the node no longer uses it', () => {
  const rig = rigOf();
  addPod(rig, 'web-0', 'node-1');
  rig.advanceTo(4_000);
  setInUse(rig, 'node-1', [nameOnNode(rig)]);
  removePod(rig, 'web-0');
  rig.advanceTo(9_000);
  expect(attachedTo(rig)).toEqual(['node-1 true']);
  expect(waitRules(rig)).toEqual(['VOL-42']);
  setInUse(rig, 'node-1', []);
  rig.advanceTo(9_100 + 3 * 60);
  expect(rig.view.list('VolumeAttachment')[0]?.metadata.deletionTimestamp).toBeDefined();
  expect(listed(rig, 'node-1')).toBeUndefined();
  rig.advanceTo(9_700 + 3 * 60);
  expect(rig.view.count('VolumeAttachment')).toBe(0);
  const states = rig
    .changes()
    .flatMap((change) => (change.kind === 'VolumeAttachment' ? [change.after?.status.attached] : []));
  expect(states.slice(-2)).toEqual([false, undefined]);
});

test('VOL-42: a Pod that has ended needs its volume no longer', () => {
  const rig = rigOf();
  addPod(rig, 'web-0', 'node-1');
  rig.advanceTo(4_000);
  const target = { kind: 'Pod', namespace: 'default', name: 'web-0', subresource: 'status' } as const;
  rig.ask({ verb: 'patch', ...target, patchType: 'merge', body: { status: { phase: 'Succeeded' } } });
  rig.advanceTo(5_000);
  expect(rig.view.get('Pod', 'default/web-0')?.status.phase).toBe('Succeeded');
  expect(rig.view.count('VolumeAttachment')).toBe(0);
});

test('VOL-42: a terminating Pod whose containers are down needs its volume no longer', () => {
  const rig = rigOf();
  addPod(rig, 'web-0', 'node-1');
  rig.advanceTo(4_000);
  rig.ask({ verb: 'delete', kind: 'Pod', namespace: 'default', name: 'web-0' });
  rig.advanceTo(5_000);
  expect(attachedTo(rig)).toEqual(['node-1 true']);
  const containerStatuses = [{ name: 'c', state: { terminated: { exitCode: 0 } } }];
  const body = { status: { containerStatuses } };
  const target = { kind: 'Pod', namespace: 'default', name: 'web-0', subresource: 'status' } as const;
  rig.ask({ verb: 'patch', ...target, patchType: 'merge', body });
  rig.advanceTo(6_000);
  expect(rig.view.count('VolumeAttachment')).toBe(0);
});

test('VOL-43: a terminating Pod whose containers were last seen running keeps its volume', () => {
  const rig = rigOf();
  addPod(rig, 'web-0', 'node-1');
  rig.advanceTo(4_000);
  setInUse(rig, 'node-1', [nameOnNode(rig)]);
  const containerStatuses = [{ name: 'c', state: { running: { startedAt: '2026-01-01T00:00:03Z' } } }];
  const target = { kind: 'Pod', namespace: 'default', name: 'web-0' } as const;
  rig.ask({
    verb: 'patch',
    ...target,
    subresource: 'status',
    patchType: 'merge',
    body: { status: { containerStatuses } },
  });
  setReady(rig, 'node-1', 'Unknown');
  rig.ask({ verb: 'delete', ...target });
  rig.advanceTo(800_000);
  expect(attachedTo(rig)).toEqual(['node-1 true']);
});

test('VOL-44: a volume for one node is refused to a second one, once', () => {
  const rig = rigOf();
  addPod(rig, 'web-0', 'node-1');
  rig.advanceTo(4_000);
  addPod(rig, 'web-1', 'node-2');
  rig.advanceTo(5_000);
  setInUse(rig, 'node-1', [nameOnNode(rig)]);
  rig.ask({
    verb: 'patch',
    kind: 'PersistentVolume',
    name: volumeOf(rig)?.metadata.name ?? '',
    patchType: 'merge',
    body: { metadata: { labels: { a: 'b' } } },
  });
  rig.advanceTo(30_000);
  expect(attachedTo(rig)).toEqual(['node-1 true']);
  const volume = volumeOf(rig)?.metadata.name ?? '';
  expect(saidOf(rig, 'web-1')).toEqual([
    `FailedAttachVolume 1 Multi-Attach error for volume "${volume}" Volume is already used by pod(s) web-0`,
  ]);
  expect(waitRules(rig)).toEqual(['VOL-44']);
});

test('VOL-44: in a move the volume is attached again only when it has left the first node', () => {
  const rig = rigOf();
  addPod(rig, 'web-0', 'node-1');
  rig.advanceTo(4_000);
  setInUse(rig, 'node-1', [nameOnNode(rig)]);
  removePod(rig, 'web-0');
  addPod(rig, 'web-0', 'node-2');
  rig.advanceTo(9_000);
  const volume = volumeOf(rig)?.metadata.name ?? '';
  expect(saidOf(rig, 'web-0')).toContain(
    `FailedAttachVolume 1 Multi-Attach error for volume "${volume}" Volume is already exclusively attached to one node and can't be attached to another`,
  );
  setInUse(rig, 'node-1', []);
  rig.advanceTo(9_700);
  expect(attachedTo(rig)).toEqual([]);
  rig.advanceTo(10_900);
  expect(attachedTo(rig)).toEqual(['node-2 true']);
  expect(rig.view.waits()).toEqual([]);
});

test('VOL-44: a volume for many nodes is attached to each', () => {
  const rig = rigOf('ReadWriteMany');
  addPod(rig, 'web-0', 'node-1');
  addPod(rig, 'web-1', 'node-2');
  rig.advanceTo(4_000);
  expect(attachedTo(rig).sort()).toEqual(['node-1 true', 'node-2 true']);
});

test('VOL-45: Pods of one node share a volume', () => {
  const rig = rigOf();
  addPod(rig, 'web-0', 'node-1');
  rig.advanceTo(4_000);
  addPod(rig, 'web-1', 'node-1');
  rig.advanceTo(5_000);
  removePod(rig, 'web-0');
  rig.advanceTo(9_000);
  expect(attachedTo(rig)).toEqual(['node-1 true']);
  expect(rig.view.waits()).toEqual([]);
});

test('VOL-46: a lost node is made to let go after six minutes', () => {
  const rig = rigOf();
  addPod(rig, 'web-0', 'node-1');
  rig.advanceTo(4_000);
  setInUse(rig, 'node-1', [nameOnNode(rig)]);
  setReady(rig, 'node-1', 'Unknown');
  rig.advanceTo(10_000);
  removePod(rig, 'web-0');
  rig.advanceTo(370_000);
  expect(rig.view.list('VolumeAttachment')[0]?.metadata.deletionTimestamp).toBeUndefined();
  expect(waitRules(rig)).toEqual(['VOL-46']);
  rig.advanceTo(370_150);
  expect(rig.view.list('VolumeAttachment')[0]?.metadata.deletionTimestamp).toBeDefined();
});

test('VOL-47: a node out of service is made to let go at once', () => {
  const rig = rigOf();
  addPod(rig, 'web-0', 'node-1');
  rig.advanceTo(4_000);
  setInUse(rig, 'node-1', [nameOnNode(rig)]);
  setReady(rig, 'node-1', 'Unknown');
  removePod(rig, 'web-0');
  rig.advanceTo(10_000);
  const taints = [{ key: 'node.kubernetes.io/out-of-service', value: 'nodeshutdown', effect: 'NoExecute' }];
  patchNode(rig, 'node-1', { spec: { taints } });
  rig.advanceTo(10_700);
  expect(rig.view.count('VolumeAttachment')).toBe(0);
});

test('VOL-48: the replacement of a lost Pod has its volume six minutes later, after one refusal', () => {
  const rig = rigOf();
  addPod(rig, 'web-0', 'node-1');
  rig.advanceTo(4_000);
  setInUse(rig, 'node-1', [nameOnNode(rig)]);
  setReady(rig, 'node-1', 'Unknown');
  rig.advanceTo(10_000);
  removePod(rig, 'web-0');
  addPod(rig, 'web-0', 'node-2');
  rig.advanceTo(400_000);
  const times = rig
    .changes()
    .filter((change) => change.kind === 'VolumeAttachment' && change.atMs > 10_000)
    .map((change) => change.atMs - 10_000);
  expect(times[0]).toBe(360_112);
  expect(times.at(-1)).toBeLessThan(362_000);
  expect(attachedTo(rig)).toEqual(['node-2 true']);
  expect(
    saidOf(rig, 'web-0')
      .map((line) => line.split(' ')[0])
      .sort(),
  ).toEqual(['FailedAttachVolume', 'SuccessfulAttachVolume', 'SuccessfulAttachVolume']);
});

test('VOL-51: with its claim gone, a volume is detached, then deleted', () => {
  const rig = rigOf();
  addPod(rig, 'web-0', 'node-1');
  rig.advanceTo(4_000);
  setInUse(rig, 'node-1', [nameOnNode(rig)]);
  rig.ask({ verb: 'delete', kind: 'PersistentVolumeClaim', namespace: 'default', name: 'data' });
  removePod(rig, 'web-0');
  rig.advanceTo(8_000);
  expect(rig.view.count('PersistentVolumeClaim')).toBe(0);
  expect(volumeOf(rig)?.status.phase).toBe('Released');
  setInUse(rig, 'node-1', []);
  rig.advanceTo(9_300);
  expect(rig.view.count('VolumeAttachment')).toBe(0);
  expect(rig.view.count('PersistentVolume')).toBe(0);
  expect(rig.view.waits()).toEqual([]);
});
