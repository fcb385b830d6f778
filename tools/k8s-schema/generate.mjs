// Writes src/engine/kinds/schema.generated.json: every field of the simulated kinds with its Go type, from the types of
// `kubernetes-models` (structure, enums), its validators (integer formats) and go-types.mjs (what OpenAPI does not say).
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createGenerator } from 'ts-json-schema-generator';
import { always, goNames, namedTypes, pointers } from './go-types.mjs';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const target = here('../../src/engine/kinds/schema.generated.json');
const { definitions } = createGenerator({
  path: here('kinds.ts'),
  tsconfig: here('tsconfig.json'),
  type: 'Kinds',
  skipTypeCheck: true,
}).createSchema('Kinds');

/** Types with a decoder of their own. */
const leaves = new Set(['Time', 'MicroTime', 'Quantity', 'IntOrString', 'FieldsV1', 'RawExtension']);
const structs = {};
const enums = {};

for (const name of Object.keys(definitions.Kinds.properties)) addStruct(name);
checkTables();
writeFileSync(target, `${text()}\n`);
console.log(`${Object.keys(structs).length} structs, ${Object.keys(enums).length} enums, ${text().length} characters`);

function addStruct(name) {
  if (name in structs) return;
  const { properties = {}, required = [] } = definitions[`I${name}`];
  structs[name] = {};
  for (const [field, schema] of Object.entries(properties)) {
    const type = goType(schema, name, field, validatorOf(name, field));
    const isPointer = pointers.has(`${name}.${field}`);
    structs[name][field] =
      `${isPointer ? '*' : ''}${type}${required.includes(field) || always.has(`${name}.${field}`) ? '!' : ''}`;
  }
}

/** The type as Go writes it, without the package: `[]Container`, `map[string]string`, `int32`, `PullPolicy`. */
function goType(schema, struct, field, validator) {
  const named = namedTypes[`${struct}.${field}`] ?? namedTypes[`*.${field}`];
  if (schema.$ref) {
    const name = schema.$ref.replace('#/definitions/I', '');
    if (!leaves.has(name)) addStruct(name);
    return name;
  }
  if (named) return named;
  if (field === 'apiVersion' || (field === 'kind' && definitions.Kinds.properties[struct])) return 'string';
  if (schema.enum || schema.const !== undefined) {
    const name = goNames[`${struct}.${field}`] ?? goNames[`*.${field}`];
    const values = schema.enum ?? [schema.const];
    if (!name) return unnamed(`${struct}.${field}: ${values.join('|')}`);
    enums[name] = [...new Set([...(enums[name] ?? []), ...values.filter((it) => it !== null)])].sort();
    return name;
  }
  if (schema.type === 'array')
    return `[]${goType(schema.items, struct, field, validator && itemValidator(struct, validator))}`;
  if (schema.type === 'string') return 'string';
  if (schema.type === 'boolean') return 'bool';
  if (schema.type === 'number') return integerFormat(struct, validator) ?? unnamed(`${struct}.${field}: number`);
  const { properties, additionalProperties } = schema;
  if (
    properties?.volumeName === undefined &&
    properties?.apiVersion &&
    properties.metadata &&
    field === 'volumeClaimTemplates'
  ) {
    addStruct('PersistentVolumeClaim');
    return 'PersistentVolumeClaim';
  }
  if (schema.type === 'object' && additionalProperties)
    return `map[string]${goType(additionalProperties, struct, field, undefined)}`;
  return unnamed(`${struct}.${field}: ${JSON.stringify(schema).slice(0, 200)}`);
}

function unnamed(what) {
  console.error(`no Go type for ${what}`);
  process.exitCode = 1;
  return 'string';
}

/** The source of the validators of a struct. */
function source(struct) {
  const folders = ['kubernetes-models', '@kubernetes-models/apimachinery'];
  const wanted = new RegExp(
    `^IoK8s(Api(Core|Apps|Storage|Discovery|Coordination|Policy|Scheduling)|ApimachineryPkgApisMeta)V1${struct}\\.js$`,
  );
  for (const folder of folders) {
    const path = here(`node_modules/${folder}/_schemas/`);
    const file = readdirSync(path).find((it) => wanted.test(it));
    if (file) return readFileSync(path + file, 'utf8');
  }
  throw new Error(`the validator of ${struct} must be there`);
}

function validatorOf(struct, field) {
  return source(struct).match(new RegExp(`data\\.${field}&&\\((validate\\d+)\\(`))?.[1];
}

function bodyOf(struct, validator) {
  return source(struct).match(new RegExp(`function ${validator}\\(.*?return ${validator}\\.errors`))?.[0] ?? '';
}

function itemValidator(struct, validator) {
  return bodyOf(struct, validator).match(/(validate\d+)\(data\[/)?.[1];
}

function integerFormat(struct, validator) {
  if (!validator) return undefined;
  const name = bodyOf(struct, validator).match(/(formats\d+)\.validate/)?.[1];
  return source(struct).match(new RegExp(`let ${name}=formats\\.(\\w+)`))?.[1];
}

/** A table whose row names no field would be a mistake that nobody sees. */
function checkTables() {
  const known = new Set(
    Object.entries(structs).flatMap(([name, fields]) => Object.keys(fields).map((it) => `${name}.${it}`)),
  );
  const all = [...pointers, ...always, ...Object.keys(goNames), ...Object.keys(namedTypes)];
  const unknown = all.filter((it) => !known.has(it) && !it.startsWith('*.'));
  if (unknown.length === 0) return;
  console.error(`no such fields: ${unknown.join(', ')}`);
  process.exitCode = 1;
}

/** `name*!type`: a pointer, always written, and the type, as src/engine/kinds/schema.ts reads it; a plain text has none. */
function notation([name, type]) {
  const [, pointer, bare, written] = type.match(/^(\*?)(.*?)(!?)$/);
  const short = { string: '', bool: '?', int32: '#', int64: '##', [name[0].toUpperCase() + name.slice(1)]: ':' }[bare];
  return `${name}${pointer}${written}${short ?? `:${bare}`}`;
}

/** One line for each struct, so that a change of version can be read as a difference. */
function text() {
  const fields = Object.entries(structs).map(([name, struct]) => [
    name,
    Object.entries(struct).map(notation).join(' '),
  ]);
  const line = ([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)}`;
  const block = (table) =>
    table
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(line)
      .join(',\n    ');
  return `{\n  "structs": {\n    ${block(fields)}\n  },\n  "enums": {\n    ${block(Object.entries(enums))}\n  }\n}`;
}
