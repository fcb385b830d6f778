import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ConfigMap } from '../kinds/config-map.ts';
import type { Pod } from '../kinds/pod.ts';
import { Store } from './store.ts';
import type { View } from './view.ts';

const author = { actor: 'test', cause: { input: 1 }, reason: { rule: 'API-3' } };

function configMap(name: string, value: string): ConfigMap {
  const metadata = {
    name,
    namespace: 'default',
    uid: `uid-${name}`,
    resourceVersion: '1',
    creationTimestamp: '2026-01-01T00:00:00Z',
  };
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { ...metadata, ownerReferences: [owner(value)] },
    data: { value },
  };
}

const owner = (uid: string) => ({ apiVersion: 'v1', kind: 'Node', name: uid, uid });

function pod(name: string, labels: Record<string, string>, nodeName?: string, claim?: string): Pod {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      namespace: 'default',
      uid: `uid-${name}`,
      resourceVersion: '1',
      creationTimestamp: '2026-01-01T00:00:00Z',
      labels,
    },
    spec: {
      containers: [],
      ...(nodeName ? { nodeName } : {}),
      ...(claim ? { volumes: [{ name: 'data', persistentVolumeClaim: { claimName: claim } }] } : {}),
    },
    status: {},
  };
}

const seen = (view: View): unknown => [
  view.list('ConfigMap').map(({ metadata, data }) => [metadata.name, data]),
  ['a', 'b', 'c'].map((value) => view.owned(value).map(({ metadata }) => metadata.name)),
];

test('ordered, indexed reads: node, claim, labels, uid', () => {
  const store = new Store();
  store.write('Pod', 'default/b', pod('b', { app: 'web', tier: 'x' }, 'node-1', 'data-b'), author);
  store.write('Pod', 'default/a', pod('a', { app: 'web' }), author);
  const names = (pods: readonly Pod[]) => pods.map(({ metadata }) => metadata.name);
  expect(names(store.head.list('Pod'))).toEqual(['a', 'b']);
  expect(names(store.head.list('Pod', 'other'))).toEqual([]);
  expect(names(store.head.onNode('node-1'))).toEqual(['b']);
  expect(names(store.head.unscheduled())).toEqual(['a']);
  expect(names(store.head.usingClaim('default/data-b'))).toEqual(['b']);
  expect(names(store.head.labelled('Pod', 'default', { app: 'web' }))).toEqual(['a', 'b']);
  expect(names(store.head.labelled('Pod', 'default', { app: 'web', tier: 'x' }))).toEqual(['b']);
  expect(store.head.byUid('uid-a')?.metadata.name).toBe('a');
  store.write('Pod', 'default/b', undefined, author);
  expect(names(store.head.labelled('Pod', 'default', { app: 'web' }))).toEqual(['a']);
  expect(store.head.onNode('node-1')).toEqual([]);
  expect(store.head.byUid('uid-b')).toBeUndefined();
});

test('changedSince gives each object once, as it is, in the order of its last change', () => {
  const store = new Store();
  store.write('Pod', 'default/a', pod('a', {}), author);
  store.write('Pod', 'default/b', pod('b', {}), author);
  store.write('Pod', 'default/a', pod('a', { app: 'web' }), author);
  store.write('Pod', 'default/b', undefined, author);
  expect(store.head.changedSince('Pod', 0).map(({ key, deleted }) => [key, deleted])).toEqual([
    ['default/a', false],
    ['default/b', true],
  ]);
  expect(store.head.changedSince('Pod', 3).map(({ key }) => key)).toEqual(['default/b']);
  expect(
    store
      .viewAt({ ms: 0, revision: 2 })
      .changedSince('Pod', 0)
      .map(({ deleted }) => deleted),
  ).toEqual([false, false]);
});

const write = fc.record({
  name: fc.constantFrom('x', 'y', 'z'),
  value: fc.constantFrom('a', 'b', 'c', undefined),
  waitMs: fc.constantFrom(0, 0, 5),
  memory: fc.integer(),
});

test('the view at a cursor, and a fork there, show what the head showed then, in any order of looking', () => {
  fc.assert(
    fc.property(fc.array(write, { maxLength: 40 }), fc.array(fc.nat(), { maxLength: 20 }), (writes, looks) => {
      const store = new Store();
      const then = [{ cursor: store.cursor(), shown: seen(store.head) }];
      for (const { name, value, waitMs, memory } of writes) {
        store.nowMs += waitMs;
        store.note('memory', `test|${name}`, memory);
        store.write('ConfigMap', `default/${name}`, value === undefined ? undefined : configMap(name, value), author);
        then.push({ cursor: store.cursor(), shown: seen(store.head) });
      }
      for (const look of looks) {
        const at = then[look % then.length];
        if (!at) continue;
        expect(seen(store.viewAt(at.cursor))).toEqual(at.shown);
        const fork = store.forkAt(at.cursor);
        expect(seen(fork.head)).toEqual(at.shown);
        expect(fork.revision).toBe(at.cursor.revision);
      }
      expect(seen(store.head)).toEqual(then.at(-1)?.shown);
    }),
  );
});

test('waits are told in the same order, whichever way one comes to an instant', () => {
  const store = new Store();
  const wait = (key: string, is: boolean) => {
    store.nowMs += 1;
    const { nowMs: sinceMs } = store;
    const waits = [{ component: 'test', key, sinceMs, reason: { rule: 'API-3' } }];
    store.note('wait', `test|${key}`, is ? waits : undefined);
    store.write('ConfigMap', 'default/x', configMap('x', `${sinceMs}`), author);
    return { cursor: store.cursor(), shown: store.head.waits() };
  };
  const then = [wait('b', true), wait('a', true), wait('b', false), wait('b', true)];
  for (const { cursor, shown } of [...then.toReversed(), ...then]) {
    expect(store.viewAt(cursor).waits()).toEqual(shown);
  }
});
