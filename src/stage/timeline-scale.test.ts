import { expect, test } from 'vitest';
import { timeAt, timeOfKey, visibleLanes } from './timeline-scale.ts';

const scale = { plot: { x: 100, y: 0, width: 400, height: 50 }, fromMs: 0, toMs: 20_000, headMs: 12_000 };

test.each([
  [100, 0],
  [200, 5000],
  [0, 0],
  [340, 12_000],
  [900, 12_000],
])('at x = %s it is %s ms', (x, ms) => {
  expect(timeAt(x, scale)).toBe(ms);
});

test('a plot without room is its beginning', () => {
  expect(timeAt(300, { ...scale, plot: { ...scale.plot, width: 0 } })).toBe(0);
});

test.each([
  ['ArrowLeft', false, 4000],
  ['ArrowRight', false, 6000],
  ['ArrowLeft', true, 4900],
  ['ArrowRight', true, 5100],
  ['PageUp', false, 12_000],
  ['PageDown', false, 0],
  ['Home', false, 0],
  ['End', false, 12_000],
  ['x', false, undefined],
])('%s (shift %s) from 5 s leads to %s ms', (key, shiftKey, ms) => {
  expect(timeOfKey({ key, shiftKey }, { atMs: 5000, headMs: 12_000 })).toBe(ms);
});

test('only lanes in view are drawn', () => {
  const lanes = Array.from({ length: 100 }, (_, at) => ({ at, y: at * 10 + 5, thickness: 6 }));
  expect(visibleLanes(lanes, 200, 240).map(({ at }) => at)).toEqual([19, 20, 21, 22, 23, 24]);
});
