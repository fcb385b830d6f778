import { expect, test } from 'vitest';
import { recordEvent } from '../api/events.ts';
import { createRig } from '../testing/rig.ts';
import { createEventExpiry } from './event-expiry.ts';

test('EV-6: an Event goes an hour after its last repeat', () => {
  const startTimeMs = Date.UTC(2026, 0, 1);
  const rig = createRig([createEventExpiry()]);
  const api = { store: rig.store, seed: 1, startTimeMs, gates: {} };
  const about = rig.view.list('Node')[0];
  const say = (message: string) =>
    about &&
    recordEvent(
      api,
      about,
      { type: 'Normal', reason: 'Said', message },
      { actor: 'test', cause: { input: 1 }, reason: { rule: 'EV-1' } },
    );
  say('once');
  say('twice');
  rig.advanceTo(60_000);
  say('twice');
  rig.advanceTo(3_600_000);
  expect(rig.view.list('Event').map(({ message }) => message)).toEqual(['twice']);
  rig.advanceTo(3_660_000);
  expect(rig.view.count('Event')).toBe(0);
});

test('EV-6: an Event of which somebody says that it is of another time goes an hour after it was written, and holds up no other', () => {
  const rig = createRig([createEventExpiry()]);
  const event = (name: string, lastTimestamp: string) => ({
    apiVersion: 'v1',
    kind: 'Event',
    metadata: { name },
    involvedObject: { kind: 'Pod', namespace: 'default', name: 'a', uid: 'uid-a' },
    reason: 'Said',
    message: name,
    type: 'Normal',
    firstTimestamp: lastTimestamp,
    lastTimestamp,
  });
  rig.create('Event', event('from-the-future', '2031-01-01T00:00:00Z'));
  rig.create('Event', event('from-the-past', '2021-01-01T00:00:00Z'));
  rig.advanceTo(60_000);
  rig.create('Event', event('of-today', '2026-01-01T00:01:00Z'));
  rig.advanceTo(3_599_999);
  expect(rig.view.count('Event')).toBe(3);
  rig.advanceTo(3_600_000);
  expect(rig.view.list('Event').map(({ message }) => message)).toEqual(['of-today']);
  rig.advanceTo(3_660_000);
  expect(rig.view.count('Event')).toBe(0);
});
