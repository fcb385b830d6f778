// What StatefulSets must obey on create and on update (STS-VAL-1 to STS-VAL-33), in the order of STS-VAL-0f.
import { checkClaimSpec } from './claim-validation.ts';
import type { FeatureGates } from './definition.ts';
import { equal } from './equality.ts';
import { checkNotNegative, forbidden, invalidValue, pushInvalid, required, unsupported } from './field-error.ts';
import type { FieldError } from './field-error.ts';
import { selects } from './label-selector.ts';
import { checkLabelSelector } from './label-selector-validation.ts';
import { checkAnnotations, checkLabels, checkMetadata, checkMetadataUpdate } from './metadata-validation.ts';
import { dnsLabelMistakes } from './names.ts';
import type { PodTemplateSpec, Volume } from './pod.ts';
import { checkPodTemplate } from './pod-validation.ts';
import type { StatefulSet, StatefulSetSpec } from './stateful-set.ts';
import { checkStrategy } from './update-strategy-validation.ts';

/** Mistakes of a new set. */
export function statefulSetMistakes(set: StatefulSet, gates: FeatureGates): readonly FieldError[] {
  const errors: FieldError[] = [];
  checkMetadata(set.metadata, errors, dnsLabelMistakes);
  checkSpec(set.spec, gates, 'create', errors);
  return errors;
}

/** Mistakes of a set that replaces `old`: those of its own, then what may not change (STS-VAL-30). */
export function statefulSetUpdateMistakes(
  set: StatefulSet,
  old: StatefulSet,
  gates: FeatureGates,
): readonly FieldError[] {
  const errors: FieldError[] = [];
  checkMetadataUpdate(set.metadata, old.metadata, errors);
  if (set.spec === old.spec) return errors;
  checkSpec(set.spec, gates, wasValid(old, gates) ? 'update' : 'update of an invalid set', errors);
  if (!equal(fixedPart(set.spec), fixedPart(old.spec))) errors.push(forbidden('spec', mutableFields));
  return errors;
}

type Occasion = 'create' | 'update' | 'update of an invalid set';

const mutableFields =
  "updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden";

function wasValid(old: StatefulSet, gates: FeatureGates): boolean {
  const errors: FieldError[] = [];
  checkSpec(old.spec, gates, 'update', errors);
  return errors.length === 0;
}

function fixedPart(spec: StatefulSetSpec): unknown {
  const { selector, serviceName, podManagementPolicy, volumeClaimTemplates = [] } = spec;
  return { selector, serviceName, podManagementPolicy, volumeClaimTemplates };
}

const policies = ['OrderedReady', 'Parallel'];

function checkSpec(spec: StatefulSetSpec, gates: FeatureGates, occasion: Occasion, errors: FieldError[]): void {
  const policy = spec.podManagementPolicy ?? '';
  if (!policies.includes(policy))
    errors.push(invalidValue('spec.podManagementPolicy', policy, "must be 'OrderedReady' or 'Parallel'"));
  checkStrategy(spec.updateStrategy ?? {}, gates, 'spec.updateStrategy', errors);
  checkRetention(spec, errors);
  if (occasion === 'create') {
    spec.volumeClaimTemplates?.forEach((claim, at) => {
      checkClaimSpec(claim.spec, `spec.volumeClaimTemplates[${at}].spec`, errors);
    });
  }
  checkNotNegative(spec.replicas, 'spec.replicas', errors);
  checkNotNegative(spec.minReadySeconds, 'spec.minReadySeconds', errors);
  checkNotNegative(spec.ordinals?.start, 'spec.ordinals.start', errors);
  if (occasion === 'create' && spec.serviceName)
    pushInvalid(errors, 'spec.serviceName', spec.serviceName, dnsLabelMistakes(spec.serviceName));
  checkSelector(spec, errors);
  checkTemplate(spec, occasion, errors);
}

const retentions = ['Retain', 'Delete'];

/** STS-VAL-17 */
function checkRetention({ persistentVolumeClaimRetentionPolicy: policy }: StatefulSetSpec, errors: FieldError[]): void {
  for (const name of ['whenDeleted', 'whenScaled'] as const) {
    const value = policy?.[name] ?? '';
    if (!retentions.includes(value))
      errors.push(unsupported(`spec.persistentVolumeClaimRetentionPolicy.${name}`, value, retentions));
  }
}

/** STS-VAL-18 to STS-VAL-20 */
function checkSelector({ selector, template }: StatefulSetSpec, errors: FieldError[]): void {
  if (!selector) errors.push(required('spec.selector'));
  else {
    checkLabelSelector(selector, 'spec.selector', errors);
    if (isEmpty(selector)) {
      errors.push(invalidValue('spec.selector', selector, 'empty selector is invalid for statefulset'));
      return;
    }
  }
  const labels = template.metadata?.labels;
  if (!selects(selector, labels)) {
    const detail = '`selector` does not match template `labels`';
    errors.push(invalidValue('spec.template.metadata.labels', labels, detail));
  }
}

const isEmpty = ({ matchLabels = {}, matchExpressions = [] }: StatefulSetSpec['selector']): boolean =>
  Object.keys(matchLabels).length === 0 && matchExpressions.length === 0;

/** STS-VAL-21 to STS-VAL-28 */
function checkTemplate(spec: StatefulSetSpec, occasion: Occasion, errors: FieldError[]): void {
  const { template } = spec;
  if (occasion !== 'update of an invalid set') checkPodTemplate(asMade(template, spec), 'spec.template', errors);
  checkLabels(template.metadata?.labels, 'spec.template.labels', errors);
  checkAnnotations(template.metadata?.annotations, 'spec.template.annotations', errors);
  const { restartPolicy = '', activeDeadlineSeconds } = template.spec;
  if (restartPolicy !== 'Always')
    errors.push(unsupported('spec.template.spec.restartPolicy', restartPolicy, ['Always']));
  if (activeDeadlineSeconds !== undefined) {
    const detail = 'activeDeadlineSeconds in StatefulSet is not Supported';
    errors.push(forbidden('spec.template.spec.activeDeadlineSeconds', detail));
  }
}

/** The template as Pods are made from it: with volumes for its claims, without names of its own (STS-VAL-24, STS-VAL-26). */
function asMade(template: PodTemplateSpec, { volumeClaimTemplates = [] }: StatefulSetSpec): PodTemplateSpec {
  const { hostname: _hostname, subdomain: _subdomain, ...spec } = template.spec;
  const claims = volumeClaimTemplates.map(({ metadata }): Volume => {
    const name = metadata.name ?? '';
    return { name, persistentVolumeClaim: { claimName: name } };
  });
  const others = (spec.volumes ?? []).filter(({ name }) => !claims.some((claim) => claim.name === name));
  return { ...template, spec: { ...spec, volumes: [...claims, ...others] } };
}
