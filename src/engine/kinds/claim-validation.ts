// What claims must obey, alone and as templates of a StatefulSet (API-69, STS-VAL-25, VOL-60, VOL-61).
import type { FeatureGates } from './definition.ts';
import { equal } from './equality.ts';
import { forbidden, invalidValue, pushInvalid, required, unsupported } from './field-error.ts';
import type { FieldError } from './field-error.ts';
import { goDifference } from './go-difference.ts';
import { goClaimSpec } from './go-structs.ts';
import { checkLabelSelector } from './label-selector-validation.ts';
import { checkMetadata, checkMetadataUpdate } from './metadata-validation.ts';
import { dnsSubdomainMistakes } from './names.ts';
import type { PersistentVolumeClaim, PersistentVolumeClaimSpec } from './persistent-volume-claim.ts';
import { canonicalQuantity, compareQuantities, quantityValue } from './quantity.ts';

/** Mistakes of a new claim. */
export function claimMistakes(claim: PersistentVolumeClaim): readonly FieldError[] {
  const errors: FieldError[] = [];
  checkMetadata(claim.metadata, errors);
  checkClaimSpec(claim.spec, 'spec', errors);
  return errors;
}

/** Mistakes of a claim that replaces `old`: only a bound one may ask for more. */
export function claimUpdateMistakes(
  claim: PersistentVolumeClaim,
  old: PersistentVolumeClaim,
  _gates?: FeatureGates,
): readonly FieldError[] {
  const errors: FieldError[] = [];
  checkMetadataUpdate(claim.metadata, old.metadata, errors);
  if (claim.spec === old.spec) return errors;
  checkClaimSpec(claim.spec, 'spec', errors);
  const before = old.spec.volumeName ? old.spec : withVolume(old.spec, claim.spec.volumeName);
  const after = withFreeParts(claim, old);
  const difference = equal(after, before) ? '' : goDifference(goClaimSpec(before), goClaimSpec(after));
  if (difference !== '') errors.push(forbidden('spec', `${onlyRequests}\n${difference}`));
  checkNotSmaller(claim, old, errors);
  return errors;
}

const onlyRequests =
  'spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims';

const accessModes = ['ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOnce', 'ReadWriteOncePod'];
const volumeModes = ['Block', 'Filesystem'];

/** Mistakes of what a claim asks for; `field` is its path. */
export function checkClaimSpec(spec: PersistentVolumeClaimSpec, field: string, errors: FieldError[]): void {
  const modes: readonly string[] = spec.accessModes ?? [];
  if (modes.length === 0) errors.push(required(`${field}.accessModes`, 'at least 1 access mode is required'));
  if (spec.selector) checkLabelSelector(spec.selector, `${field}.selector`, errors);
  checkAccessModes(modes, `${field}.accessModes`, errors);
  checkStorage(spec.resources?.requests?.['storage'], `${field}.resources[storage]`, errors);
  const { storageClassName, volumeMode } = spec;
  if (storageClassName)
    pushInvalid(errors, `${field}.storageClassName`, storageClassName, dnsSubdomainMistakes(storageClassName));
  checkVolumeMode(volumeMode, `${field}.volumeMode`, errors);
}

/** API-69, for claims and volumes. */
export function checkAccessModes(modes: readonly string[], field: string, errors: FieldError[]): void {
  for (const mode of modes) if (!accessModes.includes(mode)) errors.push(unsupported(field, mode, accessModes));
  if (modes.includes('ReadWriteOncePod') && modes.some((mode) => mode !== 'ReadWriteOncePod'))
    errors.push(forbidden(field, 'may not use ReadWriteOncePod with other access modes'));
}

/** API-67, for claims and volumes. */
export function checkVolumeMode(mode: string | undefined, field: string, errors: FieldError[]): void {
  if (mode !== undefined && !volumeModes.includes(mode)) errors.push(unsupported(field, mode, volumeModes));
}

function checkStorage(amount: string | undefined, field: string, errors: FieldError[]): void {
  if (amount === undefined) errors.push(required(field));
  else if ((quantityValue(amount) ?? 0) <= 0)
    errors.push(invalidValue(field, canonicalQuantity(amount), 'must be greater than zero'));
}

function withVolume(spec: PersistentVolumeClaimSpec, volumeName: string | undefined): PersistentVolumeClaimSpec {
  return volumeName === undefined ? spec : { ...spec, volumeName };
}

/** The new spec as if the parts that may change had not changed. */
function withFreeParts({ spec, status }: PersistentVolumeClaim, old: PersistentVolumeClaim): PersistentVolumeClaimSpec {
  const asked = spec.resources?.requests;
  const storage = old.spec.resources?.requests?.['storage'];
  const isClassLate =
    old.spec.storageClassName === undefined && !old.spec.volumeName && spec.storageClassName !== undefined;
  const { storageClassName, ...classless } = spec;
  const classed = isClassLate
    ? classless
    : { ...classless, ...(storageClassName === undefined ? {} : { storageClassName }) };
  if (status.phase !== 'Bound' || !asked || storage === undefined) return classed;
  return { ...classed, resources: { ...spec.resources, requests: { ...asked, storage } } };
}

/** VOL-61 */
function checkNotSmaller(claim: PersistentVolumeClaim, old: PersistentVolumeClaim, errors: FieldError[]): void {
  const wanted = claim.spec.resources?.requests?.['storage'] ?? '0';
  const had = old.spec.resources?.requests?.['storage'] ?? '0';
  const real = old.status.capacity?.['storage'] ?? '0';
  if (compareQuantities(wanted, had) < 0 && compareQuantities(wanted, real) <= 0)
    errors.push(forbidden('spec.resources.requests.storage', 'field can not be less than status.capacity'));
}
