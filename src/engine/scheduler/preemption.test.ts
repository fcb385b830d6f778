import { expect, test } from 'vitest';
import type { Pod } from '../kinds/pod.ts';
import { createRig } from '../testing/rig.ts';
import type { Rig } from '../testing/rig.ts';
import { createScheduler } from './scheduler.ts';

const hostname = 'kubernetes.io/hostname';

function rigOf(): Rig {
  const rig = createRig([createScheduler()]);
  for (const [name, value] of Object.entries({ low: 1, middle: 10, high: 100 })) addClass(rig, name, { value });
  return rig;
}

function addClass(rig: Rig, name: string, more: object): void {
  const { code } = rig.ask({
    verb: 'create',
    kind: 'PriorityClass',
    body: { apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', metadata: { name }, ...more },
  });
  expect(code).toBe(201);
}

/** Nodes have 4 CPUs. */
function place(rig: Rig, name: string, priorityClassName: string, cpu: string, more: object = {}, labels = {}): void {
  const containers = [{ name: 'main', image: 'nginx:1.25', resources: { requests: { cpu } } }];
  const spec = { containers, priorityClassName, ...more };
  rig.create('Pod', { apiVersion: 'v1', kind: 'Pod', metadata: { name, labels }, spec });
  rig.advanceTo(rig.store.nowMs + 100);
}

const onNode = (name: string) => ({ nodeSelector: { [hostname]: name } });
const found = (rig: Rig, name: string): Pod | undefined => rig.view.get('Pod', `default/${name}`);
const isGoing = (rig: Rig, name: string): boolean => found(rig, name)?.metadata.deletionTimestamp !== undefined;
const message = (rig: Rig, name: string): string | undefined =>
  found(rig, name)?.status.conditions?.find(({ type }) => type === 'PodScheduled')?.message;

function remove(rig: Rig, name: string): void {
  const options = { gracePeriodSeconds: 0 };
  rig.ask({ verb: 'delete', kind: 'Pod', namespace: 'default', name, options });
  rig.advanceTo(rig.store.nowMs + 100);
}

test('SCHED-70, SCHED-71: a Pod drives out one of lower priority, and gets its place when that is gone', () => {
  const rig = rigOf();
  for (const [at, name] of ['a', 'b', 'c'].entries()) place(rig, name, 'low', '3', onNode(`node-${at + 1}`));
  place(rig, 'vip', 'high', '3', onNode('node-2'));
  expect(['a', 'b', 'c'].map((name) => isGoing(rig, name))).toEqual([false, true, false]);
  expect(found(rig, 'vip')?.status.nominatedNodeName).toBe('node-2');
  expect(message(rig, 'vip')).toBe(
    "0/3 nodes are available: 1 Insufficient cpu, 2 node(s) didn't match Pod's node affinity/selector.",
  );
  expect(found(rig, 'b')?.status.conditions?.find(({ type }) => type === 'DisruptionTarget')).toMatchObject({
    status: 'True',
    reason: 'PreemptionByScheduler',
    message: 'default-scheduler: preempting to accommodate a higher priority pod',
  });
  const events = rig.view.eventsAbout(found(rig, 'b')?.metadata.uid ?? '').map((it) => `${it.reason} ${it.message}`);
  expect(events.at(-1)).toBe(`Preempted Preempted by pod ${found(rig, 'vip')?.metadata.uid} on node node-2`);
  remove(rig, 'b');
  expect(found(rig, 'vip')?.spec.nodeName).toBe('node-2');
});

test('SCHED-41: while its victim still goes, it drives out nobody else', () => {
  const rig = rigOf();
  for (const name of ['node-1', 'node-2', 'node-3']) place(rig, `on-${name}`, 'low', '3', onNode(name));
  place(rig, 'vip', 'high', '3');
  const going = () => rig.view.list('Pod', 'default').filter((it) => it.metadata.deletionTimestamp !== undefined);
  expect(going()).toHaveLength(1);
  place(rig, 'small', 'low', '500m', onNode('node-3'));
  remove(rig, 'small');
  expect(going()).toHaveLength(1);
  expect(message(rig, 'vip')).toContain('preemption: not eligible due to a terminating pod on the nominated node.');
});

test('SCHED-70: as few as possible go, the least important ones', () => {
  const rig = rigOf();
  place(rig, 'old', 'middle', '2', onNode('node-1'));
  place(rig, 'tiny', 'low', '1', onNode('node-1'));
  place(rig, 'spare', 'low', '1', onNode('node-1'));
  place(rig, 'vip', 'high', '2', onNode('node-1'));
  expect(['old', 'tiny', 'spare'].map((name) => isGoing(rig, name))).toEqual([false, true, true]);
});

test('SCHED-70: of several nodes the one whose victims matter least', () => {
  const rig = rigOf();
  place(rig, 'a', 'middle', '3', onNode('node-1'));
  place(rig, 'b', 'low', '3', onNode('node-2'));
  place(rig, 'c', 'middle', '3', onNode('node-3'));
  place(rig, 'vip', 'high', '3');
  expect(found(rig, 'vip')?.status.nominatedNodeName).toBe('node-2');
});

test('SCHED-70: Pods that a budget keeps are spared where others can go', () => {
  const rig = rigOf();
  rig.create('PodDisruptionBudget', {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: { name: 'kept' },
    spec: { minAvailable: 1, selector: { matchLabels: { app: 'kept' } } },
  });
  place(rig, 'a', 'low', '3', onNode('node-1'), { app: 'kept' });
  place(rig, 'b', 'middle', '3', onNode('node-2'));
  place(rig, 'c', 'low', '3', onNode('node-3'), { app: 'kept' });
  place(rig, 'vip', 'high', '3');
  expect(found(rig, 'vip')?.status.nominatedNodeName).toBe('node-2');
});

test('SCHED-41: who may not, or finds nobody lower, drives out nobody', () => {
  const rig = rigOf();
  addClass(rig, 'polite', { value: 100, preemptionPolicy: 'Never' });
  for (const name of ['node-1', 'node-2', 'node-3']) place(rig, `on-${name}`, 'low', '3', onNode(name));
  place(rig, 'waiting', 'polite', '3');
  expect(message(rig, 'waiting')).toBe(
    '0/3 nodes are available: 3 Insufficient cpu. no new claims to deallocate, preemption: not eligible due to preemptionPolicy=Never.',
  );
  place(rig, 'equal', 'low', '3');
  expect(message(rig, 'equal')).toContain('3 No preemption victims found for incoming pod.');
});

test('DEF-10: a Pod gets the priority of its class, or of the default one; a class that is not there refuses it', () => {
  const rig = rigOf();
  place(rig, 'a', 'high', '1');
  expect(found(rig, 'a')?.spec).toMatchObject({ priority: 100, preemptionPolicy: 'PreemptLowerPriority' });
  addClass(rig, 'usual', { value: 5, globalDefault: true });
  place(rig, 'b', '', '1');
  expect(found(rig, 'b')?.spec).toMatchObject({ priority: 5, priorityClassName: 'usual' });
  const spec = { containers: [{ name: 'main', image: 'nginx' }], priorityClassName: 'none' };
  const body = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'c' }, spec };
  const answer = rig.ask({ verb: 'create', kind: 'Pod', namespace: 'default', body });
  expect(answer.body).toMatchObject({
    message: 'pods "c" is forbidden: no PriorityClass with name none was found',
  });
});

test('SCHED-14: for a port of the node a Pod drives out whoever has it', () => {
  const rig = rigOf();
  const ports = [{ containerPort: 80, hostPort: 80 }];
  const more = { ...onNode('node-1'), containers: [{ name: 'main', image: 'nginx:1.25', ports }] };
  place(rig, 'a', 'low', '1', more);
  place(rig, 'b', 'low', '1', onNode('node-1'));
  place(rig, 'vip', 'high', '1', more);
  expect(['a', 'b'].map((name) => isGoing(rig, name))).toEqual([true, false]);
});
