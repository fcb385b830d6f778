// The two languages: which one to speak, loading its texts, and telling the document. Texts are data in `locales/`.
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';

export const languages = ['en', 'zh-CN'] as const;
export type Language = (typeof languages)[number];

/** One chunk a language, so that a visitor loads only what they read. */
const texts: { readonly [language in Language]: () => Promise<Record<string, Record<string, unknown>>> } = {
  en: async () => ({ app: (await import('../locales/en/app.ts')).app }),
  'zh-CN': async () => ({ app: (await import('../locales/zh-CN/app.ts')).app }),
};

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

/** Loads a language's texts if need be and speaks it from then on; `lang` and title of the document follow. */
export async function speak(language: Language): Promise<void> {
  const loaded = await texts[language]();
  if (!i18next.isInitialized) {
    await i18next.use(initReactI18next).init({
      lng: language,
      fallbackLng: false,
      defaultNS: 'app',
      resources: { [language]: loaded },
      interpolation: { escapeValue: false },
      returnNull: false,
    });
  } else {
    for (const [namespace, messages] of Object.entries(loaded)) {
      i18next.addResourceBundle(language, namespace, messages);
    }
    await i18next.changeLanguage(language);
  }
  document.documentElement.lang = language;
  document.title = i18next.t('app:title');
}
