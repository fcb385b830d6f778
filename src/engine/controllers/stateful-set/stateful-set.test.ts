import { expect, test } from 'vitest';
import type { StatefulSet } from '../../kinds/stateful-set.ts';
import { createRig } from '../../testing/rig.ts';
import type { Rig } from '../../testing/rig.ts';
import { createSimpleKubelet } from '../../testing/simple-kubelet.ts';
import { createGarbageCollector } from '../garbage-collector.ts';
import { createStatefulSetController } from './stateful-set.ts';

const rig = (): Rig => createRig([createStatefulSetController(), createGarbageCollector(), createSimpleKubelet()]);

const manifest = (replicas: number, image = 'nginx:1.25', more: object = {}) => ({
  apiVersion: 'apps/v1',
  kind: 'StatefulSet',
  metadata: { name: 'web' },
  spec: {
    replicas,
    serviceName: 'web',
    selector: { matchLabels: { app: 'web' } },
    template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'nginx', image }] } },
    updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 0 } },
    ...more,
  },
});

function change(cluster: Rig, body: object): void {
  const target = { verb: 'patch', kind: 'StatefulSet', namespace: 'default', name: 'web', patchType: 'merge' } as const;
  expect(cluster.ask({ ...target, body }).code).toBe(200);
}

const image = (name: string) => ({ spec: { template: { spec: { containers: [{ name: 'nginx', image: name }] } } } });

/** The set's status writes after a revision, in the notation of section 5.9: `g: r/ready/cur/upd`. */
function statuses(cluster: Rig, since = 0): string[] {
  return cluster.changes().flatMap((it) => {
    if (it.kind !== 'StatefulSet' || it.revision <= since || it.before?.status === it.after?.status) return [];
    const {
      observedGeneration: g,
      replicas,
      readyReplicas,
      currentReplicas,
      updatedReplicas,
    } = (it.after as StatefulSet).status;
    return [
      `${g}: ${[replicas, readyReplicas, currentReplicas, updatedReplicas].map((count) => count ?? 0).join('/')}`,
    ];
  });
}

/** Pods as they came and went after a revision. */
const comings = (cluster: Rig, since = 0): string[] =>
  cluster.changes().flatMap((it) => {
    if (it.kind !== 'Pod' || it.revision <= since || (it.before && it.after)) return [];
    return [`${it.after ? '+' : '-'}${it.key.slice(8)}`];
  });

function started(replicas: number, more: object = {}): { cluster: Rig; since: number } {
  const cluster = rig();
  cluster.create('StatefulSet', manifest(replicas, 'nginx:1.25', more));
  cluster.advanceTo(60_000);
  return { cluster, since: cluster.store.revision };
}

test('STS-REP-10, STS-STAT-5: three Pods start in order; the golden trace of statuses', () => {
  const { cluster } = started(3);
  expect(comings(cluster)).toEqual(['+web-0', '+web-1', '+web-2']);
  expect(statuses(cluster).slice(1)).toEqual([
    '1: 0/0/0/0',
    '1: 1/0/1/1',
    '1: 1/1/1/1',
    '1: 2/1/2/2',
    '1: 2/2/2/2',
    '1: 3/2/3/3',
    '1: 3/3/3/3',
  ]);
});

test('STS-REP-6: what is not created yet waits for the first Pod that is not Ready', () => {
  const cluster = rig();
  cluster.create('StatefulSet', manifest(3));
  cluster.advanceTo(500);
  expect(cluster.view.waits()).toMatchObject([
    {
      component: 'statefulset-controller',
      key: 'default/web',
      reason: { rule: 'STS-REP-6', params: { pod: 'web-1', first: 1, last: 2, waitsFor: 'web-0', state: 'pending' } },
    },
  ]);
  cluster.advanceTo(60_000);
  expect(cluster.view.waits()).toEqual([]);
});

test('STS-ID-4, STS-ID-5, STS-ID-6: a Pod has its name as host name, its labels and its owner', () => {
  const { cluster } = started(1);
  const pod = cluster.view.get('Pod', 'default/web-0');
  const set = cluster.view.get('StatefulSet', 'default/web');
  expect(pod?.spec).toMatchObject({ hostname: 'web-0', subdomain: 'web' });
  expect(pod?.metadata).toMatchObject({
    generateName: 'web-',
    labels: {
      app: 'web',
      'apps.kubernetes.io/pod-index': '0',
      'statefulset.kubernetes.io/pod-name': 'web-0',
      'controller-revision-hash': set?.status.currentRevision,
    },
    ownerReferences: [
      { kind: 'StatefulSet', name: 'web', uid: set?.metadata.uid, controller: true, blockOwnerDeletion: true },
    ],
  });
});

const claims = {
  volumeClaimTemplates: [
    {
      metadata: { name: 'data', labels: { tier: 'x' } },
      spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
    },
  ],
};

test('STS-PVC-1, STS-PVC-2, STS-PVC-3, STS-EV-12: the claim comes before the Pod, with its labels and its Event', () => {
  const { cluster } = started(1, claims);
  const order = cluster
    .changes()
    .filter(({ before }) => before === undefined)
    .map(({ kind, after }) => (after && 'message' in after ? after.message : kind));
  expect(order).toEqual([
    'StatefulSet',
    'ControllerRevision',
    'PersistentVolumeClaim',
    'Create Claim data-web-0 Pod web-0 in StatefulSet web success',
    'Pod',
    'Create Pod web-0 in StatefulSet web successful',
  ]);
  expect(cluster.view.get('PersistentVolumeClaim', 'default/data-web-0')?.metadata.labels).toEqual({
    app: 'web',
    tier: 'x',
  });
  expect(cluster.view.get('Pod', 'default/web-0')?.spec.volumes?.[0]).toEqual({
    name: 'data',
    persistentVolumeClaim: { claimName: 'data-web-0' },
  });
});

test('STS-COND-7: scaling 3 to 1 goes down from the top, one Pod at a time; the golden trace', () => {
  const { cluster, since } = started(3);
  change(cluster, { spec: { replicas: 1 } });
  cluster.advanceTo(120_000);
  expect(comings(cluster, since)).toEqual(['-web-2', '-web-1']);
  expect(statuses(cluster, since)).toEqual([
    '2: 3/3/3/3',
    '2: 3/3/2/2',
    '2: 3/2/2/2',
    '2: 2/2/2/2',
    '2: 2/2/1/1',
    '2: 2/1/1/1',
    '2: 1/1/1/1',
  ]);
});

test('STS-PVC-6: claims stay when their Pods go', () => {
  const { cluster } = started(2, claims);
  change(cluster, { spec: { replicas: 0 } });
  cluster.advanceTo(120_000);
  expect(cluster.view.count('Pod')).toBe(0);
  expect(cluster.view.count('PersistentVolumeClaim')).toBe(2);
});

test('STS-RU-2, STS-DONE-1: an update goes from the highest ordinal down; the golden trace', () => {
  const { cluster, since } = started(3);
  change(cluster, image('nginx:1.27'));
  cluster.advanceTo(120_000);
  expect(comings(cluster, since)).toEqual(['-web-2', '+web-2', '-web-1', '+web-1', '-web-0', '+web-0']);
  expect(statuses(cluster, since)).toEqual([
    '2: 3/3/2/0',
    '2: 3/2/2/0',
    '2: 2/2/2/0',
    '2: 3/2/2/1',
    '2: 3/3/1/1',
    '2: 3/2/1/1',
    '2: 2/2/1/1',
    '2: 3/2/1/2',
    '2: 3/3/0/2',
    '2: 3/2/0/2',
    '2: 2/2/0/2',
    '2: 3/2/0/3',
    '2: 3/3/3/3',
  ]);
  const { status } = cluster.view.get('StatefulSet', 'default/web') ?? {};
  expect(status?.currentRevision).toBe(status?.updateRevision);
});

test('STS-INV-4, STS-DONE-4: below the partition nothing is replaced', () => {
  const { cluster, since } = started(3, { updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 2 } } });
  change(cluster, image('nginx:1.27'));
  cluster.advanceTo(120_000);
  expect(comings(cluster, since)).toEqual(['-web-2', '+web-2']);
  const { status } = cluster.view.get('StatefulSet', 'default/web') ?? {};
  expect(status?.currentRevision).not.toBe(status?.updateRevision);
});

test('STS-REV-SEL-1: a Pod below the partition comes back at the current revision', () => {
  const { cluster } = started(2, { updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 1 } } });
  const before = cluster.view.get('Pod', 'default/web-0')?.metadata.labels?.['controller-revision-hash'];
  change(cluster, image('nginx:1.27'));
  cluster.advanceTo(120_000);
  cluster.ask({ verb: 'delete', kind: 'Pod', namespace: 'default', name: 'web-0' });
  cluster.advanceTo(180_000);
  const pod = cluster.view.get('Pod', 'default/web-0');
  expect(pod?.metadata.labels?.['controller-revision-hash']).toBe(before);
  expect(pod?.spec.containers[0]?.image).toBe('nginx:1.25');
});

test('STS-OND-1, STS-OND-2: OnDelete replaces nothing; a deleted Pod comes back new; the revision is never promoted', () => {
  const { cluster, since } = started(2, { updateStrategy: { type: 'OnDelete' } });
  change(cluster, image('nginx:1.27'));
  cluster.advanceTo(120_000);
  expect(comings(cluster, since)).toEqual([]);
  cluster.ask({ verb: 'delete', kind: 'Pod', namespace: 'default', name: 'web-1' });
  cluster.advanceTo(180_000);
  expect(cluster.view.get('Pod', 'default/web-1')?.spec.containers[0]?.image).toBe('nginx:1.27');
  const { status } = cluster.view.get('StatefulSet', 'default/web') ?? {};
  expect(status?.currentRevision).not.toBe(status?.updateRevision);
});

test('STS-STUCK-1, STS-STUCK-2: a broken image stops the update; reverting does not touch the broken Pod; deleting it does', () => {
  const { cluster, since } = started(3);
  change(cluster, image('nginx:broken'));
  cluster.advanceTo(120_000);
  change(cluster, image('nginx:1.25'));
  cluster.advanceTo(180_000);
  expect(comings(cluster, since)).toEqual(['-web-2', '+web-2']);
  expect(statuses(cluster, since).at(-1)).toBe('3: 3/2/2/2');
  cluster.ask({ verb: 'delete', kind: 'Pod', namespace: 'default', name: 'web-2' });
  cluster.advanceTo(240_000);
  expect(statuses(cluster, since).at(-1)).toBe('3: 3/3/3/3');
});

test('STS-CR-7, STS-CR-8: going back re-uses the old revision under a new number', () => {
  const { cluster } = started(1);
  change(cluster, image('nginx:1.27'));
  cluster.advanceTo(120_000);
  change(cluster, image('nginx:1.25'));
  cluster.advanceTo(180_000);
  const numbers = cluster.view.list('ControllerRevision').map(({ revision }) => revision);
  expect(numbers.sort()).toEqual([2, 3]);
});

test('STS-TRUNC-2, STS-TRUNC-3: history beyond the limit goes', () => {
  const { cluster } = started(1, { revisionHistoryLimit: 0 });
  change(cluster, image('nginx:1.27'));
  cluster.advanceTo(120_000);
  expect(cluster.view.list('ControllerRevision').map(({ revision }) => revision)).toEqual([2]);
});

const batchSizes = (timesMs: readonly number[]): readonly number[] =>
  [...new Set(timesMs)].map((ms) => timesMs.filter((it) => it === ms).length);

test('STS-BURST-1, STS-COND-8: Parallel creates and deletes in batches of 1, 2, 4', () => {
  const { cluster, since } = started(5, { podManagementPolicy: 'Parallel' });
  const created = cluster.changes().filter(({ kind, before }) => kind === 'Pod' && before === undefined);
  expect(batchSizes(created.map(({ atMs }) => atMs))).toEqual([1, 2, 2]);
  change(cluster, { spec: { replicas: 2 } });
  cluster.advanceTo(120_000);
  const deleted = cluster
    .changes()
    .filter(({ kind, revision, after }) => kind === 'Pod' && revision > since && after?.metadata.deletionTimestamp);
  expect(batchSizes(deleted.slice(0, 3).map(({ atMs }) => atMs))).toEqual([1, 2]);
  expect(cluster.view.count('Pod')).toBe(2);
});

test('STS-DEL-1, GC-2: background deletion takes set, Pods and revisions', () => {
  const { cluster } = started(2);
  cluster.ask({ verb: 'delete', kind: 'StatefulSet', namespace: 'default', name: 'web' });
  expect(cluster.view.count('StatefulSet')).toBe(0);
  cluster.advanceTo(120_000);
  expect(cluster.view.count('Pod') + cluster.view.count('ControllerRevision')).toBe(0);
});

test('STS-DEL-3, STS-DEL-4: orphans keep running and are adopted again by the same set', () => {
  const { cluster } = started(2);
  const uids = () => cluster.view.list('Pod').map(({ metadata }) => metadata.uid);
  const before = uids();
  cluster.ask({
    verb: 'delete',
    kind: 'StatefulSet',
    namespace: 'default',
    name: 'web',
    options: { propagationPolicy: 'Orphan' },
  });
  cluster.advanceTo(120_000);
  expect(cluster.view.count('StatefulSet')).toBe(0);
  expect(cluster.view.get('Pod', 'default/web-0')?.metadata.ownerReferences).toBeUndefined();
  cluster.create('StatefulSet', manifest(2));
  cluster.advanceTo(180_000);
  expect(uids()).toEqual(before);
  expect(cluster.view.get('StatefulSet', 'default/web')?.status).toMatchObject({
    readyReplicas: 2,
    currentReplicas: 2,
  });
});

test('STS-OWN-3, STS-OWN-8, STS-OWN-9: a Pod whose label no longer matches is released, blocks its ordinal, and can come back', () => {
  const { cluster } = started(2);
  const target = { verb: 'patch', kind: 'Pod', namespace: 'default', name: 'web-1', patchType: 'merge' } as const;
  cluster.ask({ ...target, body: { metadata: { labels: { app: 'other' } } } });
  cluster.advanceTo(61_000);
  expect(cluster.view.get('Pod', 'default/web-1')?.metadata.ownerReferences).toBeUndefined();
  expect(cluster.view.get('StatefulSet', 'default/web')?.status.replicas).toBe(1);
  cluster.ask({ ...target, body: { metadata: { labels: { app: 'web' } } } });
  cluster.advanceTo(62_000);
  expect(cluster.view.get('Pod', 'default/web-1')?.metadata.ownerReferences).toHaveLength(1);
});

test('STS-REPAIR-4: the pod-name label taken away by hand is put back', () => {
  const { cluster } = started(1);
  const body = { metadata: { labels: { 'statefulset.kubernetes.io/pod-name': null } } };
  cluster.ask({ verb: 'patch', kind: 'Pod', namespace: 'default', name: 'web-0', patchType: 'merge', body });
  cluster.advanceTo(61_000);
  expect(cluster.view.get('Pod', 'default/web-0')?.metadata.labels?.['statefulset.kubernetes.io/pod-name']).toBe(
    'web-0',
  );
});

test('STS-ALG-5: ordinals.start moves the range, and the Pods below it go', () => {
  const { cluster, since } = started(2);
  change(cluster, { spec: { ordinals: { start: 2 } } });
  cluster.advanceTo(180_000);
  expect(comings(cluster, since)).toEqual(['+web-2', '+web-3', '-web-1', '-web-0']);
});
