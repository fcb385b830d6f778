import { expect, test } from 'vitest';
import { preferencesOf, tolerantStorage } from './preferences.ts';

test('only what is understood is taken from storage', () => {
  expect(preferencesOf({ theme: 'dark', language: 'zh-CN' })).toEqual({ theme: 'dark', language: 'zh-CN' });
  for (const nonsense of [undefined, null, 'x', 3, [], { theme: 'pink', language: 7 }, { language: 'xx' }]) {
    expect(preferencesOf(nonsense)).toEqual({ theme: 'auto' });
  }
});

test('blocked storage reads as empty and drops what is written', () => {
  const storage = tolerantStorage(() => {
    throw new Error('The operation is insecure.');
  });
  expect(storage.getItem('x')).toBeNull();
  expect(storage.setItem('x', '1')).toBeUndefined();
  expect(storage.removeItem('x')).toBeUndefined();
});
