import fc from 'fast-check';
import { expect, test } from 'vitest';
import { edited, editsBetween } from './text-edit.ts';

test('an edit is the stretch that differs', () => {
  expect(editsBetween('replicas: 3\n', 'replicas: 40\n')).toEqual([[10, 1, '40']]);
  expect(editsBetween('aa', 'aaa')).toEqual([[2, 0, 'a']]);
  expect(editsBetween('same', 'same')).toEqual([]);
});

test('an edit outside of the text is refused', () => {
  expect(edited('abc', [[2, 2, '']])).toBeUndefined();
});

test('what changed between two texts makes one of the other', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', '😀', '\n') });
  const restores = fc.property(text, text, (before, after) => edited(before, editsBetween(before, after)) === after);
  expect(fc.check(restores, { numRuns: 1_000, seed: 1 })).toMatchObject({ failed: false });
});
