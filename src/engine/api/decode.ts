// From what a client sent to an object of a kind, or the 400 that says what is wrong with it (API-39, API-72, API-73, PATCH-11).
import { goJson, quoted } from '../kinds/go-value.ts';
import { apiVersionOf } from '../kinds/kinds.ts';
import type { Kind, KindMap } from '../kinds/kinds.ts';
import { excess, maxBodyBytes } from './body-limits.ts';
import { decodeStruct, jsonType } from './decode-value.ts';
import type { DecodedValue } from './decode-value.ts';
import { foreignKindError } from './foreign-kinds.ts';
import { jsonError } from './json-error.ts';
import { badRequest, entityTooLarge, invalidPatch } from './status.ts';
import type { Status } from './status.ts';

export type Decoded<K extends Kind> =
  | { readonly ok: true; readonly object: KindMap[K]; readonly warnings: readonly string[] }
  | { readonly ok: false; readonly status: Status };

type FieldValidation = 'Strict' | 'Warn' | 'Ignore';
type Fields = { readonly [field: string]: unknown };

/**
 * Decodes a body as an object of a kind: JSON text or what it stands for. Unknown fields are refused, warned of or dropped, and
 * so is what Go would not write out again. `metadata` is there afterwards; nothing is defaulted yet.
 */
export function decode<K extends Kind>(kind: K, body: unknown, fieldValidation: FieldValidation): Decoded<K> {
  const sent = body === undefined ? '' : body;
  const tooMuch = excess(sent);
  if (tooMuch === 'size') return { ok: false, status: entityTooLarge(maxBodyBytes) };
  if (tooMuch === 'depth') return refused(kind, kind, apiVersionOf(kind), 'exceeded max depth');
  const read = typeof sent === 'string' ? parsedText(sent) : { value: sent };
  const given = read.value ?? {};
  const error = read.error ?? typeMetaError(given);
  if (error !== undefined || !isMap(given)) return unrecognized(kind, error ?? '', sent);
  const sentKind = textOr(given['kind'], kind);
  const sentVersion = textOr(given['apiVersion'], apiVersionOf(kind));
  const foreign = foreignKindError(kind, sentKind, sentVersion);
  if (foreign !== undefined) return refused(kind, sentKind, sentVersion, foreign);
  const decoded = decodeStruct(kind, given);
  const wrong = decoded.error ?? strictError(decoded, fieldValidation);
  if (wrong !== undefined) return refused(kind, sentKind, sentVersion, wrong);
  return accepted(kind, decoded, fieldValidation);
}

/** Decodes what a patch made of an object: a mistake is one of the patch, and a 422. */
export function decodePatched<K extends Kind>(
  kind: K,
  body: unknown,
  fieldValidation: FieldValidation,
  patch: { readonly type: string; readonly body: unknown },
): Decoded<K> {
  if (!isMap(body)) return decode(kind, body, fieldValidation);
  if (excess(body)) return decode(kind, body, fieldValidation);
  const decoded = decodeStruct(kind, body);
  const wrong = decoded.error ?? strictError(decoded, fieldValidation);
  if (wrong === undefined) return accepted(kind, decoded, fieldValidation);
  const shown = patch.type === 'strategic' ? goMap(patch.body) : goJson(body);
  return { ok: false, status: invalidPatch(shown, wrong) };
}

function accepted<K extends Kind>(kind: K, { value, unknown }: DecodedValue, validation: FieldValidation): Decoded<K> {
  const { metadata = {}, ...rest } = value;
  // Every field has been checked against the schema of the kind.
  const object = { ...rest, apiVersion: apiVersionOf(kind), kind, metadata } as unknown as KindMap[K];
  return { ok: true, object, warnings: validation === 'Warn' ? unknown.map(unknownField) : [] };
}

const unknownField = (path: string): string => `unknown field ${quoted(path)}`;

function strictError({ unknown }: DecodedValue, validation: FieldValidation): string | undefined {
  if (validation !== 'Strict' || unknown.length === 0) return undefined;
  return `strict decoding error: ${unknown.map(unknownField).join(', ')}`;
}

function refused(kind: Kind, sentKind: string, sentVersion: string, why: string): { ok: false; status: Status } {
  const version = sentVersion.split('/').at(-1) ?? '';
  const message = `${sentKind} in version ${quoted(version)} cannot be handled as a ${kind}: ${why}`;
  return { ok: false, status: badRequest(message) };
}

function unrecognized(kind: Kind, error: string, body: unknown): { ok: false; status: Status } {
  const text = typeof body === 'string' ? body : goJson(body);
  const what = `the object provided is unrecognized (must be of type ${kind})`;
  const message = `${what}: couldn't get version/kind; json parse error: ${error} (${summary(text)})`;
  return { ok: false, status: badRequest(message) };
}

/** The start of a body: as text if it may be JSON, else in hexadecimal digits. */
function summary(text: string): string {
  if (text === '') return '<empty>';
  const start = text.slice(0, 30);
  const shown = text.startsWith('{') ? start : hexadecimal(start);
  return text.length > 30 ? `${shown} ...` : shown;
}

const hexadecimal = (text: string): string =>
  Array.from(text, (it) => (it.codePointAt(0) ?? 0).toString(16).padStart(2, '0')).join('');

function parsedText(text: string): { readonly value?: unknown; readonly error?: string } {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return { error: jsonError(text) };
  }
}

/** What Go says when kind and version cannot be read. */
function typeMetaError(body: unknown): string | undefined {
  if (!isMap(body)) {
    const type =
      'struct { APIVersion string "json:\\"apiVersion,omitempty\\""; Kind string "json:\\"kind,omitempty\\"" }';
    return `json: cannot unmarshal ${jsonType(body, type)} into Go value of type ${type}`;
  }
  for (const field of ['apiVersion', 'kind']) {
    const value = body[field] ?? '';
    if (typeof value !== 'string')
      return `json: cannot unmarshal ${jsonType(value, 'string')} into Go struct field .${field} of type string`;
  }
  return undefined;
}

const textOr = (value: unknown, otherwise: string): string =>
  typeof value === 'string' && value !== '' ? value : otherwise;

/** A JSON value as Go prints a map: `map[spec:map[replicas:3]]`. */
function goMap(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(goMap).join(' ')}]`;
  if (value === null || value === undefined) return '<nil>';
  if (!isMap(value)) return typeof value === 'string' ? value : goJson(value);
  const keys = Object.keys(value).sort();
  return `map[${keys.map((key) => `${key}:${goMap(value[key])}`).join(' ')}]`;
}

const isMap = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);
