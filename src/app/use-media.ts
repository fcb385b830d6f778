// A media query as a React value.
import { useSyncExternalStore } from 'react';

export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (changed) => {
      const list = matchMedia(query);
      list.addEventListener('change', changed);
      return () => list.removeEventListener('change', changed);
    },
    () => matchMedia(query).matches,
  );
}

/** Narrower than this the panels no longer fit side by side: one at a time, and no Monaco. */
export const phoneQuery = '(max-width: 859px)';
