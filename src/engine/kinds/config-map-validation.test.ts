import { expect, test } from 'vitest';
import type { ConfigMap } from './config-map.ts';
import { definitions } from './definitions.ts';
import type { FieldError } from './field-error.ts';
import { metadata } from './testing/samples.ts';

const texts = (errors: readonly FieldError[]): readonly string[] =>
  errors.map(({ field, message }) => `${field}: ${message}`);

const configMap = (data: ConfigMap['data'] = {}, immutable = false): ConfigMap => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata,
  data,
  ...(immutable ? { immutable } : {}),
});

test('a ConfigMap has usable keys, and stays as it is once it is immutable', () => {
  const { validate, validateUpdate } = definitions.ConfigMap;
  expect(validate(configMap({ 'a.b_C-1': 'x' }), {})).toEqual([]);
  expect(texts(validate(configMap({ 'a b': 'x' }), {}))[0]).toContain(
    'data[a b]: Invalid value: "a b": a valid config key',
  );
  const fixed = configMap({ a: '1' }, true);
  expect(texts(validateUpdate(configMap({ a: '2' }, true), fixed, {}))).toEqual([
    'data: Forbidden: field is immutable when `immutable` is set',
  ]);
  expect(texts(validateUpdate(configMap({ a: '1' }), fixed, {}))).toEqual([
    'immutable: Forbidden: field is immutable when `immutable` is set',
  ]);
});
