import { expect, test } from 'vitest';
import { equal } from './equality.ts';

test('API-3: the order of keys does not make a difference, the order of a list does', () => {
  expect(equal({ a: 1, b: { c: [1, 2] } }, { b: { c: [1, 2] }, a: 1 })).toBe(true);
  expect(equal([1, 2], [2, 1])).toBe(false);
  expect(equal({ a: 1 }, { a: 1, b: null })).toBe(false);
});

test('a key that is undefined is a key that is not there', () => {
  expect(equal({ a: 1, b: undefined }, { a: 1 })).toBe(true);
  expect(equal({ a: 1 }, { a: 1, b: undefined })).toBe(true);
  expect(equal({ a: undefined }, { b: undefined })).toBe(true);
});

test('a list, a map, null and a text are four different things', () => {
  expect(equal([], {})).toBe(false);
  expect(equal({}, [])).toBe(false);
  expect(equal(null, {})).toBe(false);
  expect(equal('1', 1)).toBe(false);
});

test('a key of one prototype is not taken for a key of the other', () => {
  expect(equal({ toString: 1 }, {})).toBe(false);
  expect(equal(JSON.parse('{"__proto__": 1}'), {})).toBe(false);
});
