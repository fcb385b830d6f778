import { expect, test } from 'vitest';
import { languageOf, preferredLanguage } from './language.ts';

test('a tag is understood by its first part', () => {
  expect(languageOf('zh-Hans-CN')).toBe('zh-CN');
  expect(languageOf('zh')).toBe('zh-CN');
  expect(languageOf('EN_gb')).toBe('en');
  expect(languageOf('fr')).toBeUndefined();
  expect(languageOf('')).toBeUndefined();
  expect(languageOf(null)).toBeUndefined();
});

test('the first language understood is spoken, else English', () => {
  expect(preferredLanguage([null, 'fr', 'zh-TW', 'en'])).toBe('zh-CN');
  expect(preferredLanguage(['fr', 'de'])).toBe('en');
});
