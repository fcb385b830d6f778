// What a label selector inside an object must obey.
import { forbidden, invalidValue, pushInvalid, required } from './field-error.ts';
import type { FieldError } from './field-error.ts';
import { checkLabels, checkLabelKey } from './metadata-validation.ts';
import type { LabelSelector } from './meta.ts';
import { labelValueMistakes } from './names.ts';

/** Mistakes of `matchLabels` and `matchExpressions`. */
export function checkLabelSelector(selector: LabelSelector, field: string, errors: FieldError[]): void {
  checkLabels(selector.matchLabels, `${field}.matchLabels`, errors);
  selector.matchExpressions?.forEach((expression, at) => {
    const path = `${field}.matchExpressions[${at}]`;
    checkOperator(expression, path, errors);
    checkLabelKey(expression.key, `${path}.key`, errors);
    expression.values?.forEach((value, index) => {
      pushInvalid(errors, `${path}.values[${index}]`, value, labelValueMistakes(value));
    });
  });
}

type Expression = NonNullable<LabelSelector['matchExpressions']>[number];

function checkOperator({ operator, values = [] }: Expression, path: string, errors: FieldError[]): void {
  switch (operator) {
    case 'In':
    case 'NotIn':
      if (values.length === 0)
        errors.push(required(`${path}.values`, "must be specified when `operator` is 'In' or 'NotIn'"));
      return;
    case 'Exists':
    case 'DoesNotExist':
      if (values.length > 0)
        errors.push(forbidden(`${path}.values`, "may not be specified when `operator` is 'Exists' or 'DoesNotExist'"));
      return;
    default:
      errors.push(invalidValue(`${path}.operator`, operator ?? '', 'not a valid selector operator'));
  }
}
