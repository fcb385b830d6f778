import { expect, test } from 'vitest';
import { definitions } from './definitions.ts';
import type { FieldError } from './field-error.ts';
import type { Node } from './node.ts';
import { metadata } from './testing/samples.ts';

const texts = (errors: readonly FieldError[]): readonly string[] =>
  errors.map(({ field, message }) => `${field}: ${message}`);

test('API-67: the taints of a node', () => {
  const node = (taints: Node['spec']['taints']): Node => ({
    apiVersion: 'v1',
    kind: 'Node',
    metadata,
    spec: taints ? { taints } : {},
    status: {},
  });
  const { validate } = definitions.Node;
  expect(validate(node([{ key: 'a', effect: 'NoSchedule' }]), {})).toEqual([]);
  const odd = { key: 'a', effect: 'X' } as unknown as { readonly key: string; readonly effect: 'NoSchedule' };
  expect(texts(validate(node([odd]), {}))).toEqual([
    'spec.taints[0].effect: Unsupported value: "X": supported values: "NoSchedule", "PreferNoSchedule", "NoExecute"',
  ]);
});
