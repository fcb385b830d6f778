// What a plain word of YAML means to kubectl: booleans of YAML 1.1 (yes, on, y), octal and hexadecimal numbers, but no
// base 60 and no dates. Separate because it is a table of its own, checked against what a real kubectl reads.

export type ScalarValue = string | number | boolean | null;

/** The value of an unquoted scalar. Numbers that only a float can hold come back as JavaScript numbers, NaN included. */
export function plainScalar(source: string): ScalarValue {
  const first = source.charCodeAt(0);
  // Most words begin with a letter that begins none of the names below.
  if (first > 57 && !names.has(source)) return source;
  if (names.has(source)) return names.get(source) ?? null;
  return numberOf(source) ?? source;
}

const names: ReadonlyMap<string, ScalarValue> = new Map<string, ScalarValue>([
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'].map((word) => [word, true] as const),
  ...['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'].map((word) => [word, false] as const),
  ...['', '~', 'null', 'Null', 'NULL'].map((word) => [word, null] as const),
  ...['.nan', '.NaN', '.NAN'].map((word) => [word, Number.NaN] as const),
  ...['.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF'].map((word) => [word, Number.POSITIVE_INFINITY] as const),
  ...['-.inf', '-.Inf', '-.INF'].map((word) => [word, Number.NEGATIVE_INFINITY] as const),
]);

const integerPattern = /^([-+]?)(0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO]?[0-7]+|[1-9][0-9]*|0)$/;
const floatPattern = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;

function numberOf(source: string): number | undefined {
  if (!/^[-+.0-9]/.test(source)) return undefined;
  const plain = source.startsWith('.') ? source : source.replaceAll('_', '');
  const integer = integerPattern.exec(plain);
  if (integer) {
    const digits = integer[2] ?? '0';
    const octal = /^0[0-7]+$/.test(digits);
    const value = Number(octal ? `0o${digits.slice(1)}` : digits);
    return integer[1] === '-' && value !== 0 ? -value : value;
  }
  if (!floatPattern.test(plain)) return undefined;
  const value = Number(plain);
  // Beyond a float's range it is no number.
  return Number.isFinite(value) ? value + 0 : undefined;
}
