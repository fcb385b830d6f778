// What Deployments and ReplicaSets must obey (DEP-24).
import type { Deployment, DeploymentStrategy } from './deployment.ts';
import { equal } from './equality.ts';
import { checkNotNegative, forbidden, invalidValue, required, unsupported } from './field-error.ts';
import type { FieldError } from './field-error.ts';
import { amountOf, checkIntOrPercent, checkShare } from './int-or-percent.ts';
import { selects } from './label-selector.ts';
import { checkLabelSelector } from './label-selector-validation.ts';
import type { LabelSelector } from './meta.ts';
import { checkMetadata, checkMetadataUpdate } from './metadata-validation.ts';
import type { PodTemplateSpec } from './pod.ts';
import { checkPodTemplate } from './pod-validation.ts';
import type { ReplicaSet } from './replica-set.ts';

/** Mistakes of a new Deployment. */
export function deploymentMistakes(deployment: Deployment): readonly FieldError[] {
  const errors: FieldError[] = [];
  checkMetadata(deployment.metadata, errors);
  checkDeployment(deployment, errors);
  return errors;
}

/** Mistakes of a Deployment that replaces `old`: all but the selector may change. */
export function deploymentUpdateMistakes(deployment: Deployment, old: Deployment): readonly FieldError[] {
  const errors: FieldError[] = [];
  checkMetadataUpdate(deployment.metadata, old.metadata, errors);
  if (deployment.spec === old.spec) return errors;
  checkDeployment(deployment, errors);
  checkSameSelector(deployment.spec.selector, old.spec.selector, errors);
  return errors;
}

/** Mistakes of a new ReplicaSet. */
export function replicaSetMistakes(set: ReplicaSet): readonly FieldError[] {
  const errors: FieldError[] = [];
  checkMetadata(set.metadata, errors);
  checkReplicaSet(set, errors);
  return errors;
}

/** Mistakes of a ReplicaSet that replaces `old`. */
export function replicaSetUpdateMistakes(set: ReplicaSet, old: ReplicaSet): readonly FieldError[] {
  const errors: FieldError[] = [];
  checkMetadataUpdate(set.metadata, old.metadata, errors);
  if (set.spec === old.spec) return errors;
  checkReplicaSet(set, errors);
  checkSameSelector(set.spec.selector, old.spec.selector, errors);
  return errors;
}

function checkDeployment({ spec }: Deployment, errors: FieldError[]): void {
  checkNotNegative(spec.replicas, 'spec.replicas', errors);
  checkSelector(spec.selector, 'deployment', errors);
  checkTemplate(spec.template, spec.selector, errors);
  checkStrategy(spec.strategy ?? {}, errors);
  checkNotNegative(spec.minReadySeconds, 'spec.minReadySeconds', errors);
  checkNotNegative(spec.revisionHistoryLimit, 'spec.revisionHistoryLimit', errors);
  const { progressDeadlineSeconds: deadline, minReadySeconds = 0 } = spec;
  checkNotNegative(deadline, 'spec.progressDeadlineSeconds', errors);
  if (deadline !== undefined && deadline <= minReadySeconds)
    errors.push(invalidValue('spec.progressDeadlineSeconds', deadline, 'must be greater than minReadySeconds'));
}

function checkReplicaSet({ spec }: ReplicaSet, errors: FieldError[]): void {
  checkNotNegative(spec.replicas, 'spec.replicas', errors);
  checkNotNegative(spec.minReadySeconds, 'spec.minReadySeconds', errors);
  checkSelector(spec.selector, 'replicaset', errors);
  checkTemplate(spec.template, spec.selector, errors);
}

function checkSelector(selector: LabelSelector | undefined, kind: string, errors: FieldError[]): void {
  if (!selector) {
    errors.push(required('spec.selector'));
    return;
  }
  checkLabelSelector(selector, 'spec.selector', errors);
  if (isEmpty(selector)) errors.push(invalidValue('spec.selector', selector, `empty selector is invalid for ${kind}`));
}

const isEmpty = ({ matchLabels = {}, matchExpressions = [] }: LabelSelector): boolean =>
  Object.keys(matchLabels).length === 0 && matchExpressions.length === 0;

function checkSameSelector(selector: LabelSelector, old: LabelSelector, errors: FieldError[]): void {
  if (!equal(selector, old)) errors.push(invalidValue('spec.selector', selector, 'field is immutable'));
}

function checkTemplate(template: PodTemplateSpec, selector: LabelSelector | undefined, errors: FieldError[]): void {
  const labels = template.metadata?.labels;
  if (selector && !isEmpty(selector) && !selects(selector, labels)) {
    const detail = '`selector` does not match template `labels`';
    errors.push(invalidValue('spec.template.metadata.labels', labels, detail));
  }
  checkPodTemplate(template, 'spec.template', errors);
  const { restartPolicy = '', activeDeadlineSeconds } = template.spec;
  if (restartPolicy !== 'Always')
    errors.push(unsupported('spec.template.spec.restartPolicy', restartPolicy, ['Always']));
  if (activeDeadlineSeconds !== undefined) {
    const detail = 'activeDeadlineSeconds in ReplicaSet is not Supported';
    errors.push(forbidden('spec.template.spec.activeDeadlineSeconds', detail));
  }
}

const strategies = ['Recreate', 'RollingUpdate'];

function checkStrategy({ type = '' as never, rollingUpdate }: DeploymentStrategy, errors: FieldError[]): void {
  const field = 'spec.strategy';
  if (!strategies.includes(type)) errors.push(unsupported(`${field}.type`, type, strategies));
  else if (type === 'Recreate') {
    const detail = "may not be specified when strategy `type` is 'Recreate'";
    if (rollingUpdate) errors.push(forbidden(`${field}.rollingUpdate`, detail));
  } else if (rollingUpdate) {
    const { maxUnavailable = 0, maxSurge = 0 } = rollingUpdate;
    checkIntOrPercent(maxUnavailable, `${field}.rollingUpdate.maxUnavailable`, errors);
    checkIntOrPercent(maxSurge, `${field}.rollingUpdate.maxSurge`, errors);
    if (amountOf(maxUnavailable) === 0 && amountOf(maxSurge) === 0) {
      const detail = 'may not be 0 when `maxSurge` is 0';
      errors.push(invalidValue(`${field}.rollingUpdate.maxUnavailable`, maxUnavailable, detail));
    }
    checkShare(maxUnavailable, `${field}.rollingUpdate.maxUnavailable`, errors);
  }
}
