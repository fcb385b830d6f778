// What a container's requests and limits must obey (API-66).
import { invalidValue, pushInvalid, required } from './field-error.ts';
import type { FieldError } from './field-error.ts';
import { labelKeyMistakes } from './names.ts';
import type { ResourceRequirements } from './pod.ts';
import { canonicalQuantity, compareQuantities, quantityValue } from './quantity.ts';

/** Mistakes of requests and limits. */
export function checkResources(resources: ResourceRequirements, field: string, errors: FieldError[]): void {
  const { limits = {}, requests = {} } = resources;
  for (const name in limits) checkAmount(name, limits[name] ?? '', `${field}.limits[${name}]`, errors);
  for (const name in requests) {
    const request = requests[name] ?? '';
    checkAmount(name, request, `${field}.requests[${name}]`, errors);
    checkAgainstLimit(name, request, limits[name], field, errors);
  }
}

const standard = ['cpu', 'memory', 'ephemeral-storage'];

function checkAmount(name: string, amount: string, field: string, errors: FieldError[]): void {
  const mistakes = labelKeyMistakes(name);
  pushInvalid(errors, field, name, mistakes);
  if (mistakes.length === 0 && !name.includes('/') && !standard.includes(name) && !name.startsWith('hugepages-'))
    errors.push(invalidValue(field, name, 'must be a standard resource for containers'));
  const value = quantityValue(amount) ?? 0;
  if (value < 0) errors.push(invalidValue(field, canonicalQuantity(amount), 'must be greater than or equal to 0'));
  if (!isDivisible(name) && !Number.isInteger(value))
    errors.push(invalidValue(field, canonicalQuantity(amount), 'must be an integer'));
}

/** Devices and huge pages are given out whole, and never twice. */
const isDivisible = (name: string): boolean => !name.includes('/') && !name.startsWith('hugepages-');

function checkAgainstLimit(
  name: string,
  request: string,
  limit: string | undefined,
  field: string,
  errors: FieldError[],
): void {
  if (limit === undefined) {
    if (!isDivisible(name))
      errors.push(required(`${field}.limits`, 'Limit must be set for non overcommitable resources'));
    return;
  }
  const over = compareQuantities(request, limit);
  const written = canonicalQuantity(request);
  const bound = `${name} limit of ${canonicalQuantity(limit)}`;
  if (over !== 0 && !isDivisible(name))
    errors.push(invalidValue(`${field}.requests`, written, `must be equal to ${bound}`));
  else if (over > 0) errors.push(invalidValue(`${field}.requests`, written, `must be less than or equal to ${bound}`));
}
