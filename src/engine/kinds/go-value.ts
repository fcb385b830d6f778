// Values as Go prints them in field errors (API-48): texts quoted as %q does, numbers and booleans plain, all else as JSON
// with sorted keys.

/** A value inside an error text. */
export function goValue(value: unknown): string {
  if (value === undefined || value === null) return 'null';
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return goJson(value);
}

/** A text in quotes, with Go's escapes for what cannot be printed. */
export function quoted(text: string): string {
  let body = '';
  for (const character of text) body += escapes[character] ?? printable(character);
  return `"${body}"`;
}

/** Compact JSON as Go writes it: keys sorted, `<`, `>`, `&` and the two line separators escaped. */
export function goJson(value: unknown): string {
  return escaped(JSON.stringify(sorted(value)) ?? 'null');
}

/** Compact JSON of one of the server's own structs: the fields come in the order in which they are given. */
export const goStruct = (value: object): string => escaped(JSON.stringify(value));

const escaped = (json: string): string =>
  json.replace(/[<>&\u2028\u2029]/g, (it) => `\\u${it.charCodeAt(0).toString(16).padStart(4, '0')}`);

const escapes: { readonly [character: string]: string } = {
  '"': '\\"',
  '\\': '\\\\',
  '\u0007': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
};

const unprintable = /[\p{C}\p{Z}]/u;

function printable(character: string): string {
  if (character === ' ' || !unprintable.test(character)) return character;
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x80) return `\\x${code.toString(16).padStart(2, '0')}`;
  return code < 0x10000 ? `\\u${code.toString(16).padStart(4, '0')}` : `\\U${code.toString(16).padStart(8, '0')}`;
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]): [string, unknown] => [key, sorted(inner)]);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}
