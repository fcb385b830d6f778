// What ports must be, as numbers and as names (API-63, API-70). Containers, probes and Services ask alike.
import { pushInvalid } from './field-error.ts';
import type { FieldError } from './field-error.ts';

/** A number from 1 to 65535. */
export function checkPortNumber(port: number, field: string, errors: FieldError[]): void {
  if (!Number.isInteger(port) || port < 1 || port > 65535)
    pushInvalid(errors, field, port, ['must be between 1 and 65535, inclusive']);
}

/** A number, or the name of a container's port. */
export function checkPort(port: number | string, field: string, errors: FieldError[]): void {
  if (typeof port === 'number') checkPortNumber(port, field, errors);
  else pushInvalid(errors, field, port, portNameMistakes(port));
}

/** API-63 */
export function portNameMistakes(name: string): readonly string[] {
  return [
    ...(name.length > 15 ? ['must be no more than 15 characters'] : []),
    ...(/^[-a-z0-9]+$/.test(name) ? [] : ['must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)']),
    ...(/[a-z]/.test(name) ? [] : ['must contain at least one letter (a-z)']),
    ...(name.includes('--') ? ['must not contain consecutive hyphens'] : []),
    ...(/^-|-$/.test(name) ? ['must not begin or end with a hyphen'] : []),
  ];
}
