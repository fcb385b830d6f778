// What ConfigMaps must obey: the names of their keys, and to stay as they are once they are immutable.
import type { ConfigMap } from './config-map.ts';
import { equal } from './equality.ts';
import { forbidden, pushInvalid } from './field-error.ts';
import type { FieldError } from './field-error.ts';
import type { StringMap } from './meta.ts';
import { checkMetadata, checkMetadataUpdate } from './metadata-validation.ts';

/** Mistakes of a new ConfigMap. */
export function configMapMistakes(map: ConfigMap): readonly FieldError[] {
  const errors: FieldError[] = [];
  checkMetadata(map.metadata, errors);
  checkMapKeys(map, errors);
  return errors;
}

/** Mistakes of a ConfigMap that replaces `old`. */
export function configMapUpdateMistakes(map: ConfigMap, old: ConfigMap): readonly FieldError[] {
  const errors: FieldError[] = [];
  checkMetadataUpdate(map.metadata, old.metadata, errors);
  checkImmutable(map, old, ['data', 'binaryData'], errors);
  checkMapKeys(map, errors);
  return errors;
}

/** What ConfigMaps and Secrets may hold at most. */
export const maxDataBytes = 1024 * 1024;

/** What is marked as immutable stays so, and keeps its `fields`. */
export function checkImmutable<T extends { readonly immutable?: boolean }>(
  object: T,
  old: T,
  fields: readonly (keyof T & string)[],
  errors: FieldError[],
): void {
  if (old.immutable !== true) return;
  const detail = 'field is immutable when `immutable` is set';
  if (object.immutable !== true) errors.push(forbidden('immutable', detail));
  for (const field of fields) if (!equal(object[field], old[field])) errors.push(forbidden(field, detail));
}

/** Keys are names of files. */
export function checkKeys(data: StringMap | undefined, field: string, errors: FieldError[]): void {
  for (const key of Object.keys(data ?? {}).sort()) pushInvalid(errors, `${field}[${key}]`, key, keyMistakes(key));
}

function checkMapKeys({ data, binaryData }: ConfigMap, errors: FieldError[]): void {
  checkKeys(data, 'data', errors);
  checkKeys(binaryData, 'binaryData', errors);
}

const keyMistake =
  "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')";

function keyMistakes(key: string): readonly string[] {
  if (key === '.') return ["must not be '.'"];
  if (key === '..') return ["must not be '..'"];
  return [
    ...(key.length > 253 ? ['must be no more than 253 characters'] : []),
    ...(/^[-._a-zA-Z0-9]+$/.test(key) ? [] : [keyMistake]),
  ];
}
