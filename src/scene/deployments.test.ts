import { expect, test } from 'vitest';
import { createCluster } from '../engine/index.ts';
import type { Cluster } from '../engine/index.ts';
import { scene as english } from '../locales/en/scene.ts';
import { composeScene } from './compose.ts';
import { createHistory, foldChanges } from './history.ts';
import type { Scene } from './scene.ts';

/** A Deployment of three Pods, applied at 0 s. */
function started(): Cluster {
  const node = (name: string, zone: string) => ({ name, zone, cpu: '4', memory: '3840Mi', pods: 110 });
  const cluster = createCluster({
    seed: 1,
    startTimeMs: 0,
    featureGates: {},
    nodes: [node('node-1', 'zone-a'), node('node-2', 'zone-b'), node('node-3', 'zone-c')],
    images: [{ match: '*', pullMs: 500, startMs: 0, readyMs: 0, stopMs: 1000 }],
  });
  const containers = [{ name: 'main', image: 'nginx:1' }];
  const body = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'shop' },
    spec: {
      replicas: 3,
      selector: { matchLabels: { app: 'shop' } },
      template: { metadata: { labels: { app: 'shop' } }, spec: { containers } },
    },
  };
  cluster.dispatch({ request: { verb: 'create', kind: 'Deployment', namespace: 'default', body } });
  return cluster;
}

function sceneAt(cluster: Cluster, atMs: number, width = 900): Scene {
  cluster.advanceTo(atMs);
  const history = createHistory();
  foldChanges(history, cluster.changes());
  return composeScene({ view: cluster.head, history, atMs, messages: english }, { width, height: 640 });
}

test.each([900, 400])(
  'a Deployment has a header and no slots; its Pods have names, and neither hue nor numeral (%i px)',
  (width) => {
    const scene = sceneAt(started(), 5_000, width);
    expect(scene.sets.map(({ name, about }) => `${name} ${about}`)).toEqual(['shop Deployment default/shop']);
    expect(scene.sets[0]?.facts.map(({ text }) => text)).toEqual([
      'Deployment · RollingUpdate',
      '3/3 ready',
      'random names, no slots',
    ]);
    expect(scene.slots).toEqual([]);
    expect(scene.threads).toEqual([]);
    expect(scene.pods).toHaveLength(3);
    for (const pod of scene.pods) {
      expect([pod.hue, pod.numeral, pod.state]).toEqual([null, '', 'ready']);
      expect(pod.name).not.toBe('');
    }
  },
);

test('the Pods of the next template have the next shape, beside the old ones', () => {
  const cluster = started();
  cluster.advanceTo(5_000);
  const body = { spec: { template: { spec: { containers: [{ name: 'main', image: 'nginx:2' }] } } } };
  const asked = { verb: 'patch', kind: 'Deployment', namespace: 'default', name: 'shop', patchType: 'merge' } as const;
  cluster.dispatch({ request: { ...asked, body } });
  const scene = sceneAt(cluster, 5_200);
  expect(new Set(scene.pods.map(({ revision }) => revision))).toEqual(new Set(['circle', 'diamond']));
  expect(scene.sets[0]?.facts.map(({ text }) => text)).toContain('1/3 updated');
});
