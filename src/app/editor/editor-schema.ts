// The schema the editor completes and checks with: one document is a Scenario or one of the kinds that are simulated.
import { kinds, apiVersionOf } from '../../engine/index.ts';
import { scenarioSchema } from './scenario-schema.ts';
import type { JSONSchema } from 'monaco-yaml';

const kindSchema = (kind: (typeof kinds)[number]) => ({
  properties: { apiVersion: { const: apiVersionOf(kind) }, kind: { const: kind } },
  required: ['apiVersion', 'kind'],
});

export const editorSchema: JSONSchema = {
  anyOf: [...kinds.map(kindSchema), scenarioSchema],
} as unknown as JSONSchema;
