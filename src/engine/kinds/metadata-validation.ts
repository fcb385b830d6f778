// What every kind's `metadata` must obey (API-10 to API-12, API-14, API-60, API-68).
import { forbidden, invalidValue, pushInvalid, required, tooLong } from './field-error.ts';
import type { FieldError } from './field-error.ts';
import type { ObjectMeta, OwnerReference, StringMap } from './meta.ts';
import { dnsSubdomainMistakes, labelKeyMistakes, labelValueMistakes } from './names.ts';

type NameRule = (name: string) => readonly string[];

/** Mistakes of new metadata, in the server's order. `nameRule`: what the kind's names must be. */
export function checkMetadata(meta: ObjectMeta, errors: FieldError[], nameRule: NameRule = dnsSubdomainMistakes): void {
  const { name, generateName } = meta;
  if (generateName)
    pushInvalid(errors, 'metadata.generateName', generateName, generateNameMistakes(generateName, nameRule));
  if (name === '') errors.push(required('metadata.name', 'name or generateName is required'));
  else pushInvalid(errors, 'metadata.name', name, nameRule(name));
  checkCommon(meta, errors);
}

/** Mistakes of metadata that replace stored ones; the name is not looked at again. */
export function checkMetadataUpdate(meta: ObjectMeta, old: ObjectMeta, errors: FieldError[]): void {
  if (meta === old) return;
  checkCommon(meta, errors, old);
  if (old.deletionTimestamp === undefined || meta.finalizers === old.finalizers) return;
  const added = (meta.finalizers ?? []).filter((it) => !old.finalizers?.includes(it));
  if (added.length > 0) errors.push(forbidden('metadata.finalizers', newFinalizers(added)));
}

/** API-68: labels, wherever they are. */
export function checkLabels(labels: StringMap | undefined, field: string, errors: FieldError[]): void {
  if (!labels) return;
  for (const key in labels) {
    const value = labels[key] ?? '';
    checkLabelKey(key, field, errors);
    pushInvalid(errors, field, value, labelValueMistakes(value));
  }
}

/** The name of a label, wherever it is. */
export function checkLabelKey(key: string, field: string, errors: FieldError[]): void {
  pushInvalid(errors, field, key, labelKeyMistakes(key));
}

/** Annotations: keys as of labels, 256 KiB in all. */
export function checkAnnotations(annotations: StringMap | undefined, field: string, errors: FieldError[]): void {
  if (!annotations) return;
  let size = 0;
  for (const key in annotations) {
    size += key.length + (annotations[key]?.length ?? 0);
    pushInvalid(errors, field, key, labelKeyMistakes(key.toLowerCase()));
  }
  if (size > annotationBytes) errors.push(tooLong(field, annotationBytes));
}

const annotationBytes = 256 * 1024;

/** A generated name may end in a dash: the suffix follows. */
function generateNameMistakes(base: string, nameRule: NameRule): readonly string[] {
  return nameRule(base.endsWith('-') ? `${base.slice(0, -1)}a` : base);
}

/** `old`: what is stored and was found right; its very own parts need no second look. */
function checkCommon(meta: ObjectMeta, errors: FieldError[], old?: ObjectMeta): void {
  const { labels, annotations, ownerReferences, finalizers } = meta;
  if (labels !== old?.labels) checkLabels(labels, 'metadata.labels', errors);
  if (annotations !== old?.annotations) checkAnnotations(annotations, 'metadata.annotations', errors);
  if (ownerReferences && ownerReferences !== old?.ownerReferences) checkOwners(ownerReferences, errors);
  if (finalizers && finalizers !== old?.finalizers) checkFinalizers(finalizers, errors);
}

/** API-10 */
function checkOwners(owners: readonly OwnerReference[], errors: FieldError[]): void {
  owners.forEach((owner, at) => {
    const field = `metadata.ownerReferences[${at}]`;
    if (!owner.apiVersion)
      errors.push(invalidValue(`${field}.apiVersion`, owner.apiVersion ?? '', 'version must not be empty'));
    if (!owner.kind) errors.push(invalidValue(`${field}.kind`, '', 'must not be empty'));
    if (!owner.name) errors.push(invalidValue(`${field}.name`, '', 'must not be empty'));
    if (!owner.uid) errors.push(invalidValue(`${field}.uid`, '', 'must not be empty'));
    if (isForbiddenOwner(owner))
      errors.push(invalidValue(field, owner, `/v1, Kind=Event is disallowed from being an owner`));
  });
  const [first, second] = owners.filter(({ controller }) => controller === true);
  if (first && second) {
    const names = `${first.kind}/${first.name} and ${second.kind}/${second.name}`;
    const detail = `Only one reference can have Controller set to true. Found "true" in references for ${names}`;
    errors.push(invalidValue('metadata.ownerReferences', owners, detail));
  }
}

const isForbiddenOwner = ({ apiVersion, kind }: OwnerReference): boolean => kind === 'Event' && apiVersion === 'v1';

/** API-11 */
function checkFinalizers(finalizers: readonly string[], errors: FieldError[]): void {
  for (const finalizer of finalizers) {
    pushInvalid(errors, 'metadata.finalizers', finalizer, labelKeyMistakes(finalizer));
  }
  if (finalizers.includes('orphan') && finalizers.includes('foregroundDeletion')) {
    const detail = 'finalizer orphan and foregroundDeletion cannot be both set';
    errors.push(invalidValue('metadata.finalizers', finalizers, detail));
  }
}

/** API-12 */
function newFinalizers(added: readonly string[]): string {
  const list = [...added].sort().map((it) => `"${it}"`);
  return `no new finalizers can be added if the object is being deleted, found new finalizers []string{${list.join(', ')}}`;
}
