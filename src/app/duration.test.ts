import { expect, test } from 'vitest';
import { clock, duration } from './duration.ts';

test('a clock shows minutes and seconds, and hours when there are any', () => {
  expect([0, 7_900, 65_000, 3_600_000, 3_725_000].map(clock)).toEqual(['0:00', '0:07', '1:05', '1:00:00', '1:02:05']);
});

test('a duration is as coarse as it is long', () => {
  expect([0, 420, 960, 7_400, 119_000, 180_000, 200_000].map(duration)).toEqual([
    '0.0 s',
    '0.4 s',
    '1 s',
    '7 s',
    '119 s',
    '3 min',
    '3 min 20 s',
  ]);
});
