// JSON as Go's encoder writes it, for the texts that kubectl prints and compares.

/** In one line: keys sorted, and the characters escaped that mean something to HTML. */
export function goJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(goJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return goScalar(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, inner]) => `${goScalar(key)}:${goJson(inner)}`).join(',')}}`;
}

/** Over several lines, indented by four, as `-o json` shows it. */
export function goJsonLines(value: unknown, indent = ''): string {
  if (typeof value !== 'object' || value === null) return goScalar(value);
  const inner = `${indent}    `;
  const items = Array.isArray(value)
    ? value.map((item) => goJsonLines(item, inner))
    : Object.entries(value)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, item]) => `${goScalar(key)}: ${goJsonLines(item, inner)}`);
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  if (items.length === 0) return `${open}${close}`;
  return `${open}\n${items.map((item) => `${inner}${item}`).join(',\n')}\n${indent}${close}`;
}

const goScalar = (value: unknown): string =>
  JSON.stringify(value ?? null).replaceAll(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
