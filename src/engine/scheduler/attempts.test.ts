// Which Pods the scheduler tries, when it tries them again, and what it writes when none of the nodes will do.
import { expect, test } from 'vitest';
import type { Pod } from '../kinds/pod.ts';
import { createRig } from '../testing/rig.ts';
import type { Rig } from '../testing/rig.ts';
import { createScheduler } from './scheduler.ts';

const pod = (name: string, spec: object = {}) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, labels: { app: 'web' } },
  spec: { containers: [{ name: 'main', image: 'nginx:1.25' }], ...spec },
});

const asking = (requests: object) => ({ containers: [{ name: 'main', image: 'nginx:1.25', resources: { requests } }] });
const nodes = ['node-1', 'node-2', 'node-3'];
const found = (rig: Rig, name: string): Pod | undefined => rig.view.get('Pod', `default/${name}`);
const nodeOf = (rig: Rig, name: string): string | undefined => found(rig, name)?.spec.nodeName;

/** What was said of a Pod's last failure. */
const failure = (rig: Rig, name: string): string | undefined =>
  rig.view.eventsAbout(found(rig, name)?.metadata.uid ?? '').findLast(({ reason }) => reason === 'FailedScheduling')
    ?.message;

function changeNode(rig: Rig, name: string, spec: object): void {
  expect(rig.ask({ verb: 'patch', kind: 'Node', name, patchType: 'merge', body: { spec } }).code).toBe(200);
}

function started(...pods: readonly object[]): Rig {
  const rig = createRig([createScheduler()]);
  for (const it of pods) rig.create('Pod', it);
  rig.advanceTo(100);
  return rig;
}

/** Times of the attempts that failed, in whole seconds. */
const failuresOf = (rig: Rig): number[] => [
  ...new Set(
    rig
      .changes()
      .flatMap((change) =>
        change.kind === 'Event' && change.after?.reason === 'FailedScheduling' ? [Math.floor(change.atMs / 1000)] : [],
      ),
  ),
];

test('SCHED-1: only Pods of its own, without gates; those of higher priority first', () => {
  const rig = started(
    pod('of-another', { schedulerName: 'mine' }),
    pod('gated', { schedulingGates: [{ name: 'example.com/wait' }] }),
    pod('plain'),
  );
  expect(['of-another', 'gated', 'plain'].map((name) => nodeOf(rig, name) !== undefined)).toEqual([false, false, true]);
  for (const node of nodes) changeNode(rig, node, { unschedulable: true });
  rig.create('PriorityClass', {
    apiVersion: 'scheduling.k8s.io/v1',
    kind: 'PriorityClass',
    metadata: { name: 'high' },
    value: 10,
    preemptionPolicy: 'Never',
  });
  rig.create('Pod', pod('low', asking({ cpu: '3' })));
  rig.advanceTo(200);
  rig.create('Pod', pod('high', { ...asking({ cpu: '3' }), priorityClassName: 'high' }));
  rig.advanceTo(300);
  expect([nodeOf(rig, 'low'), nodeOf(rig, 'high')]).toEqual([undefined, undefined]);
  changeNode(rig, 'node-2', { unschedulable: null });
  rig.advanceTo(400);
  expect([nodeOf(rig, 'low'), nodeOf(rig, 'high')]).toEqual([undefined, 'node-2']);
});

test('SCHED-2: the first filter that rejects a node speaks for it', () => {
  const rig = started();
  const taints = [{ key: 'a', effect: 'NoSchedule' }];
  changeNode(rig, 'node-1', { unschedulable: true, taints });
  changeNode(rig, 'node-2', { taints });
  rig.create(
    'Pod',
    pod('web-0', { ...asking({ cpu: '40', memory: '400Gi' }), nodeSelector: { 'kubernetes.io/os': 'linux' } }),
  );
  rig.advanceTo(200);
  expect(failure(rig, 'web-0')).toContain(
    '0/3 nodes are available: 1 Insufficient cpu, 1 Insufficient memory, 1 node(s) had untolerated taint(s), 1 node(s) were unschedulable.',
  );
});

test('SCHED-4: the only node that will do is taken, whatever its score; among equals chance decides', () => {
  const rig = started();
  changeNode(rig, 'node-1', { taints: [{ key: 'a', effect: 'PreferNoSchedule' }] });
  for (const node of ['node-2', 'node-3']) changeNode(rig, node, { unschedulable: true });
  rig.create('Pod', pod('only'));
  rig.advanceTo(200);
  expect(nodeOf(rig, 'only')).toBe('node-1');
  const firsts = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'].map((name) => nodeOf(started(pod(name)), name));
  expect(new Set(firsts)).toEqual(new Set(nodes));
});

test('SCHED-31: a taint that only prefers costs a node points, no more', () => {
  const rig = started();
  for (const node of ['node-1', 'node-2'])
    changeNode(rig, node, { taints: [{ key: 'a', effect: 'PreferNoSchedule' }] });
  for (const name of ['a', 'b', 'c', 'd']) rig.create('Pod', pod(name));
  rig.advanceTo(200);
  expect(['a', 'b', 'c', 'd'].map((name) => nodeOf(rig, name))).toEqual(Array(4).fill('node-3'));
  changeNode(rig, 'node-3', { taints: [{ key: 'a', effect: 'NoSchedule' }] });
  rig.create('Pod', pod('e'));
  rig.advanceTo(300);
  expect([nodeOf(rig, 'e') === 'node-3', nodeOf(rig, 'a')]).toEqual([false, 'node-3']);
});

test('SCHED-6: an Event is cut after 1024 characters, the condition says it all', () => {
  const many = Object.fromEntries(
    Array.from({ length: 20 }, (_, at) => [`example.com/${'x'.repeat(48)}-${String(at).padStart(2, '0')}`, '1']),
  );
  const resources = { requests: many, limits: many };
  const rig = started(pod('web-0', { containers: [{ name: 'main', image: 'nginx:1.25', resources }] }));
  const condition = found(rig, 'web-0')?.status.conditions?.find(({ type }) => type === 'PodScheduled');
  expect(condition).toMatchObject({ status: 'False', reason: 'Unschedulable' });
  expect(condition?.message?.length).toBeGreaterThan(1500);
  expect(failure(rig, 'web-0')).toHaveLength(1024);
  expect(failure(rig, 'web-0')?.slice(-4)).toBe(' ...');
  expect(condition?.message?.startsWith(failure(rig, 'web-0')?.slice(0, -4) ?? '-')).toBe(true);
});

test('SCHED-40: reasons are counted and sorted as texts', () => {
  const rig = started();
  changeNode(rig, 'node-1', { unschedulable: true });
  changeNode(rig, 'node-3', { taints: [{ key: 'a', effect: 'NoSchedule' }] });
  rig.create('Pod', pod('web-0', asking({ cpu: '40' })));
  rig.advanceTo(200);
  expect(failure(rig, 'web-0')).toBe(
    '0/3 nodes are available: 1 Insufficient cpu, 1 node(s) had untolerated taint(s), 1 node(s) were unschedulable. ' +
      'no new claims to deallocate, preemption: 0/3 nodes are available: 3 Preemption is not helpful for scheduling.',
  );
  rig.create('Pod', pod('web-1', { volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'none' } }] }));
  rig.advanceTo(300);
  expect(failure(rig, 'web-1')).toBe('0/3 nodes are available: persistentvolumeclaim "none" not found. not found');
});

test('SCHED-50, SCHED-51: what could help is tried at once, and after five minutes in vain it is tried anyway', () => {
  const rig = started(pod('huge', asking({ cpu: '5' })));
  rig.advanceTo(100_000);
  expect(failuresOf(rig)).toEqual([0]);
  changeNode(rig, 'node-1', { taints: [{ key: 'a', effect: 'NoSchedule' }] });
  rig.advanceTo(700_000);
  const [first, second, ...later] = failuresOf(rig);
  expect([first, second]).toEqual([0, 100]);
  expect(later.length).toBeGreaterThan(0);
  expect((later[0] ?? 0) - 100).toBeGreaterThanOrEqual(300);
  expect((later[0] ?? 0) - 100).toBeLessThanOrEqual(330);
});

test('SCHED-52: the condition is written anew only when its text changes', () => {
  const rig = started(pod('huge', asking({ cpu: '5' })));
  const before = found(rig, 'huge');
  expect(before?.status.conditions?.[0]).toMatchObject({ observedGeneration: 1 });
  changeNode(rig, 'node-1', { podCIDR: '10.244.9.0/24', taints: [] });
  rig.advanceTo(5_000);
  changeNode(rig, 'node-1', { taints: [{ key: 'a', effect: 'PreferNoSchedule' }] });
  rig.advanceTo(10_000);
  expect(failuresOf(rig).length).toBeGreaterThan(1);
  expect(found(rig, 'huge')).toBe(before);
  changeNode(rig, 'node-1', { taints: [{ key: 'a', effect: 'NoSchedule' }] });
  rig.advanceTo(15_000);
  expect(found(rig, 'huge')?.status.conditions?.[0]?.message).toContain('1 node(s) had untolerated taint(s)');
});

test('SCHED-61: containers that ask for nothing count a little, or they would all go to one node', () => {
  const rig = started();
  for (const [at, node] of ['node-1', 'node-1', 'node-2'].entries())
    rig.create('Pod', pod(`there-${at}`, { nodeName: node }));
  rig.create('Pod', pod('first'));
  rig.advanceTo(200);
  rig.create('Pod', pod('second', asking({ cpu: '150m', memory: '300Mi' })));
  rig.advanceTo(300);
  expect(nodeOf(rig, 'first')).toBe('node-3');
  // One of 100m is on node-2 and on node-3, two on node-1.
  expect(['node-2', 'node-3']).toContain(nodeOf(rig, 'second'));
});

const claim = (name: string, more: object = {}) => ({
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: { name, annotations: more },
  spec: { accessModes: ['ReadWriteOnce'], storageClassName: 'local', resources: { requests: { storage: '1Gi' } } },
});

test('SCHED-19, SCHED-21: claims without a volume to bind, and bound to one that is gone', () => {
  const rig = started();
  rig.create('StorageClass', {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: { name: 'local' },
    provisioner: 'kubernetes.io/no-provisioner',
    volumeBindingMode: 'WaitForFirstConsumer',
  });
  rig.create('PersistentVolumeClaim', claim('none'));
  rig.create('PersistentVolumeClaim', claim('lost', { 'pv.kubernetes.io/bind-completed': 'yes' }));
  const lost = rig.view.get('PersistentVolumeClaim', 'default/lost');
  rig.store.write(
    'PersistentVolumeClaim',
    'default/lost',
    { ...lost, spec: { ...lost?.spec, volumeName: 'gone' } } as never,
    {
      actor: 'test',
      cause: { input: 1 },
      reason: { rule: 'VOL-3' },
    },
  );
  for (const claimName of ['none', 'lost']) {
    rig.create('Pod', pod(claimName, { volumes: [{ name: 'data', persistentVolumeClaim: { claimName } }] }));
  }
  rig.advanceTo(200);
  expect(failure(rig, 'none')).toContain("3 node(s) didn't find available persistent volumes to bind.");
  expect(failure(rig, 'lost')).toContain(
    '3 node(s) unavailable due to one or more pvc(s) bound to non-existent pv(s).',
  );
});
