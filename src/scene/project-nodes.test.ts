// What is physically so is plain in the picture before the cluster knows of it, and after it has forgotten.
import { expect, test } from 'vitest';
import { scene as english } from '../locales/en/scene.ts';
import { createRun } from '../run/create-run.ts';
import type { Run } from '../run/run.ts';
import { composeScene } from './compose.ts';
import { createHistory, foldChanges } from './history.ts';
import type { Scene } from './scene.ts';

const text = `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: web}
spec:
  replicas: 1
  serviceName: web
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: c, image: nginx}]}
`;

function started(): { readonly run: Run; readonly node: string } {
  const created = createRun(text);
  if (!created.ok) throw new Error(created.refusals[0]?.message);
  created.run.advanceTo(30_000);
  return { run: created.run, node: created.run.cluster.head.get('Pod', 'default/web-0')?.spec.nodeName ?? '' };
}

function sceneOf(run: Run, ...lines: readonly string[]): Scene {
  for (const value of lines) run.submit({ kind: 'line', value });
  const history = createHistory();
  foldChanges(history, run.cluster.changes());
  const instant = { view: run.cluster.head, atMs: run.cluster.nowMs, history, messages: english };
  return composeScene(instant, { width: 1000, height: 600 });
}

const laneOf = (scene: Scene, node: string) => scene.lanes.find(({ title }) => title === node);
const podsOf = (scene: Scene) => scene.pods.map(({ name, stateText, about }) => [name, stateText, about]);

test('a machine that is off says so at once, and NotReady once the cluster has noticed', () => {
  const { run, node } = started();
  expect(laneOf(sceneOf(run), node)).toMatchObject({ machine: 'on', alert: null });
  const off = laneOf(sceneOf(run, `chaos power-off node/${node}`), node);
  expect(off).toMatchObject({ machine: 'off', state: 'ready', alert: { text: 'switched off' } });
  expect(off?.words).toContain('switched off, Ready');
  run.advanceTo(120_000);
  expect(laneOf(sceneOf(run), node)).toMatchObject({ state: 'silent', alert: { text: 'switched off · NotReady' } });
});

test('a Pod that was forgotten by force on a Node that was cut off is shown where it still runs', () => {
  const { run, node } = started();
  sceneOf(run, `chaos cut node/${node}`);
  run.advanceTo(120_000);
  sceneOf(run, 'kubectl delete pod web-0 --grace-period=0 --force');
  run.advanceTo(150_000);
  const both = sceneOf(run);
  expect(podsOf(both)).toContainEqual(['web-0', 'Running · Ready', 'Pod default/web-0']);
  expect(podsOf(both)).toContainEqual(['web-0', 'old, runs on', `Node ${node}`]);
  sceneOf(run, `kubectl delete node ${node}`);
  expect(laneOf(sceneOf(run), node)).toMatchObject({ machine: 'cut', alert: { text: 'cut off · deleted' } });
});

test('a Pod that is being deleted on a silent Node says both', () => {
  const { run, node } = started();
  sceneOf(run, `chaos stop-kubelet node/${node}`, 'kubectl delete pod web-0');
  run.advanceTo(120_000);
  const scene = sceneOf(run);
  expect(laneOf(scene, node)?.alert?.text).toBe('no kubelet · NotReady');
  expect(scene.pods[0]).toMatchObject({ state: 'unknown', stateText: 'Terminating', detailText: 'Unknown' });
});
