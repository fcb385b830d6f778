import { expect, test } from 'vitest';
import { createCluster } from './cluster.ts';
import type { Cluster } from './cluster.ts';
import type { Kind } from './kinds/kinds.ts';

function started(): Cluster {
  const node = (name: string, zone: string) => ({ name, zone, cpu: '4', memory: '3840Mi', pods: 110 });
  const cluster = createCluster({
    seed: 1,
    startTimeMs: 0,
    featureGates: {},
    nodes: [node('node-1', 'zone-a'), node('node-2', 'zone-b'), node('node-3', 'zone-c')],
    images: [{ match: '*', pullMs: 500, startMs: 0, readyMs: 0, stopMs: 1000 }],
  });
  const create = (kind: Kind, apiVersion: string, name: string, more: object): void => {
    const body = { apiVersion, kind, metadata: { name }, ...more };
    expect(cluster.dispatch({ request: { verb: 'create', kind, namespace: 'default', body } }).code).toBe(201);
  };
  create('StorageClass', 'storage.k8s.io/v1', 'flash', { provisioner: 'disk.example.com' });
  create('PersistentVolumeClaim', 'v1', 'shared', {
    spec: { accessModes: ['ReadWriteOnce'], storageClassName: 'flash', resources: { requests: { storage: '1Gi' } } },
  });
  const containers = [{ name: 'main', image: 'nginx', volumeMounts: [{ name: 'data', mountPath: '/data' }] }];
  const volumes = [{ name: 'data', persistentVolumeClaim: { claimName: 'shared' } }];
  const template = { metadata: { labels: { app: 'shop' } }, spec: { containers, volumes } };
  const selector = { matchLabels: { app: 'shop' } };
  create('Deployment', 'apps/v1', 'shop', { spec: { replicas: 3, selector, template } });
  return cluster;
}

test('DEP-3: all Pods of a Deployment share a claim; on other nodes than the first they cannot mount it', () => {
  const cluster = started();
  cluster.advanceTo(120_000);
  const pods = cluster.head.list('Pod', 'default');
  expect(pods.map(({ spec }) => spec.volumes?.[0]?.persistentVolumeClaim?.claimName)).toEqual([
    'shared',
    'shared',
    'shared',
  ]);
  const running = pods.filter(({ status }) => status.phase === 'Running');
  const held = pods.filter(({ status }) => status.phase === 'Pending');
  const nodes = new Set(running.map(({ spec }) => spec.nodeName));
  expect(nodes.size).toBe(1);
  expect(held.length).toBeGreaterThan(0);
  for (const pod of held) {
    expect(nodes.has(pod.spec.nodeName)).toBe(false);
    const said = cluster.head.eventsAbout(pod.metadata.uid).map(({ message }) => message);
    expect(said.some((message) => message.startsWith('Multi-Attach error for volume "pvc-'))).toBe(true);
  }
});
