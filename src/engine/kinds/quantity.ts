// Kubernetes quantities (`1Gi`, `250m`, `1e3`): what they are worth and how they are written. Numbers are exact up to 2^53.

/** API-73: what the server says of a text that is not a quantity. */
export const quantityPattern =
  "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";

const grammar = /^([+-]?)(\d+\.?\d*|\.\d+)(n|u|m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei|[eE][+-]?\d{1,3})?$/;

const powersOfTen: { readonly [suffix: string]: number } = {
  n: -9,
  u: -6,
  m: -3,
  k: 3,
  M: 6,
  G: 9,
  T: 12,
  P: 15,
  E: 18,
};
const powersOfTwo: { readonly [suffix: string]: number } = { Ki: 10, Mi: 20, Gi: 30, Ti: 40, Pi: 50, Ei: 60 };

/** The value in base units (bytes, cores); undefined if the text is no quantity. */
export function quantityValue(text: string): number | undefined {
  const match = grammar.exec(text);
  if (!match) return undefined;
  const [, sign, digits = '', suffix = ''] = match;
  const value = scaled(digits, suffix);
  return sign === '-' ? -value : value;
}

/** Thousandths of the base unit, rounded up: the unit in which CPU is compared. Undefined if the text is no quantity. */
export function milliValue(text: string): number | undefined {
  const match = grammar.exec(text);
  if (!match) return undefined;
  const [, sign, digits = '', suffix = ''] = match;
  const milli = scaled(digits, suffix, 3);
  return Math.ceil(sign === '-' ? -milli : milli);
}

/** Negative, zero or positive, as for sorting. A text that is no quantity counts as 0. */
export const compareQuantities = (a: string, b: string): number => (quantityValue(a) ?? 0) - (quantityValue(b) ?? 0);

/** The sum in base units of quantities; a text that is no quantity counts as 0. */
export const sumOfQuantities = (texts: Iterable<string>): number => {
  let sum = 0;
  for (const text of texts) sum += quantityValue(text) ?? 0;
  return sum;
};

/** As Kubernetes writes a quantity anew: the largest unit of its own family that leaves a whole number. */
export function canonicalQuantity(text: string): string {
  const match = grammar.exec(text);
  const value = quantityValue(text);
  if (!match || value === undefined) return text;
  const suffix = match[3] ?? '';
  if (Object.hasOwn(powersOfTwo, suffix) && Number.isInteger(value)) return formatBinary(value);
  if (/^[eE]/.test(suffix)) return formatExponent(value);
  return formatDecimal(value);
}

/** A number of base units as `1Gi`, `512Mi`, `1536`; below 1 KiB without a suffix. */
export function formatBinary(value: number): string {
  if (value === 0) return '0';
  if (Math.abs(value) < 1024) return formatDecimal(value);
  let unit = '';
  let rest = value;
  for (const suffix of Object.keys(powersOfTwo)) {
    if (rest % 1024 !== 0) break;
    rest /= 1024;
    unit = suffix;
  }
  return `${rest}${unit}`;
}

/** A number of base units as `2`, `250m`, `1500`, `3G`. */
export function formatDecimal(value: number): string {
  if (value === 0) return '0';
  for (const [suffix, power] of [
    ['', 0],
    ['m', -3],
    ['u', -6],
    ['n', -9],
  ] as const) {
    const rest = Number((value * 10 ** -power).toPrecision(15));
    if (Number.isInteger(rest)) return suffix === '' ? withThousands(rest) : `${rest}${suffix}`;
  }
  return `${Math.ceil(value * 1e9)}n`;
}

function withThousands(value: number): string {
  let unit = '';
  let rest = value;
  for (const suffix of ['k', 'M', 'G', 'T', 'P', 'E']) {
    if (rest % 1000 !== 0) break;
    rest /= 1000;
    unit = suffix;
  }
  return `${rest}${unit}`;
}

function formatExponent(value: number): string {
  let power = 0;
  let rest = value;
  while (rest !== 0 && rest % 1000 === 0) {
    rest /= 1000;
    power += 3;
  }
  return power === 0 ? `${rest}` : `${rest}e${power}`;
}

/** Digits times their suffix, times ten to the power `shift`: in one step, so that `0.1` of a core is 100 milli exactly. */
function scaled(digits: string, suffix: string, shift = 0): number {
  const binary = powersOfTwo[suffix];
  if (binary !== undefined) return Number(digits) * 2 ** binary * 10 ** shift;
  const power = /^[eE]/.test(suffix) && suffix.length > 1 ? Number(suffix.slice(1)) : (powersOfTen[suffix] ?? 0);
  return Number(`${digits}e${power + shift}`);
}
