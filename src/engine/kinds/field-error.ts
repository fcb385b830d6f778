// What a validation finds wrong with one field (API-48), and the server's words for each sort of mistake.
import { goStruct, goValue, quoted } from './go-value.ts';

/** One field error of a validation (API-48): `message` is the body after `field: `. */
export interface FieldError {
  readonly field: string;
  readonly reason:
    | 'FieldValueRequired'
    | 'FieldValueForbidden'
    | 'FieldValueInvalid'
    | 'FieldValueNotSupported'
    | 'FieldValueDuplicate'
    | 'FieldValueNotFound'
    | 'FieldValueTooLong'
    | 'FieldValueTooShort'
    | 'FieldValueTooMany'
    | 'FieldValueTypeInvalid'
    | 'InternalError';
  readonly message: string;
}

/** `Required value`, with a reason if one is given. */
export const required = (field: string, detail = ''): FieldError => ({
  field,
  reason: 'FieldValueRequired',
  message: detail ? `Required value: ${detail}` : 'Required value',
});

export const forbidden = (field: string, detail: string): FieldError => ({
  field,
  reason: 'FieldValueForbidden',
  message: `Forbidden: ${detail}`,
});

/** `Invalid value: V: detail`; the value is printed as Go prints it. */
export const invalidValue = (field: string, value: unknown, detail: string): FieldError => ({
  field,
  reason: 'FieldValueInvalid',
  message: `Invalid value: ${goValue(value)}: ${detail}`,
});

/** The same with a value that the server prints by the names of its own struct. */
export const invalidStruct = (field: string, value: object, detail: string): FieldError => ({
  field,
  reason: 'FieldValueInvalid',
  message: `Invalid value: ${goStruct(value)}: ${detail}`,
});

/** The supported values come in the order in which the server lists them. */
export const unsupported = (field: string, value: unknown, supported: readonly string[]): FieldError => ({
  field,
  reason: 'FieldValueNotSupported',
  message: `Unsupported value: ${goValue(value)}: supported values: ${supported.map(quoted).join(', ')}`,
});

export const duplicate = (field: string, value: unknown): FieldError => ({
  field,
  reason: 'FieldValueDuplicate',
  message: `Duplicate value: ${goValue(value)}`,
});

export const absent = (field: string, value: unknown): FieldError => ({
  field,
  reason: 'FieldValueNotFound',
  message: `Not found: ${goValue(value)}`,
});

export const tooLong = (field: string, bytes: number): FieldError => ({
  field,
  reason: 'FieldValueTooLong',
  message: `Too long: may not be more than ${bytes} bytes`,
});

/** `must be greater than or equal to 0`, the server's words for a negative number where none may be. */
export function checkNotNegative(value: number | undefined, field: string, errors: FieldError[]): void {
  if (value !== undefined && value < 0) errors.push(invalidValue(field, value, notNegative));
}

const notNegative = 'must be greater than or equal to 0';

/** One invalid-value error for each mistake. */
export function pushInvalid(errors: FieldError[], field: string, value: unknown, mistakes: readonly string[]): void {
  for (const mistake of mistakes) errors.push(invalidValue(field, value, mistake));
}
