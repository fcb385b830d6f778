// What tolerations and taints must obey.
import { duplicate, invalidStruct, invalidValue, required, unsupported } from './field-error.ts';
import type { FieldError } from './field-error.ts';
import { checkLabelKey } from './metadata-validation.ts';
import { labelValueMistakes } from './names.ts';
import type { Taint } from './node.ts';
import type { Toleration } from './pod.ts';

const effects = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'];
const anyKey = 'operator must be Exists when `key` is empty, which means "match all values and all keys"';
const onlyNoExecute = "effect must be 'NoExecute' when `tolerationSeconds` is set";

/** Mistakes of a Pod's tolerations. */
export function checkTolerations(tolerations: readonly Toleration[], field: string, errors: FieldError[]): void {
  tolerations.forEach((toleration, at) => {
    const { key = '', operator = '', effect, tolerationSeconds } = toleration;
    const path = `${field}[${at}]`;
    if (key !== '') checkLabelKey(key, `${path}.key`, errors);
    else if (operator !== 'Exists') errors.push(invalidValue(`${path}.operator`, operator, anyKey));
    if (tolerationSeconds !== undefined && effect !== 'NoExecute')
      errors.push(invalidValue(`${path}.effect`, effect ?? '', onlyNoExecute));
    checkOperator(toleration, operator, path, errors);
    if (effect && !effects.includes(effect)) errors.push(unsupported(`${path}.effect`, effect, effects));
  });
}

function checkOperator(toleration: Toleration, operator: string, path: string, errors: FieldError[]): void {
  const { value = '' } = toleration;
  if (operator === 'Equal' || operator === '') {
    const mistakes = labelValueMistakes(value);
    if (mistakes.length > 0) errors.push(invalidValue(`${path}.operator`, value, mistakes.join(';')));
  } else if (operator !== 'Exists') {
    errors.push(unsupported(`${path}.operator`, operator, ['Equal', 'Exists']));
  } else if (value !== '') {
    const detail = "value must be empty when `operator` is 'Exists'";
    errors.push(invalidStruct(`${path}.operator`, goToleration(toleration), detail));
  }
}

/** As the server prints it: by the names and in the order of its own struct. */
const goToleration = ({ key = '', operator, value = '', effect, tolerationSeconds }: Toleration): object => ({
  Key: key,
  Operator: operator ?? '',
  Value: value,
  Effect: effect ?? '',
  TolerationSeconds: tolerationSeconds ?? null,
});

/** Mistakes of a node's taints. */
export function checkTaints(taints: readonly Taint[], field: string, errors: FieldError[]): void {
  const seen = new Set<string>();
  taints.forEach((taint, at) => {
    const path = `${field}[${at}]`;
    checkLabelKey(taint.key ?? '', `${path}.key`, errors);
    const mistakes = labelValueMistakes(taint.value ?? '');
    if (mistakes.length > 0) errors.push(invalidValue(`${path}.value`, taint.value, mistakes.join(';')));
    if (!taint.effect) errors.push(required(`${path}.effect`));
    else if (!effects.includes(taint.effect)) errors.push(unsupported(`${path}.effect`, taint.effect, effects));
    const key = `${taint.effect}/${taint.key}`;
    if (seen.has(key)) errors.push(duplicate(path, taint));
    seen.add(key);
  });
}
