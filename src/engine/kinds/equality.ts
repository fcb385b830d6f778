// Deep equality of plain JSON: what makes a write a no-op and what bumps a generation (API-3, API-5). Apart, because it runs
// for every write and must be fast: objects that share parts are told equal by reference.

/** Whether two JSON values are the same. The order of keys does not matter; a key that is undefined counts as absent. */
export function equal(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a)) return Array.isArray(b) && equalLists(a, b);
  return !Array.isArray(b) && equalMaps(a as Fields, b as Fields);
}

type Fields = { readonly [key: string]: unknown };

function equalLists(a: readonly unknown[], b: readonly unknown[]): boolean {
  if (a.length !== b.length) return false;
  for (let at = 0; at < a.length; at++) if (!equal(a[at], b[at])) return false;
  return true;
}

function equalMaps(a: Fields, b: Fields): boolean {
  let unseen = 0;
  for (const key in b) if (b[key] !== undefined && Object.hasOwn(b, key)) unseen++;
  for (const key in a) {
    const value = a[key];
    if (value === undefined) continue;
    if (!Object.hasOwn(b, key) || !equal(value, b[key])) return false;
    unseen--;
  }
  return unseen === 0;
}
