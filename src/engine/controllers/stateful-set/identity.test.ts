import { expect, test } from 'vitest';
import type { StatefulSet } from '../../kinds/stateful-set.ts';
import { createRig } from '../../testing/rig.ts';
import { merge, podNamed, podNames, setEvents, setOf, webSet, withClaims } from '../../testing/web-set.ts';
import { createSimpleKubelet } from '../../testing/simple-kubelet.ts';
import { isIntact, ordinalOf, podName, podNameLabel, volumesOf } from './identity.ts';
import { createStatefulSetController } from './stateful-set.ts';

const rig = () => createRig([createStatefulSetController(), createSimpleKubelet()]);

function setWith(more: object = {}): StatefulSet {
  const idle = createRig([]);
  idle.create('StatefulSet', webSet(3, more));
  return setOf(idle);
}

test('STS-ID-1: names count from ordinals.start, in decimal and without padding', () => {
  const cluster = rig();
  cluster.create('StatefulSet', webSet(3, { ordinals: { start: 9 } }));
  cluster.advanceTo(60_000);
  expect(podNames(cluster).toSorted()).toEqual(['web-10', 'web-11', 'web-9']);
  expect(podName(setOf(cluster), 100)).toBe('web-100');
});

test('STS-ID-2: the ordinal stands behind the last dash, the set before it; leading zeros are read over', () => {
  expect(ordinalOf('web', 'web-12')).toBe(12);
  expect(ordinalOf('web', 'web-01')).toBe(1);
  expect(ordinalOf('web-1', 'web-1-2')).toBe(2);
  expect(ordinalOf('web', 'web-1-2')).toBeUndefined();
  expect(ordinalOf('web', 'db-1')).toBeUndefined();
});

test('STS-ID-3: a name without an ordinal, or with one beyond 32 bits, has none', () => {
  expect(ordinalOf('web', 'web')).toBeUndefined();
  expect(ordinalOf('web', 'web-x')).toBeUndefined();
  expect(ordinalOf('web', 'web-2147483647')).toBe(2_147_483_647);
  expect(ordinalOf('web', 'web-2147483648')).toBeUndefined();
});

test('STS-ID-3, STS-ALG-3: a claimed Pod whose ordinal is out of range is counted, and neither kept nor condemned', () => {
  const cluster = rig();
  cluster.create('StatefulSet', webSet(1));
  cluster.advanceTo(10_000);
  cluster.create('Pod', {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'web-99999999999', labels: { app: 'web' } },
    spec: { containers: [{ name: 'nginx', image: 'nginx:1.25' }] },
  });
  cluster.advanceTo(60_000);
  expect(podNamed(cluster, 'web-99999999999').metadata.ownerReferences?.[0]?.uid).toBe(setOf(cluster).metadata.uid);
  expect(setOf(cluster).status).toMatchObject({ observedGeneration: 1, replicas: 2, readyReplicas: 2 });
  merge(cluster, 'StatefulSet', 'web', { spec: { replicas: 0 } });
  cluster.advanceTo(120_000);
  expect(cluster.changes().filter(({ reason }) => reason.rule === 'STS-OWN-3')).toEqual([]);
  expect(podNames(cluster)).toEqual(['web-99999999999']);
  expect(setOf(cluster).status).toMatchObject({ observedGeneration: 2, replicas: 1, collisionCount: 0 });
});

test('STS-PVC-5: claim volumes come first and take the place of volumes of their name', () => {
  const set = setWith(withClaims());
  const own = [
    { name: 'scratch', emptyDir: {} },
    { name: 'data', emptyDir: {} },
  ];
  expect(volumesOf(set, 2, own)).toEqual([
    { name: 'data', persistentVolumeClaim: { claimName: 'data-web-2' } },
    { name: 'scratch', emptyDir: {} },
  ]);
});

test('STS-REPAIR-1: of the labels only the name counts', () => {
  const cluster = rig();
  cluster.create('StatefulSet', webSet(1));
  cluster.advanceTo(10_000);
  const labels = { 'apps.kubernetes.io/pod-index': '7', 'controller-revision-hash': 'web-other' };
  merge(cluster, 'StatefulSet', 'web', { spec: { updateStrategy: { type: 'OnDelete', rollingUpdate: null } } });
  merge(cluster, 'Pod', 'web-0', { metadata: { labels } });
  cluster.advanceTo(20_000);
  expect(podNamed(cluster, 'web-0').metadata.labels).toMatchObject(labels);
  expect(setEvents(cluster).filter((text) => text.includes('Update'))).toEqual([]);
  merge(cluster, 'Pod', 'web-0', { metadata: { labels: { [podNameLabel]: 'web-5' } } });
  cluster.advanceTo(30_000);
  expect(podNamed(cluster, 'web-0').metadata.labels).toMatchObject({
    [podNameLabel]: 'web-0',
    'apps.kubernetes.io/pod-index': '0',
  });
});

test('STS-REPAIR-2: every claim template needs its volume with its claim', () => {
  const cluster = rig();
  cluster.create('StatefulSet', webSet(1, withClaims()));
  cluster.advanceTo(10_000);
  const pod = podNamed(cluster, 'web-0');
  const mounting = (name: string, claimName: string) => ({
    ...pod,
    spec: { ...pod.spec, volumes: [{ name, persistentVolumeClaim: { claimName } }] },
  });
  const set = setOf(cluster);
  expect(isIntact(set, 0, pod)).toBe(true);
  expect(isIntact(set, 0, mounting('data', 'data-web-1'))).toBe(false);
  expect(isIntact(set, 0, mounting('other', 'data-web-0'))).toBe(false);
  expect(isIntact(set, 0, { ...pod, spec: { ...pod.spec, volumes: [] } })).toBe(false);
});
