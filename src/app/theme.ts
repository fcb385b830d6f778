// The theme on the document: `auto` follows the system, the others are set as an attribute that theme.css reads.

export const themes = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

export const isTheme = (value: unknown): value is Theme => themes.some((theme) => theme === value);

const darkQuery = '(prefers-color-scheme: dark)';

/** What `auto` comes to at this moment. */
export const effectiveTheme = (theme: Theme): 'light' | 'dark' =>
  theme === 'auto' ? (matchMedia(darkQuery).matches ? 'dark' : 'light') : theme;

/** Sets or removes `data-theme` on the document's root. */
export function applyTheme(theme: Theme): void {
  if (theme === 'auto') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

/** Calls back when the system's preference changes; gives the function that stops it. */
export function onSystemTheme(callback: () => void): () => void {
  const query = matchMedia(darkQuery);
  query.addEventListener('change', callback);
  return () => query.removeEventListener('change', callback);
}
