// What Secrets must obey, by their type, and what the server fills in.
import { bytesOfBase64, toBase64 } from './base64.ts';
import { checkImmutable, checkKeys, maxDataBytes } from './config-map-validation.ts';
import { invalidValue, required, tooLong } from './field-error.ts';
import type { FieldError } from './field-error.ts';
import { checkMetadata, checkMetadataUpdate } from './metadata-validation.ts';
import type { Secret } from './secret.ts';

/** `stringData` becomes part of `data`; the same Secret if nothing was missing. */
export function secretWithDefaults(secret: Secret, _gates?: unknown, old?: Secret): Secret {
  if (secret.type && !secret.stringData) return secret;
  const { stringData = {}, ...rest } = secret;
  const type = secret.type || old?.type || 'Opaque';
  const added = Object.entries(stringData).map(([key, text]) => [key, toBase64(text)]);
  return { ...rest, type, ...(added.length > 0 ? { data: { ...rest.data, ...Object.fromEntries(added) } } : {}) };
}

/** Mistakes of a new Secret. */
export function secretMistakes(secret: Secret): readonly FieldError[] {
  const errors: FieldError[] = [];
  checkMetadata(secret.metadata, errors);
  checkData(secret, errors);
  return errors;
}

/** Mistakes of a Secret that replaces `old`. */
export function secretUpdateMistakes(secret: Secret, old: Secret): readonly FieldError[] {
  const errors: FieldError[] = [];
  checkMetadataUpdate(secret.metadata, old.metadata, errors);
  if (secret.type !== old.type) errors.push(invalidValue('type', secret.type, 'field is immutable'));
  checkImmutable(secret, old, ['data'], errors);
  checkData(secret, errors);
  return errors;
}

/** The keys that a type needs; of those behind `|` one will do. */
const neededKeys: { readonly [type: string]: readonly string[] } = {
  'kubernetes.io/dockercfg': ['.dockercfg'],
  'kubernetes.io/dockerconfigjson': ['.dockerconfigjson'],
  'kubernetes.io/basic-auth': ['username|password'],
  'kubernetes.io/ssh-auth': ['ssh-privatekey'],
  'kubernetes.io/tls': ['tls.crt', 'tls.key'],
};

const accountName = 'kubernetes.io/service-account.name';

function checkData({ type = '', data = {}, metadata }: Secret, errors: FieldError[]): void {
  checkKeys(data, 'data', errors);
  const bytes = Object.values(data).reduce((sum, value) => sum + bytesOfBase64(value), 0);
  if (bytes > maxDataBytes) errors.push(tooLong('data', maxDataBytes));
  if (type === 'kubernetes.io/service-account-token' && !metadata.annotations?.[accountName])
    errors.push(required(`metadata.annotations[${accountName}]`));
  for (const needed of neededKeys[type] ?? []) {
    const keys = needed.split('|');
    if (!keys.some((key) => data[key])) errors.push(...keys.map((key) => required(`data[${key}]`)));
  }
}
