import { expect, test } from 'vitest';
import { manifest } from '../locales/en/manifest.ts';
import { sentences as ofText } from '../manifest/problem.ts';
import { sentences as ofScenario } from './problem.ts';

const kubectl = 'error converting YAML to JSON: yaml: ';
const all: { readonly [code: string]: string } = { ...ofText, ...ofScenario };

test('the page has every sentence about a text that is not kubectl’s own', () => {
  const own = Object.keys(all).filter((code) => !all[code]?.startsWith(kubectl) || code === 'control-character');
  expect(Object.keys(manifest).toSorted()).toEqual(own.toSorted());
});

test('the page says in English what the diagnostics say', () => {
  for (const [code, text] of Object.entries(manifest)) {
    expect(text.replaceAll(/\{\{(\w+)\}\}/g, '{$1}')).toBe(all[code]?.replace(kubectl, ''));
  }
});

test('no two mistakes share a name', () => {
  expect(Object.keys(all)).toHaveLength(Object.keys(ofText).length + Object.keys(ofScenario).length);
});
