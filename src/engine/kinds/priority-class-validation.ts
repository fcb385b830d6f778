// What PriorityClasses must obey, and what the server fills in (DEF-10).
import { forbidden, invalidValue } from './field-error.ts';
import type { FieldError } from './field-error.ts';
import { filled } from './filled.ts';
import { checkMetadata, checkMetadataUpdate } from './metadata-validation.ts';
import type { PriorityClass } from './priority-class.ts';

const highest = 1_000_000_000;

export const priorityClassWithDefaults = (it: PriorityClass): PriorityClass =>
  filled(it, { value: 0, preemptionPolicy: 'PreemptLowerPriority' });

/** Mistakes of a new class. */
export function priorityClassMistakes({ metadata, value }: PriorityClass): readonly FieldError[] {
  const errors: FieldError[] = [];
  checkMetadata(metadata, errors);
  if (metadata.name.startsWith('system-')) {
    const detail = "priority class names with 'system-' prefix are reserved for system use only";
    errors.push(forbidden('metadata.name', detail));
  }
  if (value > highest) {
    const detail = `maximum allowed value of a user defined priority is ${highest}`;
    errors.push(forbidden('value', detail));
  }
  return errors;
}

/** Mistakes of a class that replaces `old`: what Pods were given by it may not change. */
export function priorityClassUpdateMistakes(it: PriorityClass, old: PriorityClass): readonly FieldError[] {
  const errors: FieldError[] = [];
  checkMetadataUpdate(it.metadata, old.metadata, errors);
  if (it.value !== old.value) errors.push(forbidden('value', 'may not be changed in an update.'));
  if (it.preemptionPolicy !== old.preemptionPolicy)
    errors.push(invalidValue('preemptionPolicy', it.preemptionPolicy, 'field is immutable'));
  return errors;
}
