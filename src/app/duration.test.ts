import { expect, test } from 'vitest';
import { clock, durationIn } from './duration.ts';

test('a clock shows minutes and seconds, and hours when there are any', () => {
  expect([0, 7_900, 65_000, 3_600_000, 3_725_000].map(clock)).toEqual(['0:00', '0:07', '1:05', '1:00:00', '1:02:05']);
});

test('a duration is as coarse as it is long', () => {
  expect([7_400, 119_000, 180_000, 200_000].map(durationIn)).toEqual([
    { key: 'seconds', params: { minutes: 0, seconds: 7 } },
    { key: 'seconds', params: { minutes: 0, seconds: 119 } },
    { key: 'minutes', params: { minutes: 3, seconds: 0 } },
    { key: 'minutesAndSeconds', params: { minutes: 3, seconds: 20 } },
  ]);
});
