// What StorageClasses must obey (API-67); once made they cannot change (API-50).
import { equal } from './equality.ts';
import { invalidValue, pushInvalid, required, unsupported } from './field-error.ts';
import type { FieldError } from './field-error.ts';
import { checkMetadata, checkMetadataUpdate } from './metadata-validation.ts';
import { labelKeyMistakes } from './names.ts';
import type { StorageClass } from './storage-class.ts';

/** Mistakes of a new class. */
export function storageClassMistakes(storageClass: StorageClass): readonly FieldError[] {
  const errors: FieldError[] = [];
  const { reclaimPolicy, volumeBindingMode = '' } = storageClass;
  const provisioner: string | undefined = storageClass.provisioner; // required, and perhaps left out
  checkMetadata(storageClass.metadata, errors);
  if (!provisioner) errors.push(required('provisioner'));
  else pushInvalid(errors, 'provisioner', provisioner, labelKeyMistakes(provisioner.toLowerCase()));
  if (reclaimPolicy !== undefined && !reclaimPolicies.includes(reclaimPolicy))
    errors.push(unsupported('reclaimPolicy', reclaimPolicy, reclaimPolicies));
  if (!bindingModes.includes(volumeBindingMode))
    errors.push(unsupported('volumeBindingMode', volumeBindingMode, bindingModes));
  return errors;
}

/** Mistakes of a class that replaces `old`. */
export function storageClassUpdateMistakes(storageClass: StorageClass, old: StorageClass): readonly FieldError[] {
  const errors: FieldError[] = [];
  checkMetadataUpdate(storageClass.metadata, old.metadata, errors);
  for (const name of fixed) {
    if (!equal(storageClass[name], old[name]))
      errors.push(invalidValue(name, storageClass[name], 'field is immutable'));
  }
  return errors;
}

const reclaimPolicies = ['Delete', 'Retain'];
const bindingModes = ['Immediate', 'WaitForFirstConsumer'];
const fixed = ['parameters', 'provisioner', 'reclaimPolicy', 'volumeBindingMode'] as const;
