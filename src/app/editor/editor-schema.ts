// The schema the editor completes and checks with, made from the fields the API server itself decodes with: the kinds that are
// simulated, and the Scenario document.
import type { JSONSchema } from 'monaco-yaml';
import { apiVersionOf, enumValues, kinds, structSchema } from '../../engine/index.ts';
import type { GoType } from '../../engine/index.ts';
import { scenarioSchema } from './scenario-schema.ts';

interface Definitions {
  [name: string]: unknown;
}

export const editorSchema: JSONSchema = everything();

function everything(): JSONSchema {
  const definitions: Definitions = { Scenario: scenarioSchema };
  for (const kind of kinds) define(kind, definitions);
  const named = [...kinds, 'Scenario'];
  const schema = {
    definitions,
    type: ['object', 'null'],
    required: ['apiVersion', 'kind'],
    properties: {
      apiVersion: { enum: [...new Set(kinds.map(apiVersionOf)), 'ordinal.dev/v1'] },
      kind: { enum: named },
    },
    // By `if`, so that a mistake is told about the one kind that is meant.
    allOf: named.map((kind) => ({
      if: { required: ['kind'], properties: { kind: { const: kind } } },
      then: { $ref: `#/definitions/${kind}` },
    })),
  };
  return schema as unknown as JSONSchema;
}

function define(name: string, definitions: Definitions): void {
  if (Object.hasOwn(definitions, name)) return;
  const properties: { [field: string]: unknown } = {};
  definitions[name] = { type: ['object', 'null'], additionalProperties: false, properties };
  for (const [field, { type }] of structSchema(name)) properties[field] = schemaOf(type, definitions);
}

/** A null is allowed everywhere: to the API server it is the same as nothing. */
function schemaOf(type: GoType, definitions: Definitions): unknown {
  switch (type.form) {
    case 'struct':
      define(type.name, definitions);
      return { $ref: `#/definitions/${type.name}` };
    case 'list':
      return { type: ['array', 'null'], items: schemaOf(type.of, definitions) };
    case 'map':
      return { type: ['object', 'null'], additionalProperties: schemaOf(type.of, definitions) };
    case 'number':
      return { type: ['integer', 'null'] };
    case 'boolean':
      return { type: ['boolean', 'null'] };
    case 'text': {
      const values = enumValues(type.name);
      return { type: ['string', 'null'], ...(values ? { enum: [...values, null] } : {}) };
    }
    case 'own':
      return {};
  }
}
