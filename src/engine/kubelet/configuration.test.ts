import { expect, test } from 'vitest';
import { containerOf, eventsOf, podOf, started, wordOf } from '../testing/kubelet-rig.ts';
import type { Rig } from '../testing/rig.ts';

const mounting = (configMap: object) => ({ volumes: [{ name: 'cfg', configMap }] });

const reading = (more: object) => ({ containers: [{ name: 'main', image: 'runs', ...more }] });

const createMap = (rig: Rig, data: object = {}): void =>
  rig.create('ConfigMap', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings' }, data });

test('KUBELET-5: a mounted ConfigMap that is missing is said, waited for, and found at a later try', () => {
  const rig = started(mounting({ name: 'settings' }));
  rig.advanceTo(10_000);
  expect(eventsOf(rig)).toContain(
    'FailedMount MountVolume.SetUp failed for volume "cfg" : configmap "settings" not found',
  );
  expect(wordOf(containerOf(rig, 'main').state)).toBe('ContainerCreating');
  expect(rig.view.waits().map(({ reason }) => reason)).toEqual([
    { rule: 'KUBELET-5', params: expect.objectContaining({ pod: 'web-0', configMap: 'settings' }) },
  ]);
  createMap(rig);
  rig.advanceTo(40_000);
  expect(podOf(rig).status.phase).toBe('Running');
});

test.each([
  [{ envFrom: [{ configMapRef: { name: 'settings' } }] }, 'configmap "settings" not found'],
  [
    { env: [{ name: 'A', valueFrom: { configMapKeyRef: { name: 'settings', key: 'a' } } }] },
    'configmap "settings" not found',
  ],
])('KUBELET-5: variables of a ConfigMap that is missing: %j', (more, error) => {
  const rig = started(reading(more));
  rig.advanceTo(10_000);
  expect(containerOf(rig, 'main').state).toEqual({ waiting: { reason: 'CreateContainerConfigError', message: error } });
  expect(eventsOf(rig)).toContain(`main: Failed Error: ${error}`);
  createMap(rig, { a: '1' });
  rig.advanceTo(60_000);
  expect(podOf(rig).status.phase).toBe('Running');
});

test('KUBELET-5: a key that is missing', () => {
  const rig = started(
    reading({ env: [{ name: 'A', valueFrom: { configMapKeyRef: { name: 'settings', key: 'a' } } }] }),
  );
  createMap(rig, { b: '1' });
  rig.advanceTo(10_000);
  const error = "couldn't find key a in ConfigMap default/settings";
  expect(containerOf(rig, 'main').state.waiting).toEqual({ reason: 'CreateContainerConfigError', message: error });
});

test('KUBELET-5: what is optional holds up nothing', () => {
  const env = [{ name: 'A', valueFrom: { configMapKeyRef: { name: 'settings', key: 'a', optional: true } } }];
  const rig = started({ ...mounting({ name: 'settings', optional: true }), ...reading({ env }) });
  rig.advanceTo(10_000);
  expect(podOf(rig).status.phase).toBe('Running');
});
