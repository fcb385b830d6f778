// What budgets must obey (API-71).
import { invalidStruct, unsupported } from './field-error.ts';
import type { FieldError } from './field-error.ts';
import { checkIntOrPercent, checkShare } from './int-or-percent.ts';
import { checkLabelSelector } from './label-selector-validation.ts';
import { checkMetadata, checkMetadataUpdate } from './metadata-validation.ts';
import type { PodDisruptionBudget, PodDisruptionBudgetSpec } from './pod-disruption-budget.ts';

/** Mistakes of a new budget. */
export function budgetMistakes(budget: PodDisruptionBudget): readonly FieldError[] {
  const errors: FieldError[] = [];
  checkMetadata(budget.metadata, errors);
  checkBudgetSpec(budget.spec, errors);
  return errors;
}

/** Mistakes of a budget that replaces `old`: all of it may change. */
export function budgetUpdateMistakes(budget: PodDisruptionBudget, old: PodDisruptionBudget): readonly FieldError[] {
  const errors: FieldError[] = [];
  checkMetadataUpdate(budget.metadata, old.metadata, errors);
  if (budget.spec !== old.spec) checkBudgetSpec(budget.spec, errors);
  return errors;
}

const policies = ['AlwaysAllow', 'IfHealthyBudget'];

function checkBudgetSpec(spec: PodDisruptionBudgetSpec, errors: FieldError[]): void {
  const { minAvailable, maxUnavailable, selector, unhealthyPodEvictionPolicy: policy } = spec;
  if (minAvailable !== undefined && maxUnavailable !== undefined)
    errors.push(invalidStruct('spec', goSpec(spec), 'minAvailable and maxUnavailable cannot be both set'));
  for (const [name, value] of Object.entries({ minAvailable, maxUnavailable })) {
    if (value === undefined) continue;
    checkIntOrPercent(value, `spec.${name}`, errors);
    checkShare(value, `spec.${name}`, errors);
  }
  if (selector) checkLabelSelector(selector, 'spec.selector', errors);
  if (policy !== undefined && !policies.includes(policy))
    errors.push(unsupported('spec.unhealthyPodEvictionPolicy', policy, policies));
}

const goSpec = (spec: PodDisruptionBudgetSpec): object => ({
  MinAvailable: spec.minAvailable ?? null,
  Selector: spec.selector ?? null,
  MaxUnavailable: spec.maxUnavailable ?? null,
  UnhealthyPodEvictionPolicy: spec.unhealthyPodEvictionPolicy ?? null,
});
