import { expect, test } from 'vitest';
import type { ControllerRevision } from './controller-revision.ts';
import { definitions } from './definitions.ts';
import type { FieldError } from './field-error.ts';
import type { Json } from './meta.ts';
import { metadata } from './testing/samples.ts';

const texts = (errors: readonly FieldError[]): readonly string[] =>
  errors.map(({ field, message }) => `${field}: ${message}`);

const revision = (data: Json, number = 1): ControllerRevision => ({
  apiVersion: 'apps/v1',
  kind: 'ControllerRevision',
  metadata,
  data,
  revision: number,
});

test('STS-VAL-43: a revision keeps its data and may get another number', () => {
  const { validate, validateUpdate } = definitions.ControllerRevision;
  expect(validate(revision({ spec: {} }), {})).toEqual([]);
  expect(texts(validate(revision(null), {}))).toEqual(['data: Required value: data is mandatory']);
  expect(texts(validate(revision('text'), {}))).toEqual(['data: Required value: data must be a valid JSON object']);
  expect(validateUpdate(revision({ spec: {} }, 2), revision({ spec: {} }), {})).toEqual([]);
  expect(texts(validateUpdate(revision({ spec: {} }, -1), revision({ spec: {} }), {}))).toEqual([
    'revision: Invalid value: -1: must be greater than or equal to 0',
  ]);
  expect(texts(validateUpdate(revision({ spec: { a: 1 } }), revision({ spec: {} }), {}))).toEqual([
    'data: Invalid value: {"spec":{"a":1}}: field is immutable',
  ]);
});
