// What only HTTP shows: pages, watches, deletion of lists, discovery, Tables.
import { expect, test } from 'vitest';
import { createCluster } from '../cluster.ts';
import type { Cluster } from '../cluster.ts';
import type { HttpAnswer } from './http-door.ts';

const path = '/api/v1/namespaces/default/configmaps';

function withMaps(...names: readonly string[]): Cluster {
  const cluster = createCluster({ seed: 1, startTimeMs: 0, nodes: [], images: [], featureGates: {} });
  for (const name of names) {
    cluster.dispatch({ http: { method: 'POST', path, body: { metadata: { name, labels: { name } } } } });
  }
  return cluster;
}

const got = (from: Cluster, query: string, accept = ''): HttpAnswer =>
  from.dispatch({ http: { method: 'GET', path: query.startsWith('/') ? query : path + query, accept } });

const lines = ({ body }: HttpAnswer): readonly string[] =>
  String(body)
    .split('\n')
    .filter(Boolean)
    .map((line) => {
      const { type, object } = JSON.parse(line) as { type: string; object: { metadata: { name?: string } } };
      return `${type} ${object.metadata.name ?? ''}`.trim();
    });

const own = '&labelSelector=name';

test('WATCH-1, WATCH-2: a list comes in pages, each with a token for the next', () => {
  const cluster = withMaps('a', 'b', 'c');
  const first = got(cluster, `?limit=2${own}`);
  expect(first).toMatchObject({ code: 200, body: { kind: 'ConfigMapList', items: [{}, {}] } });
  const token = (first.body as { metadata: { continue: string } }).metadata.continue;
  const second = got(cluster, `?limit=2&continue=${encodeURIComponent(token)}${own}`).body;
  expect(second).toMatchObject({ items: [{ metadata: { name: 'c' } }] });
  expect(second).not.toHaveProperty('metadata.continue');
  expect(got(cluster, '?limit=1').body).toMatchObject({ metadata: { remainingItemCount: 3 } });
});

test('WATCH-5, WATCH-6, WATCH-7: a watch tells what happened since a version, or begins with what is there', () => {
  const cluster = withMaps('a', 'b');
  const { revision } = cluster.head.cursor;
  cluster.dispatch({ http: { method: 'DELETE', path: `${path}/a` } });
  expect(lines(got(cluster, `?watch=true&resourceVersion=${revision}${own}`))).toEqual(['DELETED a']);
  expect(lines(got(cluster, `?watch=1${own}`))).toEqual(['ADDED b']);
  expect(lines(got(cluster, `?watch=1&resourceVersion=0${own}`))).toEqual(['ADDED b']);
});

test('API-43, WATCH-6: a watch cannot begin before the API server did', () => {
  const begun = createCluster({ seed: 1, startTimeMs: 0, nodes: [], images: [], featureGates: {} }).head.cursor
    .revision;
  const cluster = withMaps('a');
  const old = JSON.parse(String(got(cluster, '?watch=1&resourceVersion=1').body)) as unknown;
  const message = `too old resource version: 1 (${begun})`;
  expect(old).toMatchObject({ type: 'ERROR', object: { kind: 'Status', reason: 'Expired', code: 410, message } });
  expect(lines(got(cluster, `?watch=1&resourceVersion=${begun}${own}`))).toEqual(['ADDED a']);
});

test('API-43: events are forgotten when there are a hundred younger ones and 75 s have passed', () => {
  const names = Array.from({ length: 130 }, (_, at) => `m${at}`);
  const cluster = withMaps(...names.slice(0, 120));
  const first = Number(cluster.head.get('ConfigMap', 'default/m0')?.metadata.resourceVersion);
  const watched = (from: number): readonly string[] =>
    String(got(cluster, `?watch=1&resourceVersion=${from}`).body)
      .trim()
      .split('\n');
  expect(watched(first - 1)).toHaveLength(120);
  cluster.advanceTo(80_000);
  expect(watched(first - 1)[0]).toContain('"code":410');
  expect(watched(first + 18)[0]).toContain(`too old resource version: ${first + 18} (${first + 19})`);
  expect(watched(first + 19)).toHaveLength(100);
});

test('WATCH-10, WATCH-11, WATCH-12: bookmarks, watches of one name, and the streaming list', () => {
  const cluster = withMaps('a', 'b');
  const query = 'allowWatchBookmarks=true&resourceVersionMatch=NotOlderThan&resourceVersion=0&sendInitialEvents=true';
  const answer = got(cluster, `?watch=true&${query}${own}`);
  expect(lines(answer)).toEqual(['ADDED a', 'ADDED b', 'BOOKMARK', 'BOOKMARK']);
  expect(answer.body).toContain('"k8s.io/initial-events-end":"true"');
  expect(lines(got(cluster, `${path}/b?watch=true`))).toEqual(['ADDED b']);
});

test('API-44: a version that is still to come is not waited for', () => {
  expect(got(withMaps('a'), '?watch=true&resourceVersion=99999')).toMatchObject({
    code: 504,
    body: {
      reason: 'Timeout',
      message: expect.stringContaining('Too large resource version: 99999, current: ') as string,
    },
  });
});

test('DEL-1: a whole list is deleted, as far as the selector goes', () => {
  const cluster = withMaps('a', 'b', 'c');
  const deleted = { method: 'DELETE', path: `${path}?labelSelector=name+in+(a,b)` };
  expect(cluster.dispatch({ http: { ...deleted, path: `${deleted.path}&dryRun=All` } })).toMatchObject({ code: 200 });
  expect(cluster.head.get('ConfigMap', 'default/a')).toBeDefined();
  expect(cluster.dispatch({ http: deleted })).toMatchObject({ body: { kind: 'ConfigMapList', items: [{}, {}] } });
  expect(lines(got(cluster, `?watch=1${own}`))).toEqual(['ADDED c']);
});

test('API-33: paths that lead nowhere are a plain text, others say what there is', () => {
  const cluster = withMaps();
  for (const nowhere of ['/', '/nope', '/api/v2', '/apis/apps/v2', '/apis/nope.io']) {
    expect([nowhere, got(cluster, nowhere)]).toEqual([
      nowhere,
      { code: 404, body: '404 page not found\n', warnings: [] },
    ]);
  }
  expect(got(cluster, '/readyz').body).toBe('ok');
  expect(got(cluster, '/apis').body).toMatchObject({ kind: 'APIGroupList' });
  expect(got(cluster, '/api/v1').body).toMatchObject({ kind: 'APIResourceList', groupVersion: 'v1' });
  expect(cluster.dispatch({ http: { method: 'POST', path: '/version' } })).toMatchObject({ code: 405 });
});

test('TBL-1, TBL-2, TBL-4, TBL-16: a Table has all columns, and the metadata of its objects', () => {
  const cluster = withMaps('a');
  const accept = 'application/json;as=Table;v=v1;g=meta.k8s.io,application/json';
  cluster.advanceTo(300_000);
  expect(got(cluster, '?labelSelector=name', accept).body).toMatchObject({
    kind: 'Table',
    columnDefinitions: [
      { name: 'Name', type: 'string', format: 'name', priority: 0 },
      { name: 'Data', type: 'integer', format: '' },
      { name: 'Age', type: 'string' },
    ],
    rows: [{ cells: ['a', 0, '5m'], object: { kind: 'PartialObjectMetadata', metadata: { name: 'a' } } }],
  });
  expect(got(cluster, `${path}/a`, accept).body).toMatchObject({ kind: 'Table', rows: [{ cells: ['a', 0, '5m'] }] });
  expect(got(cluster, `${path}/none`, accept).body).toMatchObject({ kind: 'Status', code: 404 });
});

test('WATCH-14: a watch of Tables has a row in each event, and the columns in the first', () => {
  const accept = 'application/json;as=Table;v=v1;g=meta.k8s.io,application/json';
  const text = String(got(withMaps('a', 'b'), `?watch=true${own}`, accept).body);
  const events = text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as { object: { columnDefinitions?: unknown; rows: unknown } });
  expect(events.map(({ object }) => [object.columnDefinitions !== undefined, object.rows])).toMatchObject([
    [true, [{ cells: ['a', 0, '0s'] }]],
    [false, [{ cells: ['b', 0, '0s'] }]],
  ]);
});

test('WATCH-13: version 0 is any version: the present one', () => {
  const names = (query: string): unknown => got(withMaps('a'), `?labelSelector=name${query}`).body;
  expect(names('&resourceVersion=0')).toEqual(names(''));
});
