import { expect, test } from 'vitest';
import type { ApiComponent, Client, ReconcileError } from './component.ts';
import { createRig } from './testing/rig.ts';

const reason = { rule: 'API-3' };

function component(
  name: string,
  reconcile: (key: string, client: Client, nowMs: number) => ReconcileError | undefined,
): ApiComponent {
  return { name, sees: 'api', watches: ['ConfigMap'], wakeDelayMs: 10, wakes: (change) => [change.key], reconcile };
}

const configMap = (value: string) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'a' },
  data: { value },
});

test('a change wakes its watchers after their delay, once for several changes', () => {
  const woken: number[] = [];
  const rig = createRig([component('watcher', (_key, _client, nowMs) => void woken.push(nowMs))]);
  rig.create('ConfigMap', configMap('1'));
  rig.advanceTo(5);
  rig.ask({ verb: 'update', kind: 'ConfigMap', namespace: 'default', name: 'a', body: configMap('2') });
  rig.advanceTo(100);
  expect(woken).toEqual([10]);
});

test('a write carries its actor, its reason and what woke the writer', () => {
  const writer = component('writer', (key, client) => {
    const object = client.view.get('ConfigMap', key);
    if (object && object.data?.['value'] !== '2') client.update({ ...object, data: { value: '2' } }, reason);
    return undefined;
  });
  const rig = createRig([writer]);
  rig.create('ConfigMap', configMap('1'));
  rig.advanceTo(100);
  const [first, second] = rig.changes();
  expect(first).toMatchObject({ actor: 'user', cause: { input: 1 }, atMs: 0 });
  expect(second).toMatchObject({ actor: 'writer', cause: { revision: first?.revision }, reason, atMs: 10 });
});

test('a timer is a cause of its own: component, key, and the revision it was set at', () => {
  const later = component('later', (key, client, nowMs) => {
    if (nowMs === 10) client.requeue(90);
    else client.delete('ConfigMap', key, reason);
    return undefined;
  });
  const rig = createRig([later]);
  rig.create('ConfigMap', configMap('1'));
  const { revision } = rig.store;
  rig.advanceTo(200);
  expect(rig.changes()[1]).toMatchObject({
    atMs: 100,
    cause: { timer: { component: 'later', key: 'default/a', revision } },
  });
});

test('STS-Q-9: a failing key is tried again after 5, 10, 20 … ms; success forgets the failures', () => {
  const tries: number[] = [];
  const rig = createRig([
    component('failing', (_key, _client, nowMs) => {
      tries.push(nowMs);
      return tries.length < 5 ? { error: 'not yet' } : undefined;
    }),
  ]);
  rig.create('ConfigMap', configMap('1'));
  rig.advanceTo(1000);
  expect(tries).toEqual([10, 15, 25, 45, 85]);
  expect(rig.store.tables.maps.memory.size).toBe(0);
});

test('waits of a key are replaced at each reconcile; one that stays the same goes on', () => {
  const waiter = component('waiter', (_key, client, nowMs) => {
    if (nowMs < 100) client.wait({ rule: 'STS-REP-6', params: { pod: 'web-1' } });
    if (nowMs === 10 || nowMs === 50) client.requeue(nowMs === 10 ? 40 : 50);
    return undefined;
  });
  const rig = createRig([waiter]);
  rig.create('ConfigMap', configMap('1'));
  rig.advanceTo(60);
  expect(rig.view.waits()).toMatchObject([{ component: 'waiter', key: 'default/a', sinceMs: 10 }]);
  rig.advanceTo(100);
  expect(rig.view.waits()).toEqual([]);
});

test('what a component remembers is forgotten when it says so', () => {
  const seen: unknown[] = [];
  const rig = createRig([
    component('rememberer', (key, client, nowMs) => {
      seen.push(client.recall<number>(key));
      client.remember(key, nowMs === 10 ? 7 : undefined);
      if (nowMs < 30) client.requeue(10);
      return undefined;
    }),
  ]);
  rig.create('ConfigMap', configMap('1'));
  rig.advanceTo(100);
  expect(seen).toEqual([undefined, 7, undefined]);
});

test('a livelock within one instant is stopped, and its components are named', () => {
  const restless = (name: string) =>
    component(name, (_key, client) => {
      client.requeue(0);
      return undefined;
    });
  const rig = createRig([restless('one'), restless('other')]);
  rig.create('ConfigMap', configMap('1'));
  expect(() => rig.advanceTo(100)).toThrow(/livelock at 10 ms.*one \(default\/a\).*other \(default\/a\)/);
});
