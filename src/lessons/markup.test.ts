// Code between backticks, and nothing else.
import { expect, test } from 'vitest';
import { textParts } from './markup.ts';

const shown = (text: string): readonly string[] => textParts(text).map(({ kind, text: part }) => `${kind}:${part}`);

test('what stands between backticks is code, everything else is text', () => {
  expect(shown('Press `Apply`, then `kubectl get pods`.')).toEqual([
    'text:Press ',
    'code:Apply',
    'text:, then ',
    'code:kubectl get pods',
    'text:.',
  ]);
});

test('a lonely backtick, an empty pair and HTML stay ordinary characters', () => {
  expect(shown('a ` b')).toEqual(['text:a ` b']);
  expect(shown('a `` b')).toEqual(['text:a `` b']);
  expect(shown('<b onclick="x()">**no**</b>')).toEqual(['text:<b onclick="x()">**no**</b>']);
});
