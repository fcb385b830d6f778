// What the browser remembers of a person: theme and language. Kept apart from the session, which a link carries; works
// without storage (blocked, full, or holding nonsense), and then forgets at the end of the visit.
import { createStore } from 'zustand/vanilla';
import { createJSONStorage, persist } from 'zustand/middleware';
import type { StateStorage } from 'zustand/middleware';
import { languageOf } from './language.ts';
import type { Language } from './language.ts';
import { isTheme } from './theme.ts';
import type { Theme } from './theme.ts';

export interface Preferences {
  readonly theme: Theme;
  /** Absent until chosen: then the browser's own preference counts. */
  readonly language?: Language;
}

/** Storage that never throws: what cannot be read is absent, what cannot be written is dropped. */
export function tolerantStorage(storage: () => Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>): StateStorage {
  return {
    getItem: (name) => attempt(() => storage().getItem(name)) ?? null,
    setItem: (name, value) => attempt(() => storage().setItem(name, value)),
    removeItem: (name) => attempt(() => storage().removeItem(name)),
  };
}

/** Only what is understood is taken from what was stored. */
export function preferencesOf(stored: unknown): Preferences {
  const { theme, language } = (typeof stored === 'object' && stored !== null ? stored : {}) as Record<string, unknown>;
  const spoken = typeof language === 'string' ? languageOf(language) : undefined;
  return { theme: isTheme(theme) ? theme : 'auto', ...(spoken ? { language: spoken } : {}) };
}

export const preferences = createStore<Preferences>()(
  persist((): Preferences => ({ theme: 'auto' }), {
    name: 'ordinal.preferences',
    storage: createJSONStorage(() => tolerantStorage(() => localStorage)),
    merge: (stored) => preferencesOf(stored),
  }),
);

function attempt<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch {
    return undefined;
  }
}
