// Which language to speak, and its texts. Apart from i18next, which only the shell around the picture needs: the picture does
// not wait for it.
import { fill } from '../scene/messages.ts';
import type { SceneMessages } from '../scene/messages.ts';

export const languages = ['en', 'zh-CN'] as const;
export type Language = (typeof languages)[number];

export interface Texts {
  readonly app: Record<string, unknown>;
  readonly scene: SceneMessages;
}

/** One chunk a language, so that a visitor loads only what they read. */
const texts: { readonly [language in Language]: () => Promise<Texts> } = {
  en: async () => (await import('./texts-en.ts')).texts,
  'zh-CN': async () => (await import('./texts-zh-cn.ts')).texts,
};

let read: Texts | undefined;

/** Reads a language's texts, if need be; they are the ones spoken from then on. */
export async function readTexts(language: Language): Promise<Texts> {
  read = await texts[language]();
  return read;
}

function spoken(): Texts {
  if (!read) throw new Error('the texts of a language must be read before anything is drawn');
  return read;
}

/** The texts of the picture in the language spoken now. */
export const sceneMessages = (): SceneMessages => spoken().scene;

/** A text of the page in the language spoken now; `key` as in i18next, with dots. One without plurals. */
export function say(key: string, params: { readonly [name: string]: string | number } = {}): string {
  const found = key.split('.').reduce<unknown>((at, name) => (isTable(at) ? at[name] : undefined), spoken().app);
  return typeof found === 'string' ? fill(found, params) : key;
}

const isTable = (value: unknown): value is { readonly [name: string]: unknown } =>
  typeof value === 'object' && value !== null;

/** The language a tag such as `zh-Hans-CN` or `en-GB` comes to; undefined if it is neither. */
export function languageOf(tag: string | null | undefined): Language | undefined {
  const start = tag?.toLowerCase().split(/[-_]/)[0];
  return start === 'zh' ? 'zh-CN' : start === 'en' ? 'en' : undefined;
}

/** The first language understood, in order of preference; English if none is. */
export function preferredLanguage(tags: readonly (string | null | undefined)[]): Language {
  for (const tag of tags) {
    const language = languageOf(tag);
    if (language) return language;
  }
  return 'en';
}
