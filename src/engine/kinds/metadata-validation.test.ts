import { expect, test } from 'vitest';
import { definitions } from './definitions.ts';
import type { FieldError } from './field-error.ts';
import { metadata } from './testing/samples.ts';

const texts = (errors: readonly FieldError[]): readonly string[] =>
  errors.map(({ field, message }) => `${field}: ${message}`);

test('API-14: a namespace is named by a label', () => {
  const namespace = {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { ...metadata, name: 'a.b' },
    spec: {},
    status: {},
  } as const;
  expect(texts(definitions.Namespace.validate(namespace, {}))).toEqual([
    'metadata.name: Invalid value: "a.b": must not contain dots',
  ]);
});
