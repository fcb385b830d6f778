import { expect, test } from 'vitest';
import type { StatefulSet } from '../../kinds/stateful-set.ts';
import { createRig } from '../../testing/rig.ts';
import type { Rig } from '../../testing/rig.ts';
import { createSimpleKubelet } from '../../testing/simple-kubelet.ts';
import { merge, podNames, setOf, webSet } from '../../testing/web-set.ts';
import { createStatefulSetController } from './stateful-set.ts';
import { isWorthWriting } from './status.ts';

const rig = (): Rig => createRig([createStatefulSetController(), createSimpleKubelet()]);

/** Statuses the controller wrote, with the Pods there were at that moment. */
function written(cluster: Rig, since = 0): { status: StatefulSet['status']; atMs: number; pods: number }[] {
  let pods = 0;
  return cluster.changes().flatMap((it) => {
    if (it.kind === 'Pod') pods += Number(it.after !== undefined) - Number(it.before !== undefined);
    if (it.kind !== 'StatefulSet' || !it.before || !it.after || it.before.status === it.after.status) return [];
    return it.revision > since ? [{ status: it.after.status, atMs: it.atMs, pods }] : [];
  });
}

test('STS-STAT-1: three counts are written even when they are 0, the others are left out', () => {
  const cluster = rig();
  cluster.create('StatefulSet', webSet(0));
  cluster.advanceTo(1000);
  const { status } = setOf(cluster);
  expect(status).toEqual({
    observedGeneration: 1,
    replicas: 0,
    availableReplicas: 0,
    currentRevision: status.updateRevision,
    updateRevision: expect.stringMatching(/^web-/),
    collisionCount: 0,
  });
});

test('STS-STAT-3: a status is worth a write if one of eight fields says something else', () => {
  const before = { observedGeneration: 2, replicas: 3, availableReplicas: 3, collisionCount: 0 };
  expect(isWorthWriting(before, { ...before })).toBe(false);
  expect(isWorthWriting(before, { ...before, collisionCount: 1 })).toBe(false);
  expect(isWorthWriting(before, { ...before, observedGeneration: 1 })).toBe(false);
  for (const changed of [
    { observedGeneration: 3 },
    { replicas: 2 },
    { currentReplicas: 1 },
    { readyReplicas: 1 },
    { updatedReplicas: 1 },
    { availableReplicas: 1 },
    { currentRevision: 'web-a' },
    { updateRevision: 'web-a' },
  ])
    expect(isWorthWriting(before, { ...before, ...changed })).toBe(true);
});

test('STS-ALG-3: every claimed Pod is counted, also outside the range and while it terminates', () => {
  const cluster = rig();
  cluster.create('StatefulSet', webSet(3, { podManagementPolicy: 'Parallel' }));
  cluster.advanceTo(30_000);
  const { currentRevision } = setOf(cluster).status;
  const since = cluster.store.revision;
  merge(cluster, 'StatefulSet', 'web', { spec: { replicas: 1 } });
  cluster.advanceTo(30_200);
  expect(written(cluster, since)[0]?.status).toMatchObject({
    observedGeneration: 2,
    replicas: 3,
    readyReplicas: 3,
    currentRevision,
    updateRevision: currentRevision,
    collisionCount: 0,
  });
});

test('STS-ALG-17: the status speaks of the Pods before the sync: those it creates are missing, those it deletes are there', () => {
  const cluster = rig();
  cluster.create('StatefulSet', webSet(1));
  cluster.advanceTo(10_000);
  expect(written(cluster)[0]).toMatchObject({ status: { observedGeneration: 1, replicas: 0 }, pods: 1 });
  const since = cluster.store.revision;
  merge(cluster, 'StatefulSet', 'web', { spec: { replicas: 0 } });
  cluster.advanceTo(10_010);
  expect(written(cluster, since).map(({ status }) => status)).toMatchObject([
    { observedGeneration: 2, replicas: 1, readyReplicas: 1, currentReplicas: 1, updatedReplicas: 1 },
  ]);
  cluster.advanceTo(20_000);
  expect(podNames(cluster)).toEqual([]);
  expect(setOf(cluster).status).not.toHaveProperty('readyReplicas');
});
