import { expect, test } from 'vitest';
import { createCluster } from './cluster.ts';
import type { Cluster } from './cluster.ts';

const node = (number: number) => ({
  name: `node-${number}`,
  zone: `zone-${number}`,
  cpu: '4',
  memory: '3840Mi',
  pods: 110,
});

/** Three nodes and a StatefulSet of two Pods without volumes, started. */
function started(probe?: object): Cluster {
  const startTimeMs = Date.UTC(2026, 0, 1);
  const cluster = createCluster({ seed: 1, startTimeMs, nodes: [1, 2, 3].map(node), images: [], featureGates: {} });
  const container = { name: 'nginx', image: 'nginx:1.25', ...(probe ? { readinessProbe: probe } : {}) };
  const answer = cluster.dispatch({
    request: {
      verb: 'create',
      kind: 'StatefulSet',
      namespace: 'default',
      body: {
        apiVersion: 'apps/v1',
        kind: 'StatefulSet',
        metadata: { name: 'web' },
        spec: {
          replicas: 2,
          selector: { matchLabels: { app: 'web' } },
          template: {
            metadata: { labels: { app: 'web' } },
            spec: { terminationGracePeriodSeconds: 10, containers: [container] },
          },
        },
      },
    },
  });
  expect(answer.code).toBe(201);
  cluster.advanceTo(10_000);
  return cluster;
}

const nodeOf = (cluster: Cluster, pod: string): string =>
  cluster.head.get('Pod', `default/${pod}`)?.spec.nodeName ?? '';

const conditionOf = (cluster: Cluster, pod: string, type: string): string | undefined =>
  cluster.head.get('Pod', `default/${pod}`)?.status.conditions?.find((it) => it.type === type)?.status;

const readinessOf = (cluster: Cluster, name: string): string | undefined =>
  cluster.head.get('Node', name)?.status.conditions?.find(({ type }) => type === 'Ready')?.status;

const taintsOf = (cluster: Cluster, name: string): readonly string[] =>
  cluster.head.get('Node', name)?.spec.taints?.map(({ key, effect }) => `${key}:${effect}`) ?? [];

test('KUBELET-37: a crash restarts the container in the same Pod', () => {
  const cluster = started();
  const before = cluster.head.get('Pod', 'default/web-1');
  expect(cluster.strike({ kind: 'crash', pod: 'default/web-1' })).toBeUndefined();
  cluster.advanceTo(15_000);
  const after = cluster.head.get('Pod', 'default/web-1');
  expect(after?.metadata.uid).toBe(before?.metadata.uid);
  expect(after?.status.containerStatuses?.[0]).toMatchObject({
    restartCount: 1,
    ready: true,
    lastState: { terminated: { exitCode: 1, reason: 'Error' } },
  });
});

test('what cannot be broken says why', () => {
  const cluster = started();
  expect(cluster.strike({ kind: 'crash', pod: 'default/nobody' })?.code).toBe('no-pod');
  expect(cluster.strike({ kind: 'unready', pod: 'default/web-0' })?.code).toBe('no-probe');
  expect(cluster.strike({ kind: 'crash', pod: 'default/web-0', container: 'other' })?.code).toBe('no-container');
  expect(cluster.strike({ kind: 'power-off', node: 'node-9' })?.code).toBe('no-node');
  expect(cluster.strike({ kind: 'power-on', node: 'node-1' })?.code).toBe('already');
});

test('KUBELET-46: an unready Pod keeps running', () => {
  const cluster = started({ exec: { command: ['ready'] }, periodSeconds: 1 });
  cluster.strike({ kind: 'unready', pod: 'default/web-1' });
  cluster.advanceTo(15_000);
  expect(conditionOf(cluster, 'web-1', 'Ready')).toBe('False');
  expect(cluster.head.get('Pod', 'default/web-1')?.status.containerStatuses?.[0]?.restartCount).toBe(0);
  expect(cluster.isSettled()).toBe(true);
  cluster.strike({ kind: 'ready', pod: 'default/web-1' });
  cluster.advanceTo(20_000);
  expect(conditionOf(cluster, 'web-1', 'Ready')).toBe('True');
});

test('NODE-4, NODE-5, NODE-7: a node without power is missed within a minute, its Pods are no longer Ready', () => {
  const cluster = started();
  const lost = nodeOf(cluster, 'web-1');
  cluster.strike({ kind: 'power-off', node: lost });
  cluster.advanceTo(45_000);
  expect(readinessOf(cluster, lost)).toBe('True');
  expect(conditionOf(cluster, 'web-1', 'Ready')).toBe('True');
  cluster.advanceTo(72_000);
  expect(readinessOf(cluster, lost)).toBe('Unknown');
  expect(conditionOf(cluster, 'web-1', 'Ready')).toBe('False');
  expect(taintsOf(cluster, lost)).toEqual([
    'node.kubernetes.io/unreachable:NoSchedule',
    'node.kubernetes.io/unreachable:NoExecute',
  ]);
  expect(cluster.head.get('StatefulSet', 'default/web')?.status.readyReplicas).toBe(1);
});

test('NODE-20, NODE-23, KUBELET-66: its Pods are deleted after five minutes, and stay Terminating', () => {
  const cluster = started();
  const lost = nodeOf(cluster, 'web-1');
  cluster.strike({ kind: 'power-off', node: lost });
  cluster.advanceTo(360_000);
  expect(cluster.head.get('Pod', 'default/web-1')?.metadata.deletionTimestamp).toBeUndefined();
  cluster.advanceTo(375_000);
  expect(cluster.head.get('Pod', 'default/web-1')?.metadata.deletionTimestamp).toBeDefined();
  expect(conditionOf(cluster, 'web-1', 'DisruptionTarget')).toBe('True');
  cluster.advanceTo(3_600_000);
  expect(cluster.head.get('Pod', 'default/web-1')).toBeDefined();
  const unconfirmed = { rule: 'NODE-23', params: { pod: 'web-1', node: lost } };
  expect(cluster.head.waits().map(({ reason }) => reason)).toContainEqual(unconfirmed);
  cluster.strike({ kind: 'power-on', node: lost });
  cluster.advanceTo(3_660_000);
  expect(cluster.head.waits()).toEqual([]);
});

test('NODE-30, NODE-41: only a forced deletion lets the identity start elsewhere', () => {
  const cluster = started();
  const lost = nodeOf(cluster, 'web-1');
  const uid = cluster.head.get('Pod', 'default/web-1')?.metadata.uid;
  cluster.strike({ kind: 'power-off', node: lost });
  cluster.advanceTo(400_000);
  cluster.dispatch({
    request: { verb: 'delete', kind: 'Pod', namespace: 'default', name: 'web-1', options: { gracePeriodSeconds: 0 } },
  });
  cluster.advanceTo(410_000);
  const next = cluster.head.get('Pod', 'default/web-1');
  expect(next?.metadata.uid).not.toBe(uid);
  expect(next?.spec.nodeName).not.toBe(lost);
  expect(conditionOf(cluster, 'web-1', 'Ready')).toBe('True');
});

test('NODE-10, NODE-54: a node that comes back runs its Pods again, in the same objects', () => {
  const cluster = started();
  const lost = nodeOf(cluster, 'web-1');
  const uid = cluster.head.get('Pod', 'default/web-1')?.metadata.uid;
  cluster.strike({ kind: 'power-off', node: lost });
  cluster.advanceTo(100_000);
  cluster.strike({ kind: 'power-on', node: lost });
  cluster.advanceTo(120_000);
  expect(readinessOf(cluster, lost)).toBe('True');
  expect(taintsOf(cluster, lost)).toEqual([]);
  const pod = cluster.head.get('Pod', 'default/web-1');
  expect(pod?.metadata.uid).toBe(uid);
  expect(conditionOf(cluster, 'web-1', 'Ready')).toBe('True');
  expect(pod?.status.containerStatuses?.[0]).toMatchObject({
    restartCount: 1,
    lastState: { terminated: { exitCode: 255, reason: 'Unknown' } },
  });
});

test('NODE-42: Pods of a deleted node are collected', () => {
  const cluster = started();
  const lost = nodeOf(cluster, 'web-1');
  const uid = cluster.head.get('Pod', 'default/web-1')?.metadata.uid;
  cluster.strike({ kind: 'power-off', node: lost });
  cluster.dispatch({ request: { verb: 'delete', kind: 'Node', name: lost } });
  cluster.advanceTo(45_000);
  expect(cluster.head.get('Pod', 'default/web-1')?.metadata.uid).toBe(uid);
  cluster.advanceTo(100_000);
  expect(cluster.head.get('Pod', 'default/web-1')?.metadata.uid).not.toBe(uid);
});

test('NODE-9: with every node silent nobody is driven out', () => {
  const cluster = started();
  for (const name of ['node-1', 'node-2', 'node-3']) cluster.strike({ kind: 'cut', node: name });
  cluster.advanceTo(600_000);
  expect(readinessOf(cluster, 'node-1')).toBe('Unknown');
  for (const name of ['node-1', 'node-2', 'node-3'])
    expect(taintsOf(cluster, name)).not.toContain('node.kubernetes.io/unreachable:NoExecute');
  expect(cluster.head.get('Pod', 'default/web-1')?.metadata.deletionTimestamp).toBeUndefined();
});
