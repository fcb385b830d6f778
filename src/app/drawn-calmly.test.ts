import { expect, test } from 'vitest';
import { drawnCalmly } from './drawn-calmly.ts';

function drawnIn(ms: number, costMs: number): number {
  let [nowMs, count] = [0, 0];
  const draw = drawnCalmly(
    () => {
      nowMs += costMs;
      count += 1;
    },
    () => nowMs,
  );
  while (nowMs < ms) {
    draw(false);
    nowMs += 16;
  }
  return count;
}

test('what is cheap is drawn with every frame', () => expect(drawnIn(1000, 0)).toBe(63));

test('what is costly takes a share of the time', () => {
  expect(drawnIn(1000, 40) * 40).toBeLessThan(300);
  expect(drawnIn(1000, 40)).toBeGreaterThan(3);
});

test('the last one is drawn, whatever it costs', () => {
  let [nowMs, count] = [0, 0];
  const draw = drawnCalmly(
    () => {
      nowMs += 100;
      count += 1;
    },
    () => nowMs,
  );
  draw(false);
  draw(false);
  expect(count).toBe(1);
  draw(true);
  expect(count).toBe(2);
});
