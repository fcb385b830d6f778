import { expect, test } from 'vitest';
import { createCluster } from '../engine/index.ts';
import type { Cluster, Kind } from '../engine/index.ts';
import { scene as english } from '../locales/en/scene.ts';
import { createHistory, foldChanges } from './history.ts';
import type { Instant } from './instant.ts';
import { podFacts } from './project-pods.ts';
import { setFacts } from './project-sets.ts';

const node = (name: string) => ({ name, zone: 'zone-a', cpu: '4', memory: '3840Mi', pods: 110 });

function clusterWith(kind: Kind, body: unknown): Cluster {
  const cluster = createCluster({
    seed: 1,
    startTimeMs: Date.UTC(2026, 0, 1),
    featureGates: {},
    nodes: [node('node-1')],
    images: [
      { match: 'prepare', pullMs: 500, startMs: 0, readyMs: 0, stopMs: 1000, exit: { code: 0, afterMs: 3000 } },
      { match: 'missing', pullMs: 'error', startMs: 0, readyMs: 0, stopMs: 1000 },
      { match: '*', pullMs: 500, startMs: 0, readyMs: 0, stopMs: 1000 },
    ],
  });
  expect(cluster.dispatch({ request: { verb: 'create', kind, namespace: 'default', body } }).code).toBe(201);
  return cluster;
}

function instantAt(cluster: Cluster, atMs: number): Instant {
  cluster.advanceTo(atMs);
  const history = createHistory();
  foldChanges(history, cluster.changes());
  return { view: cluster.head, atMs, history, messages: english };
}

test('KUBELET-20: a Pod that starts names the init container it is at', () => {
  const spec = {
    initContainers: [{ name: 'prepare', image: 'prepare' }],
    containers: [{ name: 'main', image: 'nginx:1.25' }],
  };
  const cluster = clusterWith('Pod', { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a' }, spec });
  const [starting] = podFacts(instantAt(cluster, 2500), new Map());
  expect(starting).toMatchObject({ state: 'starting', detailText: 'init container prepare' });
  const [later] = podFacts(instantAt(cluster, 10_000), new Map());
  expect(later).toMatchObject({ state: 'ready', detailText: '' });
});

test('STS-REP-9: a Pod that is Ready says when it will count as available, and its set how many do', () => {
  const set = {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name: 'web' },
    spec: {
      replicas: 1,
      minReadySeconds: 30,
      selector: { matchLabels: { app: 'web' } },
      template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'main', image: 'nginx:1.25' }] } },
    },
  };
  const cluster = clusterWith('StatefulSet', set);
  const early = instantAt(cluster, 10_000);
  const [pod] = podFacts(early, new Map());
  expect(pod?.detailText).toMatch(/^available in 2\d s$/);
  expect(setFacts(early, [], new Map())[0]?.facts.map(({ text }) => text)).toContain('0/1 available');
  const late = instantAt(cluster, 60_000);
  expect(podFacts(late, new Map())[0]?.detailText).toBe('');
  expect(setFacts(late, [], new Map())[0]?.facts.map(({ text }) => text)).toContain('1/1 available');
});

test('KUBELET-7: a Pod whose image cannot be pulled says in how many seconds that is tried again', () => {
  const spec = { containers: [{ name: 'main', image: 'missing' }] };
  const cluster = clusterWith('Pod', { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a' }, spec });
  const [pod] = podFacts(instantAt(cluster, 30_000), new Map());
  expect(pod).toMatchObject({ state: 'failed', moving: true });
  const seconds = Number(/^next try in (\d+) s$/.exec(pod?.detailText ?? '')?.[1]);
  const [before] = podFacts(instantAt(cluster, 30_000 + (seconds - 1) * 1000), new Map());
  expect(before?.detailText).toBe('next try in 1 s');
});
