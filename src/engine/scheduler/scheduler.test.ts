import { expect, test } from 'vitest';
import type { Pod } from '../kinds/pod.ts';
import { createRig } from '../testing/rig.ts';
import type { Rig } from '../testing/rig.ts';
import { createScheduler } from './scheduler.ts';

const pod = (name: string, spec: object = {}, labels: object = { app: 'web' }) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, labels },
  spec: { containers: [{ name: 'main', image: 'nginx:1.25' }], ...spec },
});

const asking = (requests: object) => ({ containers: [{ name: 'main', image: 'nginx:1.25', resources: { requests } }] });

const mounting = (claimName: string) => ({ volumes: [{ name: 'data', persistentVolumeClaim: { claimName } }] });

const claim = (name: string, storageClassName: string) => ({
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: { name },
  spec: { accessModes: ['ReadWriteOnce'], storageClassName, resources: { requests: { storage: '1Gi' } } },
});

const storageClass = (name: string, more: object = {}) => ({
  apiVersion: 'storage.k8s.io/v1',
  kind: 'StorageClass',
  metadata: { name },
  provisioner: 'disk.example.com',
  volumeBindingMode: 'WaitForFirstConsumer',
  ...more,
});

const found = (rig: Rig, name: string): Pod | undefined => rig.view.get('Pod', `default/${name}`);

const messages = (rig: Rig, name: string): readonly (string | undefined)[] =>
  rig.view.eventsAbout(found(rig, name)?.metadata.uid ?? '').map((event) => `${event.reason} ${event.message}`);

function changeNode(rig: Rig, name: string, spec: object): void {
  const answered = rig.ask({ verb: 'patch', kind: 'Node', name, patchType: 'merge', body: { spec } });
  expect(answered.code).toBe(200);
}

test('SCHED-5: a Pod that fits is bound, and its Event says where', () => {
  const rig = createRig([createScheduler()]);
  rig.create('Pod', pod('web-0'));
  rig.advanceTo(100);
  const node = found(rig, 'web-0')?.spec.nodeName;
  expect(node).toMatch(/^node-[123]$/);
  expect(messages(rig, 'web-0')).toEqual([`Scheduled Successfully assigned default/web-0 to ${node}`]);
  expect(rig.changes().filter(({ kind, actor }) => kind === 'Pod' && actor === 'default-scheduler')).toHaveLength(1);
});

test('SCHED-62: Pods that a Service selects keep apart', () => {
  const rig = createRig([createScheduler()]);
  rig.create('Service', {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'web' },
    spec: { clusterIP: 'None', selector: { app: 'web' } },
  });
  for (const name of ['a', 'b', 'c', 'd', 'e', 'f']) {
    rig.create('Pod', pod(name));
    rig.advanceTo(rig.store.nowMs + 50);
  }
  const counts = ['node-1', 'node-2', 'node-3'].map((node) => rig.view.onNode(node).length);
  expect(counts).toEqual([2, 2, 2]);
});

test('SCHED-42: every resource that is short is counted, and whether evicting could help', () => {
  const rig = createRig([createScheduler()]);
  rig.create('Pod', pod('huge', asking({ cpu: '40', memory: '400Gi' })));
  rig.advanceTo(100);
  const text =
    '0/3 nodes are available: 3 Insufficient cpu, 3 Insufficient memory. no new claims to deallocate, preemption: ' +
    '0/3 nodes are available: 3 Preemption is not helpful for scheduling.';
  expect(messages(rig, 'huge')).toEqual([`FailedScheduling ${text}`]);
  expect(found(rig, 'huge')?.status.conditions).toEqual([
    expect.objectContaining({ type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message: text }),
  ]);
  expect(rig.view.waits().map(({ reason }) => reason.rule)).toEqual(['SCHED-6']);
});

test('SCHED-15: what other Pods ask for is taken; room that comes free is used', () => {
  const rig = createRig([createScheduler()]);
  for (const name of ['a', 'b', 'c', 'late']) rig.create('Pod', pod(name, asking({ cpu: '3' })));
  rig.advanceTo(100);
  expect(found(rig, 'late')?.spec.nodeName).toBeUndefined();
  expect(messages(rig, 'late')[0]).toContain('3 Insufficient cpu. no new claims to deallocate, preemption: 0/3 nodes');
  rig.ask({ verb: 'delete', kind: 'Pod', namespace: 'default', name: 'b', options: { gracePeriodSeconds: 0 } });
  rig.advanceTo(200);
  expect(found(rig, 'b')).toBeUndefined();
  expect(found(rig, 'late')?.spec.nodeName).toBeDefined();
});

test('SCHED-12: taints repel Pods that do not tolerate them, until they are gone', () => {
  const rig = createRig([createScheduler()]);
  const taints = [{ key: 'spot', effect: 'NoSchedule' }];
  for (const node of ['node-1', 'node-2', 'node-3']) changeNode(rig, node, { taints });
  rig.create('Pod', pod('plain'));
  rig.create('Pod', pod('tolerant', { tolerations: [{ key: 'spot', operator: 'Exists' }] }));
  rig.advanceTo(100);
  expect(found(rig, 'tolerant')?.spec.nodeName).toBeDefined();
  expect(messages(rig, 'plain')[0]).toContain('0/3 nodes are available: 3 node(s) had untolerated taint(s).');
  changeNode(rig, 'node-2', { taints: null });
  rig.advanceTo(200);
  expect(found(rig, 'plain')?.spec.nodeName).toBe('node-2');
});

test('SCHED-10: a cordoned node takes no new Pod', () => {
  const rig = createRig([createScheduler()]);
  changeNode(rig, 'node-1', { unschedulable: true });
  changeNode(rig, 'node-3', { unschedulable: true });
  rig.create('Pod', pod('web-0'));
  rig.advanceTo(100);
  expect(found(rig, 'web-0')?.spec.nodeName).toBe('node-2');
});

test('SCHED-13: a node selector that no node meets', () => {
  const rig = createRig([createScheduler()]);
  rig.create('Pod', pod('web-0', { nodeSelector: { disk: 'ssd' } }));
  rig.advanceTo(100);
  expect(messages(rig, 'web-0')[0]).toContain("3 node(s) didn't match Pod's node affinity/selector.");
});

test('SCHED-27, SCHED-43: a missing claim ends the attempt before any node is looked at', () => {
  const rig = createRig([createScheduler()]);
  rig.create('Pod', pod('web-0', mounting('data')));
  rig.advanceTo(100);
  expect(messages(rig, 'web-0')).toEqual([
    'FailedScheduling 0/3 nodes are available: persistentvolumeclaim "data" not found. not found',
  ]);
  rig.create('StorageClass', storageClass('slow', { volumeBindingMode: 'Immediate' }));
  rig.create('PersistentVolumeClaim', claim('data', 'slow'));
  rig.advanceTo(200);
  expect(messages(rig, 'web-0').at(-1)).toBe(
    'FailedScheduling 0/3 nodes are available: pod has unbound immediate PersistentVolumeClaims. not found',
  );
});

test('SCHED-8, VOL-22: the node is named, the claims are asked for, and each second they are looked at', () => {
  const rig = createRig([createScheduler()]);
  rig.create('StorageClass', storageClass('disk'));
  rig.create('PersistentVolumeClaim', claim('data', 'disk'));
  rig.create('Pod', pod('web-0', mounting('data')));
  rig.advanceTo(500);
  const node = found(rig, 'web-0')?.status.nominatedNodeName;
  const asked = rig.view.get('PersistentVolumeClaim', 'default/data');
  expect(node).toMatch(/^node-/);
  expect(asked?.metadata.annotations).toEqual({ 'volume.kubernetes.io/selected-node': node });
  expect(rig.view.waits().map(({ reason }) => reason)).toEqual([
    { rule: 'VOL-22', params: { pod: 'web-0', node, claims: 'data' } },
  ]);
  const order = rig.changes().filter(({ actor }) => actor === 'default-scheduler');
  expect(order.map(({ kind, reason }) => `${kind} ${reason.rule}`)).toEqual([
    'Pod SCHED-8',
    'PersistentVolumeClaim VOL-22',
  ]);
  const spec = { ...asked?.spec, volumeName: 'pv' };
  const metadata = { ...asked?.metadata, annotations: { 'pv.kubernetes.io/bind-completed': 'yes' } };
  rig.store.write('PersistentVolumeClaim', 'default/data', { ...asked, metadata, spec } as never, {
    actor: 'test',
    cause: { input: 1 },
    reason: { rule: 'VOL-3' },
  });
  rig.advanceTo(1003);
  expect(found(rig, 'web-0')?.spec.nodeName).toBeUndefined();
  rig.advanceTo(1012);
  expect(found(rig, 'web-0')?.spec.nodeName).toBe(node);
  expect(found(rig, 'web-0')?.status.nominatedNodeName).toBeUndefined();
});

test('SCHED-3: no nodes at all', () => {
  const rig = createRig([createScheduler()]);
  for (const name of ['node-1', 'node-2', 'node-3']) rig.ask({ verb: 'delete', kind: 'Node', name });
  rig.create('Pod', pod('web-0'));
  rig.advanceTo(100);
  expect(messages(rig, 'web-0')).toEqual(['FailedScheduling no nodes available to schedule pods']);
});

test('SCHED-8: a Pod whose volume is still being made takes its place on the node already', () => {
  const rig = createRig([createScheduler()]);
  rig.create('StorageClass', storageClass('disk'));
  rig.create('Service', {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'web' },
    spec: { clusterIP: 'None', selector: { app: 'web' }, ports: [{ port: 80 }] },
  });
  for (const name of ['a', 'b', 'c', 'd', 'e', 'f']) {
    rig.create('PersistentVolumeClaim', claim(name, 'disk'));
    rig.create('Pod', pod(name, mounting(name)));
  }
  rig.advanceTo(100);
  const chosen = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => found(rig, name)?.status.nominatedNodeName);
  expect(chosen.toSorted()).toEqual(['node-1', 'node-1', 'node-2', 'node-2', 'node-3', 'node-3']);
});

const taking = (ports: object, more: object = {}) => ({
  containers: [{ name: 'main', image: 'nginx:1.25', ports: [ports] }],
  nodeSelector: { 'kubernetes.io/hostname': 'node-1' },
  ...more,
});

const noPorts =
  "FailedScheduling 0/3 nodes are available: 1 node(s) didn't have free ports for the requested pod ports, 2 node(s) didn't match Pod's node affinity/selector. no new claims to deallocate, preemption: 0/3 nodes are available: 1 No preemption victims found for incoming pod, 2 Preemption is not helpful for scheduling.";

test('SCHED-14, SCHED-28: a port of the node is taken until the Pod that has it is gone', () => {
  const rig = createRig([createScheduler()]);
  rig.create('Pod', pod('web-0', taking({ containerPort: 80, hostPort: 8080 })));
  rig.advanceTo(100);
  rig.create('Pod', pod('web-1', taking({ containerPort: 81, hostPort: 8080 })));
  rig.advanceTo(200);
  expect(messages(rig, 'web-1')).toEqual([noPorts]);
  rig.ask({ verb: 'delete', kind: 'Pod', namespace: 'default', name: 'web-0' });
  rig.advanceTo(20_000);
  expect(found(rig, 'web-1')?.spec.nodeName).toBeUndefined();
  rig.ask({ verb: 'delete', kind: 'Pod', namespace: 'default', name: 'web-0', options: { gracePeriodSeconds: 0 } });
  rig.advanceTo(40_000);
  expect(found(rig, 'web-1')?.spec.nodeName).toBe('node-1');
});

test.each([
  [{ containerPort: 80, hostPort: 8080, protocol: 'UDP' }, {}, true],
  [{ containerPort: 80, hostPort: 8081 }, {}, true],
  [{ containerPort: 80, hostPort: 8080, hostIP: '192.0.2.1' }, {}, false],
  [{ containerPort: 8080 }, {}, true],
  [{ containerPort: 8080 }, { hostNetwork: true }, false],
])('SCHED-14: beside one that has port 8080 of every address: %j %j', (ports, more, fits) => {
  const rig = createRig([createScheduler()]);
  rig.create('Pod', pod('web-0', taking({ containerPort: 80, hostPort: 8080 })));
  rig.create('Pod', pod('web-1', taking(ports, more)));
  rig.advanceTo(100);
  expect(found(rig, 'web-1')?.spec.nodeName).toBe(fits ? 'node-1' : undefined);
});

test('SCHED-14: ports of different addresses do not clash; those of a sidecar count, those of an init container do not', () => {
  const rig = createRig([createScheduler()]);
  const at = (hostIP: string) => taking({ containerPort: 80, hostPort: 8080, hostIP });
  const init = (more: object) =>
    taking(
      { containerPort: 1 },
      { initContainers: [{ name: 'init', image: 'a:1', ports: [{ containerPort: 1, hostPort: 9090 }], ...more }] },
    );
  const pods = {
    a: at('192.0.2.1'),
    b: at('192.0.2.2'),
    c: at('192.0.2.2'),
    d: init({}),
    e: init({ restartPolicy: 'Always' }),
  };
  for (const [name, spec] of Object.entries(pods)) rig.create('Pod', pod(name, spec));
  rig.create('Pod', pod('f', init({ restartPolicy: 'Always' })));
  rig.advanceTo(100);
  const unbound = ['a', 'b', 'c', 'd', 'e', 'f'].filter((name) => found(rig, name)?.spec.nodeName === undefined);
  expect(unbound).toEqual(['c', 'f']);
});
