// The two languages: which one to speak, loading its texts, and telling the document. Texts are data in `locales/`.
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { SceneMessages } from '../scene/messages.ts';

export const languages = ['en', 'zh-CN'] as const;
export type Language = (typeof languages)[number];

interface Texts {
  readonly app: Record<string, unknown>;
  readonly scene: SceneMessages;
}

/** One chunk a language, so that a visitor loads only what they read. */
const texts: { readonly [language in Language]: () => Promise<Texts> } = {
  en: async () => (await import('./texts-en.ts')).texts,
  'zh-CN': async () => (await import('./texts-zh-cn.ts')).texts,
};

let spoken: SceneMessages | undefined;

/** The texts of the picture in the language spoken now. */
export function sceneMessages(): SceneMessages {
  if (!spoken) throw new Error('a language must be spoken before anything is drawn');
  return spoken;
}

/** A text of the page in the language spoken now. */
export const say = (key: string, params: { readonly [name: string]: string | number } = {}): string =>
  i18next.t(key, params);

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
  const { app, scene } = await texts[language]();
  spoken = scene;
  if (!i18next.isInitialized) {
    await i18next.use(initReactI18next).init({
      lng: language,
      fallbackLng: false,
      defaultNS: 'app',
      resources: { [language]: { app } },
      interpolation: { escapeValue: false },
      returnNull: false,
    });
  } else {
    i18next.addResourceBundle(language, 'app', app);
    await i18next.changeLanguage(language);
  }
  document.documentElement.lang = language;
  document.title = i18next.t('app:title');
}
