// Plain JSON maps as the patches handle them: built from entries, so that no key of a user can reach a prototype.

export type JsonMap = { readonly [key: string]: unknown };

export const isMap = (value: unknown): value is JsonMap =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The map's own value of a key. */
export const own = (map: JsonMap, key: string): unknown => (Object.hasOwn(map, key) ? map[key] : undefined);
