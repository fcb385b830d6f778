import { expect, test } from 'vitest';
import type { ControllerRevision } from '../../kinds/controller-revision.ts';
import { createRig } from '../../testing/rig.ts';
import type { Rig } from '../../testing/rig.ts';
import { createSimpleKubelet } from '../../testing/simple-kubelet.ts';
import { merge, setEvents, setOf, webSet, withImage } from '../../testing/web-set.ts';
import { createGarbageCollector } from '../garbage-collector.ts';
import { createStatefulSetController } from './stateful-set.ts';

const rig = (): Rig => createRig([createStatefulSetController(), createGarbageCollector(), createSimpleKubelet()]);

const revisions = (cluster: Rig): readonly ControllerRevision[] =>
  cluster.view.list('ControllerRevision').toSorted((a, b) => a.revision - b.revision);

const numbers = (cluster: Rig): readonly number[] => revisions(cluster).map(({ revision }) => revision);

const setImage = (cluster: Rig, image: string): void =>
  merge(cluster, 'StatefulSet', 'web', { spec: withImage(image) });

function started(replicas: number, more: object = {}, metadata: object = {}): Rig {
  const cluster = rig();
  cluster.create('StatefulSet', webSet(replicas, more, metadata));
  cluster.advanceTo(30_000);
  return cluster;
}

const handMade = (name: string, revision: number, image: string) => ({
  apiVersion: 'apps/v1',
  kind: 'ControllerRevision',
  metadata: { name, labels: { app: 'web' } },
  data: { spec: { template: { $patch: 'replace', ...withImage(image).template } } },
  revision,
});

test('STS-CR-2: a revision has the labels of the template, the annotations of the set, its owner and the next number', () => {
  const annotations = { 'example.com/team': 'a' };
  const cluster = started(1, {}, { annotations });
  setImage(cluster, 'nginx:1.27');
  cluster.advanceTo(60_000);
  const { uid } = setOf(cluster).metadata;
  expect(numbers(cluster)).toEqual([1, 2]);
  for (const { metadata } of revisions(cluster)) {
    expect(metadata.labels).toEqual({ app: 'web', 'controller.kubernetes.io/hash': metadata.name.slice(4) });
    expect(metadata.annotations).toEqual(annotations);
    expect(metadata.ownerReferences).toEqual([
      { apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'web', uid, controller: true, blockOwnerDeletion: true },
    ]);
  }
});

test('STS-CR-5: a name that is taken by other data counts as a collision, and the next hash is tried', () => {
  const [made] = revisions(started(1));
  const cluster = rig();
  const name = made?.metadata.name ?? '';
  cluster.create('ControllerRevision', { ...handMade(name, 1, 'other'), metadata: { name, labels: { app: 'else' } } });
  cluster.create('StatefulSet', webSet(1));
  cluster.advanceTo(30_000);
  const { status } = setOf(cluster);
  expect(status.collisionCount).toBe(1);
  expect(status.updateRevision).not.toBe(name);
  expect(cluster.view.get('ControllerRevision', `default/${status.updateRevision}`)?.data).toEqual(made?.data);
});

test('STS-CR-5: a name that is taken by the same data is used as it is', () => {
  const [made] = revisions(started(1));
  const cluster = rig();
  const name = made?.metadata.name ?? '';
  cluster.create('ControllerRevision', {
    ...handMade(name, 1, 'other'),
    data: made?.data,
    metadata: { name, labels: { app: 'else' } },
  });
  cluster.create('StatefulSet', webSet(1));
  cluster.advanceTo(30_000);
  expect(setOf(cluster).status).toMatchObject({ collisionCount: 0, updateRevision: name });
});

test('STS-CR-6: of a revision only its data counts, not its hash and labels', () => {
  const cluster = started(1);
  const [{ metadata } = { metadata: { name: '' } }] = revisions(cluster);
  const body = { metadata: { labels: { 'controller.kubernetes.io/hash': 'changed' } } };
  const target = { verb: 'patch', kind: 'ControllerRevision', namespace: 'default', patchType: 'merge' } as const;
  expect(cluster.ask({ ...target, name: metadata.name, body }).code).toBe(200);
  merge(cluster, 'StatefulSet', 'web', { spec: { replicas: 2 } });
  cluster.advanceTo(60_000);
  expect(numbers(cluster)).toEqual([1]);
  merge(cluster, 'StatefulSet', 'web', { spec: { template: { metadata: { annotations: { a: '1' } } } } });
  cluster.advanceTo(90_000);
  expect(numbers(cluster)).toEqual([1, 2]);
});

test('STS-CR-9: where the current revision is deleted by hand, the update revision takes its place', () => {
  const partition = { updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 1 } } };
  const cluster = started(2, partition);
  setImage(cluster, 'nginx:1.27');
  cluster.advanceTo(60_000);
  const { currentRevision = '', updateRevision } = setOf(cluster).status;
  expect(currentRevision).not.toBe(updateRevision);
  cluster.ask({ verb: 'delete', kind: 'ControllerRevision', namespace: 'default', name: currentRevision });
  merge(cluster, 'StatefulSet', 'web', { metadata: { labels: { looked: 'at' } } });
  cluster.advanceTo(61_000);
  expect(setOf(cluster).status.currentRevision).toBe(updateRevision);
});

test('STS-SYNC-3, STS-CR-10: orphaned revisions that match are adopted, those of others are not', () => {
  const cluster = rig();
  const template = { metadata: { labels: { app: 'db' } }, spec: withImage('nginx:1.25').template.spec };
  const db = webSet(0, { selector: { matchLabels: { app: 'db' } }, template });
  cluster.create('StatefulSet', { ...db, metadata: { name: 'db' } });
  cluster.advanceTo(100);
  const { uid } = cluster.view.get('StatefulSet', 'default/db')?.metadata ?? {};
  const owner = { apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'db', uid, controller: true };
  cluster.create('ControllerRevision', handMade('web-old', 4, 'nginx:1.20'));
  const taken = { name: 'taken', labels: { app: 'web' }, ownerReferences: [owner] };
  cluster.create('ControllerRevision', { ...handMade('taken', 9, 'nginx:1.21'), metadata: taken });
  const foreign = { name: 'foreign', labels: { app: 'else' } };
  cluster.create('ControllerRevision', { ...handMade('foreign', 12, 'nginx:1.22'), metadata: foreign });
  cluster.create('StatefulSet', webSet(1));
  cluster.advanceTo(30_000);
  const found = revisions(cluster).map(({ metadata, revision }) => [
    metadata.name,
    revision,
    metadata.ownerReferences?.[0]?.name,
  ]);
  expect(found.slice(1)).toEqual([
    ['web-old', 4, 'web'],
    [setOf(cluster).status.updateRevision, 5, 'web'],
    ['taken', 9, 'db'],
    ['foreign', 12, undefined],
  ]);
});

test('STS-SYNC-3: a set that is being deleted cannot adopt, and its sync ends there', () => {
  const cluster = started(2, {}, { finalizers: ['example.com/hold'] });
  cluster.ask({ verb: 'delete', kind: 'StatefulSet', namespace: 'default', name: 'web' });
  cluster.create('ControllerRevision', handMade('web-old', 4, 'nginx:1.20'));
  cluster.ask({ verb: 'delete', kind: 'Pod', namespace: 'default', name: 'web-1', options: { gracePeriodSeconds: 0 } });
  cluster.advanceTo(60_000);
  const old = revisions(cluster).find(({ metadata }) => metadata.name === 'web-old');
  expect(old?.metadata.ownerReferences).toBeUndefined();
  expect(setOf(cluster).status.observedGeneration).toBe(1);
});

test('STS-SYNC-5: of revisions with one number the older comes first, whatever its name', () => {
  const cluster = rig();
  cluster.create('ControllerRevision', handMade('web-z', 7, 'nginx:1.20'));
  cluster.advanceTo(2000);
  cluster.create('ControllerRevision', handMade('web-a', 7, 'nginx:1.21'));
  cluster.create('ControllerRevision', handMade('web-b', 7, 'nginx:1.22'));
  cluster.create('StatefulSet', webSet(1, { revisionHistoryLimit: 1 }));
  cluster.advanceTo(30_000);
  expect(revisions(cluster).map(({ metadata, revision }) => [metadata.name, revision])).toEqual([
    ['web-b', 7],
    [setOf(cluster).status.updateRevision, 8],
  ]);
});

test('STS-TRUNC-1: revisions that Pods still have are no history', () => {
  const partition = {
    updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 1 } },
    revisionHistoryLimit: 0,
  };
  const cluster = started(2, partition);
  setImage(cluster, 'nginx:1.26');
  cluster.advanceTo(60_000);
  setImage(cluster, 'nginx:broken');
  cluster.advanceTo(90_000);
  expect(numbers(cluster)).toEqual([1, 3]);
  merge(cluster, 'StatefulSet', 'web', { spec: { updateStrategy: { type: 'OnDelete', rollingUpdate: null } } });
  setImage(cluster, 'nginx:1.28');
  cluster.advanceTo(120_000);
  // The Pods are at 1 and 3, and 1 is also the current one.
  expect(numbers(cluster)).toEqual([1, 3, 4]);
});

test('STS-TRUNC-4: history is cut after a sync that failed, too', () => {
  const cluster = started(1, { revisionHistoryLimit: 0 });
  setImage(cluster, 'nginx:1.27');
  merge(cluster, 'StatefulSet', 'web', {
    spec: {
      template: { spec: { serviceAccountName: 'nobody' } },
      updateStrategy: { type: 'OnDelete', rollingUpdate: null },
    },
  });
  cluster.ask({ verb: 'delete', kind: 'Pod', namespace: 'default', name: 'web-0', options: { gracePeriodSeconds: 0 } });
  cluster.advanceTo(40_000);
  cluster.create('ControllerRevision', handMade('web-old', 0, 'nginx:1.20'));
  merge(cluster, 'StatefulSet', 'web', { metadata: { labels: { looked: 'at' } } });
  cluster.advanceTo(60_000);
  expect(setEvents(cluster).at(-1)).toContain('FailedCreate Create Pod web-0');
  expect(revisions(cluster).map(({ metadata }) => metadata.name)).not.toContain('web-old');
});
