import { expect, test } from 'vitest';
import { createNodeLifecycle } from '../controllers/node-lifecycle/node-lifecycle.ts';
import { createKubelet } from './kubelet.ts';
import { createScheduler } from '../scheduler/scheduler.ts';
import { createRig } from '../testing/rig.ts';
import type { Rig } from '../testing/rig.ts';

const startTimeMs = Date.UTC(2026, 0, 1);

function rigOf(): Rig {
  const options = { seed: 1, startTimeMs, nodes: [], images: [], featureGates: {} };
  return createRig([createScheduler(), createKubelet(options), createNodeLifecycle(startTimeMs)]);
}

function createPod(rig: Rig, name: string, more: object = {}): void {
  const containers = [{ name: 'main', image: 'nginx:1.25', ...more }];
  const spec = { containers, nodeSelector: { 'kubernetes.io/hostname': 'node-1' } };
  rig.create('Pod', { apiVersion: 'v1', kind: 'Pod', metadata: { name }, spec });
}

const asking = { resources: { requests: { memory: '256Mi' } } };

const node = (rig: Rig) => rig.view.get('Node', 'node-1');
const pod = (rig: Rig, name: string) => rig.view.get('Pod', `default/${name}`);

const condition = (rig: Rig, type: string) => node(rig)?.status.conditions?.find((it) => it.type === type);

const nodeEvents = (rig: Rig): readonly string[] =>
  rig.view.eventsAbout(node(rig)?.metadata.uid ?? '').map(({ reason, message }) => `${reason} ${message}`);

function pressed(resource: 'memory' | 'disk' = 'memory'): Rig {
  const rig = rigOf();
  createPod(rig, 'asking', asking);
  createPod(rig, 'greedy');
  rig.advanceTo(15_000);
  rig.strike({ kind: 'pressure', node: 'node-1', resource });
  rig.advanceTo(40_000);
  return rig;
}

test('KUBELET-82: the Pod driven out has failed, says why, and stays', () => {
  const rig = pressed();
  const message =
    'The node was low on resource: memory. Threshold quantity: 100Mi, available: 52Mi. Container main was using 900Mi, request is 0, has larger consumption of memory. ';
  expect(pod(rig, 'greedy')?.status).toMatchObject({ phase: 'Failed', reason: 'Evicted', message });
  expect(pod(rig, 'greedy')?.status.conditions?.[0]).toMatchObject({
    type: 'DisruptionTarget',
    status: 'True',
    reason: 'TerminationByKubelet',
  });
  const events = rig.view.eventsAbout(pod(rig, 'greedy')?.metadata.uid ?? '');
  expect(events.map(({ type, reason }) => `${type} ${reason}`)).toContain('Warning Evicted');
});

test('KUBELET-81: first goes who asked for nothing; the node says that it reclaims, and one is enough', () => {
  const rig = pressed();
  expect(pod(rig, 'asking')?.status.phase).toBe('Running');
  expect(nodeEvents(rig)).toContain('EvictionThresholdMet Attempting to reclaim memory');
  expect(rig.view.machine('node-1')?.pressure).toBeUndefined();
});

test('KUBELET-80: seen within ten seconds; the condition outlasts the pressure by five minutes', () => {
  const rig = pressed();
  const seenMs = rig.changes().find((it) => it.reason.rule === 'KUBELET-80')?.atMs ?? 0;
  expect(seenMs - 15_000).toBeGreaterThan(0);
  expect(seenMs - 15_000).toBeLessThanOrEqual(10_000);
  expect(condition(rig, 'MemoryPressure')).toMatchObject({ status: 'True', reason: 'KubeletHasInsufficientMemory' });
  rig.advanceTo(300_000);
  expect(condition(rig, 'MemoryPressure')?.status).toBe('True');
  rig.advanceTo(330_000);
  expect(condition(rig, 'MemoryPressure')).toMatchObject({ status: 'False', reason: 'KubeletHasSufficientMemory' });
});

test('KUBELET-83: the condition puts a taint on the node, and takes it off again', () => {
  const rig = pressed('disk');
  expect(node(rig)?.spec.taints).toEqual([{ key: 'node.kubernetes.io/disk-pressure', effect: 'NoSchedule' }]);
  rig.advanceTo(340_000);
  expect(node(rig)?.spec.taints ?? []).toEqual([]);
});

test('KUBELET-81: with nothing left to drive out the kubelet goes on looking', () => {
  const rig = rigOf();
  rig.strike({ kind: 'pressure', node: 'node-1', resource: 'memory' });
  rig.advanceTo(20_000);
  createPod(rig, 'late');
  rig.advanceTo(60_000);
  expect(rig.view.machine('node-1')?.pressure).toBe('memory');
  expect(pod(rig, 'late')?.status.phase).toBe('Pending');
});

test('KUBELET-80: a pressure of another sort leaves no condition of the one before', () => {
  const rig = pressed('disk');
  expect(condition(rig, 'DiskPressure')?.status).toBe('True');
  rig.strike({ kind: 'pressure', node: 'node-1', resource: 'memory' });
  rig.advanceTo(800_000);
  expect(condition(rig, 'DiskPressure')?.status).toBe('False');
  expect(condition(rig, 'MemoryPressure')?.status).toBe('False');
});

test('NODE-53: a machine that is switched off runs out of nothing any more', () => {
  const rig = rigOf();
  rig.strike({ kind: 'pressure', node: 'node-1', resource: 'memory' });
  rig.strike({ kind: 'power-off', node: 'node-1' });
  rig.strike({ kind: 'power-on', node: 'node-1' });
  expect(rig.view.machine('node-1')?.pressure).toBeUndefined();
});
