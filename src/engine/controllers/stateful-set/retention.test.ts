import { expect, test } from 'vitest';
import type { OwnerReference } from '../../kinds/meta.ts';
import { createRig } from '../../testing/rig.ts';
import type { Rig } from '../../testing/rig.ts';
import { createSimpleKubelet } from '../../testing/simple-kubelet.ts';
import { merge, podNamed, podNames, setEvents, setOf, webSet, withClaims, withImage } from '../../testing/web-set.ts';
import { createClaimProtection } from '../../volumes/claim-protection.ts';
import { createGarbageCollector } from '../garbage-collector.ts';
import { createStatefulSetController } from './stateful-set.ts';

const policy = (whenDeleted: string, whenScaled: string) => ({
  persistentVolumeClaimRetentionPolicy: { whenDeleted, whenScaled },
});

function started(replicas: number, more: object): Rig {
  const cluster = createRig([
    createStatefulSetController(),
    createGarbageCollector(),
    createClaimProtection(),
    createSimpleKubelet(),
  ]);
  cluster.create('StatefulSet', webSet(replicas, { ...withClaims(), ...more }));
  cluster.advanceTo(60_000);
  expect(setOf(cluster).status.readyReplicas).toBe(replicas);
  return cluster;
}

const claim = (cluster: Rig, name: string) => cluster.view.get('PersistentVolumeClaim', `default/${name}`);

const owners = (cluster: Rig, name: string): readonly OwnerReference[] =>
  claim(cluster, name)?.metadata.ownerReferences ?? [];

/** Kinds of a claim's owners. */
const kinds = (cluster: Rig, name: string): string =>
  owners(cluster, name)
    .map(({ kind }) => kind)
    .join(' ');

const claims = (cluster: Rig): readonly string[] =>
  cluster.view.list('PersistentVolumeClaim').map(({ metadata }) => metadata.name);

const scale = (cluster: Rig, replicas: number): void => merge(cluster, 'StatefulSet', 'web', { spec: { replicas } });

/** A finalizer that keeps a Pod in place while it terminates. */
const hold = (cluster: Rig, name: string, finalizers: readonly string[] | null = ['example.com/hold']): void =>
  merge(cluster, 'Pod', name, { metadata: { finalizers } });

test.each([
  ['Retain', 'Retain', '', ''],
  ['Delete', 'Retain', 'StatefulSet', 'StatefulSet'],
  ['Retain', 'Delete', '', 'Pod'],
  ['Delete', 'Delete', 'StatefulSet', 'Pod'],
])('STS-RET-2, STS-ALG-12: %s when deleted, %s when scaled', (whenDeleted, whenScaled, inRange, condemned) => {
  const cluster = started(2, policy(whenDeleted, whenScaled));
  expect(kinds(cluster, 'data-web-1')).toBe(inRange);
  hold(cluster, 'web-1');
  scale(cluster, 1);
  cluster.advanceTo(61_000);
  expect(kinds(cluster, 'data-web-0')).toBe(inRange);
  expect(kinds(cluster, 'data-web-1')).toBe(condemned);
  hold(cluster, 'web-1', null);
  cluster.advanceTo(70_000);
  expect(claims(cluster)).toEqual(condemned === 'Pod' ? ['data-web-0'] : ['data-web-0', 'data-web-1']);
});

test('STS-RET-1, STS-RET-3: a full controller reference, with the sync after the one that made the claim', () => {
  const cluster = started(1, policy('Delete', 'Retain'));
  const { uid } = setOf(cluster).metadata;
  expect(owners(cluster, 'data-web-0')).toEqual([
    { apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'web', uid, controller: true, blockOwnerDeletion: true },
  ]);
  const writes = cluster.changes().filter(({ key }) => key === 'default/data-web-0');
  expect(writes.map(({ reason }) => reason.rule)).toEqual(['STS-PVC-3', 'STS-RET-2']);
  expect(writes[1]?.atMs).toBeGreaterThan(writes[0]?.atMs ?? 0);
});

test('STS-RET-3: all condemned Pods own their claims before the first of them goes', () => {
  const cluster = started(3, policy('Retain', 'Delete'));
  hold(cluster, 'web-2');
  scale(cluster, 0);
  cluster.advanceTo(61_000);
  expect(['data-web-0', 'data-web-1', 'data-web-2'].map((name) => kinds(cluster, name))).toEqual(['Pod', 'Pod', 'Pod']);
  const rules = cluster
    .changes()
    .flatMap((it) =>
      it.atMs > 60_000 && /^STS-(RET|COND)/.test(it.reason.rule) ? [`${it.reason.rule} ${it.key.slice(-1)}`] : [],
    );
  expect(rules).toEqual(['STS-RET-2 2', 'STS-RET-2 1', 'STS-RET-2 0', 'STS-COND-4 2']);
});

test('STS-RET-4, STS-RET-8: with the set its claims go; orphans keep theirs, without an owner', () => {
  for (const propagationPolicy of ['Background', 'Orphan'] as const) {
    const cluster = started(2, policy('Delete', 'Retain'));
    const target = { verb: 'delete', kind: 'StatefulSet', namespace: 'default', name: 'web' } as const;
    cluster.ask({ ...target, options: { propagationPolicy } });
    cluster.advanceTo(120_000);
    expect(claims(cluster)).toEqual(propagationPolicy === 'Orphan' ? ['data-web-0', 'data-web-1'] : []);
    expect(kinds(cluster, 'data-web-0')).toBe('');
    expect(
      cluster
        .changes()
        .some((it) => it.kind === 'PersistentVolumeClaim' && !it.after && it.actor === 'statefulset-controller'),
    ).toBe(false);
  }
});

test('STS-RET-5, STS-REPAIR-7: another policy rewrites the owners, one SuccessfulUpdate for each Pod', () => {
  const cluster = started(2, policy('Retain', 'Retain'));
  merge(cluster, 'StatefulSet', 'web', { spec: policy('Delete', 'Retain') });
  cluster.advanceTo(61_000);
  expect(kinds(cluster, 'data-web-0') + kinds(cluster, 'data-web-1')).toBe('StatefulSetStatefulSet');
  merge(cluster, 'StatefulSet', 'web', { spec: policy('Retain', 'Retain') });
  cluster.advanceTo(62_000);
  expect(kinds(cluster, 'data-web-0') + kinds(cluster, 'data-web-1')).toBe('');
  const updates = setEvents(cluster).filter((text) => text.includes('SuccessfulUpdate'));
  expect(updates.toSorted()).toEqual([
    'Normal SuccessfulUpdate Update Pod web-0 in StatefulSet web successful',
    'Normal SuccessfulUpdate Update Pod web-1 in StatefulSet web successful',
  ]);
});

test('STS-REPAIR-3: a claim that is being deleted holds up no repair of a Pod that has its volumes', () => {
  const cluster = started(1, policy('Retain', 'Retain'));
  cluster.ask({ verb: 'delete', kind: 'PersistentVolumeClaim', namespace: 'default', name: 'data-web-0' });
  merge(cluster, 'StatefulSet', 'web', { spec: policy('Delete', 'Retain') });
  cluster.advanceTo(61_000);
  expect(claim(cluster, 'data-web-0')?.metadata.deletionTimestamp).toBeDefined();
  expect(kinds(cluster, 'data-web-0')).toBe('StatefulSet');
});

test('STS-RET-5: in order, and only up to the first Pod that is not healthy', () => {
  const cluster = started(3, policy('Retain', 'Retain'));
  hold(cluster, 'web-1');
  cluster.ask({ verb: 'delete', kind: 'Pod', namespace: 'default', name: 'web-1' });
  merge(cluster, 'StatefulSet', 'web', { spec: policy('Delete', 'Retain') });
  cluster.advanceTo(61_000);
  expect(['data-web-0', 'data-web-1', 'data-web-2'].map((name) => kinds(cluster, name))).toEqual([
    'StatefulSet',
    '',
    '',
  ]);
});

test('STS-RET-6: the claim of an ordinal scaled away before knows nothing of a later policy', () => {
  const cluster = started(2, policy('Retain', 'Retain'));
  scale(cluster, 1);
  cluster.advanceTo(70_000);
  merge(cluster, 'StatefulSet', 'web', { spec: policy('Delete', 'Delete') });
  cluster.advanceTo(80_000);
  expect([kinds(cluster, 'data-web-0'), kinds(cluster, 'data-web-1')]).toEqual(['StatefulSet', '']);
});

test('STS-RET-7: a Pod deleted by hand finds its claim again', () => {
  const cluster = started(1, policy('Delete', 'Delete'));
  const { uid } = claim(cluster, 'data-web-0')?.metadata ?? {};
  cluster.ask({ verb: 'delete', kind: 'Pod', namespace: 'default', name: 'web-0' });
  cluster.advanceTo(80_000);
  expect(podNames(cluster)).toEqual(['web-0']);
  expect(claim(cluster, 'data-web-0')?.metadata.uid).toBe(uid);
});

test('STS-RET-9: the reference of an earlier set of the name is left alone', () => {
  const cluster = started(1, policy('Retain', 'Retain'));
  const old = { apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'web', uid: 'an-earlier-one', controller: true };
  merge(cluster, 'PersistentVolumeClaim', 'data-web-0', {
    metadata: { finalizers: ['example.com/hold'], ownerReferences: [old] },
  });
  merge(cluster, 'StatefulSet', 'web', { spec: policy('Delete', 'Retain') });
  cluster.advanceTo(60_500);
  expect(owners(cluster, 'data-web-0')).toEqual([old]);
});

const stranger = { apiVersion: 'v1', kind: 'ConfigMap', name: 'other', controller: true };

/** Gives a claim an owner that exists, so that it is not collected. */
function own(cluster: Rig, name: string, more: readonly object[] = []): void {
  cluster.create('ConfigMap', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'other' } });
  const { uid } = cluster.view.get('ConfigMap', 'default/other')?.metadata ?? {};
  merge(cluster, 'PersistentVolumeClaim', name, { metadata: { ownerReferences: [{ ...stranger, uid }, ...more] } });
}

test('STS-RET-10, STS-EV-10: beside another controller there is no reference of ours, and that is said', () => {
  const cluster = started(1, policy('Retain', 'Retain'));
  const ours = { apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'web', uid: setOf(cluster).metadata.uid };
  own(cluster, 'data-web-0', [ours]);
  merge(cluster, 'StatefulSet', 'web', { spec: policy('Delete', 'Retain') });
  cluster.advanceTo(61_000);
  expect(kinds(cluster, 'data-web-0')).toBe('ConfigMap');
  expect(setEvents(cluster)).toContain(
    'Warning ConflictingController PersistentVolumeClaim data-web-0 has a conflicting OwnerReference that acts as a manging controller, the retention policy is ignored for this claim',
  );
});

test('STS-RET-11: a reference that does not control is written anew, one of another kind stays', () => {
  const cluster = started(1, policy('Retain', 'Retain'));
  const { uid } = setOf(cluster).metadata;
  own(cluster, 'data-web-0', [{ apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'web', uid }]);
  const held = owners(cluster, 'data-web-0').map((ref) => ({ ...ref, controller: false }));
  merge(cluster, 'PersistentVolumeClaim', 'data-web-0', { metadata: { ownerReferences: held } });
  merge(cluster, 'StatefulSet', 'web', { spec: policy('Delete', 'Retain') });
  cluster.advanceTo(61_000);
  expect(owners(cluster, 'data-web-0')).toMatchObject([
    { kind: 'ConfigMap' },
    { kind: 'StatefulSet', uid, controller: true },
  ]);
});

test('STS-STALE-1, STS-STALE-2: no Pod is made on a claim that goes with the old one of its name', () => {
  const cluster = started(2, policy('Retain', 'Delete'));
  merge(cluster, 'PersistentVolumeClaim', 'data-web-1', { metadata: { finalizers: ['example.com/hold'] } });
  scale(cluster, 1);
  cluster.advanceTo(61_000);
  scale(cluster, 2);
  cluster.advanceTo(80_000);
  expect(podNames(cluster)).toEqual(['web-0']);
  expect(setEvents(cluster).filter((text) => text.startsWith('Warning'))).toEqual([]);
  expect(cluster.view.waits().map(({ reason }) => reason)).toContainEqual({
    rule: 'STS-STALE-1',
    params: { set: 'web', pod: 'web-1', claim: 'data-web-1' },
  });
  merge(cluster, 'PersistentVolumeClaim', 'data-web-1', { metadata: { finalizers: null } });
  cluster.advanceTo(100_000);
  expect(podNames(cluster)).toEqual(['web-0']);
  merge(cluster, 'StatefulSet', 'web', { metadata: { labels: { looked: 'at' } } });
  cluster.advanceTo(110_000);
  expect(podNames(cluster)).toEqual(['web-0', 'web-1']);
});

test('STS-STALE-3, STS-STALE-4, GOT-5: down and up again gives new, empty claims, under Retain the old ones', () => {
  for (const whenScaled of ['Delete', 'Retain']) {
    const cluster = started(3, policy('Retain', whenScaled));
    const before = claim(cluster, 'data-web-2')?.metadata.uid;
    scale(cluster, 1);
    cluster.advanceTo(90_000);
    scale(cluster, 3);
    cluster.advanceTo(150_000);
    expect(podNames(cluster)).toHaveLength(3);
    expect(claim(cluster, 'data-web-2')?.metadata.uid === before).toBe(whenScaled === 'Retain');
  }
});

test('STS-RET-3: Parallel writes the owners of a Pending Pod’s claims', () => {
  const cluster = createRig([
    createStatefulSetController(),
    createGarbageCollector(),
    createClaimProtection(),
    createSimpleKubelet(),
  ]);
  cluster.create(
    'StatefulSet',
    webSet(2, {
      ...withClaims(),
      ...withImage('nginx:broken'),
      ...policy('Delete', 'Delete'),
      podManagementPolicy: 'Parallel',
    }),
  );
  cluster.advanceTo(10_000);
  expect(podNamed(cluster, 'web-1').status.phase).toBe('Pending');
  expect([kinds(cluster, 'data-web-0'), kinds(cluster, 'data-web-1')]).toEqual(['StatefulSet', 'StatefulSet']);
});

test('STS-RET-3, STS-STALE-1: Parallel gives all condemned Pods their claims, and makes the others while one waits for its claim', () => {
  const cluster = started(3, { ...policy('Retain', 'Delete'), podManagementPolicy: 'Parallel' });
  const finalizers = ['example.com/hold'];
  merge(cluster, 'PersistentVolumeClaim', 'data-web-1', { metadata: { finalizers } });
  scale(cluster, 0);
  cluster.advanceTo(60_050);
  expect(['data-web-0', 'data-web-1', 'data-web-2'].map((name) => kinds(cluster, name))).toEqual(['Pod', 'Pod', 'Pod']);
  cluster.advanceTo(70_000);
  expect(claims(cluster)).toEqual(['data-web-1']);
  scale(cluster, 4);
  cluster.advanceTo(90_000);
  expect(podNames(cluster).toSorted()).toEqual(['web-0', 'web-2', 'web-3']);
  expect(setOf(cluster).status).toMatchObject({ observedGeneration: 3, readyReplicas: 3 });
});
