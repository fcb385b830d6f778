import { expect, test } from 'vitest';
import { parseManifest } from './manifest.ts';

const start = 'error converting YAML to JSON: yaml: ';

test.each([
  ['a: b: c\n', 'mapping values are not allowed in this context', '1:4'],
  ['a: 1\nb: c: d\n', 'line 2: mapping values are not allowed in this context', '2:4'],
  ['a:\n\tb: 1\n', 'line 2: found character that cannot start any token', '2:1'],
  ['a: "x\n', 'found unexpected end of stream', ''],
  ['a: [1, 2\nb: 3\n', "did not find expected ',' or ']'", ''],
  ['a: {b: 1\n', "did not find expected ',' or '}'", ''],
  ['a: @x\n', 'found character that cannot start any token', '1:4'],
  ['a: "\\q"\n', 'found unknown escape character', '1:5'],
  ['a: *nothing\n', "unknown anchor 'nothing' referenced", '1:4'],
  ['a:\n  b: 1\n c: 2\n', 'did not find expected key', '3:1'],
])('K-118: %j is refused as kubectl refuses it', (text, words, place) => {
  const { documents, problems } = parseManifest(text);
  expect(documents).toEqual([]);
  expect(problems).toHaveLength(1);
  const [{ message, line, column } = { message: '', line: 0, column: 0 }] = problems;
  expect(message.startsWith(start)).toBe(true);
  expect(message).toContain(words);
  if (place !== '') expect(`${line}:${column}`).toBe(place);
});

test('the line kubectl names is counted in its document, the mark in the file', () => {
  const { problems } = parseManifest('a: 1\n---\nb: 1\nc: d: e\n');
  expect(problems[0]?.message).toBe(`${start}line 2: mapping values are not allowed in this context`);
  expect(problems[0]?.line).toBe(4);
});
