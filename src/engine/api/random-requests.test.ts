// Requests of any shape over HTTP: none throws, and those that only read change nothing.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createCluster } from '../cluster.ts';

const words = [
  ...['api', 'apis', 'v1', 'apps', 'policy', 'namespaces', 'default', 'nowhere', 'pods', 'statefulsets', 'configmaps'],
  ...[
    'one',
    'kube-root-ca.crt',
    'status',
    'scale',
    'eviction',
    'binding',
    'nodes',
    'node-1',
    '%',
    '%2F',
    '__proto__',
    '',
  ],
];
const queries = [
  ...['watch=true', 'resourceVersion=1', 'resourceVersion=99999', 'limit=1', 'continue=1.default/a', 'dryRun=All'],
  ...['labelSelector=a%20in', 'labelSelector=!!', 'fieldSelector=metadata.name=one', 'force=true', 'fieldManager=m'],
  ...['fieldValidation=Strict', 'propagationPolicy=Orphan', 'gracePeriodSeconds=x', 'allowWatchBookmarks=1'],
  ...['sendInitialEvents=true', 'toString=1'],
];
const types = [
  ...['application/json', 'application/yaml', 'application/json-patch+json', 'application/merge-patch+json'],
  ...['application/strategic-merge-patch+json', 'application/apply-patch+yaml', 'text/plain'],
];

const known = [
  ...[
    'api/v1/namespaces/default/pods',
    'api/v1/namespaces/default/pods/one',
    'api/v1/nodes/node-1',
    'api/v1/configmaps',
  ],
  ...['api/v1/namespaces/default/pods/one/eviction', 'api/v1/namespaces/default/configmaps/kube-root-ca.crt'],
  ...['apis/apps/v1/namespaces/default/statefulsets', 'apis/apps/v1/namespaces/default/statefulsets/one'],
  ...[
    'apis/apps/v1/namespaces/default/statefulsets/one/scale',
    'apis/apps/v1/namespaces/default/statefulsets/one/status',
  ],
].map((path) => path.split('/'));

const field = fc.constantFrom(
  'metadata',
  'name',
  'spec',
  'kind',
  'labels',
  'template',
  'containers',
  'op',
  'path',
  'x',
);
const { body } = fc.letrec<{ body: unknown }>((tie) => ({
  body: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom<unknown>(null, 0, -1, 'one', true, '', '{"a":', 'StatefulSet'),
    fc.array(tie('body'), { maxLength: 3 }),
    fc.dictionary(field, tie('body'), { maxKeys: 4, noNullPrototype: true }),
  ),
}));

const http = fc
  .record({
    method: fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'get'),
    parts: fc.oneof(fc.constantFrom(...known), fc.array(fc.constantFrom(...words), { maxLength: 8 })),
    query: fc.array(fc.constantFrom(...queries), { maxLength: 3 }),
    contentType: fc.constantFrom(...types),
    accept: fc.constantFrom('', 'application/json;as=Table;v=v1;g=meta.k8s.io'),
    body,
  })
  .map(({ parts, query, ...rest }) => ({ ...rest, path: `/${parts.join('/')}?${query.join('&')}` }));

test('no request throws, and reading changes nothing', () => {
  const node = { name: 'node-1', zone: 'zone-a', cpu: '4', memory: '3840Mi', pods: 110 };
  const cluster = createCluster({ seed: 1, startTimeMs: 0, nodes: [node], images: [], featureGates: {} });
  const one = { metadata: { name: 'one' }, spec: { containers: [{ name: 'c', image: 'nginx:1.25' }] } };
  cluster.dispatch({ http: { method: 'POST', path: '/api/v1/namespaces/default/pods', body: one } });
  const set = {
    metadata: { name: 'one' },
    spec: {
      ...{ serviceName: 'one', selector: { matchLabels: { a: 'b' } } },
      template: { metadata: { labels: { a: 'b' } }, spec: one.spec },
    },
  };
  cluster.dispatch({ http: { method: 'POST', path: '/apis/apps/v1/namespaces/default/statefulsets', body: set } });
  fc.assert(
    fc.property(http, (request) => {
      const { revision } = cluster.head.cursor;
      const { code } = cluster.dispatch({ http: request });
      expect(code).toBeGreaterThanOrEqual(200);
      if (request.method.toUpperCase() === 'GET') expect(cluster.head.cursor.revision).toBe(revision);
    }),
    { numRuns: 1_000 },
  );
});
