// What ConfigMaps must obey: the names of their keys, and to stay as they are once they are immutable.
import type { ConfigMap } from './config-map.ts';
import { equal } from './equality.ts';
import { forbidden, pushInvalid } from './field-error.ts';
import type { FieldError } from './field-error.ts';
import { checkMetadata, checkMetadataUpdate } from './metadata-validation.ts';

/** Mistakes of a new ConfigMap. */
export function configMapMistakes(map: ConfigMap): readonly FieldError[] {
  const errors: FieldError[] = [];
  checkMetadata(map.metadata, errors);
  checkKeys(map, errors);
  return errors;
}

/** Mistakes of a ConfigMap that replaces `old`. */
export function configMapUpdateMistakes(map: ConfigMap, old: ConfigMap): readonly FieldError[] {
  const errors: FieldError[] = [];
  checkMetadataUpdate(map.metadata, old.metadata, errors);
  if (old.immutable === true) {
    const detail = 'field is immutable when `immutable` is set';
    if (map.immutable !== true) errors.push(forbidden('immutable', detail));
    if (!equal(map.data, old.data)) errors.push(forbidden('data', detail));
    if (!equal(map.binaryData, old.binaryData)) errors.push(forbidden('binaryData', detail));
  }
  checkKeys(map, errors);
  return errors;
}

const keyMistake =
  "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')";

function checkKeys({ data = {}, binaryData = {} }: ConfigMap, errors: FieldError[]): void {
  for (const key of Object.keys(data).sort()) pushInvalid(errors, `data[${key}]`, key, keyMistakes(key));
  for (const key of Object.keys(binaryData).sort()) pushInvalid(errors, `binaryData[${key}]`, key, keyMistakes(key));
}

function keyMistakes(key: string): readonly string[] {
  if (key === '.') return ["must not be '.'"];
  if (key === '..') return ["must not be '..'"];
  return [
    ...(key.length > 253 ? ['must be no more than 253 characters'] : []),
    ...(/^[-._a-zA-Z0-9]+$/.test(key) ? [] : [keyMistake]),
  ];
}
