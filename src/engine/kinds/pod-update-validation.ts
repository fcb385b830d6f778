// What of a Pod may change once it is there (API-50).
import { equal } from './equality.ts';
import { forbidden, invalidValue, required } from './field-error.ts';
import type { FieldError } from './field-error.ts';
import { goDifference } from './go-difference.ts';
import { goPodSpec } from './go-structs.ts';
import { checkMetadataUpdate } from './metadata-validation.ts';
import type { Container, Pod, PodSpec, Toleration } from './pod.ts';
import { checkPodSpec } from './pod-validation.ts';

/** Mistakes of a Pod that replaces `old`: images, a shorter deadline and more tolerations are all that it may have anew. */
export function podUpdateMistakes(pod: Pod, old: Pod): readonly FieldError[] {
  const errors: FieldError[] = [];
  checkMetadataUpdate(pod.metadata, old.metadata, errors);
  if (pod.spec === old.spec) return errors;
  checkPodSpec(pod.spec, 'spec', errors);
  for (const name of ['containers', 'initContainers'] as const) {
    if (!checkSameContainers(pod.spec[name] ?? [], old.spec[name] ?? [], `spec.${name}`, errors)) return errors;
  }
  checkDeadline(pod.spec, old.spec, errors);
  if (!old.spec.tolerations?.every((it) => isKept(it, pod.spec.tolerations ?? [])) && old.spec.tolerations?.length)
    errors.push(forbidden('spec.tolerations', 'existing toleration can not be modified except its tolerationSeconds'));
  const asBefore = withFreeParts(pod.spec, old.spec);
  const difference = equal(asBefore, old.spec) ? '' : goDifference(goPodSpec(old.spec), goPodSpec(asBefore));
  if (difference !== '') errors.push(forbidden('spec', `${onlyThese}\n${difference}`));
  return errors;
}

const onlyThese =
  'pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)';

/** Whether the containers are as many as before; if not there is no point in looking on. */
function checkSameContainers(
  containers: readonly Container[],
  old: readonly Container[],
  field: string,
  errors: FieldError[],
): boolean {
  if (containers.length !== old.length) {
    errors.push(forbidden(field, 'pod updates may not add or remove containers'));
    return false;
  }
  containers.forEach(({ image = '' }, at) => {
    if (image.trim() === '') errors.push(required(`${field}[${at}].image`));
  });
  return true;
}

function checkDeadline(spec: PodSpec, old: PodSpec, errors: FieldError[]): void {
  const [next, before] = [spec.activeDeadlineSeconds, old.activeDeadlineSeconds];
  if (before === undefined) return;
  const field = 'spec.activeDeadlineSeconds';
  if (next === undefined)
    errors.push(invalidValue(field, undefined, 'must not update from a positive integer to nil value'));
  else if (next > before) errors.push(invalidValue(field, next, 'must be less than or equal to previous value'));
}

function isKept(old: Toleration, tolerations: readonly Toleration[]): boolean {
  const { tolerationSeconds: _seconds, ...rest } = old;
  return tolerations.some(({ tolerationSeconds: _its, ...it }) => equal(it, rest));
}

/** The new spec as if what may change had not changed. */
function withFreeParts(spec: PodSpec, old: PodSpec): PodSpec {
  const { activeDeadlineSeconds: _deadline, tolerations: _tolerations, ...rest } = spec;
  const grace = old.terminationGracePeriodSeconds;
  const isTamed = grace !== undefined && grace < 0 && spec.terminationGracePeriodSeconds === 1;
  return {
    ...rest,
    containers: withImages(spec.containers, old.containers),
    ...(spec.initContainers ? { initContainers: withImages(spec.initContainers, old.initContainers ?? []) } : {}),
    ...(old.activeDeadlineSeconds === undefined ? {} : { activeDeadlineSeconds: old.activeDeadlineSeconds }),
    ...(old.tolerations === undefined ? {} : { tolerations: old.tolerations }),
    ...(isTamed ? { terminationGracePeriodSeconds: grace } : {}),
  };
}

function withImages(containers: readonly Container[], old: readonly Container[]): readonly Container[] {
  return containers.map((container, at) => {
    const image = old[at]?.image;
    return image === undefined ? container : { ...container, image };
  });
}
