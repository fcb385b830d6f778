// What fields the simulated kinds have, with their Go types: read from the generated table (tools/k8s-schema), for decoding
// and for the editor. Go's types, because the server names them when a value does not fit (API-72).
import table from './schema.generated.json' with { type: 'json' };

export type GoType =
  | { readonly form: 'struct'; readonly name: string }
  | { readonly form: 'list'; readonly of: GoType }
  | { readonly form: 'map'; readonly of: GoType; readonly name?: string }
  | { readonly form: 'text' | 'number' | 'boolean'; readonly name: string }
  /** Decodes itself. */
  | { readonly form: 'own'; readonly name: string };

export interface FieldSchema {
  readonly type: GoType;
  /** Always written, even if it is 0, '' or empty. */
  readonly required: boolean;
  /** A 0, '' or false that was sent is kept. */
  readonly pointer: boolean;
}

export type StructSchema = ReadonlyMap<string, FieldSchema>;

/** The fields of each struct, in the short form that the generator writes. */
const structs: { readonly [name: string]: string } = table.structs;
const parsed = new Map<string, StructSchema>();

/** The fields of a struct (`StatefulSet`, `PodSpec`); the name must be one of the table. */
export function structSchema(name: string): StructSchema {
  const known = parsed.get(name);
  if (known) return known;
  const fields = structs[name];
  if (fields === undefined) throw new Error(`the schema must know ${name}`);
  const schema = new Map(fields.split(' ').map(parseField));
  parsed.set(name, schema);
  return schema;
}

const enums: { readonly [name: string]: readonly string[] } = table.enums;

/** The values a type of texts may have, if they are listed. */
export const enumValues = (name: string): readonly string[] | undefined =>
  Object.hasOwn(enums, name) ? enums[name] : undefined;

/** As Go prints the type in an error: `int32`, `[]v1.Container`, `map[string]string`. */
export function goTypeText(type: GoType): string {
  if (type.form === 'list') return `[]${goTypeText(type.of)}`;
  if (type.form === 'map') return type.name ? packaged(type.name) : `map[string]${goTypeText(type.of)}`;
  return packaged(type.name);
}

const packaged = (name: string): string => (/^[A-Z]/.test(name) ? `${packages[name] ?? 'v1'}.${name}` : name);

const packages: { readonly [name: string]: string } = { UID: 'types', Quantity: 'resource', IntOrString: 'intstr' };

/** Types that decode themselves. */
const own = new Set(['Time', 'MicroTime', 'Quantity', 'IntOrString', 'RawExtension', 'FieldsV1']);

const shortTypes: { readonly [sign: string]: string } = { '': 'string', '?': 'bool', '#': 'int32', '##': 'int64' };

/** `name*!type`: `*` a pointer, `!` always written, `:` a type with the field's own name. */
function parseField(notation: string): readonly [string, FieldSchema] {
  const [, name = '', pointer, required, type = ''] = /^(\w+)(\*?)(!?)(.*)$/.exec(notation) ?? [];
  const named = type === ':' ? name.charAt(0).toUpperCase() + name.slice(1) : type.slice(1);
  const field = { type: parseType(shortTypes[type] ?? named), required: required === '!', pointer: pointer === '*' };
  return [name, field];
}

function parseType(text: string): GoType {
  if (text === '[]uint8') return { form: 'own', name: text };
  if (text.startsWith('[]')) return { form: 'list', of: parseType(text.slice(2)) };
  if (text.startsWith('map[string]')) return { form: 'map', of: parseType(text.slice('map[string]'.length)) };
  if (text === 'ResourceList') return { form: 'map', of: { form: 'own', name: 'Quantity' }, name: text };
  if (own.has(text)) return { form: 'own', name: text };
  if (Object.hasOwn(structs, text)) return { form: 'struct', name: text };
  if (text === 'int32' || text === 'int64') return { form: 'number', name: text };
  return { form: text === 'bool' ? 'boolean' : 'text', name: text };
}
