import { expect, test } from 'vitest';
import type { FieldError } from './field-error.ts';
import { checkLabelSelector } from './label-selector-validation.ts';
import type { LabelSelector } from './meta.ts';

/** Parts as a client may send them, whatever the types say. */
function mistakes(expression: { readonly operator: string; readonly values?: readonly string[] }): readonly string[] {
  const errors: FieldError[] = [];
  checkLabelSelector({ matchExpressions: [{ key: 'a', ...expression }] } as LabelSelector, 's', errors);
  return errors.map(({ field, message }) => `${field}: ${message}`);
}

test('API-68: operators and their values', () => {
  const path = 's.matchExpressions[0]';
  expect(mistakes({ operator: 'In', values: ['b'] })).toEqual([]);
  expect(mistakes({ operator: 'NotIn' })).toEqual([
    `${path}.values: Required value: must be specified when \`operator\` is 'In' or 'NotIn'`,
  ]);
  expect(mistakes({ operator: 'Exists', values: ['b'] })).toEqual([
    `${path}.values: Forbidden: may not be specified when \`operator\` is 'Exists' or 'DoesNotExist'`,
  ]);
  expect(mistakes({ operator: 'Near' })).toEqual([
    `${path}.operator: Invalid value: "Near": not a valid selector operator`,
  ]);
  expect(mistakes({ operator: 'In', values: ['a b'] })[0]).toContain(`${path}.values[0]: Invalid value: "a b"`);
});
