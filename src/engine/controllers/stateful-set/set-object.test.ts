import { expect, test } from 'vitest';
import { kindFacts } from '../../kinds/kinds.ts';
import { createScheduler } from '../../scheduler/scheduler.ts';
import { createRig } from '../../testing/rig.ts';
import type { Rig } from '../../testing/rig.ts';
import { createSimpleKubelet } from '../../testing/simple-kubelet.ts';
import { merge, podNamed, podNames, setEvents, setOf, webSet, withClaims, withImage } from '../../testing/web-set.ts';
import { createGarbageCollector } from '../garbage-collector.ts';
import { createStatefulSetController } from './stateful-set.ts';

const web = { kind: 'StatefulSet', namespace: 'default', name: 'web' } as const;

function started(replicas: number, more: object = {}): Rig {
  const cluster = createRig([createStatefulSetController(), createGarbageCollector(), createSimpleKubelet()]);
  cluster.create('StatefulSet', webSet(replicas, more));
  cluster.advanceTo(60_000);
  return cluster;
}

test('STS-API-1: StatefulSets are statefulsets of apps/v1, sts for short, with status and scale', () => {
  expect(kindFacts.StatefulSet).toMatchObject({
    group: 'apps',
    plural: 'statefulsets',
    shortNames: ['sts'],
    namespaced: true,
    subresources: ['status', 'scale'],
  });
});

test('STS-API-2: scale reads and writes the replicas, and refuses what is below 0', () => {
  const cluster = started(2);
  const scale = { ...web, subresource: 'scale' } as const;
  const { body } = cluster.ask({ verb: 'get', ...scale });
  expect(body).toMatchObject({ kind: 'Scale', spec: { replicas: 2 }, status: { replicas: 2, selector: 'app=web' } });
  const patched = { verb: 'patch', ...scale, patchType: 'merge', body: { spec: { replicas: -1 } } } as const;
  const refused = cluster.ask(patched);
  expect(refused.code).toBe(422);
  expect(refused.body).toMatchObject({
    message: 'Scale.autoscaling "web" is invalid: spec.replicas: Invalid value: -1: must be greater than or equal to 0',
  });
  expect(cluster.ask({ ...patched, body: { spec: { replicas: 1 } } }).code).toBe(200);
  expect(setOf(cluster).spec.replicas).toBe(1);
});

test('STS-API-3: a set is put without a resourceVersion, but not where there is none', () => {
  const cluster = started(1);
  const set = setOf(cluster);
  const { resourceVersion: _known, ...metadata } = set.metadata;
  const body = { ...set, metadata, spec: { ...set.spec, replicas: 2 } };
  expect(cluster.ask({ verb: 'update', ...web, body }).code).toBe(200);
  const other = { ...body, metadata: { name: 'other' } };
  expect(cluster.ask({ verb: 'update', ...web, name: 'other', body: other }).code).toBe(404);
});

test('STS-API-4: creation clears the status, and the generation is 1', () => {
  const cluster = createRig([]);
  cluster.create('StatefulSet', { ...webSet(1), status: { replicas: 7, readyReplicas: 7 } });
  expect(setOf(cluster).status).toEqual({ availableReplicas: 0, replicas: 0 });
  expect(setOf(cluster).metadata.generation).toBe(1);
});

test('STS-API-6: a write of the status leaves spec and generation alone', () => {
  const cluster = started(1);
  const set = setOf(cluster);
  const body = { ...set, spec: { ...set.spec, replicas: 5 }, status: { ...set.status, collisionCount: 3 } };
  expect(cluster.ask({ verb: 'update', ...web, subresource: 'status', body }).code).toBe(200);
  expect([setOf(cluster).spec.replicas, setOf(cluster).metadata.generation]).toEqual([1, 1]);
});

test('STS-API-7: a deletion that says nothing else is a background one', () => {
  const cluster = started(2);
  cluster.ask({ verb: 'delete', ...web });
  expect(cluster.view.get('StatefulSet', 'default/web')).toBeUndefined();
  expect(podNames(cluster)).toHaveLength(2);
  cluster.advanceTo(120_000);
  expect(podNames(cluster)).toEqual([]);
});

test('STS-API-8: a deletion that waits is a new generation', () => {
  for (const propagationPolicy of ['Foreground', 'Orphan'] as const) {
    const cluster = started(1);
    cluster.ask({ verb: 'delete', ...web, options: { propagationPolicy } });
    expect(setOf(cluster).metadata.generation).toBe(2);
  }
});

test('STS-ID-11: the zone comes with the node, and neither is part of the identity', () => {
  const cluster = started(1);
  const created = cluster.changes().find(({ kind, before }) => kind === 'Pod' && !before);
  const early = created?.kind === 'Pod' ? created.after?.metadata.labels : undefined;
  expect(early?.['topology.kubernetes.io/zone']).toBeUndefined();
  expect(podNamed(cluster, 'web-0').metadata.labels?.['topology.kubernetes.io/zone']).toBe('zone-a');
  merge(cluster, 'Pod', 'web-0', { metadata: { labels: { 'topology.kubernetes.io/zone': null } } });
  cluster.advanceTo(61_000);
  expect(podNamed(cluster, 'web-0').metadata.labels?.['topology.kubernetes.io/zone']).toBeUndefined();
  expect(setEvents(cluster)).toHaveLength(1);
});

test('STS-REPAIR-8: a Pod made by hand and adopted gets its two labels, and that is said once', () => {
  const cluster = createRig([createStatefulSetController(), createSimpleKubelet()]);
  const containers = [{ name: 'nginx', image: 'nginx:1.25' }];
  cluster.create('Pod', {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'web-0', labels: { app: 'web' } },
    spec: { containers },
  });
  cluster.create('StatefulSet', webSet(1, { updateStrategy: { type: 'OnDelete' } }));
  cluster.advanceTo(60_000);
  expect(podNamed(cluster, 'web-0').metadata.labels).toMatchObject({
    'statefulset.kubernetes.io/pod-name': 'web-0',
    'apps.kubernetes.io/pod-index': '0',
  });
  expect(setEvents(cluster)).toEqual(['Normal SuccessfulUpdate Update Pod web-0 in StatefulSet web successful']);
});

test('STS-CR-4: a revision is called as its set and its hash', () => {
  const cluster = started(1);
  const [revision] = cluster.view.list('ControllerRevision');
  expect(revision?.metadata.name).toBe(`web-${revision?.metadata.labels?.['controller.kubernetes.io/hash'] ?? ''}`);
});

test('STS-VAL-35: another strategy makes no revision and restarts nothing', () => {
  const cluster = started(2);
  const uids = cluster.view.list('Pod').map(({ metadata }) => metadata.uid);
  merge(cluster, 'StatefulSet', 'web', { spec: { updateStrategy: { type: 'OnDelete', rollingUpdate: null } } });
  cluster.advanceTo(120_000);
  expect(cluster.view.count('ControllerRevision')).toBe(1);
  expect(cluster.view.list('Pod').map(({ metadata }) => metadata.uid)).toEqual(uids);
});

test('STS-SYNC-9, STS-TRUNC-4: history is cut though the sync fails', () => {
  const cluster = started(1, { revisionHistoryLimit: 10 });
  for (const tag of ['1.26', '1.27']) {
    merge(cluster, 'StatefulSet', 'web', { spec: withImage(`nginx:${tag}`) });
    cluster.advanceTo(tag === '1.26' ? 90_000 : 120_000);
  }
  expect(cluster.view.count('ControllerRevision')).toBe(3);
  const containers = [{ name: 'nginx', image: 'nginx:1.25' }];
  cluster.create('Pod', { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web-1' }, spec: { containers } });
  merge(cluster, 'StatefulSet', 'web', { spec: { replicas: 2, revisionHistoryLimit: 0 } });
  cluster.advanceTo(121_000);
  expect(podNames(cluster)).toEqual(['web-0', 'web-1']);
  expect(cluster.view.count('ControllerRevision')).toBe(1);
});

test('STS-EV-3, GOT-18: a name that is taken is not said', () => {
  const cluster = createRig([createStatefulSetController(), createSimpleKubelet()]);
  const containers = [{ name: 'nginx', image: 'nginx:1.25' }];
  cluster.create('Pod', { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web-0' }, spec: { containers } });
  cluster.create('StatefulSet', webSet(1));
  cluster.advanceTo(30_000);
  expect(setEvents(cluster)).toEqual([]);
});

test('STS-EV-17: what fails again and again is one Event that is counted', () => {
  const cluster = createRig([createStatefulSetController()]);
  cluster.create('StatefulSet', webSet(1, withImage('nginx:1.25', { serviceAccountName: 'nobody' })));
  cluster.advanceTo(10_000);
  const events = cluster.view.eventsAbout(setOf(cluster).metadata.uid);
  expect(events).toHaveLength(1);
  expect(events[0]?.count).toBeGreaterThan(5);
});

test('STS-BURST-2: a batch with an error is the last one of its sync', () => {
  const cluster = createRig([createStatefulSetController(), createSimpleKubelet()]);
  const containers = [{ name: 'nginx', image: 'nginx:1.25' }];
  cluster.create('Pod', { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web-1' }, spec: { containers } });
  cluster.create('StatefulSet', webSet(7, { podManagementPolicy: 'Parallel' }));
  cluster.advanceTo(30_000);
  expect(podNames(cluster).toSorted()).toEqual(['web-0', 'web-1', 'web-2']);
});

test('STS-RET-12: owners written while the scheduler is about to write the claim make it try again', () => {
  const cluster = createRig([createStatefulSetController(), createScheduler()]);
  cluster.create('StorageClass', {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: { name: 'late' },
    provisioner: 'pd.csi.storage.gke.io',
    volumeBindingMode: 'WaitForFirstConsumer',
  });
  const persistentVolumeClaimRetentionPolicy = { whenDeleted: 'Delete', whenScaled: 'Retain' };
  cluster.create(
    'StatefulSet',
    webSet(1, { ...withClaims({ storageClassName: 'late' }), persistentVolumeClaimRetentionPolicy }),
  );
  cluster.advanceTo(5000);
  const events = cluster.view.eventsAbout(podNamed(cluster, 'web-0').metadata.uid);
  expect(events.map(({ message }) => message)).toEqual([
    'running PreBind plugin "VolumeBinding": Operation cannot be fulfilled on persistentvolumeclaims "data-web-0": the object has been modified; please apply your changes to the latest version and try again',
  ]);
  const claim = cluster.view.get('PersistentVolumeClaim', 'default/data-web-0');
  expect(claim?.metadata.annotations?.['volume.kubernetes.io/selected-node']).toMatch(/^node-\d$/);
});
