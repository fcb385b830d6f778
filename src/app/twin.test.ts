import { expect, test } from 'vitest';
import { createCluster } from '../engine/index.ts';
import type { Kind } from '../engine/index.ts';
import { scene as english } from '../locales/en/scene.ts';
import { createHistory, foldChanges } from '../scene/history.ts';
import { twinOf } from './twin.ts';

const metadata = { name: 'web' };
const spec = { containers: [{ name: 'main', image: 'nginx:1.25', envFrom: [{ secretRef: { name: 'login' } }] }] };
const template = { metadata: { labels: { app: 'web' } }, spec };
const set = { replicas: 1, selector: { matchLabels: { app: 'web' } }, template };

test.each<[Kind, object]>([
  ['Pod', { apiVersion: 'v1', kind: 'Pod', metadata, spec }],
  ['StatefulSet', { apiVersion: 'apps/v1', kind: 'StatefulSet', metadata, spec: set }],
])('the table also says what a kubelet waits for, of the Pod of a %s', (kind, body) => {
  const node = { name: 'node-1', zone: 'zone-a', cpu: '4', memory: '3840Mi', pods: 110 };
  const cluster = createCluster({ seed: 1, startTimeMs: 0, featureGates: {}, nodes: [node], images: [] });
  expect(cluster.dispatch({ request: { verb: 'create', kind, namespace: 'default', body } }).code).toBe(201);
  cluster.advanceTo(10_000);
  const history = createHistory();
  foldChanges(history, cluster.changes());
  const { rows } = twinOf({ view: cluster.head, atMs: 10_000, history, messages: english });
  expect(rows.map(({ waits }) => waits)).toEqual([expect.stringContaining('secret "login" not found')]);
});
