import { expect, test } from 'vitest';
import { createRig } from '../../testing/rig.ts';
import type { Rig } from '../../testing/rig.ts';
import { createSimpleKubelet } from '../../testing/simple-kubelet.ts';
import {
  actsOf,
  deletePodNamed,
  holdPod,
  merge,
  podNamed,
  podNames,
  putPhase,
  setEvents,
  setOf,
  statusesOf,
  webSet,
  withImage,
} from '../../testing/web-set.ts';
import { createGarbageCollector } from '../garbage-collector.ts';
import { createStatefulSetController } from './stateful-set.ts';

function started(replicas: number, more: object = {}): { readonly cluster: Rig; readonly since: number } {
  const cluster = createRig([createStatefulSetController(), createGarbageCollector(), createSimpleKubelet()]);
  cluster.create('StatefulSet', webSet(replicas, more));
  cluster.advanceTo(60_000);
  return { cluster, since: cluster.store.revision };
}

const scale = (cluster: Rig, replicas: number): void => merge(cluster, 'StatefulSet', 'web', { spec: { replicas } });

const breakPod = (cluster: Rig, name: string): void => putPhase(cluster, name, 'Running');

const parallel = { podManagementPolicy: 'Parallel' };

test('STS-COND-5: (a) with all others healthy the highest goes though it is broken', () => {
  const { cluster, since } = started(3);
  breakPod(cluster, 'web-2');
  scale(cluster, 2);
  cluster.advanceTo(61_000);
  expect(actsOf(cluster, since)).toBe('x2');
});

test('STS-COND-5: (b) a healthy highest goes though a lower one that is to go is broken', () => {
  const { cluster, since } = started(3);
  breakPod(cluster, 'web-1');
  scale(cluster, 1);
  cluster.advanceTo(61_000);
  expect(actsOf(cluster, since)).toBe('x2');
});

test('STS-COND-5, STS-ALG-8: (c) of two broken ones that are to go neither goes', () => {
  const { cluster, since } = started(3);
  breakPod(cluster, 'web-1');
  breakPod(cluster, 'web-2');
  scale(cluster, 1);
  cluster.advanceTo(80_000);
  expect(actsOf(cluster, since)).toBe('');
});

test('STS-COND-5, STS-COND-6: (d) a broken Pod that is to stay, or all of them broken, and nothing goes', () => {
  const { cluster, since } = started(3);
  breakPod(cluster, 'web-0');
  scale(cluster, 1);
  cluster.advanceTo(80_000);
  expect(actsOf(cluster, since)).toBe('');
  for (const name of ['web-1', 'web-2']) breakPod(cluster, name);
  scale(cluster, 0);
  cluster.advanceTo(120_000);
  expect(actsOf(cluster, since)).toBe('');
});

test('STS-COND-9: a Pod that has ended and is to go is one that is not Ready, and no more', () => {
  const { cluster, since } = started(3);
  putPhase(cluster, 'web-1', 'Failed');
  putPhase(cluster, 'web-2', 'Failed');
  scale(cluster, 1);
  cluster.advanceTo(80_000);
  expect(actsOf(cluster, since)).toBe('');
});

test('STS-REP-2: a Pod that has ended and cannot finish going blocks what comes after it', () => {
  const { cluster, since } = started(2);
  holdPod(cluster, 'web-0');
  putPhase(cluster, 'web-0', 'Failed');
  scale(cluster, 3);
  cluster.advanceTo(90_000);
  expect(actsOf(cluster, since)).toBe('x0');
  expect(podNames(cluster)).toEqual(['web-0', 'web-1']);
});

test('STS-REP-11, GOT-17: an unready lower Pod harms no higher one, and lets nothing be added', () => {
  const { cluster, since } = started(3);
  breakPod(cluster, 'web-0');
  scale(cluster, 4);
  cluster.advanceTo(90_000);
  expect(actsOf(cluster, since)).toBe('');
  expect(setOf(cluster).status).toMatchObject({ replicas: 3, readyReplicas: 2 });
});

test('STS-REP-12: a lower Pod that was deleted comes back though a higher one is broken', () => {
  const { cluster, since } = started(2);
  breakPod(cluster, 'web-1');
  deletePodNamed(cluster, 'web-0');
  cluster.advanceTo(90_000);
  expect(actsOf(cluster, since)).toBe('+0');
});

test('STS-ALG-4, STS-ALG-6, STS-ALG-7: gaps are filled from below, then what is outside goes, from the highest down', () => {
  const { cluster, since } = started(4);
  merge(cluster, 'StatefulSet', 'web', { spec: { ordinals: { start: 1 }, replicas: 2 } });
  deletePodNamed(cluster, 'web-1');
  cluster.advanceTo(120_000);
  expect(actsOf(cluster, since)).toBe('+1 x3 x0');
  expect(podNames(cluster)).toEqual(['web-1', 'web-2']);
});

test('STS-ALG-11, STS-ALG-14: a sync that stops writes its status all the same', () => {
  const { cluster, since } = started(2);
  breakPod(cluster, 'web-0');
  cluster.advanceTo(61_000);
  expect(statusesOf(cluster, since)).toEqual(['1: 2/1/2/2']);
});

test('STS-BURST-3, STS-BURST-5: Parallel adds and takes away whatever the health of the others', () => {
  const { cluster, since } = started(3, parallel);
  breakPod(cluster, 'web-0');
  putPhase(cluster, 'web-1', 'Failed');
  holdPod(cluster, 'web-2');
  deletePodNamed(cluster, 'web-2');
  scale(cluster, 4);
  cluster.advanceTo(61_000);
  expect(actsOf(cluster, since).split(' ').toSorted()).toEqual(['+1', '+3', 'x1']);
});

test('STS-DEL-2, STS-ALG-9, STS-INV-9: while a foreground deletion waits, the set only counts', () => {
  const { cluster, since } = started(2);
  for (const name of ['web-0', 'web-1']) holdPod(cluster, name);
  const target = { verb: 'delete', kind: 'StatefulSet', namespace: 'default', name: 'web' } as const;
  cluster.ask({ ...target, options: { propagationPolicy: 'Foreground' } });
  cluster.advanceTo(70_000);
  expect(setOf(cluster).metadata.finalizers).toEqual(['foregroundDeletion']);
  expect(setOf(cluster).metadata.generation).toBe(2);
  holdPod(cluster, 'web-0', null);
  cluster.advanceTo(80_000);
  expect(actsOf(cluster, since)).toBe('');
  expect(setOf(cluster).status).toMatchObject({ observedGeneration: 2, replicas: 1 });
  holdPod(cluster, 'web-1', null);
  cluster.advanceTo(90_000);
  expect(cluster.view.get('StatefulSet', 'default/web')).toBeUndefined();
});

test('STS-DEL-5: made anew with fewer replicas, first what is missing comes, then what is too much goes', () => {
  const { cluster } = started(3);
  const target = { verb: 'delete', kind: 'StatefulSet', namespace: 'default', name: 'web' } as const;
  cluster.ask({ ...target, options: { propagationPolicy: 'Orphan' } });
  cluster.advanceTo(61_000);
  deletePodNamed(cluster, 'web-0');
  cluster.advanceTo(80_000);
  expect(podNames(cluster)).toEqual(['web-1', 'web-2']);
  const since = cluster.store.revision;
  cluster.create('StatefulSet', webSet(2));
  cluster.advanceTo(120_000);
  expect(actsOf(cluster, since).replaceAll(/~\d ?/g, '')).toBe('+0 x2');
});

test('STS-OWN-10, STS-DEL-4: a Pod adopted again at the update revision is not restarted', () => {
  const { cluster } = started(2);
  const uids = cluster.view.list('Pod').map(({ metadata }) => metadata.uid);
  const target = { verb: 'delete', kind: 'StatefulSet', namespace: 'default', name: 'web' } as const;
  cluster.ask({ ...target, options: { propagationPolicy: 'Orphan' } });
  cluster.advanceTo(61_000);
  cluster.create('StatefulSet', webSet(2));
  cluster.advanceTo(120_000);
  expect(cluster.view.list('Pod').map(({ metadata }) => metadata.uid)).toEqual(uids);
});

test('STS-DEL-7: no Service comes or goes with a set', () => {
  const { cluster } = started(1);
  const services = cluster.view.count('Service');
  cluster.ask({ verb: 'delete', kind: 'StatefulSet', namespace: 'default', name: 'web' });
  cluster.advanceTo(90_000);
  expect(cluster.view.count('Service')).toBe(services);
});

test('STS-DELETE-2: a Pod that has ended, or has no node, goes at once; a running one waits for its kubelet', () => {
  const { cluster } = started(2, parallel);
  putPhase(cluster, 'web-1', 'Succeeded');
  deletePodNamed(cluster, 'web-1');
  deletePodNamed(cluster, 'web-0');
  expect(cluster.view.get('Pod', 'default/web-0')?.metadata.deletionTimestamp).toBeDefined();
  cluster.advanceTo(60_015);
  expect(cluster.view.get('Pod', 'default/web-1')?.status.phase).not.toBe('Succeeded');
});

test('STS-DELETE-3, GOT-21: a terminating Pod that is Ready counts as ready until its last status', () => {
  const { cluster, since } = started(2);
  deletePodNamed(cluster, 'web-1');
  cluster.advanceTo(90_000);
  expect(statusesOf(cluster, since).slice(0, 3)).toEqual(['1: 2/2/1/1', '1: 2/1/1/1', '1: 1/1/1/1']);
});

test('STS-DELETE-4: a terminating Pod that has ended is neither deleted again nor replaced before it is gone', () => {
  const { cluster, since } = started(2);
  holdPod(cluster, 'web-1');
  deletePodNamed(cluster, 'web-1');
  cluster.advanceTo(70_000);
  expect(podNamed(cluster, 'web-1').status.phase).toBe('Succeeded');
  expect(actsOf(cluster, since)).toBe('');
});

test('STS-STAT-2: conditions that somebody else wrote go with the next status', () => {
  const { cluster } = started(1);
  const set = setOf(cluster);
  const status = { ...set.status, conditions: [{ type: 'Progressing', status: 'True' }] };
  const target = {
    verb: 'update',
    kind: 'StatefulSet',
    namespace: 'default',
    name: 'web',
    subresource: 'status',
  } as const;
  cluster.ask({ ...target, body: { ...set, status } });
  expect(setOf(cluster).status.conditions).toHaveLength(1);
  scale(cluster, 2);
  cluster.advanceTo(90_000);
  expect(setOf(cluster).status.conditions).toBeUndefined();
});

test('STS-INV-11, STS-API-5: the observed generation follows the spec, never labels, and never falls', () => {
  const { cluster, since } = started(1);
  merge(cluster, 'StatefulSet', 'web', { metadata: { labels: { a: 'b' } }, status: { replicas: 9 } });
  cluster.advanceTo(61_000);
  expect(setOf(cluster).metadata.generation).toBe(1);
  expect(setOf(cluster).status.replicas).toBe(1);
  scale(cluster, 2);
  scale(cluster, 3);
  cluster.advanceTo(120_000);
  const observed = statusesOf(cluster, since).map((status) => Number(status.split(':')[0]));
  expect(observed).toEqual(observed.toSorted((a, b) => a - b));
  expect(observed.at(-1)).toBe(3);
});

test('STS-ID-10, STS-EV-15: first the revision, then the Pod, then its Event, then the status', () => {
  const { cluster } = started(1);
  const firstMs = cluster.changes().find(({ kind }) => kind === 'ControllerRevision')?.atMs;
  const first = cluster.changes().filter(({ atMs, actor }) => atMs === firstMs && actor === 'statefulset-controller');
  expect(first.map(({ kind }) => kind)).toEqual(['ControllerRevision', 'Pod', 'Event', 'StatefulSet']);
  expect(setEvents(cluster)).toEqual(['Normal SuccessfulCreate Create Pod web-0 in StatefulSet web successful']);
});

test('STS-EV-16: scaling, adoption, revisions and the end of an update are not said', () => {
  const { cluster } = started(1);
  merge(cluster, 'StatefulSet', 'web', { spec: withImage('nginx:1.26') });
  cluster.advanceTo(120_000);
  expect(setEvents(cluster).map((text) => text.split(' ')[1])).toEqual(['SuccessfulCreate', 'SuccessfulDelete']);
});

test('STS-Q-6: neither a claim nor a Service nor a revision wakes a set', () => {
  const { cluster, since } = started(1);
  const [revision] = cluster.view.list('ControllerRevision');
  cluster.ask({
    verb: 'delete',
    kind: 'ControllerRevision',
    namespace: 'default',
    name: revision?.metadata.name ?? '',
  });
  cluster.advanceTo(120_000);
  const own = cluster.changes().filter((it) => it.revision > since && it.actor === 'statefulset-controller');
  expect(own).toEqual([]);
});
