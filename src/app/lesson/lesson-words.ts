// What a lesson says, in the language spoken. Both languages come with the lesson's own chunk: its texts hold both anyway.
import { useTranslation } from 'react-i18next';
import { languageOf } from '../language.ts';
import type { Language } from '../language.ts';
import { lessons as english } from '../../locales/en/lessons.ts';
import { lessons as chinese } from '../../locales/zh-CN/lessons.ts';

export type LessonWords = typeof english;

const words: { readonly [language in Language]: LessonWords } = { en: english, 'zh-CN': chinese };

export function useLessonWords(): { readonly words: LessonWords; readonly language: Language } {
  const { i18n } = useTranslation();
  const language = languageOf(i18n.language) ?? 'en';
  return { words: words[language], language };
}

/** A sentence with its `{placeholders}` filled. */
export const filled = (sentence: string, params: { readonly [name: string]: string | number }): string =>
  sentence.replaceAll(/\{(\w+)\}/g, (placeholder, name: string) => String(params[name] ?? placeholder));
