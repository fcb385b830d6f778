// Both languages say the same things: the same files, keys and placeholders, and no text left untranslated or empty.
import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';

type Messages = { readonly [key: string]: string | Messages };

const filesOf = (language: string): readonly string[] =>
  readdirSync(new URL(`./${language}/`, import.meta.url))
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .toSorted();

test('both languages have the same files', () => {
  expect(filesOf('zh-CN')).toEqual(filesOf('en'));
});

for (const file of filesOf('en')) {
  test(`${file}: both languages have the same keys and placeholders`, async () => {
    const [en, zh] = [await placeholdersOf('en', file), await placeholdersOf('zh-CN', file)];
    expect(zh).toEqual(en);
    expect(en.size).toBeGreaterThan(0);
  });
}

async function placeholdersOf(language: string, file: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const module = (await import(`./${language}/${file}`)) as Messages;
  return new Map(leaves(module).map(([key, text]) => [key, placeholders(text, `${language}/${file} ${key}`)]));
}

function leaves(messages: Messages, path = ''): readonly (readonly [string, string])[] {
  return Object.entries(messages)
    .flatMap(([key, value]): readonly (readonly [string, string])[] =>
      typeof value === 'string' ? [[path + key, value]] : leaves(value, `${path}${key}.`),
    )
    .toSorted(([one], [other]) => (one < other ? -1 : 1));
}

function placeholders(text: string, where: string): readonly string[] {
  if (text.trim() === '') throw new Error(`${where} must not be empty`);
  return [...text.matchAll(/\{+(\w+)\}+/g)].map((match) => match[1] ?? '').toSorted();
}
