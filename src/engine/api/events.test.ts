import { expect, test } from 'vitest';
import type { Event } from '../kinds/event.ts';
import type { ConfigMap } from '../kinds/config-map.ts';
import { recordEvent } from './events.ts';
import type { Happening } from './events.ts';
import { Store } from './store.ts';
import type { ApiContext } from './writes.ts';

const about: ConfigMap = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: {
    name: 'a',
    namespace: 'default',
    uid: 'uid-a',
    resourceVersion: '7',
    creationTimestamp: '2026-01-01T00:00:00Z',
  },
};

function recorder(actor = 'tester') {
  const store = new Store();
  const api: ApiContext = { store, seed: 1, startTimeMs: Date.UTC(2026, 0, 1), gates: {} };
  const say = (happening: Partial<Happening>, object = about) =>
    recordEvent(
      api,
      object,
      { type: 'Normal', reason: 'Said', message: 'hello', ...happening },
      { actor, cause: { input: 1 }, reason: { rule: 'EV-1' } },
    );
  return { store, say, events: (): readonly Event[] => store.head.list('Event') };
}

test('EV-1: an Event names its object, its source and its time', () => {
  const { say, events } = recorder();
  say({ host: 'node-1', fieldPath: 'spec.containers{c}' });
  expect(events()).toHaveLength(1);
  expect(events()[0]).toMatchObject({
    metadata: { name: expect.stringMatching(/^a\.[0-9a-f]{16}$/) as string, namespace: 'default' },
    involvedObject: {
      kind: 'ConfigMap',
      namespace: 'default',
      name: 'a',
      uid: 'uid-a',
      resourceVersion: '7',
      fieldPath: 'spec.containers{c}',
    },
    source: { component: 'tester', host: 'node-1' },
    firstTimestamp: '2026-01-01T00:00:00Z',
    count: 1,
    eventTime: null,
    reportingComponent: 'tester',
    reportingInstance: 'node-1',
  });
});

test('EV-3: an equal Event is counted, a different message is another one', () => {
  const { say, events, store } = recorder();
  say({});
  store.nowMs = 5000;
  say({});
  say({ message: 'other' });
  expect(
    events()
      .map(({ message, count }) => [message, count])
      .sort(),
  ).toEqual([
    ['hello', 2],
    ['other', 1],
  ]);
  expect(events().find(({ count }) => count === 2)).toMatchObject({
    firstTimestamp: '2026-01-01T00:00:00Z',
    lastTimestamp: '2026-01-01T00:00:05Z',
  });
});

test('EV-4, STS-EV-18: from the tenth different message on, one combined Event', () => {
  const { say, events } = recorder();
  for (let at = 0; at < 12; at++) say({ message: `message ${at}` });
  const combined = events().filter(({ message }) => message.startsWith('(combined from similar events): '));
  expect(events()).toHaveLength(10);
  expect(combined).toMatchObject([{ message: '(combined from similar events): message 11', count: 3 }]);
});

test('EV-5, STS-EV-19: a burst of 25 for each type, then one more in 300 s', () => {
  const { say, events, store } = recorder();
  for (let at = 0; at < 40; at++) say({});
  say({ type: 'Warning' });
  expect(
    events()
      .map(({ type, count }) => `${type} ${count}`)
      .sort(),
  ).toEqual(['Normal 25', 'Warning 1']);
  store.nowMs = 300_000;
  say({});
  say({});
  expect(events().find(({ type }) => type === 'Normal')?.count).toBe(26);
});

test('EV-2: a scheduler Event carries action and eventTime, and no count', () => {
  const { say, events } = recorder('default-scheduler');
  say({ action: 'Binding' });
  expect(events()[0]).toMatchObject({
    action: 'Binding',
    eventTime: '2026-01-01T00:00:00.000000Z',
    firstTimestamp: null,
    source: {},
  });
  expect(events()[0]?.count).toBeUndefined();
});

test('EV-9: its repeats are a series while the object stays the same, else a second Event', () => {
  const { say, events, store } = recorder('default-scheduler');
  say({ action: 'Scheduling' });
  const changed = { ...about, metadata: { ...about.metadata, resourceVersion: '8' } };
  say({ action: 'Scheduling' }, changed);
  expect(events()).toHaveLength(2);
  store.nowMs = 1000;
  say({ action: 'Scheduling' }, changed);
  const { revision } = store;
  store.nowMs = 2000;
  say({ action: 'Scheduling' }, changed);
  expect(store.revision).toBe(revision);
  expect(
    events()
      .map(({ series }) => series?.count)
      .sort(),
  ).toEqual([2, undefined]);
});
