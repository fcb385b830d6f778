import { expect, test } from 'vitest';
import { createRig } from '../../testing/rig.ts';
import type { Rig } from '../../testing/rig.ts';
import { createSimpleKubelet } from '../../testing/simple-kubelet.ts';
import { merge, podNamed, podNames, putPhase, setOf, webSet, withImage } from '../../testing/web-set.ts';
import { createStatefulSetController } from './stateful-set.ts';

function started(replicas: number, more: object): Rig {
  const cluster = createRig([createStatefulSetController(), createSimpleKubelet()]);
  cluster.create('StatefulSet', webSet(replicas, more));
  cluster.advanceTo(120_000);
  expect(setOf(cluster).status.availableReplicas).toBe(replicas);
  return cluster;
}

/** When a Pod came, and when it became Ready, in cluster milliseconds. */
function times(cluster: Rig, name: string): { readonly createdMs: number; readonly readyMs: number } {
  const own = cluster.changes().filter(({ kind, key }) => kind === 'Pod' && key === `default/${name}`);
  const isReady = (it: (typeof own)[number]): boolean =>
    it.kind === 'Pod' &&
    it.after?.status.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True') === true;
  return { createdMs: own.find(({ before }) => !before)?.atMs ?? -1, readyMs: own.find(isReady)?.atMs ?? -1 };
}

/** The set's statuses, each once: `ready/available`. */
const readiness = (cluster: Rig): string[] =>
  cluster.changes().flatMap((it) => {
    if (it.kind !== 'StatefulSet' || !it.after || it.before?.status === it.after.status) return [];
    const { readyReplicas = 0, availableReplicas } = it.after.status;
    return [`${readyReplicas}/${availableReplicas}`];
  });

const unready = (cluster: Rig, name: string): void => putPhase(cluster, name, 'Running');

test('STS-STUCK-1: an outdated Pod that is not Ready holds up its own replacement, and that is said', () => {
  const cluster = started(2, {});
  merge(cluster, 'StatefulSet', 'web', { spec: withImage('nginx:broken') });
  cluster.advanceTo(140_000);
  expect(cluster.view.waits().map(({ reason }) => reason)).toMatchObject([
    { rule: 'STS-RU-3', params: { pod: 'web-0', waitsFor: 'web-1', state: 'pending' } },
  ]);
  merge(cluster, 'StatefulSet', 'web', { spec: withImage('nginx:1.26') });
  cluster.advanceTo(160_000);
  expect(cluster.view.waits().map(({ reason }) => reason)).toMatchObject([
    { rule: 'STS-STUCK-1', params: { pod: 'web-1', waitsFor: 'web-1', state: 'pending' } },
  ]);
});

test('STS-REP-7, STS-REP-10: the next Pod comes when the one before it has been Ready for minReadySeconds', () => {
  const cluster = started(2, { minReadySeconds: 5 });
  const [first, second] = [times(cluster, 'web-0'), times(cluster, 'web-1')];
  expect(second.createdMs - first.readyMs).toBeGreaterThan(4000);
  expect(second.createdMs - first.readyMs).toBeLessThanOrEqual(5000);
});

test('STS-Q-7, STS-Q-8: nothing but the clock wakes the set when a Pod becomes Available', () => {
  const cluster = started(1, { minReadySeconds: 30 });
  const { readyMs } = times(cluster, 'web-0');
  const last = cluster.changes().findLast(({ kind }) => kind === 'StatefulSet');
  expect(last?.actor).toBe('statefulset-controller');
  expect((last?.atMs ?? 0) - readyMs).toBeGreaterThan(29_000);
  expect((last?.atMs ?? 0) - readyMs).toBeLessThanOrEqual(30_000);
});

test('STS-REP-9: first Ready, later Available; a flap starts the clock anew', () => {
  const cluster = createRig([createStatefulSetController(), createSimpleKubelet()]);
  cluster.create('StatefulSet', webSet(1, { minReadySeconds: 10 }));
  cluster.advanceTo(8000);
  expect(setOf(cluster).status).toMatchObject({ readyReplicas: 1, availableReplicas: 0 });
  unready(cluster, 'web-0');
  cluster.advanceTo(9000);
  const pod = podNamed(cluster, 'web-0');
  const conditions = [{ type: 'Ready', status: 'True', lastTransitionTime: '2026-01-01T00:00:09Z' }];
  const target = { verb: 'update', kind: 'Pod', namespace: 'default', name: 'web-0', subresource: 'status' } as const;
  cluster.ask({ ...target, body: { ...pod, status: { ...pod.status, conditions } } });
  cluster.advanceTo(18_900);
  expect(setOf(cluster).status).toMatchObject({ readyReplicas: 1, availableReplicas: 0 });
  cluster.advanceTo(19_100);
  expect(setOf(cluster).status.availableReplicas).toBe(1);
  expect(readiness(cluster)).toEqual(['0/0', '0/0', '0/0', '1/0', '0/0', '1/0', '1/1']);
});

test('STS-REP-9: another minReadySeconds is asked of the Pods there are', () => {
  const cluster = started(2, {});
  merge(cluster, 'StatefulSet', 'web', { spec: { minReadySeconds: 600 } });
  cluster.advanceTo(121_000);
  expect(setOf(cluster).status).toMatchObject({ readyReplicas: 2, availableReplicas: 0 });
  merge(cluster, 'StatefulSet', 'web', { spec: { minReadySeconds: 1 } });
  cluster.advanceTo(122_000);
  expect(setOf(cluster).status).toMatchObject({ readyReplicas: 2, availableReplicas: 2 });
});

test('STS-COND-3: scaling down waits for a Pod that is Ready, but not Available, while a lower one is not either', () => {
  const cluster = started(3, { minReadySeconds: 5 });
  merge(cluster, 'StatefulSet', 'web', { spec: { minReadySeconds: 600, replicas: 1 } });
  cluster.advanceTo(121_000);
  expect(podNames(cluster)).toHaveLength(3);
  expect(cluster.view.waits().map(({ reason }) => reason)).toEqual([
    { rule: 'STS-ALG-13', params: { set: 'web', pod: 'web-2', waitsFor: 'web-0', state: 'not-available' } },
  ]);
  merge(cluster, 'StatefulSet', 'web', { spec: { replicas: 0 } });
  cluster.advanceTo(122_000);
  expect(cluster.view.waits().map(({ reason }) => reason)).toEqual([
    { rule: 'STS-COND-3', params: { set: 'web', pod: 'web-2', waitsFor: 'web-0', state: 'not-available' } },
  ]);
  expect(podNames(cluster)).toHaveLength(3);
});

test('STS-RU-3, STS-DONE-2, STS-STUCK-7, GOT-15: an update waits for availability, the promotion for readiness alone', () => {
  const cluster = started(2, { minReadySeconds: 10 });
  const old = setOf(cluster).status.currentRevision;
  merge(cluster, 'StatefulSet', 'web', { spec: withImage('nginx:1.26') });
  cluster.advanceTo(126_000);
  expect(setOf(cluster).status).toMatchObject({ readyReplicas: 2, availableReplicas: 1, updatedReplicas: 1 });
  expect(podNamed(cluster, 'web-0').spec.containers[0]?.image).toBe('nginx:1.25');
  cluster.advanceTo(160_000);
  const promoted = cluster
    .changes()
    .find((it) => it.kind === 'StatefulSet' && it.atMs > 120_000 && it.after?.status.currentRevision !== old);
  expect(promoted?.after).toMatchObject({ status: { readyReplicas: 2, availableReplicas: 1 } });
  expect(setOf(cluster).status.availableReplicas).toBe(2);
});
