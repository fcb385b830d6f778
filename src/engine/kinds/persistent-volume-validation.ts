// What PersistentVolumes must obey (API-67, API-69, API-50).
import { checkAccessModes, checkVolumeMode } from './claim-validation.ts';
import { equal } from './equality.ts';
import { forbidden, invalidValue, required, unsupported } from './field-error.ts';
import type { FieldError } from './field-error.ts';
import { goDifference } from './go-difference.ts';
import { goVolumeSource } from './go-structs.ts';
import { checkMetadata, checkMetadataUpdate } from './metadata-validation.ts';
import type { PersistentVolume, PersistentVolumeSpec } from './persistent-volume.ts';
import { canonicalQuantity, quantityValue } from './quantity.ts';
import { checkHostPath } from './volume-source-validation.ts';

/** Mistakes of a new volume. */
export function volumeMistakes(volume: PersistentVolume): readonly FieldError[] {
  const errors: FieldError[] = [];
  checkMetadata(volume.metadata, errors);
  checkSpec(volume.spec, errors);
  return errors;
}

/** Mistakes of a volume that replaces `old`: where the data is may not change. */
export function volumeUpdateMistakes(volume: PersistentVolume, old: PersistentVolume): readonly FieldError[] {
  const errors: FieldError[] = [];
  checkMetadataUpdate(volume.metadata, old.metadata, errors);
  if (volume.spec === old.spec) return errors;
  checkSpec(volume.spec, errors);
  const difference = goDifference(goVolumeSource(old.spec), goVolumeSource(volume.spec));
  if (difference !== '') {
    const detail = `spec.persistentvolumesource is immutable after creation\n${difference}`;
    errors.push(forbidden('spec.persistentvolumesource', detail));
  }
  if (volume.spec.volumeMode !== old.spec.volumeMode)
    errors.push(invalidValue('spec.volumeMode', volume.spec.volumeMode, 'field is immutable'));
  if (old.spec.nodeAffinity !== undefined && !equal(volume.spec.nodeAffinity, old.spec.nodeAffinity)) {
    const detail = 'field is immutable, except for updating from beta label to GA';
    errors.push(invalidValue('spec.nodeAffinity', volume.spec.nodeAffinity, detail));
  }
  return errors;
}

/** Every field of a spec but these is a source. */
const otherFields = [
  'capacity',
  'accessModes',
  'persistentVolumeReclaimPolicy',
  'storageClassName',
  'volumeMode',
  'claimRef',
  'nodeAffinity',
  'mountOptions',
  'volumeAttributesClassName',
];

const reclaimPolicies = ['Delete', 'Recycle', 'Retain'];

function checkSpec(spec: PersistentVolumeSpec, errors: FieldError[]): void {
  const { accessModes = [], capacity = {}, persistentVolumeReclaimPolicy: policy } = spec;
  if (accessModes.length === 0) errors.push(required('spec.accessModes'));
  checkAccessModes(accessModes, 'spec.accessModes', errors);
  checkCapacity(capacity, errors);
  if (policy && !reclaimPolicies.includes(policy))
    errors.push(unsupported('spec.persistentVolumeReclaimPolicy', policy, reclaimPolicies));
  const sources = Object.keys(spec).filter((name) => !otherFields.includes(name));
  if (sources.length === 0) errors.push(required('spec', 'must specify a volume type'));
  for (const name of sources.slice(1))
    errors.push(forbidden(`spec.${name}`, 'may not specify more than 1 volume type'));
  if (sources[0] === 'hostPath') checkHostPath(spec.hostPath, 'spec.hostPath', errors);
  if (sources.includes('local') && spec.nodeAffinity === undefined)
    errors.push(required('spec.nodeAffinity', 'Local volume requires node affinity'));
  checkVolumeMode(spec.volumeMode, 'spec.volumeMode', errors);
}

function checkCapacity(capacity: { readonly [name: string]: string }, errors: FieldError[]): void {
  const names = Object.keys(capacity);
  if (names.length === 0) errors.push(required('spec.capacity'));
  if (names.length !== 1 || names[0] !== 'storage') errors.push(unsupported('spec.capacity', capacity, ['storage']));
  for (const name of names) {
    const amount = capacity[name] ?? '';
    if ((quantityValue(amount) ?? 0) <= 0)
      errors.push(invalidValue(`spec.capacity[${name}]`, canonicalQuantity(amount), 'must be greater than zero'));
  }
}
