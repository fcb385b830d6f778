import { expect, test } from 'vitest';
import { createRig } from '../../testing/rig.ts';
import type { Rig } from '../../testing/rig.ts';
import { createSimpleKubelet } from '../../testing/simple-kubelet.ts';
import {
  actsOf,
  deletePodNamed,
  holdPod,
  merge,
  podNamed,
  podNames,
  setOf,
  statusesOf,
  webSet,
  withClaims,
  withImage,
} from '../../testing/web-set.ts';
import { createStatefulSetController } from './stateful-set.ts';

function started(replicas: number, more: object = {}): { readonly cluster: Rig; readonly since: number } {
  const cluster = createRig([createStatefulSetController(), createSimpleKubelet()]);
  cluster.create('StatefulSet', webSet(replicas, more));
  cluster.advanceTo(60_000);
  return { cluster, since: cluster.store.revision };
}

const change = (cluster: Rig, spec: object): void => merge(cluster, 'StatefulSet', 'web', { spec });

const partition = (value: number) => ({
  updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: value } },
});

const bare = { updateStrategy: { type: 'RollingUpdate' } };

const parallel = { podManagementPolicy: 'Parallel' };

/** Images of the Pods by name, shortened to their tags. */
const tags = (cluster: Rig): { readonly [pod: string]: string } =>
  Object.fromEntries(
    cluster.view
      .list('Pod')
      .map(({ metadata, spec }) => [metadata.name, spec.containers[0]?.image?.slice('nginx:'.length) ?? '']),
  );

const revisions = (cluster: Rig): number => cluster.view.count('ControllerRevision');

test.each([
  ['replicas', { replicas: 1 }],
  ['the partition', partition(1)],
  ['minReadySeconds', { minReadySeconds: 5 }],
  ['the retention policy', { persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Delete', whenScaled: 'Retain' } }],
  ['ordinals', { ordinals: { start: 1 } }],
])('STS-UPD-1: %s makes no revision', (_what, spec) => {
  const { cluster } = started(2);
  const { updateRevision } = setOf(cluster).status;
  change(cluster, spec);
  cluster.advanceTo(120_000);
  expect(revisions(cluster)).toBe(1);
  expect(setOf(cluster).status.updateRevision).toBe(updateRevision);
});

test('STS-UPD-2, GOT-23: an annotation of the template is a change like any other, one of the set is none', () => {
  const { cluster, since } = started(2);
  merge(cluster, 'StatefulSet', 'web', { metadata: { annotations: { note: 'new' } } });
  cluster.advanceTo(61_000);
  expect(actsOf(cluster, since)).toBe('');
  const annotations = { 'kubectl.kubernetes.io/restartedAt': '2026-01-01T00:01:00Z' };
  change(cluster, { template: { metadata: { annotations } } });
  cluster.advanceTo(120_000);
  expect(actsOf(cluster, since)).toBe('x1 +1 x0 +0');
  expect(revisions(cluster)).toBe(2);
});

test('STS-UPD-3, STS-ID-7: a Pod goes before the new one of its name comes; there are never more than before', () => {
  const { cluster, since } = started(3);
  const uids = cluster.view.list('Pod').map(({ metadata }) => metadata.uid);
  change(cluster, withImage('nginx:1.26'));
  for (let ms = 60_000; ms < 120_000; ms += 100) {
    cluster.advanceTo(ms);
    expect(cluster.view.count('Pod')).toBeLessThanOrEqual(3);
  }
  expect(actsOf(cluster, since)).toBe('x2 +2 x1 +1 x0 +0');
  expect(podNames(cluster)).toEqual(['web-0', 'web-1', 'web-2']);
  expect(cluster.view.list('Pod').some(({ metadata }) => uids.includes(metadata.uid))).toBe(false);
});

test('STS-RU-1, STS-RU-4, STS-REV-SEL-6: with a partition beyond the replicas the new revision is only recorded', () => {
  const { cluster, since } = started(2, partition(2));
  change(cluster, withImage('nginx:1.26'));
  cluster.advanceTo(90_000);
  expect(actsOf(cluster, since)).toBe('');
  deletePodNamed(cluster, 'web-1');
  cluster.advanceTo(120_000);
  expect(tags(cluster)).toEqual({ 'web-0': '1.25', 'web-1': '1.25' });
  expect(setOf(cluster).status.updateRevision).not.toBe(setOf(cluster).status.currentRevision);
});

test('STS-RU-5, STS-RU-6, STS-STUCK-5: Parallel replaces an outdated Pod however it is, and does not look at lower ones', () => {
  const { cluster, since } = started(3, parallel);
  holdPod(cluster, 'web-0');
  deletePodNamed(cluster, 'web-0');
  change(cluster, withImage('nginx:broken'));
  cluster.advanceTo(70_000);
  expect(actsOf(cluster, since)).toBe('x2 +2');
  change(cluster, withImage('nginx:1.27'));
  cluster.advanceTo(100_000);
  expect(actsOf(cluster, since)).toBe('x2 +2 x2 +2 x1 +1');
  expect(tags(cluster)).toMatchObject({ 'web-1': '1.27', 'web-2': '1.27' });
});

test('STS-RU-7, GOT-13: a partition counts positions, not ordinals', () => {
  const { cluster, since } = started(3, { ...partition(2), ordinals: { start: 5 } });
  change(cluster, withImage('nginx:1.26'));
  cluster.advanceTo(90_000);
  expect(actsOf(cluster, since)).toBe('x7 +7');
  change(cluster, { ...partition(4), ...withImage('nginx:1.27') });
  cluster.advanceTo(120_000);
  expect(tags(cluster)).toEqual({ 'web-5': '1.25', 'web-6': '1.25', 'web-7': '1.26' });
});

test('STS-RU-8, GOT-26: a Pod of a third revision, too, is taken off the current ones, for one write', () => {
  const { cluster } = started(3, partition(2));
  change(cluster, withImage('nginx:1.26'));
  cluster.advanceTo(90_000);
  const since = cluster.store.revision;
  change(cluster, withImage('nginx:1.27'));
  cluster.advanceTo(90_500);
  expect(statusesOf(cluster, since)).toEqual(['3: 3/3/1/0', '3: 3/3/2/0']);
});

test('STS-RU-9, STS-SYNC-8, STS-SYNC-10: a count below 0 is refused; the next try writes the right one', () => {
  const { cluster, since } = started(1, parallel);
  change(cluster, withImage('nginx:broken'));
  cluster.advanceTo(70_000);
  change(cluster, withImage('nginx:1.27'));
  cluster.advanceTo(120_000);
  expect(actsOf(cluster, since)).toBe('x0 +0 x0 +0');
  expect(statusesOf(cluster, since).some((status) => status.includes('-'))).toBe(false);
  expect(setOf(cluster).status).toMatchObject({ observedGeneration: 3, readyReplicas: 1, updatedReplicas: 1 });
});

test('STS-REV-SEL-2: without rollingUpdate as many of the lowest come back old as there are current ones', () => {
  const { cluster } = started(3, bare);
  holdPod(cluster, 'web-2');
  change(cluster, withImage('nginx:1.26'));
  cluster.advanceTo(61_000);
  expect(setOf(cluster).status.currentReplicas).toBe(2);
  deletePodNamed(cluster, 'web-0');
  cluster.advanceTo(70_000);
  expect(tags(cluster)['web-0']).toBe('1.25');
});

test('STS-REV-SEL-4, GOT-12: with a partition of 0 a Pod deleted during an update comes back new, out of order', () => {
  const { cluster } = started(3);
  holdPod(cluster, 'web-2');
  change(cluster, withImage('nginx:1.26'));
  cluster.advanceTo(61_000);
  deletePodNamed(cluster, 'web-0');
  cluster.advanceTo(70_000);
  expect(tags(cluster)).toEqual({ 'web-0': '1.26', 'web-1': '1.25', 'web-2': '1.25' });
});

test('STS-REV-SEL-3: under OnDelete what comes back is new', () => {
  const { cluster } = started(2, { updateStrategy: { type: 'OnDelete' } });
  change(cluster, withImage('nginx:1.26'));
  cluster.advanceTo(61_000);
  deletePodNamed(cluster, 'web-0');
  cluster.advanceTo(90_000);
  expect(tags(cluster)).toEqual({ 'web-0': '1.26', 'web-1': '1.25' });
});

test('STS-REV-SEL-5: what scaling up adds follows the partition, too', () => {
  const { cluster } = started(2, partition(3));
  change(cluster, { ...withImage('nginx:1.26'), replicas: 4 });
  cluster.advanceTo(120_000);
  expect(tags(cluster)).toEqual({ 'web-0': '1.25', 'web-1': '1.25', 'web-2': '1.25', 'web-3': '1.26' });
});

test('STS-REV-SEL-7, STS-INV-6: a Pod of a third revision counts as neither, and is replaced', () => {
  const { cluster } = started(2, partition(1));
  change(cluster, withImage('nginx:1.26'));
  cluster.advanceTo(80_000);
  holdPod(cluster, 'web-1');
  change(cluster, withImage('nginx:1.27'));
  cluster.advanceTo(80_100);
  const { currentReplicas = 0, updatedReplicas = 0, replicas } = setOf(cluster).status;
  expect([currentReplicas, updatedReplicas, replicas]).toEqual([1, 0, 2]);
  holdPod(cluster, 'web-1', null);
  cluster.advanceTo(120_000);
  expect(tags(cluster)).toEqual({ 'web-0': '1.25', 'web-1': '1.27' });
});

test('STS-STUCK-3: a set of one, and a broken first revision, are stuck as well', () => {
  const { cluster, since } = started(1, withImage('nginx:broken'));
  change(cluster, withImage('nginx:1.26'));
  cluster.advanceTo(90_000);
  expect(actsOf(cluster, since)).toBe('');
  deletePodNamed(cluster, 'web-0');
  cluster.advanceTo(120_000);
  expect(tags(cluster)).toEqual({ 'web-0': '1.26' });
  expect(setOf(cluster).status.readyReplicas).toBe(1);
});

test('STS-STUCK-4: only the highest Pod at or above the partition is damaged', () => {
  const { cluster, since } = started(3, partition(1));
  change(cluster, withImage('nginx:broken'));
  cluster.advanceTo(120_000);
  expect(actsOf(cluster, since)).toBe('x2 +2');
});

test('STS-STUCK-6: scaling is held up, too, unless it takes the broken Pod itself', () => {
  const { cluster, since } = started(4);
  change(cluster, withImage('nginx:broken'));
  cluster.advanceTo(80_000);
  change(cluster, { replicas: 3 });
  cluster.advanceTo(120_000);
  expect(actsOf(cluster, since)).toBe('x3 +3 x3 x2 +2');
  change(cluster, { replicas: 3, ...withImage('nginx:1.26') });
  change(cluster, { replicas: 2 });
  cluster.advanceTo(160_000);
  expect(podNames(cluster)).toEqual(['web-0', 'web-1']);
});

test('STS-DONE-3: without replicas an update is complete at once', () => {
  const { cluster } = started(0);
  change(cluster, withImage('nginx:1.26'));
  cluster.advanceTo(61_000);
  const { currentRevision, updateRevision } = setOf(cluster).status;
  expect(currentRevision).toBe(updateRevision);
  expect(revisions(cluster)).toBe(2);
});

test('STS-DONE-5: a Pod that is to go keeps the update from being complete', () => {
  const { cluster } = started(2);
  holdPod(cluster, 'web-1');
  change(cluster, { replicas: 1, ...withImage('nginx:1.26') });
  cluster.advanceTo(90_000);
  const { currentRevision, updateRevision } = setOf(cluster).status;
  expect(currentRevision).not.toBe(updateRevision);
});

test('STS-DONE-6, STS-SYNC-6: from the first status on the two revisions are one', () => {
  const { cluster } = started(2);
  const first = cluster.changes().find((it) => it.kind === 'StatefulSet' && it.reason.rule === 'STS-STAT-3');
  const status = first?.kind === 'StatefulSet' ? first.after?.status : undefined;
  expect(status?.currentRevision).toBeDefined();
  expect(status?.currentRevision).toBe(status?.updateRevision);
});

test('STS-DONE-7, STS-TRUNC-2: a revision is deleted one sync after it has ceased to be live', () => {
  const { cluster, since } = started(1, { revisionHistoryLimit: 0 });
  change(cluster, withImage('nginx:1.26'));
  cluster.advanceTo(120_000);
  const late = cluster.changes().filter(({ revision }) => revision > since);
  const promotion = late.findLastIndex((it) => it.kind === 'StatefulSet');
  const removal = late.findIndex((it) => it.kind === 'ControllerRevision' && !it.after);
  expect(removal).toBeGreaterThan(promotion);
  expect(late[removal]?.atMs).toBeGreaterThan(late[promotion]?.atMs ?? 0);
});

test('STS-ALG-13, STS-ALG-16: scaling down comes before any update', () => {
  const { cluster, since } = started(4);
  change(cluster, { replicas: 2, ...withImage('nginx:1.26') });
  cluster.advanceTo(160_000);
  expect(actsOf(cluster, since)).toBe('x3 x2 x1 +1 x0 +0');
});

test('STS-ALG-15: under OnDelete a sync ends before the update', () => {
  const { cluster, since } = started(2, { updateStrategy: { type: 'OnDelete' } });
  change(cluster, withImage('nginx:1.26'));
  cluster.advanceTo(90_000);
  expect(actsOf(cluster, since)).toBe('');
});

test('STS-REPAIR-5: other claim templates than the Pods were made with cannot be repaired, and hold up the set', () => {
  const { cluster } = started(1);
  const { uid } = setOf(cluster).metadata;
  const target = { verb: 'delete', kind: 'StatefulSet', namespace: 'default', name: 'web' } as const;
  const owners = podNamed(cluster, 'web-0').metadata.ownerReferences;
  expect(owners?.[0]?.uid).toBe(uid);
  merge(cluster, 'Pod', 'web-0', { metadata: { ownerReferences: null, labels: { app: 'kept' } } });
  cluster.ask({ ...target, options: { propagationPolicy: 'Background' } });
  cluster.advanceTo(61_000);
  merge(cluster, 'Pod', 'web-0', { metadata: { labels: { app: 'web' } } });
  cluster.create('StatefulSet', webSet(2, withClaims()));
  cluster.advanceTo(90_000);
  expect(podNames(cluster)).toEqual(['web-0']);
  const events = cluster.view.eventsAbout(setOf(cluster).metadata.uid).map(({ reason }) => reason);
  expect(events).toContain('FailedUpdate');
});
