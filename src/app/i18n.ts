// i18next as the shell's translator: told which language is spoken, and telling the document.
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { readTexts } from './language.ts';
import type { Language } from './language.ts';

/** Speaks a language from now on; `lang` and title of the document follow. */
export async function speak(language: Language): Promise<void> {
  const { app } = await readTexts(language);
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
