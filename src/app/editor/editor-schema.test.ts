import { expect, test } from 'vitest';
import { kinds } from '../../engine/index.ts';
import { editorSchema } from './editor-schema.ts';

const text = JSON.stringify(editorSchema);
const { definitions } = JSON.parse(text) as { definitions: { [name: string]: { properties: object } } };

test('every kind that is simulated has its fields, and whatever they refer to is there', () => {
  expect(Object.keys(definitions)).toEqual(expect.arrayContaining([...kinds, 'Scenario', 'PodSpec', 'Container']));
  const referred = [...text.matchAll(/#\/definitions\/(\w+)/g)].map(([, name]) => name ?? '');
  expect(referred.filter((name) => !Object.hasOwn(definitions, name))).toEqual([]);
});

test('a text that has listed values is completed with them', () => {
  expect(definitions['StatefulSetSpec']?.properties).toMatchObject({
    podManagementPolicy: { enum: ['OrderedReady', 'Parallel', null] },
    replicas: { type: ['integer', 'null'] },
  });
});
