import { expect, test } from 'vitest';
import type { Pod } from '../kinds/pod.ts';
import { createRig } from '../testing/rig.ts';
import type { Rig } from '../testing/rig.ts';
import { createScheduler } from './scheduler.ts';

const hostname = 'kubernetes.io/hostname';
const zone = 'topology.kubernetes.io/zone';

const term = (app: string, topologyKey: string, more: object = {}) => ({
  labelSelector: { matchLabels: { app } },
  topologyKey,
  ...more,
});
const must = (...terms: readonly object[]) => ({ requiredDuringSchedulingIgnoredDuringExecution: terms });
const might = (weight: number, podAffinityTerm: object) => ({
  preferredDuringSchedulingIgnoredDuringExecution: [{ weight, podAffinityTerm }],
});

function place(rig: Rig, name: string, app: string, spec: object = {}): void {
  const containers = [{ name: 'main', image: 'nginx:1.25' }];
  rig.create('Pod', {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, labels: { app } },
    spec: { containers, ...spec },
  });
}

const found = (rig: Rig, name: string): Pod | undefined => rig.view.get('Pod', `default/${name}`);
const nodeOf = (rig: Rig, name: string): string | undefined => found(rig, name)?.spec.nodeName;
const message = (rig: Rig, name: string): string | undefined =>
  found(rig, name)?.status.conditions?.find(({ type }) => type === 'PodScheduled')?.message;

const onNode = (name: string) => ({ nodeSelector: { [hostname]: name } });

test('SCHED-25: the fourth Pod that avoids its like finds no node, and one when a place is free again', () => {
  const rig = createRig([createScheduler()]);
  const alone = { affinity: { podAntiAffinity: must(term('web', hostname)) } };
  for (const name of ['a', 'b', 'c', 'd']) place(rig, name, 'web', alone);
  rig.advanceTo(100);
  expect(new Set(['a', 'b', 'c'].map((name) => nodeOf(rig, name))).size).toBe(3);
  expect(message(rig, 'd')).toBe(
    "0/3 nodes are available: 3 node(s) didn't match pod anti-affinity rules. no new claims to deallocate, preemption: " +
      '0/3 nodes are available: 3 No preemption victims found for incoming pod.',
  );
  rig.ask({ verb: 'delete', kind: 'Pod', namespace: 'default', name: 'b', options: { gracePeriodSeconds: 0 } });
  rig.advanceTo(200);
  expect(nodeOf(rig, 'd')).toBeDefined();
});

test('SCHED-26: who is there keeps out whom it avoids, though the newcomer says nothing', () => {
  const rig = createRig([createScheduler()]);
  place(rig, 'hermit', 'hermit', { affinity: { podAntiAffinity: must(term('web', zone)) }, ...onNode('node-1') });
  rig.advanceTo(100);
  place(rig, 'web', 'web', onNode('node-1'));
  rig.advanceTo(200);
  expect(message(rig, 'web')).toContain(
    "1 node(s) didn't satisfy existing pods anti-affinity rules, 2 node(s) didn't match Pod's node affinity/selector.",
  );
});

test('SCHED-24: a Pod goes where those it seeks are, and waits until one has come', () => {
  const rig = createRig([createScheduler()]);
  place(rig, 'client', 'client', { affinity: { podAffinity: must(term('db', hostname)) } });
  rig.advanceTo(100);
  expect(message(rig, 'client')).toContain("3 node(s) didn't match pod affinity rules. no new claims");
  expect(message(rig, 'client')).toContain('3 Preemption is not helpful for scheduling.');
  place(rig, 'db', 'db', onNode('node-2'));
  rig.advanceTo(200);
  expect(nodeOf(rig, 'client')).toBe('node-2');
});

test('SCHED-30: the first Pod of a group that seeks itself is let in, the others follow it', () => {
  const rig = createRig([createScheduler()]);
  const together = { affinity: { podAffinity: must(term('web', zone)) } };
  for (const name of ['a', 'b', 'c']) place(rig, name, 'web', together);
  rig.advanceTo(100);
  expect(nodeOf(rig, 'a')).toBeDefined();
  expect(['b', 'c'].map((name) => nodeOf(rig, name))).toEqual([nodeOf(rig, 'a'), nodeOf(rig, 'a')]);
});

test('SCHED-25: only Pods of the namespaces that a term names are avoided', () => {
  const rig = createRig([createScheduler()]);
  const elsewhere = { affinity: { podAntiAffinity: must(term('web', hostname, { namespaces: ['kube-system'] })) } };
  for (const name of ['a', 'b', 'c', 'd']) place(rig, name, 'web', elsewhere);
  rig.advanceTo(100);
  expect(nodeOf(rig, 'd')).toBeDefined();
});

test('SCHED-28: a Pod that is being deleted still counts for those who avoid it', () => {
  const rig = createRig([createScheduler()]);
  place(rig, 'a', 'web', onNode('node-1'));
  rig.advanceTo(100);
  rig.ask({ verb: 'delete', kind: 'Pod', namespace: 'default', name: 'a' });
  place(rig, 'b', 'b', { affinity: { podAntiAffinity: must(term('web', hostname)) }, ...onNode('node-1') });
  rig.advanceTo(200);
  expect(message(rig, 'b')).toContain("1 node(s) didn't match pod anti-affinity rules");
});

test('SCHED-60: preferred company draws a Pod to a node, and drives it off another', () => {
  const rig = createRig([createScheduler()]);
  place(rig, 'db', 'db', onNode('node-3'));
  rig.advanceTo(100);
  place(rig, 'near', 'near', { affinity: { podAffinity: might(50, term('db', hostname)) } });
  rig.advanceTo(200);
  expect(nodeOf(rig, 'near')).toBe('node-3');
  for (const name of ['far-1', 'far-2', 'far-3'])
    place(rig, name, name, { affinity: { podAntiAffinity: might(50, term('db', hostname)) } });
  rig.advanceTo(300);
  for (const name of ['far-1', 'far-2', 'far-3']) expect(nodeOf(rig, name)).not.toBe('node-3');
});
