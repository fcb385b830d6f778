import { expect, test } from 'vitest';
import { same } from './same.ts';

const mark = { id: 'a', box: { x: 1, y: 2 }, parts: [{ n: 1 }, { n: 2 }], hue: null };

test('data that says the same is the same', () => {
  expect(same(mark, structuredClone(mark))).toBe(true);
});

test.each([
  { ...mark, id: 'b' },
  { ...mark, box: { x: 1, y: 3 } },
  { ...mark, parts: [{ n: 1 }] },
  { ...mark, parts: [{ n: 2 }, { n: 1 }] },
  { ...mark, hue: { index: 0 } },
  { ...mark, more: undefined },
  { id: 'a', box: mark.box, parts: mark.parts },
  null,
  [],
])('a difference anywhere counts: %j', (other) => {
  expect(same(mark, other)).toBe(false);
  expect(same(other, mark)).toBe(false);
});
