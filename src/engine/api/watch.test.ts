import { expect, test } from 'vitest';
import { createCluster } from '../cluster.ts';
import type { Cluster } from '../cluster.ts';
import { parseWatch } from './watch.ts';
import type { Watched } from './watch.ts';

function reported(watched: Watched, act: (cluster: Cluster) => void): readonly string[] {
  const cluster = createCluster({ seed: 1, startTimeMs: 0, nodes: [], images: [], featureGates: {} });
  const { revision } = cluster.head.cursor;
  act(cluster);
  const watch = parseWatch(watched);
  if (!watch.ok) throw new Error(watch.status.message);
  return cluster.changes(revision).flatMap((change) => {
    const event = watch.eventOf(change);
    const { labels = {}, name, resourceVersion } = event?.object.metadata ?? { name: '', resourceVersion: '' };
    const isDated = resourceVersion === String(change.revision);
    return event ? [`${event.type} ${name} ${JSON.stringify(labels)}${isDated ? '' : ' undated'}`] : [];
  });
}

const path = '/api/v1/namespaces/default/configmaps';

const made = (cluster: Cluster, name: string, a: string): void =>
  void cluster.dispatch({ http: { method: 'POST', path, body: { metadata: { name, labels: { a } } } } });

const labelled = (cluster: Cluster, name: string, a: string): void =>
  void cluster.dispatch({
    http: {
      ...{ method: 'PATCH', path: `${path}/${name}`, contentType: 'application/merge-patch+json' },
      body: { metadata: { labels: { a } } },
    },
  });

const gone = (cluster: Cluster, name: string): void =>
  void cluster.dispatch({ http: { method: 'DELETE', path: `${path}/${name}` } });

test('WATCH-6, WATCH-8: additions, modifications and deletions, each with the revision at which it happened', () => {
  const act = (cluster: Cluster): void => {
    made(cluster, 'one', '1');
    labelled(cluster, 'one', '2');
    gone(cluster, 'one');
  };
  expect(reported({ kind: 'ConfigMap', namespace: 'default' }, act)).toEqual([
    'ADDED one {"a":"1"}',
    'MODIFIED one {"a":"2"}',
    'DELETED one {"a":"2"}',
  ]);
  expect(reported({ kind: 'ConfigMap', namespace: 'kube-system' }, act)).toEqual([]);
  expect(reported({ kind: 'Pod' }, act)).toEqual([]);
});

test('WATCH-7: an object that stops matching is deleted, with its new state; one that starts matching is added', () => {
  const act = (cluster: Cluster): void => {
    made(cluster, 'one', '1');
    made(cluster, 'two', '2');
    labelled(cluster, 'one', '2');
    labelled(cluster, 'one', '3');
    labelled(cluster, 'one', '1');
    gone(cluster, 'two');
  };
  const kind = 'ConfigMap';
  expect(reported({ kind, labelSelector: 'a=1' }, act)).toEqual([
    'ADDED one {"a":"1"}',
    'DELETED one {"a":"2"}',
    'ADDED one {"a":"1"}',
  ]);
  expect(reported({ kind, fieldSelector: 'metadata.name=two' }, act)).toEqual([
    'ADDED two {"a":"2"}',
    'DELETED two {"a":"2"}',
  ]);
});

test('WATCH-4: a selector that cannot be read is refused', () => {
  expect(parseWatch({ kind: 'Pod', fieldSelector: 'spec.magic=1' })).toMatchObject({
    ok: false,
    status: { code: 400 },
  });
  expect(parseWatch({ kind: 'Pod', labelSelector: '!!' })).toMatchObject({ ok: false, status: { code: 400 } });
});
