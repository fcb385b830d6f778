// Reads plain JSON as a Go struct: keeps the fields the schema knows, names the others, and says of a value that does not fit
// what Go's decoder says (API-39, API-72, API-73). Apart from decode.ts, which knows kinds and answers.
import { quoted } from '../kinds/go-value.ts';
import { canonicalQuantity, quantityPattern, quantityValue } from '../kinds/quantity.ts';
import { goTypeText, structSchema } from '../kinds/schema.ts';
import type { FieldSchema, GoType } from '../kinds/schema.ts';

export interface DecodedValue {
  readonly value: { readonly [field: string]: unknown };
  /** Paths of fields that the struct has not, in the order of the text. */
  readonly unknown: readonly string[];
  /** What Go's decoder says of the first value that does not fit. */
  readonly error?: string;
}

/** Decodes a map as a struct of the schema. Fields that do not fit are left out. */
export function decodeStruct(struct: string, value: Fields): DecodedValue {
  const found: Findings = { unknown: [], misfit: undefined, broken: undefined };
  const decoded = readStruct(struct, value, { path: '', fields: [], struct }, found);
  const error = found.broken ?? found.misfit;
  return { value: decoded, unknown: found.unknown, ...(error === undefined ? {} : { error }) };
}

type Fields = { readonly [field: string]: unknown };

interface Findings {
  readonly unknown: string[];
  /** Go reads on after a misfit and reports the first one at the end. */
  misfit: string | undefined;
  /** A type with a decoder of its own ends the reading at once, and its error goes before. */
  broken: string | undefined;
}

/** Where a value stands: `path` has the indices, for unknown fields; Go's own errors have the fields only. */
interface Place {
  readonly path: string;
  readonly fields: readonly string[];
  readonly struct: string;
}

/** Go's decoder gives up listing unknown fields here. */
const maxUnknown = 100;

/** What a field becomes that is not there. */
const nothing = Symbol('nothing');

function readStruct(name: string, value: Fields, place: Place, found: Findings): Fields {
  const schema = structSchema(name);
  const kept: [string, unknown][] = [];
  for (const field of Object.keys(value)) {
    const path = place.path ? `${place.path}.${field}` : field;
    const known = schema.get(field);
    if (!known) {
      if (found.unknown.length < maxUnknown) found.unknown.push(path);
      continue;
    }
    const inner = readField(known, value[field], { path, fields: [...place.fields, field], struct: name }, found);
    if (inner !== nothing) kept.push([field, inner]);
  }
  return Object.fromEntries(kept);
}

function readField(field: FieldSchema, value: unknown, place: Place, found: Findings): unknown {
  const { type, required, pointer } = field;
  if (value === undefined) return nothing;
  if (value === null) return isKeptNull(field, place) ? null : nothing;
  const inner = readValue(type, value, place, found);
  return !required && !pointer && isOmitted(type, inner) ? nothing : inner;
}

/** Times that Go writes as null if they are not set (KUBELET-52), but for those of metadata (API-16). */
function isKeptNull({ type, pointer }: FieldSchema, { struct }: Place): boolean {
  if (type.form !== 'own') return false;
  const isTime = type.name === 'Time' || type.name === 'MicroTime';
  return type.name === 'RawExtension' || (isTime && !pointer && struct !== 'ObjectMeta');
}

/** `omitempty`: what Go does not write out again. Structs are always written. */
function isOmitted(type: GoType, value: unknown): boolean {
  switch (type.form) {
    case 'text':
    case 'number':
    case 'boolean':
      return value === '' || value === 0 || value === false;
    case 'list':
    case 'map':
      return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
    case 'struct':
    case 'own':
      return false;
  }
}

function readValue(type: GoType, value: unknown, place: Place, found: Findings): unknown {
  switch (type.form) {
    case 'struct':
      return isMap(value) ? readStruct(type.name, value, place, found) : misfit(type, value, place, found);
    case 'list':
      if (!Array.isArray(value)) return misfit(type, value, place, found);
      return value
        .map((item: unknown, at) => readItem(type.of, item, { ...place, path: `${place.path}[${at}]` }, found))
        .filter((item) => item !== nothing);
    case 'map':
      if (!isMap(value)) return misfit(type, value, place, found);
      return Object.fromEntries(
        Object.entries(value)
          .map(([key, item]) => [key, readItem(type.of, item, { ...place, path: `${place.path}.${key}` }, found)])
          .filter(([, item]) => item !== nothing),
      );
    case 'text':
      return typeof value === 'string' ? value : misfit(type, value, place, found);
    case 'boolean':
      return typeof value === 'boolean' ? value : misfit(type, value, place, found);
    case 'number':
      return isInteger(value, type.name) ? value : misfit(type, value, place, found);
    case 'own':
      return readOwn(type, value, place, found);
  }
}

/** A null among items is the item's zero value. */
const readItem = (type: GoType, value: unknown, place: Place, found: Findings): unknown =>
  value === null ? zeroValue(type) : readValue(type, value, place, found);

function zeroValue(type: GoType): unknown {
  switch (type.form) {
    case 'text':
      return '';
    case 'number':
      return 0;
    case 'boolean':
      return false;
    case 'struct':
    case 'map':
      return {};
    case 'list':
      return [];
    case 'own':
      return type.name === 'Quantity' ? '0' : null;
  }
}

function misfit(type: GoType, value: unknown, place: Place, found: Findings): typeof nothing {
  found.misfit ??= misfitText(goTypeText(type), value, place);
  return nothing;
}

const misfitText = (type: string, value: unknown, { struct, fields }: Place): string =>
  `json: cannot unmarshal ${jsonType(value, type)} into Go struct field ${struct}.${fields.join('.')} of type ${type}`;

/** The JSON type as Go names it; a number is shown where a whole one was expected. */
export function jsonType(value: unknown, expected: string): string {
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return expected.startsWith('int') ? `number ${String(value)}` : 'number';
  if (typeof value === 'boolean') return 'bool';
  return typeof value === 'string' ? 'string' : 'object';
}

function readOwn(type: GoType & { readonly form: 'own' }, value: unknown, place: Place, found: Findings): unknown {
  const broken = (error: string): typeof nothing => {
    found.broken ??= error;
    return nothing;
  };
  switch (type.name) {
    case 'Quantity':
      return quantityText(value) ?? broken(quantityPattern);
    case 'IntOrString':
      return typeof value === 'string' || isInteger(value, 'int32') ? value : broken(misfitText('int32', value, place));
    case 'Time':
    case 'MicroTime':
      if (typeof value !== 'string') return broken(misfitText('string', value, place));
      return isTime(value) ? value : broken(timeError(value, type.name));
    case '[]uint8':
      if (typeof value !== 'string') return misfit(type, value, place, found);
      return readBase64(value) ?? broken(`illegal base64 data at input byte ${firstForeign(value)}`);
    default:
      return value;
  }
}

/** A quantity may be written as a number, and in any unit; the server writes it in its own form. */
function quantityText(value: unknown): string | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const text = String(value).trim();
  return quantityValue(text) === undefined ? undefined : canonicalQuantity(text);
}

const isTime = (text: string): boolean => text === '' || (timeForm.test(text) && !Number.isNaN(Date.parse(text)));

const timeForm = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

function timeError(text: string, name: string): string {
  const layout = name === 'Time' ? '2006-01-02T15:04:05Z07:00' : '2006-01-02T15:04:05.000000Z07:00';
  return `parsing time ${quoted(text)} as ${quoted(layout)}: cannot parse ${quoted(text)} as "2006"`;
}

/** Go passes over line breaks, and writes none. */
function readBase64(value: string): string | undefined {
  const text = value.replace(/[\r\n]/g, '');
  return /^[A-Za-z0-9+/]*={0,2}$/.test(text) && text.length % 4 === 0 ? text : undefined;
}

function firstForeign(text: string): number {
  const at = text.search(/[^A-Za-z0-9+/\r\n]/);
  return at < 0 ? text.length - (text.length % 4) : at;
}

function isInteger(value: unknown, type: string): boolean {
  if (typeof value !== 'number' || !Number.isInteger(value)) return false;
  return type === 'int32' ? Math.abs(value + 0.5) < 2 ** 31 : Math.abs(value) <= 2 ** 63;
}

const isMap = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);
