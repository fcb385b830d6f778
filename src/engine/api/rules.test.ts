// Rules of the API machinery that no other test is about, through the door for HTTP requests.
import { expect, test } from 'vitest';
import { createCluster } from '../cluster.ts';
import type { Cluster } from '../cluster.ts';
import { kindFacts, kinds } from '../kinds/kinds.ts';
import type { HttpAnswer } from './http-door.ts';

const cluster = (): Cluster => createCluster({ seed: 1, startTimeMs: 0, nodes: [], images: [], featureGates: {} });

const paths = {
  ConfigMap: '/api/v1/namespaces/default/configmaps',
  Pod: '/api/v1/namespaces/default/pods',
  StatefulSet: '/apis/apps/v1/namespaces/default/statefulsets',
} as const;

type Path = keyof typeof paths;

const containers = [{ name: 'c', image: 'nginx:1.25' }];
const bodies: { readonly [K in Path]: object } = {
  ConfigMap: { data: { a: '1' } },
  Pod: { spec: { containers } },
  StatefulSet: {
    spec: {
      ...{ replicas: 0, serviceName: 'it', selector: { matchLabels: { app: 'it' } } },
      template: { metadata: { labels: { app: 'it' } }, spec: { containers } },
    },
  },
};

const made = (to: Cluster, kind: Path, metadata: object = {}): HttpAnswer =>
  to.dispatch({
    http: { method: 'POST', path: paths[kind], body: { ...bodies[kind], metadata: { name: 'it', ...metadata } } },
  });

const asked = (to: Cluster, method: string, path: string, body?: unknown, contentType?: string): HttpAnswer =>
  to.dispatch({
    http: { method, path, ...(body === undefined ? {} : { body }), ...(contentType ? { contentType } : {}) },
  });

const merged = (to: Cluster, kind: Path, body: object, more = ''): HttpAnswer =>
  asked(to, 'PATCH', `${paths[kind]}/it${more}`, body, 'application/merge-patch+json');

test('API-4: these kinds count generations, and no others', () => {
  expect(kinds.filter((kind) => kindFacts[kind].generation).toSorted()).toEqual([
    ...['Deployment', 'EndpointSlice', 'Pod', 'PodDisruptionBudget', 'PriorityClass', 'ReplicaSet', 'StatefulSet'],
  ]);
  const to = cluster();
  expect(made(to, 'StatefulSet').body).toMatchObject({ metadata: { generation: 1 } });
  expect(made(to, 'ConfigMap').body).not.toHaveProperty('metadata.generation');
});

test('API-8: beginning to delete is a generation, ending it is none', () => {
  const to = cluster();
  made(to, 'StatefulSet', { finalizers: ['x/y'] });
  expect(asked(to, 'DELETE', `${paths.StatefulSet}/it`).body).toMatchObject({ metadata: { generation: 2 } });
  expect(asked(to, 'DELETE', `${paths.StatefulSet}/it`).body).toMatchObject({ metadata: { generation: 2 } });
});

test('API-15: a status write that leaves observedGeneration out keeps the one there is', () => {
  const to = cluster();
  made(to, 'Pod');
  merged(to, 'Pod', { status: { observedGeneration: 1 } }, '/status');
  const { body } = asked(to, 'GET', `${paths.Pod}/it`);
  const status = { phase: 'Pending', message: 'x' };
  expect(asked(to, 'PUT', `${paths.Pod}/it/status`, { ...(body as object), status }).body).toMatchObject({
    status: { observedGeneration: 1, message: 'x' },
  });
});

test('API-22, API-36: a patch never conflicts, unless it names a version that is not the present one', () => {
  const to = cluster();
  const old = (made(to, 'ConfigMap').body as { metadata: { resourceVersion: string } }).metadata.resourceVersion;
  expect(merged(to, 'ConfigMap', { data: { a: '2' } }).code).toBe(200);
  expect(merged(to, 'ConfigMap', { data: { a: '3' } }).code).toBe(200);
  expect(merged(to, 'ConfigMap', { metadata: { resourceVersion: old }, data: { a: '4' } })).toMatchObject({
    code: 409,
    body: {
      reason: 'Conflict',
      message:
        'Operation cannot be fulfilled on configmaps "it": the object has been modified; please apply your changes to the latest version and try again',
    },
  });
});

test('API-34, API-38: what is there already, and what admission forbids', () => {
  const to = cluster();
  made(to, 'ConfigMap');
  expect(made(to, 'ConfigMap')).toMatchObject({
    code: 409,
    body: { reason: 'AlreadyExists', message: 'configmaps "it" already exists', details: { kind: 'configmaps' } },
  });
  const body = { metadata: { name: 'it' }, spec: { containers, serviceAccountName: 'nobody' } };
  expect(asked(to, 'POST', paths.Pod, body)).toMatchObject({
    code: 403,
    body: {
      message:
        'pods "it" is forbidden: error looking up service account default/nobody: serviceaccount "nobody" not found',
    },
  });
});

test.each([
  ['a=1', ['one', 'both']],
  ['a==1', ['one', 'both']],
  ['a!=1', ['none', 'two']],
  ['a in (1,2)', ['one', 'both', 'two']],
  ['a notin (1)', ['none', 'two']],
  ['b', ['both']],
  ['!b', ['none', 'one', 'two']],
  ['a=1,b', ['both']],
])('WATCH-3: the labels %s', (selector, names) => {
  const to = cluster();
  const mine = { mine: '' };
  made(to, 'ConfigMap', { name: 'none', labels: mine });
  made(to, 'ConfigMap', { name: 'one', labels: { ...mine, a: '1' } });
  made(to, 'ConfigMap', { name: 'both', labels: { ...mine, a: '1', b: 'x' } });
  made(to, 'ConfigMap', { name: 'two', labels: { ...mine, a: '2' } });
  const { body } = asked(to, 'GET', `${paths.ConfigMap}?labelSelector=${encodeURIComponent(`mine,${selector}`)}`);
  const found = (body as { items: readonly { metadata: { name: string } }[] }).items.map(
    ({ metadata }) => metadata.name,
  );
  expect(found.toSorted()).toEqual(names.toSorted());
});

test('SUB-1: the status is read and written apart, and does not touch the spec', () => {
  const to = cluster();
  made(to, 'StatefulSet');
  const written = merged(to, 'StatefulSet', { spec: { replicas: 5 }, status: { replicas: 4 } }, '/status');
  expect(written.body).toMatchObject({ metadata: { generation: 1 }, spec: { replicas: 0 }, status: { replicas: 4 } });
  expect(asked(to, 'GET', `${paths.StatefulSet}/it/status`).body).toEqual(written.body);
});

test('SUB-4, API-42: an eviction deletes the Pod, unless a budget forbids it', () => {
  const to = cluster();
  made(to, 'Pod', { labels: { app: 'it' } });
  const budget = { metadata: { name: 'b' }, spec: { minAvailable: 1, selector: { matchLabels: { app: 'it' } } } };
  asked(to, 'POST', '/apis/policy/v1/namespaces/default/poddisruptionbudgets', budget);
  const running = { phase: 'Running', conditions: [{ type: 'Ready', status: 'True' }] };
  merged(to, 'Pod', { status: running }, '/status');
  to.advanceTo(5_000);
  const eviction = { apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name: 'it' } };
  expect(asked(to, 'POST', `${paths.Pod}/it/eviction`, eviction)).toMatchObject({
    code: 429,
    body: { reason: 'TooManyRequests', details: { causes: [{ reason: 'DisruptionBudget' }] } },
  });
  asked(to, 'DELETE', '/apis/policy/v1/namespaces/default/poddisruptionbudgets/b');
  to.advanceTo(6_000);
  expect(asked(to, 'POST', `${paths.Pod}/it/eviction`, eviction)).toMatchObject({
    code: 201,
    body: { status: 'Success' },
  });
});
