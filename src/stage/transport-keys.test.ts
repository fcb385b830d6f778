import { expect, test } from 'vitest';
import { actionOfKey } from './transport-keys.ts';
import type { KeyPress } from './transport-keys.ts';

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
  key,
  altKey: false,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  defaultPrevented: false,
  target: { closest: () => null },
  ...more,
});

test.each([
  [' ', 'toggle'],
  ['Home', 'start'],
  ['End', 'end'],
  [',', 'stepBack'],
  ['.', 'stepForward'],
  ['。', 'stepForward'],
  ['a', undefined],
])('%j is %s', (key, action) => {
  expect(actionOfKey(press(key))).toBe(action);
});

test.each([
  { target: { closest: () => ({}) } },
  { defaultPrevented: true },
  { ctrlKey: true },
  { metaKey: true },
  { altKey: true },
  { shiftKey: true },
])('a key that belongs to somebody else is left alone: %j', (more) => {
  expect(actionOfKey(press(' ', more))).toBeUndefined();
});

test('a button that has the focus holds space, and leaves Home and End', () => {
  const target = { closest: (holders: string) => (holders.startsWith('button') ? {} : null) };
  expect([' ', 'Home', 'End'].map((key) => actionOfKey(press(key, { target })))).toEqual([undefined, 'start', 'end']);
});

test('a press on the page itself counts', () => {
  expect(actionOfKey(press(' ', { target: null }))).toBe('toggle');
});
