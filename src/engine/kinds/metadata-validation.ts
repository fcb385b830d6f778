// What every kind's `metadata` must obey (API-10 to API-12, API-14, API-60, API-68).
import { forbidden, invalidValue, pushInvalid, required } from './field-error.ts';
import type { FieldError } from './field-error.ts';
import { apiVersionOf, kindFacts } from './kinds.ts';
import type { Kind } from './kinds.ts';
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
  checkCommon(meta, errors);
  if (old.deletionTimestamp === undefined || meta.finalizers === old.finalizers) return;
  const added = (meta.finalizers ?? []).filter((it) => !old.finalizers?.includes(it));
  if (added.length > 0) errors.push(forbidden('metadata.finalizers', newFinalizers(added)));
}

/** API-68: labels, wherever they are. */
export function checkLabels(labels: StringMap | undefined, field: string, errors: FieldError[]): void {
  if (!labels) return;
  for (const key of Object.keys(labels).sort()) {
    const value = labels[key] ?? '';
    for (const mistake of labelKeyMistakes(key)) errors.push(invalidValue(field, key, keyText(mistake)));
    for (const mistake of labelValueMistakes(value)) errors.push(invalidValue(field, value, mistake));
  }
}

/** Annotations: keys as of labels, 256 KiB in all. */
export function checkAnnotations(annotations: StringMap | undefined, field: string, errors: FieldError[]): void {
  if (!annotations) return;
  let size = 0;
  for (const key in annotations) {
    size += key.length + (annotations[key]?.length ?? 0);
    for (const mistake of labelKeyMistakes(key.toLowerCase())) errors.push(invalidValue(field, key, keyText(mistake)));
  }
  if (size > annotationBytes) {
    errors.push({
      field,
      reason: 'FieldValueTooLong',
      message: `Too long: may not be more than ${annotationBytes} bytes`,
    });
  }
}

const annotationBytes = 256 * 1024;

const keyText = (mistake: string): string => mistake;

/** A generated name may end in a dash: the suffix follows. */
function generateNameMistakes(base: string, nameRule: NameRule): readonly string[] {
  return nameRule(base.endsWith('-') ? `${base.slice(0, -1)}a` : base);
}

function checkCommon(meta: ObjectMeta, errors: FieldError[]): void {
  checkLabels(meta.labels, 'metadata.labels', errors);
  checkAnnotations(meta.annotations, 'metadata.annotations', errors);
  if (meta.ownerReferences) checkOwners(meta.ownerReferences, errors);
  if (meta.finalizers) checkFinalizers(meta.finalizers, errors);
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
      errors.push(invalidValue(field, goOwner(owner), `/v1, Kind=Event is disallowed from being an owner`));
  });
  const [first, second] = owners.filter(({ controller }) => controller === true);
  if (first && second) {
    const names = `${first.kind}/${first.name} and ${second.kind}/${second.name}`;
    const detail = `Only one reference can have Controller set to true. Found "true" in references for ${names}`;
    errors.push(invalidValue('metadata.ownerReferences', owners.map(goOwner), detail));
  }
}

const isForbiddenOwner = ({ apiVersion, kind }: OwnerReference): boolean => kind === 'Event' && apiVersion === 'v1';

const goOwner = (owner: OwnerReference): OwnerReference => owner;

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

/** `apps/v1` and the kind, as an object names itself. */
export const typeMetaOf = (kind: Kind): { apiVersion: string; kind: Kind; namespaced: boolean } => ({
  apiVersion: apiVersionOf(kind),
  kind,
  namespaced: kindFacts[kind].namespaced,
});
