import { expect, test } from 'vitest';
import { createRig } from '../../testing/rig.ts';
import type { Rig } from '../../testing/rig.ts';
import { createSimpleKubelet } from '../../testing/simple-kubelet.ts';
import {
  merge,
  podNamed,
  podNames,
  putPhase,
  setEvents,
  setOf,
  webSet,
  withClaims,
  withImage,
} from '../../testing/web-set.ts';
import { createStatefulSetController } from './stateful-set.ts';

const rig = (): Rig => createRig([createStatefulSetController(), createSimpleKubelet()]);

function started(replicas: number, more: object = {}, metadata: object = {}): Rig {
  const cluster = rig();
  cluster.create('StatefulSet', webSet(replicas, more, metadata));
  cluster.advanceTo(60_000);
  expect(setOf(cluster).status.readyReplicas).toBe(replicas);
  return cluster;
}

const deletePod = (cluster: Rig, name: string, options: object = {}): void =>
  void cluster.ask({ verb: 'delete', kind: 'Pod', namespace: 'default', name, options });

const scale = (cluster: Rig, replicas: number): void => merge(cluster, 'StatefulSet', 'web', { spec: { replicas } });

/** What the controller did to Pods after a revision: `+` created, `x` deleted, `~` changed. */
const acts = (cluster: Rig, since = 0): string[] =>
  cluster.changes().flatMap((it) => {
    if (it.kind !== 'Pod' || it.actor !== 'statefulset-controller' || it.revision <= since) return [];
    const sign = !it.before ? '+' : it.after?.metadata.deletionTimestamp || !it.after ? 'x' : '~';
    return [`${sign}${it.key.slice(8)}`];
  });

const isTerminating = (cluster: Rig, name: string): boolean =>
  podNamed(cluster, name).metadata.deletionTimestamp !== undefined;

/** A StatefulSet's Pod that a finalizer keeps in place while it terminates. */
const hold = (cluster: Rig, name: string): void =>
  merge(cluster, 'Pod', name, { metadata: { finalizers: ['example.com/hold'] } });

test('STS-REP-1: a Pod that ended is deleted, and made anew only in a later sync', () => {
  for (const phase of ['Failed', 'Succeeded']) {
    const cluster = started(2);
    const since = cluster.store.revision;
    const { uid } = podNamed(cluster, 'web-0').metadata;
    putPhase(cluster, 'web-0', phase);
    cluster.advanceTo(60_006);
    expect(acts(cluster, since)).toEqual(['xweb-0', 'xweb-0']);
    cluster.advanceTo(70_000);
    expect(acts(cluster, since)).toEqual(['xweb-0', 'xweb-0', '+web-0']);
    expect(podNamed(cluster, 'web-0').metadata.uid).not.toBe(uid);
    expect(setEvents(cluster)).toContain('Normal SuccessfulDelete Delete Pod web-0 in StatefulSet web successful');
  }
});

test('STS-REP-1: one that ended and is being deleted already is not deleted again', () => {
  const cluster = started(1);
  hold(cluster, 'web-0');
  putPhase(cluster, 'web-0', 'Failed');
  cluster.advanceTo(61_000);
  const since = cluster.store.revision;
  merge(cluster, 'StatefulSet', 'web', { metadata: { labels: { looked: 'at' } } });
  cluster.advanceTo(62_000);
  expect(isTerminating(cluster, 'web-0')).toBe(true);
  expect(acts(cluster, since)).toEqual([]);
  const said = cluster.changes().filter(({ kind, revision }) => kind === 'Event' && revision > since);
  expect(said).toEqual([]);
});

test('STS-REP-3: in order one Pod a sync is created, and after an error none', () => {
  const cluster = rig();
  cluster.create('StatefulSet', webSet(2));
  cluster.advanceTo(7);
  expect(acts(cluster)).toEqual(['+web-0']);
  const refused = rig();
  refused.create('StatefulSet', webSet(2, withImage('nginx:1.25', { serviceAccountName: 'nobody' })));
  refused.advanceTo(20);
  expect(new Set(setEvents(refused).map((text) => /Pod (web-\d)/.exec(text)?.[1]))).toEqual(new Set(['web-0']));
});

test('STS-REP-4: a Pending Pod without its claims ends the sync, though others are missing', () => {
  const cluster = started(2, { ...withClaims(), podManagementPolicy: 'Parallel' });
  merge(cluster, 'PersistentVolumeClaim', 'data-web-0', { metadata: { finalizers: ['example.com/hold'] } });
  cluster.ask({ verb: 'delete', kind: 'PersistentVolumeClaim', namespace: 'default', name: 'data-web-0' });
  putPhase(cluster, 'web-0', 'Pending');
  scale(cluster, 3);
  const since = cluster.store.revision;
  cluster.advanceTo(60_900);
  expect(acts(cluster, since)).toEqual([]);
});

test('STS-REP-5: in order nothing is done above a Pod that terminates', () => {
  const cluster = started(2);
  hold(cluster, 'web-0');
  deletePod(cluster, 'web-0');
  deletePod(cluster, 'web-1', { gracePeriodSeconds: 0 });
  const since = cluster.store.revision;
  cluster.advanceTo(60_500);
  expect(podNamed(cluster, 'web-0').status.phase).toBe('Running');
  expect(podNames(cluster)).toEqual(['web-0']);
  expect(acts(cluster, since)).toEqual([]);
  expect(cluster.view.waits().map(({ reason }) => reason)).toMatchObject([
    { rule: 'STS-REP-5', params: { waitsFor: 'web-0', state: 'terminating' } },
  ]);
});

test('STS-REP-8: a Pod is put right and the same sync goes on', () => {
  for (const podManagementPolicy of ['OrderedReady', 'Parallel']) {
    const cluster = started(1, { podManagementPolicy });
    merge(cluster, 'Pod', 'web-0', { metadata: { labels: { 'statefulset.kubernetes.io/pod-name': null } } });
    scale(cluster, 2);
    const since = cluster.store.revision;
    cluster.advanceTo(60_006);
    expect(acts(cluster, since).toSorted()).toEqual(['+web-1', '~web-0']);
  }
});

test('STS-COND-1: in order the next Pod stays until the one above it has gone', () => {
  const cluster = started(3);
  hold(cluster, 'web-2');
  scale(cluster, 1);
  cluster.advanceTo(90_000);
  expect(isTerminating(cluster, 'web-2')).toBe(true);
  expect(isTerminating(cluster, 'web-1')).toBe(false);
  expect(cluster.view.waits().map(({ reason }) => reason)).toMatchObject([
    { rule: 'STS-COND-1', params: { waitsFor: 'web-2' } },
  ]);
});

test('STS-COND-1: Parallel passes over a Pod that terminates', () => {
  const cluster = started(3, { podManagementPolicy: 'Parallel' });
  hold(cluster, 'web-2');
  deletePod(cluster, 'web-2');
  cluster.advanceTo(61_000);
  const since = cluster.store.revision;
  scale(cluster, 1);
  cluster.advanceTo(61_100);
  expect(acts(cluster, since)).toEqual(['xweb-1']);
});

test('STS-COND-2: an unhealthy Pod waits for the lowest unhealthy one, which goes by itself', () => {
  const cluster = started(3);
  putPhase(cluster, 'web-1', 'Running', 'False');
  putPhase(cluster, 'web-2', 'Running', 'False');
  scale(cluster, 1);
  cluster.advanceTo(90_000);
  expect(acts(cluster).filter((act) => act.startsWith('x'))).toEqual([]);
  expect(cluster.view.waits().map(({ reason }) => reason)).toMatchObject([
    { rule: 'STS-COND-2', params: { pod: 'web-2', waitsFor: 'web-1' } },
  ]);
  putPhase(cluster, 'web-1', 'Running', 'True');
  cluster.advanceTo(90_050);
  expect(acts(cluster).filter((act) => act.startsWith('x'))).toEqual(['xweb-2']);
});

test('STS-COND-4: one deletion a sync, from the top', () => {
  const cluster = started(3);
  const since = cluster.store.revision;
  scale(cluster, 0);
  cluster.advanceTo(60_006);
  expect(acts(cluster, since)).toEqual(['xweb-2']);
  expect(setEvents(cluster).at(-1)).toBe('Normal SuccessfulDelete Delete Pod web-2 in StatefulSet web successful');
});

test('STS-ALG-7: condemned Pods go from the highest ordinal down', () => {
  const cluster = started(12, { podManagementPolicy: 'Parallel' });
  const since = cluster.store.revision;
  scale(cluster, 8);
  cluster.advanceTo(60_006);
  expect(acts(cluster, since)).toEqual(['xweb-11']);
  cluster.advanceTo(60_012);
  expect(acts(cluster, since).slice(1).toSorted()).toEqual(['xweb-10', 'xweb-9']);
  cluster.advanceTo(60_018);
  expect(acts(cluster, since).slice(3)).toEqual(['xweb-8']);
});

test('STS-ALG-9: a set that is being deleted touches no Pod, but tells its status', () => {
  const cluster = started(2, {}, { finalizers: ['example.com/hold'] });
  cluster.ask({ verb: 'delete', kind: 'StatefulSet', namespace: 'default', name: 'web' });
  merge(cluster, 'Pod', 'web-0', { metadata: { labels: { 'statefulset.kubernetes.io/pod-name': null } } });
  merge(cluster, 'StatefulSet', 'web', { spec: withImage('nginx:1.27') });
  deletePod(cluster, 'web-1', { gracePeriodSeconds: 0 });
  const since = cluster.store.revision;
  cluster.advanceTo(90_000);
  expect(acts(cluster, since)).toEqual([]);
  expect(setOf(cluster).status).toMatchObject({ observedGeneration: 3, replicas: 1, readyReplicas: 1 });
});

test('STS-BURST-4: Parallel, too, waits for the old Pod to have gone', () => {
  const cluster = started(2, { podManagementPolicy: 'Parallel' });
  const { uid } = podNamed(cluster, 'web-1').metadata;
  hold(cluster, 'web-1');
  deletePod(cluster, 'web-1');
  cluster.advanceTo(90_000);
  expect(podNamed(cluster, 'web-1').metadata.uid).toBe(uid);
  expect(cluster.view.waits().map(({ reason }) => reason)[0]).toMatchObject({
    rule: 'STS-BURST-4',
    params: { pod: 'web-1', waitsFor: 'web-1' },
  });
  merge(cluster, 'Pod', 'web-1', { metadata: { finalizers: null } });
  cluster.advanceTo(100_000);
  expect(podNamed(cluster, 'web-1').metadata.uid).not.toBe(uid);
});

test('STS-RU-3: an update waits for the Pod it made, and for one that terminates', () => {
  for (const podManagementPolicy of ['OrderedReady', 'Parallel']) {
    const cluster = started(3, { podManagementPolicy });
    merge(cluster, 'StatefulSet', 'web', { spec: withImage('nginx:broken') });
    cluster.advanceTo(120_000);
    expect(podNamed(cluster, 'web-2').spec.containers[0]?.image).toBe('nginx:broken');
    expect(podNamed(cluster, 'web-1').spec.containers[0]?.image).toBe('nginx:1.25');
    expect(isTerminating(cluster, 'web-1')).toBe(false);
  }
  const held = started(3, { podManagementPolicy: 'Parallel' });
  hold(held, 'web-2');
  merge(held, 'StatefulSet', 'web', { spec: withImage('nginx:1.27') });
  held.advanceTo(120_000);
  expect(isTerminating(held, 'web-2')).toBe(true);
  expect(isTerminating(held, 'web-1')).toBe(false);
  expect(held.view.waits().map(({ reason }) => reason)).toContainEqual(
    expect.objectContaining({
      rule: 'STS-RU-3',
      params: { set: 'web', pod: 'web-1', waitsFor: 'web-2', state: 'terminating' },
    }),
  );
});

test('STS-Q-2: the set wakes it, and its Pods when they come, change and go', () => {
  const cluster = rig();
  cluster.create('StatefulSet', webSet(1));
  cluster.advanceTo(5000);
  deletePod(cluster, 'web-0');
  cluster.advanceTo(20_000);
  const { wakes } = createStatefulSetController();
  const woken = new Set<string>();
  for (const change of cluster.changes()) {
    if (change.kind !== 'Pod' && change.kind !== 'StatefulSet') continue;
    const kind = `${change.kind} ${!change.before ? 'add' : change.after ? 'update' : 'delete'}`;
    woken.add(kind);
    expect([kind, ...wakes(change, cluster.view)]).toEqual([kind, 'default/web']);
  }
  expect([...woken].toSorted()).toEqual([
    'Pod add',
    'Pod delete',
    'Pod update',
    'StatefulSet add',
    'StatefulSet update',
  ]);
});

test('STS-Q-3, STS-Q-4: an orphan wakes the sets that select it, but not when it goes; a released Pod its old owner', () => {
  const cluster = rig();
  cluster.create('StatefulSet', webSet(2));
  cluster.advanceTo(30_000);
  const since = cluster.store.revision;
  merge(cluster, 'Pod', 'web-1', { metadata: { labels: { app: 'else' } } });
  cluster.advanceTo(31_000);
  putPhase(cluster, 'web-1', 'Running', 'False');
  merge(cluster, 'Pod', 'web-1', { metadata: { labels: { app: 'web', kept: 'away' }, ownerReferences: null } });
  deletePod(cluster, 'web-1', { gracePeriodSeconds: 0 });
  cluster.store.write('Pod', 'default/web-1', undefined, {
    actor: 'a',
    cause: { input: 1 },
    reason: { rule: 'DEL-6' },
  });
  const { wakes } = createStatefulSetController();
  const heard = cluster.changes().flatMap((change) => {
    if (change.kind !== 'Pod' || change.revision <= since) return [];
    return [[change.after?.metadata.labels?.['app'] ?? 'gone', ...wakes(change, cluster.view)].join(' ')];
  });
  expect(heard).toEqual([
    'else default/web', // still its own
    'else default/web', // released
    'else', // an orphan's new status
    'web default/web',
    'web', // marked
    'gone',
  ]);
});

test('STS-BURST-1: a set made anew while the one before it was creating its Pods counts for itself', () => {
  const cluster = createRig([createStatefulSetController(), createSimpleKubelet()]);
  const draft = webSet(5, { podManagementPolicy: 'Parallel' });
  cluster.create('StatefulSet', draft);
  merge(cluster, 'StatefulSet', 'web', { metadata: { annotations: { a: 'b' } }, spec: { replicas: 6 } });
  cluster.advanceTo(8);
  cluster.ask({ verb: 'delete', kind: 'StatefulSet', namespace: 'default', name: 'web' });
  cluster.advanceTo(1_000);
  cluster.create('StatefulSet', draft);
  cluster.advanceTo(60_000);
  const written = cluster.changes().flatMap((it) => (it.kind === 'StatefulSet' && it.after ? [it.after] : []));
  const { uid } = setOf(cluster).metadata;
  const generations = written
    .filter(({ metadata }) => metadata.uid === uid)
    .map(({ status }) => status.observedGeneration ?? 0);
  expect(Math.max(...generations)).toBe(1);
});
