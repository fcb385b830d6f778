// A Pod template as the text that Go's printer makes of the struct, types included (DEP-14, DEP-15): only its hash is ever seen.
import type { PodTemplateSpec } from '../../kinds/pod.ts';
import { canonicalQuantity } from '../../kinds/quantity.ts';
import { goFields } from './go-structs.ts';

/** The text behind pod-template-hash. */
export const templateText = (template: PodTemplateSpec): string => typed('PodTemplateSpec', template);

type Fields = { readonly [name: string]: unknown };

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** `(type)value` */
function typed(type: string, value: unknown): string {
  if (type.startsWith('*')) {
    const shown = `(${pointerName(type)})`;
    return value === undefined || value === null ? `${shown}<nil>` : `${shown}${bare(type.slice(1), value)}`;
  }
  if (isNilable(type) && isEmpty(value)) return `(${qualified(type)})<nil>`;
  return `(${qualified(type)})${bare(type, value)}`;
}

/** The value without its type. */
function bare(type: string, value: unknown): string {
  if (type.startsWith('[]')) {
    const items: readonly unknown[] = Array.isArray(value) ? value : [];
    return `[${items.map((item) => bare(type.slice(2), item)).join(' ')}]`;
  }
  if (type.startsWith('map[') || type === 'ResourceList') return map(type, isFields(value) ? value : {});
  if (type === 'Time') return '{Time:(time.Time){wall:(uint64)0 ext:(int64)0 loc:(*time.Location)<nil>}}';
  if (type === 'Quantity') return quantity(value);
  if (type === 'intstr.IntOrString') return intOrString(value);
  const fields = goFields(localName(type));
  if (fields) {
    const object = isFields(value) ? value : {};
    const shown = fields.map(
      ({ name, json, type: inner, embedded }) => `${name}:${typed(inner, embedded ? object : object[json])}`,
    );
    return `{${shown.join(' ')}}`;
  }
  if (type === 'bool') return value === true ? 'true' : 'false';
  if (type === 'int32' || type === 'int64') return typeof value === 'number' ? `${value}` : '0';
  return typeof value === 'string' ? value : '';
}

function map(type: string, value: Fields): string {
  const inner = type === 'ResourceList' ? 'Quantity' : 'string';
  const entries = Object.keys(value)
    .sort()
    .map((key) => `${key}:${bare(inner, value[key])}`);
  return `map[${entries.join(' ')}]`;
}

const isNilable = (type: string): boolean =>
  type.startsWith('[]') || type.startsWith('map[') || type === 'ResourceList';

/** What is empty is not stored. */
const isEmpty = (value: unknown): boolean =>
  value === undefined || value === null || (typeof value === 'object' && Object.keys(value).length === 0);

const basic: ReadonlySet<string> = new Set(['string', 'bool', 'int32', 'int64', 'uint64', 'map[string]string']);

/** Types of the other package that is called v1 too keep their prefix in the table; the name alone tells the struct. */
const localName = (type: string): string => type.replace(/^v1\./, '');

/** As Go names the type with its package. */
function qualified(type: string): string {
  if (type.startsWith('[]')) return `[]${qualified(type.slice(2))}`;
  if (type === 'Quantity') return 'resource.Quantity';
  return basic.has(type) || type.includes('.') ? type : `v1.${type}`;
}

const pointerName = (type: string): string => `*${qualified(type.slice(1))}`;

function intOrString(value: unknown): string {
  const isText = typeof value === 'string';
  const number = typeof value === 'number' ? value : 0;
  return `{Type:(intstr.Type)${isText ? 1 : 0} IntVal:(int32)${number} StrVal:(string)${isText ? value : ''}}`;
}

/** OPEN-4: the parsed number with its power of ten, and the text it was read from. */
function quantity(value: unknown): string {
  const text = typeof value === 'string' || typeof value === 'number' ? canonicalQuantity(`${value}`) : '';
  const [, digits = '0', suffix = ''] = /^(-?[0-9]+)([A-Za-z]*)$/.exec(text) ?? [];
  const isBinary = suffix.endsWith('i');
  const amount = isBinary ? Number(digits) * 1024 ** (binary.indexOf(suffix) + 1) : Number(digits);
  const scale = isBinary ? 0 : (decimal[suffix] ?? 0);
  const format = isBinary ? 'BinarySI' : 'DecimalSI';
  return `{i:(resource.int64Amount){value:(int64)${amount} scale:(resource.Scale)${scale}} d:(resource.infDecAmount){Dec:(*inf.Dec)<nil>} s:(string)${text} Format:(resource.Format)${format}}`;
}

const binary = ['Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];
const decimal: { readonly [suffix: string]: number } = { n: -9, u: -6, m: -3, k: 3, M: 6, G: 9, T: 12, P: 15, E: 18 };
