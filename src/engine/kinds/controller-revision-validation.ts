// What ControllerRevisions must obey: the template they remember never changes (STS-VAL-43).
import type { ControllerRevision } from './controller-revision.ts';
import { equal } from './equality.ts';
import { checkNotNegative, invalidValue, required } from './field-error.ts';
import type { FieldError } from './field-error.ts';
import { isJsonObject } from './json.ts';
import { checkMetadata, checkMetadataUpdate } from './metadata-validation.ts';

/** Mistakes of a new revision. */
export function controllerRevisionMistakes(revision: ControllerRevision): readonly FieldError[] {
  const errors: FieldError[] = [];
  checkMetadata(revision.metadata, errors);
  checkContent(revision, errors);
  return errors;
}

/** Mistakes of a revision that replaces `old`: only its number may change. */
export function controllerRevisionUpdateMistakes(
  revision: ControllerRevision,
  old: ControllerRevision,
): readonly FieldError[] {
  const errors: FieldError[] = [];
  checkMetadataUpdate(revision.metadata, old.metadata, errors);
  checkContent(revision, errors);
  if (revision.data !== old.data && !equal(revision.data, old.data))
    errors.push(invalidValue('data', revision.data, 'field is immutable'));
  return errors;
}

function checkContent({ data, revision }: ControllerRevision, errors: FieldError[]): void {
  if (data === undefined || data === null) errors.push(required('data', 'data is mandatory'));
  else if (!isJsonObject(data)) errors.push(required('data', 'data must be a valid JSON object'));
  checkNotNegative(revision, 'revision', errors);
}
