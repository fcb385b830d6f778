// Random requests: all that a person may ask of the API server in a story's world.
import fc from 'fast-check';
import type { HttpRequest } from '../../engine/index.ts';
import { budget, governing, service, services } from './manifests.ts';
import { barePods, budgetSpec, strategy } from './settings.ts';
import { images, nodeNames } from './story.ts';

const core = '/api/v1/namespaces/default';
const apps = '/apis/apps/v1/namespaces/default';
const policy = '/apis/policy/v1/namespaces/default';

/** A merge patch. */
export const patch = (path: string, body: object): HttpRequest => ({
  method: 'PATCH',
  path,
  contentType: 'application/merge-patch+json',
  body,
});

/** A strategic merge patch: containers are found by their names. */
const amend = (path: string, body: object): HttpRequest => ({
  method: 'PATCH',
  path,
  contentType: 'application/strategic-merge-patch+json',
  body,
});

export const create = (path: string, body: object): HttpRequest => ({ method: 'POST', path, body });

export const remove = (path: string, options: object = {}): HttpRequest => ({ method: 'DELETE', path, body: options });

export const paths = {
  set: `${apps}/statefulsets/web`,
  sets: `${apps}/statefulsets`,
  pods: `${core}/pods`,
  claims: `${core}/persistentvolumeclaims`,
  services: `${core}/services`,
  deployment: `${apps}/deployments/front`,
  replicaSets: `${apps}/replicasets`,
  budgets: `${policy}/poddisruptionbudgets`,
  nodes: '/api/v1/nodes',
  volumes: '/api/v1/persistentvolumes',
} as const;

const web = fc.nat(5).map((ordinal) => `web-${ordinal}`);
const image = fc.constantFrom(...images);
const node = fc.constantFrom(...nodeNames);
const frontPath = fc.constantFrom(paths.deployment, paths.deployment, `${paths.replicaSets}/front`);
const propagation = fc.constantFrom('Background', 'Foreground', 'Orphan');
const retention = fc.constantFrom('Retain', 'Delete');

const ofTemplate = (spec: object): object => ({ spec: { template: { spec } } });

const toSet: fc.Arbitrary<HttpRequest> = fc.oneof(
  { weight: 6, arbitrary: fc.nat(5).map((replicas) => patch(paths.set, { spec: { replicas } })) },
  { weight: 1, arbitrary: fc.nat(5).map((replicas) => patch(`${paths.set}/scale`, { spec: { replicas } })) },
  {
    weight: 4,
    arbitrary: image.map((it) => amend(paths.set, ofTemplate({ containers: [{ name: 'main', image: it }] }))),
  },
  { weight: 2, arbitrary: fc.constantFrom('a', 'b').map((note) => patch(paths.set, annotated(note))) },
  { weight: 2, arbitrary: strategy.map((updateStrategy) => patch(paths.set, { spec: { updateStrategy } })) },
  { weight: 1, arbitrary: fc.nat(3).map((start) => patch(paths.set, { spec: { ordinals: { start } } })) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(0, 7).map((minReadySeconds) => patch(paths.set, { spec: { minReadySeconds } })),
  },
  {
    weight: 1,
    arbitrary: fc
      .record({ whenDeleted: retention, whenScaled: retention })
      .map((it) => patch(paths.set, { spec: { persistentVolumeClaimRetentionPolicy: it } })),
  },
  { weight: 2, arbitrary: fc.tuple(image, fc.nat(5), fc.boolean()).map((it) => serverSide(...it)) },
  { weight: 2, arbitrary: propagation.map((propagationPolicy) => remove(paths.set, { propagationPolicy })) },
);

const annotated = (note: string): object => ({
  spec: { template: { metadata: { annotations: { 'example.com/note': note } } } },
});

const serverSide = (its: string, replicas: number, force: boolean): HttpRequest => ({
  method: 'PATCH',
  path: `${paths.set}?fieldManager=colleague${force ? '&force=true' : ''}`,
  contentType: 'application/apply-patch+yaml',
  body: {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name: 'web' },
    spec: { replicas, template: { spec: { containers: [{ name: 'main', image: its }] } } },
  },
});

const toPods: fc.Arbitrary<HttpRequest> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc
      .tuple(
        web,
        fc.constantFrom({}, {}, { gracePeriodSeconds: 0 }, { gracePeriodSeconds: 1 }, { gracePeriodSeconds: 60 }),
      )
      .map(([name, options]) => remove(`${paths.pods}/${name}`, options)),
  },
  { weight: 6, arbitrary: web.map((name) => create(`${paths.pods}/${name}/eviction`, eviction(name))) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(web, fc.constantFrom('web', 'other', 'front'))
      .map(([name, app]) => patch(`${paths.pods}/${name}`, { metadata: { labels: { app } } })),
  },
  { weight: 2, arbitrary: barePods.map((pod) => create(paths.pods, pod)) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('front', 'bare', 'web').map((app) => remove(`${paths.pods}?labelSelector=app=${app}`)),
  },
);

const eviction = (name: string): object => ({ apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name } });

const toFront: fc.Arbitrary<HttpRequest> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.tuple(frontPath, fc.nat(4)).map(([path, replicas]) => patch(path, { spec: { replicas } })),
  },
  {
    weight: 3,
    arbitrary: fc
      .tuple(frontPath, image)
      .map(([path, it]) => amend(path, ofTemplate({ containers: [{ name: 'main', image: it }] }))),
  },
  { weight: 1, arbitrary: fc.boolean().map((paused) => patch(paths.deployment, { spec: { paused } })) },
  {
    weight: 1,
    arbitrary: fc.tuple(frontPath, propagation).map(([path, propagationPolicy]) => remove(path, { propagationPolicy })),
  },
);

const toNodes: fc.Arbitrary<HttpRequest> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc
      .tuple(node, fc.boolean())
      .map(([name, unschedulable]) => patch(`${paths.nodes}/${name}`, { spec: { unschedulable } })),
  },
  {
    weight: 3,
    arbitrary: fc.tuple(node, taints()).map(([name, it]) => patch(`${paths.nodes}/${name}`, { spec: { taints: it } })),
  },
  { weight: 1, arbitrary: node.map((name) => remove(`${paths.nodes}/${name}`)) },
);

/** Written over those the node has, as a careless person does: the cluster puts its own back. */
function taints(): fc.Arbitrary<readonly object[]> {
  return fc.constantFrom<readonly object[]>(
    [],
    [{ key: 'example.com/mine', effect: 'NoSchedule' }],
    [{ key: 'example.com/mine', effect: 'NoExecute' }],
    [{ key: 'node.kubernetes.io/out-of-service', value: 'nodeshutdown', effect: 'NoExecute' }],
  );
}

const toStorage: fc.Arbitrary<HttpRequest> = fc.oneof(
  { weight: 2, arbitrary: web.map((name) => remove(`${paths.claims}/data-${name}`)) },
  {
    weight: 2,
    arbitrary: web.map((name) =>
      patch(`${paths.claims}/data-${name}`, { spec: { resources: { requests: { storage: '2Gi' } } } }),
    ),
  },
);

const toServices: fc.Arbitrary<HttpRequest> = fc.oneof(
  fc.boolean().map((it) => patch(`${paths.services}/web`, { spec: { publishNotReadyAddresses: it } })),
  fc.constantFrom('web', 'web-ip').map((name) => remove(`${paths.services}/${name}`)),
  fc.constant(create(paths.services, governing)),
  fc.constant(create(paths.services, service('web-ip', services['web-ip']))),
  fc.constantFrom('web', 'front').map((app) => patch(`${paths.services}/web-ip`, { spec: { selector: { app } } })),
);

const toBudget: fc.Arbitrary<HttpRequest> = fc.oneof(
  budgetSpec.map((spec) => create(paths.budgets, budget(spec))),
  fc.constant(remove(`${paths.budgets}/web`)),
);

export const requests: fc.Arbitrary<HttpRequest> = fc.oneof(
  { weight: 10, arbitrary: toSet },
  { weight: 8, arbitrary: toPods },
  { weight: 3, arbitrary: toFront },
  { weight: 3, arbitrary: toNodes },
  { weight: 2, arbitrary: toStorage },
  { weight: 1, arbitrary: toServices },
  { weight: 1, arbitrary: toBudget },
);
