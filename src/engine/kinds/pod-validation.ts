// What Pods and Pod templates must obey (API-60 to API-68).
import { checkContainers, checkHostNetwork, checkInitContainers } from './container-validation.ts';
import { invalidValue, pushInvalid, unsupported } from './field-error.ts';
import type { FieldError } from './field-error.ts';
import { checkAnnotations, checkLabels, checkMetadata } from './metadata-validation.ts';
import { dnsLabelMistakes, dnsSubdomainMistakes } from './names.ts';
import type { Pod, PodSpec, PodTemplateSpec } from './pod.ts';
import { checkTolerations } from './toleration-validation.ts';
import { checkVolumes } from './volume-source-validation.ts';

/** Mistakes of a new Pod. */
export function podMistakes(pod: Pod): readonly FieldError[] {
  const errors: FieldError[] = [];
  checkMetadata(pod.metadata, errors);
  checkPodSpec(pod.spec, 'spec', errors);
  return errors;
}

/** Mistakes of a template; `field` is its path. */
export function checkPodTemplate(template: PodTemplateSpec, field: string, errors: FieldError[]): void {
  checkLabels(template.metadata?.labels, `${field}.labels`, errors);
  checkAnnotations(template.metadata?.annotations, `${field}.annotations`, errors);
  checkPodSpec(template.spec, `${field}.spec`, errors);
}

const restartPolicies = ['Always', 'OnFailure', 'Never'];
const dnsPolicies = ['ClusterFirstWithHostNet', 'ClusterFirst', 'Default', 'None'];
const preemptionPolicies = ['Never', 'PreemptLowerPriority'];
const maxSeconds = 2 ** 31 - 1;

/** Mistakes of what a Pod is to be, in the server's order. */
export function checkPodSpec(spec: PodSpec, field: string, errors: FieldError[]): void {
  const volumes = checkVolumes(spec.volumes ?? [], `${field}.volumes`, errors);
  checkContainers(spec.containers, volumes, `${field}.containers`, errors);
  if (spec.initContainers)
    checkInitContainers(spec.initContainers, spec.containers, volumes, `${field}.initContainers`, errors);
  checkOneOf(spec.restartPolicy, restartPolicies, `${field}.restartPolicy`, errors);
  checkOneOf(spec.dnsPolicy, dnsPolicies, `${field}.dnsPolicy`, errors);
  checkLabels(spec.nodeSelector, `${field}.nodeSelector`, errors);
  if (spec.hostNetwork) checkHostNetwork(spec.containers, `${field}.containers`, errors);
  checkName(spec.serviceAccountName, `${field}.serviceAccountName`, errors);
  checkName(spec.nodeName, `${field}.nodeName`, errors);
  const deadline = spec.activeDeadlineSeconds;
  if (deadline !== undefined && (deadline < 1 || deadline > maxSeconds)) {
    const detail = `must be between 1 and ${maxSeconds}, inclusive`;
    errors.push(invalidValue(`${field}.activeDeadlineSeconds`, deadline, detail));
  }
  checkName(spec.hostname, `${field}.hostname`, errors, dnsLabelMistakes);
  checkName(spec.subdomain, `${field}.subdomain`, errors, dnsLabelMistakes);
  if (spec.tolerations) checkTolerations(spec.tolerations, `${field}.tolerations`, errors);
  checkName(spec.priorityClassName, `${field}.priorityClassName`, errors);
  if (spec.preemptionPolicy) checkOneOf(spec.preemptionPolicy, preemptionPolicies, `${field}.preemptionPolicy`, errors);
}

function checkOneOf(value = '', supported: readonly string[], field: string, errors: FieldError[]): void {
  if (!supported.includes(value)) errors.push(unsupported(field, value, supported));
}

function checkName(
  name: string | undefined,
  field: string,
  errors: FieldError[],
  mistakes = dnsSubdomainMistakes,
): void {
  if (name) pushInvalid(errors, field, name, mistakes(name));
}
