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

test('API-10: an owner says all of itself, and is no Event', () => {
  const owner = { apiVersion: 'v1', kind: 'Pod', name: 'a', uid: 'x' };
  const mistakes = (part: object): readonly string[] => {
    const ownerReferences = [{ ...owner, ...part }];
    const object = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { ...metadata, ownerReferences } } as const;
    return texts(definitions.ServiceAccount.validate(object, {}));
  };
  const field = 'metadata.ownerReferences[0]';
  expect(mistakes({})).toEqual([]);
  expect(mistakes({ apiVersion: '' })).toEqual([`${field}.apiVersion: Invalid value: "": version must not be empty`]);
  expect(mistakes({ kind: '' })).toEqual([`${field}.kind: Invalid value: "": must not be empty`]);
  expect(mistakes({ name: '' })).toEqual([`${field}.name: Invalid value: "": must not be empty`]);
  expect(mistakes({ kind: 'Event' })[0]).toContain('/v1, Kind=Event is disallowed from being an owner');
});

test('annotations are 256 KiB in all', () => {
  const annotations = { a: 'x'.repeat(256 * 1024) };
  const object = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { ...metadata, annotations } } as const;
  expect(texts(definitions.ServiceAccount.validate(object, {}))).toEqual([
    'metadata.annotations: Too long: may not be more than 262144 bytes',
  ]);
});
