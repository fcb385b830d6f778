// What the update strategy of a StatefulSet must obey (STS-VAL-4 to STS-VAL-13).
import type { FeatureGates } from './definition.ts';
import { checkNotNegative, invalidStruct, invalidValue } from './field-error.ts';
import type { FieldError } from './field-error.ts';
import type { StatefulSetSpec } from './stateful-set.ts';

type UpdateStrategy = NonNullable<StatefulSetSpec['updateStrategy']>;
type RollingUpdate = NonNullable<UpdateStrategy['rollingUpdate']>;

/** Mistakes of the strategy; `maxUnavailable` is looked at only while its gate is on. */
export function checkStrategy(
  strategy: UpdateStrategy,
  gates: FeatureGates,
  field: string,
  errors: FieldError[],
): void {
  const { type, rollingUpdate } = strategy;
  if (type === 'OnDelete') {
    const detail = "only allowed for updateStrategy 'RollingUpdate'";
    if (rollingUpdate) errors.push(invalidStruct(`${field}.rollingUpdate`, goRollingUpdate(rollingUpdate), detail));
  } else if (type !== 'RollingUpdate') {
    const written = { Type: type ?? '', RollingUpdate: rollingUpdate ? goRollingUpdate(rollingUpdate) : null };
    errors.push(invalidStruct(field, written, "must be 'RollingUpdate' or 'OnDelete'"));
  } else if (rollingUpdate) {
    checkNotNegative(rollingUpdate.partition, `${field}.rollingUpdate.partition`, errors);
    if (gates['MaxUnavailableStatefulSet'] === true && rollingUpdate.maxUnavailable !== undefined)
      checkMaxUnavailable(rollingUpdate.maxUnavailable, `${field}.rollingUpdate.maxUnavailable`, errors);
  }
}

const goRollingUpdate = ({ partition, maxUnavailable }: RollingUpdate): object => ({
  Partition: partition ?? null,
  MaxUnavailable: maxUnavailable ?? null,
});

const percentMistake =
  "a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%',  or '93%', regex used for validation is '[0-9]+%')";

/** STS-VAL-9 to STS-VAL-13 */
function checkMaxUnavailable(value: number | string, field: string, errors: FieldError[]): void {
  if (typeof value === 'number') checkNotNegative(value, field, errors);
  else if (!isPercent(value)) errors.push(invalidValue(field, value, percentMistake));
  const amount = typeof value === 'number' ? value : isPercent(value) ? Number.parseInt(value, 10) : 0;
  if (amount === 0) errors.push(invalidValue(field, value, 'cannot be 0'));
  if (typeof value === 'string' && amount > 100)
    errors.push(invalidValue(field, value, 'must not be greater than 100%'));
}

const isPercent = (text: string): boolean => /^[0-9]+%$/.test(text);
