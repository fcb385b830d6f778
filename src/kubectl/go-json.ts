// JSON as Go's encoder writes it, for the texts that kubectl prints and compares.

/** In one line: keys sorted, and the characters escaped that mean something to HTML. */
export function goJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(goJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return goScalar(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, inner]) => `${goScalar(key)}:${goJson(inner)}`).join(',')}}`;
}

const goScalar = (value: unknown): string =>
  JSON.stringify(value ?? null).replaceAll(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
