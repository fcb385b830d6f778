import { expect, test } from 'vitest';
import type { Pod } from '../../kinds/pod.ts';
import type { ReplicaSet } from '../../kinds/replica-set.ts';
import { createRig } from '../../testing/rig.ts';
import type { Rig } from '../../testing/rig.ts';
import { createReplicaSetController } from '../replica-set/replica-set.ts';
import { createDeploymentController } from './deployment.ts';

const template = (image: string) => ({
  metadata: { labels: { app: 'shop' } },
  spec: { containers: [{ name: 'main', image }] },
});

function rigOf(spec: object = {}, metadata: object = {}): Rig {
  const rig = createRig([createDeploymentController(), createReplicaSetController()]);
  rig.create('Deployment', {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'shop', ...metadata },
    spec: { replicas: 4, selector: { matchLabels: { app: 'shop' } }, template: template('nginx:1'), ...spec },
  });
  rig.advanceTo(1_000);
  return rig;
}

const key = 'default/shop';
const deploymentOf = (rig: Rig) => rig.view.get('Deployment', key);

function change(rig: Rig, spec: object): void {
  const asked = { verb: 'patch', kind: 'Deployment', namespace: 'default', name: 'shop', patchType: 'merge' } as const;
  expect(rig.ask({ ...asked, body: { spec } }).code).toBe(200);
}

/** Its sets by image, as `image size`. */
const sizes = (rig: Rig): readonly string[] =>
  sets(rig).map(({ spec }) => `${spec.template.spec.containers[0]?.image} ${spec.replicas}`);

const sets = (rig: Rig): readonly ReplicaSet[] =>
  rig.view
    .owned(deploymentOf(rig)?.metadata.uid ?? '')
    .flatMap((it) => (it.kind === 'ReplicaSet' ? [it] : []))
    .sort((a, b) => (imageOf(a) < imageOf(b) ? -1 : 1));

const imageOf = ({ spec }: ReplicaSet): string => spec.template.spec.containers[0]?.image ?? '';

const podsOf = (rig: Rig): readonly Pod[] => rig.view.labelled('Pod', 'default', { app: 'shop' });

/** Makes Pods Ready, as a kubelet would. */
function ready(rig: Rig, atMs: number, which: (pod: Pod) => boolean = () => true): void {
  for (const pod of podsOf(rig)) {
    if (!which(pod) || pod.metadata.deletionTimestamp !== undefined) continue;
    const conditions = [{ type: 'Ready', status: 'True', lastTransitionTime: '2026-01-01T00:00:00Z' }];
    const body = { ...pod, spec: pod.spec, status: { ...pod.status, phase: 'Running', conditions } };
    rig.ask({
      verb: 'update',
      kind: 'Pod',
      namespace: 'default',
      name: pod.metadata.name,
      subresource: 'status',
      body,
    });
  }
  rig.advanceTo(atMs);
}

const progress = (rig: Rig) => deploymentOf(rig)?.status.conditions?.find(({ type }) => type === 'Progressing');

test('DEP-1: a Deployment makes a ReplicaSet, and that makes Pods with names of their own', () => {
  const rig = rigOf();
  const [set] = sets(rig);
  expect(set?.metadata.name).toMatch(/^shop-[456789bcdf]+$/);
  const hash = set?.metadata.name.slice('shop-'.length);
  expect(set?.spec.selector.matchLabels).toEqual({ app: 'shop', 'pod-template-hash': hash });
  const pods = podsOf(rig);
  expect(pods).toHaveLength(4);
  for (const { metadata } of pods) {
    expect(metadata.name).toMatch(new RegExp(`^${set?.metadata.name}-[bcdfghjklmnpqrstvwxz2456789]{5}$`));
    expect(metadata.labels?.['pod-template-hash']).toBe(hash);
    expect(metadata.generateName).toBe(`${set?.metadata.name}-`);
  }
});

test('DEP-17: its status counts what the ReplicaSets report', () => {
  const rig = rigOf();
  expect(deploymentOf(rig)?.status).toMatchObject({ replicas: 4, updatedReplicas: 4, unavailableReplicas: 4 });
  ready(rig, 2_000);
  const { conditions, ...counts } = deploymentOf(rig)?.status ?? {};
  expect(counts).toEqual({
    ...{ observedGeneration: 1, replicas: 4, updatedReplicas: 4, readyReplicas: 4, availableReplicas: 4 },
    terminatingReplicas: 0,
  });
  expect(conditions?.map(({ type, status, reason }) => `${type} ${status} ${reason}`)).toEqual([
    'Available True MinimumReplicasAvailable',
    'Progressing True NewReplicaSetAvailable',
  ]);
});

test('DEP-6: a new image rolls: first within the surge, then as old Pods may go', () => {
  const rig = rigOf();
  ready(rig, 2_000);
  change(rig, { template: template('nginx:2') });
  rig.advanceTo(3_000);
  expect(sizes(rig)).toEqual(['nginx:1 3', 'nginx:2 2']);
  ready(rig, 4_000);
  expect(sizes(rig)).toEqual(['nginx:1 1', 'nginx:2 4']);
  ready(rig, 5_000);
  expect(sizes(rig)).toEqual(['nginx:1 0', 'nginx:2 4']);
  expect(progress(rig)?.reason).toBe('NewReplicaSetAvailable');
});

test('DEP-7: a rollout that cannot succeed is left behind by the next one', () => {
  const rig = rigOf();
  ready(rig, 2_000);
  change(rig, { template: template('nginx:2') });
  rig.advanceTo(3_000);
  change(rig, { template: template('nginx:3') });
  rig.advanceTo(4_000);
  expect(sizes(rig)[1]).toBe('nginx:2 0');
});

test('DEP-9: a Pod that is being deleted is replaced at once', () => {
  const rig = rigOf({ replicas: 1 });
  ready(rig, 2_000);
  const [pod] = podsOf(rig);
  rig.ask({
    verb: 'create',
    kind: 'Pod',
    namespace: 'default',
    name: pod?.metadata.name ?? '',
    subresource: 'binding',
    body: { target: { name: 'node-1' } },
  });
  rig.ask({ verb: 'delete', kind: 'Pod', namespace: 'default', name: pod?.metadata.name ?? '' });
  rig.advanceTo(3_000);
  expect(
    podsOf(rig)
      .map(({ metadata }) => metadata.deletionTimestamp === undefined)
      .sort(),
  ).toEqual([false, true]);
  expect(sets(rig)[0]?.status).toMatchObject({ replicas: 1, terminatingReplicas: 1 });
});

test('DEP-16, DEP-21: going back uses the old ReplicaSet again, under the next number', () => {
  const rig = rigOf({}, { annotations: { note: 'x' } });
  ready(rig, 2_000);
  change(rig, { template: template('nginx:2') });
  for (let at = 3; at < 8; at++) ready(rig, at * 1_000);
  change(rig, { template: template('nginx:1') });
  for (let at = 8; at < 14; at++) ready(rig, at * 1_000);
  expect(sizes(rig)).toEqual(['nginx:1 4', 'nginx:2 0']);
  expect(sets(rig)[0]?.metadata.annotations).toEqual({
    note: 'x',
    'deployment.kubernetes.io/revision': '3',
    'deployment.kubernetes.io/revision-history': '1',
    'deployment.kubernetes.io/desired-replicas': '4',
    'deployment.kubernetes.io/max-replicas': '5',
  });
  expect(deploymentOf(rig)?.metadata.annotations?.['deployment.kubernetes.io/revision']).toBe('3');
});

test('DEP-19: only so many old ReplicaSets are kept', () => {
  const rig = rigOf({ revisionHistoryLimit: 1 });
  for (const [at, image] of ['nginx:1', 'nginx:2', 'nginx:3'].entries()) {
    change(rig, { template: template(image) });
    for (let step = 1; step < 8; step++) ready(rig, (2 + at * 8 + step) * 1_000);
  }
  expect(sizes(rig)).toEqual(['nginx:2 0', 'nginx:3 4']);
});

test('DEP-22: Recreate lets all old Pods go before the first new one comes', () => {
  const rig = rigOf({ strategy: { type: 'Recreate' } });
  ready(rig, 2_000);
  for (const { metadata } of podsOf(rig))
    rig.ask({
      verb: 'create',
      kind: 'Pod',
      namespace: 'default',
      name: metadata.name,
      subresource: 'binding',
      body: { target: { name: 'node-1' } },
    });
  change(rig, { template: template('nginx:2') });
  rig.advanceTo(3_000);
  expect(sizes(rig)).toEqual(['nginx:1 0']);
  expect(podsOf(rig)).toHaveLength(4);
  for (const { metadata } of podsOf(rig))
    rig.ask({
      verb: 'delete',
      kind: 'Pod',
      namespace: 'default',
      name: metadata.name,
      options: { gracePeriodSeconds: 0 },
    });
  rig.advanceTo(5_000);
  expect(sizes(rig)).toEqual(['nginx:1 0', 'nginx:2 4']);
});

test('DEP-18: a rollout without progress is reported after its deadline', () => {
  const rig = rigOf({ progressDeadlineSeconds: 10 });
  rig.advanceTo(9_000);
  expect(progress(rig)?.reason).toBe('ReplicaSetUpdated');
  rig.advanceTo(14_000);
  expect(progress(rig)).toMatchObject({ status: 'False', reason: 'ProgressDeadlineExceeded' });
});

test('DEP-18: a paused Deployment is scaled, but not rolled', () => {
  const rig = rigOf();
  ready(rig, 2_000);
  change(rig, { paused: true, template: template('nginx:2'), replicas: 6 });
  rig.advanceTo(3_000);
  expect(sizes(rig)).toEqual(['nginx:1 6']);
  expect(progress(rig)).toMatchObject({
    status: 'Unknown',
    reason: 'DeploymentPaused',
    message: 'Deployment is paused',
  });
});

test('DEP-12: ReplicaSets and Deployments say what they do', () => {
  const rig = rigOf({ replicas: 1 });
  const said = rig.view.list('Event').map(({ source, reason, message }) => `${source.component} ${reason} ${message}`);
  const [set] = sets(rig);
  const [pod] = podsOf(rig);
  expect(said.sort()).toEqual([
    `deployment-controller ScalingReplicaSet Scaled up replica set ${set?.metadata.name} from 0 to 1`,
    `replicaset-controller SuccessfulCreate Created pod: ${pod?.metadata.name}`,
  ]);
});

test('DEP-17: a sync that makes the new set larger counts what is unavailable as before it', () => {
  const rig = rigOf();
  ready(rig, 2_000);
  change(rig, { template: template('nginx:2') });
  rig.advanceTo(3_000);
  const from = rig.changes().length;
  const isReady = (pod: Pod): boolean => pod.status.phase === 'Running';
  const one = podsOf(rig).find((pod) => !isReady(pod));
  ready(rig, 4_000, (pod) => pod.metadata.name === one?.metadata.name);
  const changes = rig.changes().slice(from);
  const newSet = sets(rig).at(-1)?.metadata.name;
  const grown = changes.find(
    ({ kind, before, after }) =>
      kind === 'ReplicaSet' && after?.metadata.name === newSet && after?.spec.replicas !== before?.spec.replicas,
  );
  if (grown?.kind !== 'ReplicaSet' || !grown.after) throw new Error('the new set must grow');
  const said = changes.flatMap((it) =>
    it.kind === 'Deployment' && it.atMs === grown.atMs ? [it.after?.status.unavailableReplicas ?? 0] : [],
  );
  expect(said.filter((unavailable) => unavailable > 0)).toEqual([]);
});
