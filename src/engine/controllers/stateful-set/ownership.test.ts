import { expect, test } from 'vitest';
import { createRig } from '../../testing/rig.ts';
import type { Rig } from '../../testing/rig.ts';
import { createSimpleKubelet } from '../../testing/simple-kubelet.ts';
import { merge, podNamed, podNames, setEvents, setOf, webSet } from '../../testing/web-set.ts';
import { createStatefulSetController } from './stateful-set.ts';

const rig = (): Rig => createRig([createStatefulSetController(), createSimpleKubelet()]);

const pod = (name: string, metadata: object = {}) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, labels: { app: 'web' }, ...metadata },
  spec: { containers: [{ name: 'nginx', image: 'nginx:1.25' }] },
});

const controllerOf = (cluster: Rig, name: string): string | undefined =>
  podNamed(cluster, name).metadata.ownerReferences?.find(({ controller }) => controller)?.uid;

test('STS-OWN-1, STS-OWN-5: a Pod with another controller is nobody to the set, and keeps its ordinal occupied', () => {
  const cluster = rig();
  const other = { apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'db', uid: 'db-uid', controller: true };
  cluster.create('Pod', pod('web-0', { ownerReferences: [other] }));
  cluster.create('StatefulSet', webSet(1));
  cluster.advanceTo(10_000);
  expect(controllerOf(cluster, 'web-0')).toBe('db-uid');
  expect(setOf(cluster).status).toMatchObject({ observedGeneration: 1, replicas: 0 });
});

test('STS-OWN-2, STS-OWN-4: an orphan is adopted if both its labels and its name are the set’s', () => {
  const cluster = rig();
  cluster.create('Pod', pod('web-1'));
  cluster.create('Pod', pod('other-1'));
  cluster.create('Pod', pod('web-2', { labels: { app: 'else' } }));
  cluster.create('StatefulSet', webSet(0));
  cluster.advanceTo(100);
  const { uid } = setOf(cluster).metadata;
  expect(controllerOf(cluster, 'other-1')).toBeUndefined();
  expect(controllerOf(cluster, 'web-2')).toBeUndefined();
  const adopted = cluster.changes().flatMap((it) => (it.reason.rule === 'STS-OWN-4' && it.kind === 'Pod' ? [it] : []));
  expect(adopted.map(({ key }) => key)).toEqual(['default/web-1']);
  expect(adopted[0]?.after?.metadata.ownerReferences).toEqual([
    { apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'web', uid, controller: true, blockOwnerDeletion: true },
  ]);
});

test('STS-OWN-4: neither a Pod nor a set that is being deleted takes part in adoption', () => {
  const cluster = rig();
  cluster.create('Pod', pod('web-1', { finalizers: ['example.com/hold'] }));
  cluster.ask({ verb: 'delete', kind: 'Pod', namespace: 'default', name: 'web-1' });
  cluster.create('StatefulSet', webSet(0, {}, { finalizers: ['example.com/hold'] }));
  cluster.advanceTo(1000);
  expect(controllerOf(cluster, 'web-1')).toBeUndefined();
  cluster.ask({ verb: 'delete', kind: 'StatefulSet', namespace: 'default', name: 'web' });
  cluster.create('Pod', pod('web-2'));
  cluster.advanceTo(20_000);
  expect(controllerOf(cluster, 'web-2')).toBeUndefined();
  expect(podNames(cluster)).toContain('web-2');
});

test('STS-OWN-7: adoption and release make no Events', () => {
  const cluster = rig();
  cluster.create('Pod', pod('web-0'));
  cluster.create('StatefulSet', webSet(1, { updateStrategy: { type: 'OnDelete' } }));
  cluster.advanceTo(5000);
  const events = setEvents(cluster);
  merge(cluster, 'Pod', 'web-0', { metadata: { labels: { app: 'else' } } });
  cluster.advanceTo(5100);
  expect(cluster.changes().map(({ reason }) => reason.rule)).toEqual(
    expect.arrayContaining(['STS-OWN-3', 'STS-OWN-4']),
  );
  expect(events.filter((text) => !text.includes('SuccessfulUpdate'))).toEqual([]);
  expect(setEvents(cluster)).toEqual(events);
});
