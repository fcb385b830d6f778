// Numbers that may be given as a share: what they must obey, and what they come to.
import { checkNotNegative, invalidValue } from './field-error.ts';
import type { FieldError } from './field-error.ts';

export type IntOrPercent = number | string;

const percentMistake =
  "a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%',  or '93%', regex used for validation is '[0-9]+%')";

const isPercent = (text: string): boolean => /^[0-9]+%$/.test(text);

/** A whole number of 0 or more, or a percentage. */
export function checkIntOrPercent(value: IntOrPercent, field: string, errors: FieldError[]): void {
  if (typeof value === 'number') checkNotNegative(value, field, errors);
  else if (!isPercent(value)) errors.push(invalidValue(field, value, percentMistake));
}

/** A share may not be more than the whole. */
export function checkShare(value: IntOrPercent, field: string, errors: FieldError[]): void {
  if (typeof value === 'string' && isPercent(value) && Number.parseInt(value, 10) > 100)
    errors.push(invalidValue(field, value, 'must not be greater than 100%'));
}

/** The number without its percent sign; 0 for what is neither. */
export const amountOf = (value: IntOrPercent): number =>
  typeof value === 'number' ? value : isPercent(value) ? Number.parseInt(value, 10) : 0;

/** What it comes to of `total`; a text that is no percentage comes to 0. */
export function scaledOf(value: IntOrPercent, total: number, round: 'up' | 'down'): number {
  if (typeof value === 'number') return value;
  const share = (amountOf(value) * total) / 100;
  return round === 'up' ? Math.ceil(share) : Math.floor(share);
}
