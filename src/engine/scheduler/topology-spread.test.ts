import { expect, test } from 'vitest';
import type { Pod } from '../kinds/pod.ts';
import { createRig } from '../testing/rig.ts';
import type { Rig } from '../testing/rig.ts';
import { createScheduler } from './scheduler.ts';

const hostname = 'kubernetes.io/hostname';

const spread = (more: object = {}) => ({
  topologySpreadConstraints: [
    {
      maxSkew: 1,
      topologyKey: 'topology.kubernetes.io/zone',
      whenUnsatisfiable: 'DoNotSchedule',
      labelSelector: { matchLabels: { app: 'web' } },
      ...more,
    },
  ],
});

function place(rig: Rig, name: string, spec: object): void {
  const containers = [{ name: 'main', image: 'nginx:1.25' }];
  const metadata = { name, labels: { app: 'web' } };
  rig.create('Pod', { apiVersion: 'v1', kind: 'Pod', metadata, spec: { containers, ...spec } });
}

const found = (rig: Rig, name: string): Pod | undefined => rig.view.get('Pod', `default/${name}`);
const nodeOf = (rig: Rig, name: string): string | undefined => found(rig, name)?.spec.nodeName;
const message = (rig: Rig, name: string): string | undefined =>
  found(rig, name)?.status.conditions?.find(({ type }) => type === 'PodScheduled')?.message;
const onNode = (name: string) => ({ nodeSelector: { [hostname]: name } });

function cordon(rig: Rig, name: string): void {
  const body = { spec: { unschedulable: true } };
  expect(rig.ask({ verb: 'patch', kind: 'Node', name, patchType: 'merge', body }).code).toBe(200);
}

test('SCHED-29: no zone gets more than maxSkew above the emptiest one', () => {
  const rig = createRig([createScheduler()]);
  for (let at = 0; at < 6; at++) place(rig, `web-${at}`, spread());
  rig.advanceTo(100);
  const perNode = ['node-1', 'node-2', 'node-3'].map((node) => rig.view.onNode(node).length);
  expect(perNode).toEqual([2, 2, 2]);
});

test('SCHED-23: a cordoned zone still counts as empty, so the others fill up to the skew only', () => {
  const rig = createRig([createScheduler()]);
  cordon(rig, 'node-3');
  for (const name of ['a', 'b', 'c']) place(rig, name, spread());
  rig.advanceTo(100);
  expect(message(rig, 'c')).toBe(
    "0/3 nodes are available: 1 node(s) were unschedulable, 2 node(s) didn't match pod topology spread constraints. " +
      'no new claims to deallocate, preemption: 0/3 nodes are available: 1 Preemption is not helpful for scheduling, ' +
      '2 No preemption victims found for incoming pod.',
  );
});

test('SCHED-29: nodes that the Pod itself excludes are no domains, unless its policy says so', () => {
  const rig = createRig([createScheduler()]);
  for (const name of ['a', 'b']) place(rig, name, { ...spread(), ...onNode('node-1') });
  rig.advanceTo(100);
  expect(nodeOf(rig, 'b')).toBe('node-1');
  place(rig, 'c', { ...spread({ nodeAffinityPolicy: 'Ignore' }), ...onNode('node-1') });
  rig.advanceTo(200);
  expect(message(rig, 'c')).toContain("1 node(s) didn't match pod topology spread constraints");
});

test('SCHED-29: with fewer domains than minDomains the emptiest counts as empty', () => {
  const rig = createRig([createScheduler()]);
  for (const name of ['a', 'b', 'c']) place(rig, name, spread({ minDomains: 4 }));
  rig.advanceTo(100);
  place(rig, 'd', spread({ minDomains: 4 }));
  rig.advanceTo(200);
  expect(message(rig, 'd')).toContain("3 node(s) didn't match pod topology spread constraints. no new claims");
});

test('SCHED-23: a node without the label is named apart', () => {
  const rig = createRig([createScheduler()]);
  place(rig, 'a', spread({ topologyKey: 'rack' }));
  rig.advanceTo(100);
  expect(message(rig, 'a')).toContain(
    "3 node(s) didn't match pod topology spread constraints (missing required label). no new claims",
  );
  expect(message(rig, 'a')).toContain('3 Preemption is not helpful for scheduling.');
});

test('SCHED-29: a Pod that is being deleted no longer counts for the spread', () => {
  const rig = createRig([createScheduler()]);
  place(rig, 'a', { ...spread(), ...onNode('node-1') });
  rig.advanceTo(100);
  rig.ask({ verb: 'delete', kind: 'Pod', namespace: 'default', name: 'a' });
  place(rig, 'b', { ...spread({ nodeAffinityPolicy: 'Ignore' }), ...onNode('node-1') });
  rig.advanceTo(200);
  expect(nodeOf(rig, 'b')).toBe('node-1');
});

test('SCHED-60: a soft constraint fills zones evenly, and does not hold a Pod back', () => {
  const rig = createRig([createScheduler()]);
  cordon(rig, 'node-3');
  for (let at = 0; at < 4; at++) place(rig, `web-${at}`, spread({ whenUnsatisfiable: 'ScheduleAnyway' }));
  rig.advanceTo(100);
  expect(['node-1', 'node-2'].map((node) => rig.view.onNode(node).length)).toEqual([2, 2]);
});
