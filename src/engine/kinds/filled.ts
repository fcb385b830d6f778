// Filling in what is missing without copying what is complete. Apart, because defaulting runs for every write: an object that
// lacks nothing must come back as the very same object.

/** The object with defaults where a field is absent or an empty text; the same object if there was none. */
export function filled<T extends object>(
  object: T,
  defaults: { readonly [K in keyof T]?: T[K] },
  isMissing: (value: unknown) => boolean = isUnset,
): T {
  let next: T | undefined;
  for (const key in defaults) {
    const value = defaults[key];
    if (value === undefined || object[key] === value || !isMissing(object[key])) continue;
    next ??= { ...object };
    next[key] = value;
  }
  return next ?? object;
}

/** The object with one field replaced; the same object if that is what it was. An absent value leaves the field away. */
export function replaced<T extends object, K extends keyof T>(object: T, key: K, value: T[K] | undefined): T {
  if (object[key] === value) return object;
  if (value !== undefined) return { ...object, [key]: value };
  const { [key]: _gone, ...rest } = object;
  return rest as T;
}

/** The list with every item filled; the same list if none changed. */
export function eachFilled<T>(list: readonly T[], fill: (item: T) => T): readonly T[] {
  const next = list.map(fill);
  return next.every((item, at) => item === list[at]) ? list : next;
}

const isUnset = (value: unknown): boolean => value === undefined || value === '';

/** For numbers that Kubernetes keeps without a pointer: zero is the same as absent. */
export const isZero = (value: unknown): boolean => value === undefined || value === 0;
