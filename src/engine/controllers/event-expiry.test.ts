import { expect, test } from 'vitest';
import { recordEvent } from '../api/events.ts';
import { createRig } from '../testing/rig.ts';
import { createEventExpiry } from './event-expiry.ts';

test('EV-6: an Event goes an hour after its last repeat', () => {
  const startTimeMs = Date.UTC(2026, 0, 1);
  const rig = createRig([createEventExpiry(startTimeMs)]);
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
