import { expect, test } from 'vitest';
import { clockText, nearestSpeed, speeds, timeParts } from './transport-texts.ts';

test.each([
  [0, '0:00.0'],
  [7349, '0:07.3'],
  [67_000, '1:07.0'],
  [3_727_000, '1:02:07'],
])('%s ms is %s', (ms, text) => {
  expect(clockText(ms, true)).toBe(text);
});

test('tenths are left out when time runs fast', () => {
  expect(clockText(7349, false)).toBe('0:07');
});

test('the time is written in the order of the language, the instant on show being strong', () => {
  expect(timeParts('{at} of {head}', 1000, 61_000, false)).toEqual([
    { text: '0:01', strong: true },
    { text: ' of ', strong: false },
    { text: '1:01', strong: false },
  ]);
  expect(timeParts('共 {head}，现在 {at}', 0, 0, false).map(({ strong }) => strong)).toEqual([
    false,
    false,
    false,
    true,
  ]);
});

test('speeds go from 0.1 to 100, and an odd one is nearest by ratio', () => {
  expect([speeds[0], speeds.at(-1)]).toEqual([0.1, 100]);
  expect([3, 90, 0.12, 1].map(nearestSpeed)).toEqual([4, 100, 0.1, 1]);
});
