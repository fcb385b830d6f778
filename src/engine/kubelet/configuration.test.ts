import { expect, test } from 'vitest';
import { toBase64 } from '../kinds/base64.ts';
import { containerOf, eventsOf, podOf, started, wordOf } from '../testing/kubelet-rig.ts';
import type { Rig } from '../testing/rig.ts';

type Kind = 'ConfigMap' | 'Secret';

const mounting = (source: object) => ({ volumes: [{ name: 'cfg', ...source }] });

const reading = (more: object) => ({ containers: [{ name: 'main', image: 'runs', ...more }] });

const createData = (rig: Rig, kind: Kind, data: { readonly [key: string]: string } = {}): void => {
  const kept = Object.fromEntries(Object.entries(data).map(([key, text]) => [key, toBase64(text)]));
  const metadata = { name: 'settings' };
  rig.create(kind, { apiVersion: 'v1', kind, metadata, data: kind === 'Secret' ? kept : data });
};

test.each<[Kind, object]>([
  ['ConfigMap', { configMap: { name: 'settings' } }],
  ['Secret', { secret: { secretName: 'settings' } }],
  ['ConfigMap', { projected: { sources: [{ configMap: { name: 'settings' } }] } }],
  ['Secret', { projected: { sources: [{ secret: { name: 'settings' } }] } }],
])('KUBELET-5: a mounted %s that is missing is said, waited for, and found at a later try: %j', (kind, source) => {
  const rig = started(mounting(source));
  rig.advanceTo(10_000);
  const lack = `${kind.toLowerCase()} "settings" not found`;
  expect(eventsOf(rig)).toContain(`FailedMount MountVolume.SetUp failed for volume "cfg" : ${lack}`);
  expect(wordOf(containerOf(rig, 'main').state)).toBe('ContainerCreating');
  expect(rig.view.waits().map(({ reason }) => reason)).toEqual([
    { rule: 'KUBELET-5', params: expect.objectContaining({ pod: 'web-0', volume: 'cfg', lack }) },
  ]);
  createData(rig, kind);
  rig.advanceTo(40_000);
  expect(podOf(rig).status.phase).toBe('Running');
});

test.each<[Kind, object, string]>([
  ['ConfigMap', { configMap: { name: 'settings', items: [{ key: 'b', path: 'b' }] } }, 'config'],
  ['Secret', { secret: { secretName: 'settings', items: [{ key: 'b', path: 'b' }] } }, 'secret'],
])('KUBELET-5: a file of a %s whose key is missing', (kind, source, word) => {
  const rig = started(mounting(source));
  createData(rig, kind, { a: '1' });
  rig.advanceTo(10_000);
  expect(eventsOf(rig)).toContain(
    `FailedMount MountVolume.SetUp failed for volume "cfg" : references non-existent ${word} key: b`,
  );
});

test('KUBELET-5: a projected volume says of each source what is missing', () => {
  const sources = [{ secret: { name: 'a' } }, { configMap: { name: 'b' } }];
  const rig = started(mounting({ projected: { sources } }));
  rig.advanceTo(10_000);
  expect(eventsOf(rig)).toContain(
    'FailedMount MountVolume.SetUp failed for volume "cfg" : [secret "a" not found, configmap "b" not found]',
  );
});

test.each<[Kind, object]>([
  ['ConfigMap', { envFrom: [{ configMapRef: { name: 'settings' } }] }],
  ['ConfigMap', { env: [{ name: 'A', valueFrom: { configMapKeyRef: { name: 'settings', key: 'a' } } }] }],
  ['Secret', { envFrom: [{ secretRef: { name: 'settings' } }] }],
  ['Secret', { env: [{ name: 'A', valueFrom: { secretKeyRef: { name: 'settings', key: 'a' } } }] }],
])('KUBELET-5: variables of a %s that is missing: %j', (kind, more) => {
  const rig = started(reading(more));
  rig.advanceTo(10_000);
  const error = `${kind.toLowerCase()} "settings" not found`;
  expect(containerOf(rig, 'main').state).toEqual({ waiting: { reason: 'CreateContainerConfigError', message: error } });
  expect(eventsOf(rig)).toContain(`main: Failed Error: ${error}`);
  createData(rig, kind, { a: '1' });
  rig.advanceTo(60_000);
  expect(podOf(rig).status.phase).toBe('Running');
});

test.each<[Kind, string]>([
  ['ConfigMap', 'configMapKeyRef'],
  ['Secret', 'secretKeyRef'],
])('KUBELET-5: a key of a %s that is missing', (kind, ref) => {
  const rig = started(reading({ env: [{ name: 'A', valueFrom: { [ref]: { name: 'settings', key: 'a' } } }] }));
  createData(rig, kind, { b: '1' });
  rig.advanceTo(10_000);
  const error = `couldn't find key a in ${kind} default/settings`;
  expect(containerOf(rig, 'main').state.waiting).toEqual({ reason: 'CreateContainerConfigError', message: error });
});

test('KUBELET-5: what is optional holds up nothing', () => {
  const optional = { name: 'settings', key: 'a', optional: true };
  const env = [
    { name: 'A', valueFrom: { configMapKeyRef: optional } },
    { name: 'B', valueFrom: { secretKeyRef: optional } },
  ];
  const rig = started({ ...mounting({ secret: { secretName: 'settings', optional: true } }), ...reading({ env }) });
  rig.advanceTo(10_000);
  expect(podOf(rig).status.phase).toBe('Running');
});

test('KUBELET-5: a Pod that runs goes on when what it mounts is deleted, and its containers start again', () => {
  const containers = [{ name: 'main', image: 'ends:1' }];
  const rig = started({ ...mounting({ configMap: { name: 'settings' } }), containers });
  createData(rig, 'ConfigMap');
  rig.advanceTo(3000);
  expect(containerOf(rig, 'main').restartCount).toBeLessThan(2);
  rig.ask({ verb: 'delete', kind: 'ConfigMap', namespace: 'default', name: 'settings' });
  rig.advanceTo(300_000);
  expect(containerOf(rig, 'main').restartCount).toBeGreaterThan(3);
  expect(eventsOf(rig).filter((text) => text.startsWith('FailedMount'))).toEqual([]);
});
