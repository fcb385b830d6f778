import { expect, test } from 'vitest';
import { offsetOf, placeOf } from './text-editor.ts';

const text = 'one\ntwo: 2\n\nfour';

test('a place and its offset are two names for one thing', () => {
  for (let offset = 0; offset <= text.length; offset += 1) expect(offsetOf(text, placeOf(text, offset))).toBe(offset);
});

test('a place outside the text is the nearest one inside', () => {
  expect(offsetOf(text, { line: 2, column: 99 })).toBe(text.indexOf('\n', 4));
  expect(offsetOf(text, { line: 99, column: 1 })).toBe(text.length);
  expect(offsetOf(text, { line: 1, column: 0 })).toBe(0);
});
