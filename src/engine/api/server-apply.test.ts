// Server-side apply through the door for HTTP requests: conflicts, taking over, and what goes when it is applied no longer.
import { expect, test } from 'vitest';
import { createCluster } from '../cluster.ts';
import type { Cluster } from '../cluster.ts';
import { fieldPaths, fieldTree, shownPath, treePaths } from './field-paths.ts';

const url = '/apis/apps/v1/namespaces/default/statefulsets/web';

const cluster = (): Cluster => createCluster({ seed: 1, startTimeMs: 0, nodes: [], images: [], featureGates: {} });

interface Config {
  readonly metadata?: object;
  readonly spec?: object;
}

function applied(to: Cluster, manager: string, { metadata = {}, spec }: Config, more = ''): unknown {
  const body = {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name: 'web', ...metadata },
    ...(spec && { spec }),
  };
  const contentType = 'application/apply-patch+yaml';
  return to.dispatch({ http: { method: 'PATCH', path: `${url}?fieldManager=${manager}${more}`, contentType, body } });
}

const container = (name: string, more: object = {}): object => ({ name, image: 'nginx:1.25', ...more });

const spec = (containers: readonly object[], more: object = {}): object => ({
  ...{ replicas: 0, serviceName: 'web', selector: { matchLabels: { app: 'web' } } },
  template: { metadata: { labels: { app: 'web' } }, spec: { containers } },
  ...more,
});

const stored = (from: Cluster) => from.head.get('StatefulSet', 'default/web');

const owners = (from: Cluster): readonly string[] =>
  (stored(from)?.metadata.managedFields ?? []).map(({ manager, operation }) => `${manager} ${operation}`);

const labels = (from: Cluster): unknown => stored(from)?.metadata.labels;

test('PATCH-1, PATCH-7: applying what is not there creates it; applied again it is not written', () => {
  const to = cluster();
  expect(applied(to, 'one', { spec: spec([container('a')]) })).toMatchObject({ code: 201 });
  const { revision } = to.head.cursor;
  expect(applied(to, 'one', { spec: spec([container('a')]) })).toMatchObject({ code: 200 });
  expect(to.changes(revision)).toEqual([]);
  expect(owners(to)).toEqual(['one Apply']);
});

test('PATCH-7: what is applied no longer goes, unless another applies it too', () => {
  const to = cluster();
  applied(to, 'one', { metadata: { labels: { a: '1', b: '2' } }, spec: spec([container('a'), container('b')]) });
  applied(to, 'two', { metadata: { labels: { b: '2' } } });
  applied(to, 'one', { spec: spec([container('a')]) });
  expect(labels(to)).toEqual({ b: '2' });
  expect(stored(to)?.spec.template.spec.containers.map(({ name }) => name)).toEqual(['a']);
  applied(to, 'two', {});
  expect(labels(to)).toBeUndefined();
  expect(owners(to)).toEqual(['one Apply']);
});

test('PATCH-7, PATCH-8: two managers of one field are in conflict, until one of them forces it', () => {
  const to = cluster();
  applied(to, 'one', { spec: spec([container('a')], { minReadySeconds: 1 }) });
  const other = { spec: spec([container('a', { image: 'nginx:1.26' })], { minReadySeconds: 2 }) };
  expect(applied(to, 'two', other)).toMatchObject({
    code: 409,
    body: {
      message: `Apply failed with 2 conflicts: conflicts with "one":
- .spec.minReadySeconds
- .spec.template.spec.containers[name="a"].image`,
      details: { causes: [{ reason: 'FieldManagerConflict', message: 'conflict with "one"' }, {}] },
    },
  });
  expect(applied(to, 'two', other, '&force=true')).toMatchObject({ code: 200 });
  expect(stored(to)?.spec.minReadySeconds).toBe(2);
  expect(applied(to, 'one', { spec: spec([container('a')]) })).toMatchObject({ code: 409 });
});

test('PATCH-8: a field that was updated otherwise belongs to who updated it, since then', () => {
  const to = cluster();
  applied(to, 'one', { metadata: { labels: { a: '1' } }, spec: spec([container('a')]) });
  to.advanceTo(5_000);
  const body = { metadata: { labels: { a: '2' } } };
  const contentType = 'application/merge-patch+json';
  to.dispatch({ http: { method: 'PATCH', path: `${url}?fieldManager=hand`, contentType, body } });
  expect(owners(to)).toEqual(['one Apply', 'hand Update']);
  expect(applied(to, 'one', { metadata: { labels: { a: '1' } }, spec: spec([container('a')]) })).toMatchObject({
    body: {
      message:
        'Apply failed with 1 conflict: conflict with "hand" using apps/v1 at 1970-01-01T00:00:05Z: .metadata.labels.a',
    },
  });
});

test('PATCH-7: what was there before anybody applied belongs to nobody in particular', () => {
  const to = cluster();
  const body = { metadata: { name: 'web' }, spec: spec([container('a')]) };
  to.dispatch({ http: { method: 'POST', path: url.replace('/web', ''), body } });
  expect(stored(to)?.metadata.managedFields).toBeUndefined();
  expect(applied(to, 'one', { spec: spec([container('a')], { replicas: 3 }) })).toMatchObject({
    body: {
      message:
        'Apply failed with 1 conflict: conflict with "before-first-apply" using apps/v1 at 1970-01-01T00:00:00Z: .spec.replicas',
    },
  });
});

test('PATCH-6, PATCH-10: a manager must be named, force is for applying only, a dry run stores nothing', () => {
  const to = cluster();
  const nobody = {
    message: 'PatchOptions.meta.k8s.io "" is invalid: fieldManager: Required value: is required for apply patch',
  };
  expect(applied(to, '', {})).toMatchObject({ code: 422, body: nobody });
  const forced = { method: 'PATCH', path: `${url}?force=true`, contentType: 'application/merge-patch+json', body: {} };
  expect(to.dispatch({ http: forced })).toMatchObject({
    code: 422,
    body: {
      message: 'PatchOptions.meta.k8s.io "" is invalid: force: Forbidden: may not be specified for non-apply patch',
    },
  });
  expect(applied(to, 'one', { spec: spec([container('a')]) }, '&dryRun=All')).toMatchObject({ code: 201 });
  expect(stored(to)).toBeUndefined();
});

test('PATCH-7, API-39: a configuration with fields that do not exist, or of another object, is refused', () => {
  const to = cluster();
  const what = 'failed to create typed patch object (default/web; apps/v1, Kind=StatefulSet)';
  expect(applied(to, 'one', { spec: { magic: 1 } })).toMatchObject({
    code: 400,
    body: { message: `${what}: .spec.magic: field not declared in schema` },
  });
  expect(applied(to, 'one', { metadata: { name: 'other' } })).toMatchObject({
    body: { message: 'the name of the object (other) does not match the name on the URL (web)' },
  });
  const managedFields = [{ manager: 'x', operation: 'Apply', apiVersion: 'v1', fieldsType: 'FieldsV1', fieldsV1: {} }];
  expect(applied(to, 'one', { metadata: { managedFields } })).toMatchObject({
    body: { message: 'metadata.managedFields must be nil' },
  });
});

test('PATCH-9, API-13: lists are owned by item where they have keys, else as a whole', () => {
  const ports = [{ containerPort: 80 }, { containerPort: 80, protocol: 'UDP' }];
  const object = {
    metadata: { name: 'web', finalizers: ['x/y'] },
    spec: { ...spec([container('a', { ports, args: ['x'] })]), volumeClaimTemplates: [{ metadata: { name: 'data' } }] },
    status: { replicas: 1 },
  };
  const paths = [...fieldPaths('StatefulSet', object).keys()];
  const inContainer = '.spec.template.spec.containers[name="a"]';
  expect(paths.map(shownPath)).toEqual([
    '.metadata.finalizers[="x/y"]',
    '.spec.replicas',
    '.spec.serviceName',
    '.spec.selector',
    '.spec.template.metadata.labels.app',
    inContainer,
    `${inContainer}.name`,
    `${inContainer}.image`,
    `${inContainer}.ports[containerPort=80,protocol="TCP"]`,
    `${inContainer}.ports[containerPort=80,protocol="TCP"].containerPort`,
    `${inContainer}.ports[containerPort=80,protocol="UDP"]`,
    `${inContainer}.ports[containerPort=80,protocol="UDP"].containerPort`,
    `${inContainer}.ports[containerPort=80,protocol="UDP"].protocol`,
    `${inContainer}.args`,
    '.spec.volumeClaimTemplates',
  ]);
  expect([...treePaths(fieldTree(paths))].sort()).toEqual(paths.sort());
  expect(fieldTree(['f:metadata\u0001f:labels\u0001f:a'])).toEqual({ 'f:metadata': { 'f:labels': { 'f:a': {} } } });
});
