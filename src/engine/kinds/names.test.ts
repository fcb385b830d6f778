import { expect, test } from 'vitest';
import { dnsLabelMistakes, dnsSubdomainMistakes, labelKeyMistakes, labelValueMistakes } from './names.ts';

const label = `a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')`;
const subdomain = `a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')`;

test.each(['a', '1web', 'my-name', 'a'.repeat(63)])('API-14: "%s" is a label', (text) => {
  expect(dnsLabelMistakes(text)).toEqual([]);
});

test.each([
  ['My', [label]],
  ['-a', [label]],
  ['a_b', [label]],
  ['', [label]],
  ['a.b', ['must not contain dots']],
  ['a'.repeat(64), ['must be no more than 63 characters']],
])('API-14: "%s" is no label', (text, mistakes) => {
  expect(dnsLabelMistakes(text)).toEqual(mistakes);
});

test('API-14: a subdomain is labels joined by dots', () => {
  expect(dnsSubdomainMistakes('example.com')).toEqual([]);
  expect(dnsSubdomainMistakes('a..b')).toEqual([subdomain]);
  expect(dnsSubdomainMistakes('a'.repeat(254))).toEqual(['must be no more than 253 characters']);
});

test('API-68: keys and values of labels', () => {
  for (const key of ['app', 'App_1', 'example.com/App']) expect(labelKeyMistakes(key)).toEqual([]);
  expect(labelKeyMistakes('/a')).toEqual(['prefix part must be non-empty']);
  expect(labelKeyMistakes('Example.com/a')).toEqual([`prefix part ${subdomain}`]);
  expect(labelKeyMistakes('a'.repeat(64))).toEqual(['name part must be no more than 63 characters']);
  expect(labelKeyMistakes('example.com/')[0]).toBe('name part must be non-empty');
  for (const value of ['', 'a', 'A_b.c-1', '1']) expect(labelValueMistakes(value)).toEqual([]);
  expect(labelValueMistakes('-a')).toHaveLength(1);
});
