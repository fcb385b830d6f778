import { expect, test } from 'vitest';
import type { StatefulSet } from '../../kinds/stateful-set.ts';
import { createRig } from '../../testing/rig.ts';
import type { Rig } from '../../testing/rig.ts';
import { createSimpleKubelet } from '../../testing/simple-kubelet.ts';
import { merge, podNames, setOf, webSet, withImage } from '../../testing/web-set.ts';
import { createStatefulSetController } from './stateful-set.ts';
import { maxUnavailable } from './update.ts';

const gates = { MaxUnavailableStatefulSet: true };

const atATime = (most: number | string, more: object = {}, partition = 0) => ({
  updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: most, partition } },
  ...more,
});

const parallel = { podManagementPolicy: 'Parallel' };

function started(replicas: number, more: object, isOn = true): { readonly cluster: Rig; readonly since: number } {
  const components = [createStatefulSetController(isOn ? gates : {}), createSimpleKubelet()];
  const cluster = createRig(components, gates);
  cluster.create('StatefulSet', webSet(replicas, more));
  cluster.advanceTo(60_000);
  return { cluster, since: cluster.store.revision };
}

/** Pods as they were told to go and as they came back, after a revision. */
const acts = (cluster: Rig, since: number): string =>
  cluster
    .changes()
    .flatMap((it) => {
      if (it.kind !== 'Pod' || it.revision <= since || it.actor !== 'statefulset-controller') return [];
      return [`${it.before ? 'x' : '+'}${it.key.slice(-1)}`];
    })
    .join(' ');

const toImage = (cluster: Rig, image: string): void => merge(cluster, 'StatefulSet', 'web', { spec: withImage(image) });

test.each([
  [5, '30%', 1],
  [5, '50%', 2],
  [10, '25%', 2],
  [10, '5%', 1],
  [4, 3, 3],
  [4, undefined, 1],
])('STS-MU-1: of %i replicas, %s is %i', (replicas, wanted, expected) => {
  const { cluster } = started(0, {});
  const set = setOf(cluster);
  const rollingUpdate = wanted === undefined ? {} : { maxUnavailable: wanted };
  expect(maxUnavailable({ ...set, spec: { ...set.spec, replicas, updateStrategy: { rollingUpdate } } })).toBe(expected);
});

test('STS-MU-7, STS-MU-9, STS-MU-3: OrderedReady replaces in batches, and makes each batch again in ascending order', () => {
  const { cluster, since } = started(5, atATime(2));
  toImage(cluster, 'nginx:1.26');
  cluster.advanceTo(200_000);
  expect(acts(cluster, since)).toBe('x4 x3 +3 +4 x2 x1 +1 +2 x0 +0');
  expect(setOf(cluster).status).toMatchObject({ updatedReplicas: 5, readyReplicas: 5 });
});

test('STS-MU-13, STS-MU-8: the status of the sync that deletes has as many current replicas less', () => {
  const { cluster, since } = started(5, atATime(3));
  toImage(cluster, 'nginx:1.26');
  cluster.advanceTo(60_100);
  const first = cluster
    .changes()
    .find(
      (it) =>
        it.kind === 'StatefulSet' &&
        it.revision > since &&
        it.actor !== 'input' &&
        it.before?.status !== it.after?.status,
    );
  expect((first?.after as StatefulSet | undefined)?.status).toMatchObject({
    observedGeneration: 2,
    replicas: 5,
    currentReplicas: 2,
  });
});

test('STS-MU-10, STS-INV-10: Parallel keeps as many Pods down as it may, and never more', () => {
  const { cluster, since } = started(5, atATime(2, parallel));
  toImage(cluster, 'nginx:1.26');
  let most = 0;
  for (let ms = 60_000; ms <= 120_000; ms += 50) {
    cluster.advanceTo(ms);
    most = Math.max(most, 5 - (setOf(cluster).status.readyReplicas ?? 0));
  }
  expect(most).toBe(2);
  expect(acts(cluster, since)).toMatch(/^x4 x3 \+[34] \+[34] x2 x1 /);
  expect(setOf(cluster).status).toMatchObject({ updatedReplicas: 5, readyReplicas: 5 });
});

test('STS-MU-4, STS-MU-11, STS-STUCK-5: as many broken Pods as may be unavailable, and no template repairs the set', () => {
  const { cluster, since } = started(4, atATime(2, parallel));
  toImage(cluster, 'nginx:broken');
  cluster.advanceTo(90_000);
  toImage(cluster, 'nginx:1.26');
  cluster.advanceTo(120_000);
  expect(acts(cluster, since)).toMatch(/^x3 x2 \+[23] \+[23]$/);
  expect(cluster.view.waits().map(({ reason }) => reason)).toEqual([
    { rule: 'STS-MU-4', params: { set: 'web', pod: 'web-3', waitsFor: 'web-2', most: 2 } },
  ]);
});

test('STS-MU-2, STS-INV-4: an unavailable Pod below the partition uses up the budget', () => {
  const { cluster, since } = started(4, atATime(1, parallel, 2));
  merge(cluster, 'Pod', 'web-0', { metadata: { finalizers: ['example.com/hold'] } });
  cluster.ask({ verb: 'delete', kind: 'Pod', namespace: 'default', name: 'web-0' });
  toImage(cluster, 'nginx:1.26');
  cluster.advanceTo(70_000);
  expect(acts(cluster, since)).toBe('');
  merge(cluster, 'Pod', 'web-0', { metadata: { finalizers: null } });
  cluster.advanceTo(120_000);
  expect(acts(cluster, since)).toBe('+0 x3 +3 x2 +2');
  expect(podNames(cluster)).toHaveLength(4);
});

test('STS-GATE-3: a controller without the gate ignores what is stored', () => {
  const { cluster, since } = started(4, atATime(3), false);
  toImage(cluster, 'nginx:1.26');
  cluster.advanceTo(61_000);
  expect(setOf(cluster).spec.updateStrategy?.rollingUpdate?.maxUnavailable).toBe(3);
  expect(acts(cluster, since)).toBe('x3');
});
