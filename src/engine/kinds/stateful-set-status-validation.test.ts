import { expect, test } from 'vitest';
import { definitions } from './definitions.ts';
import type { StatefulSet } from './stateful-set.ts';
import { statefulSet } from './testing/samples.ts';

function mistakes(status: Partial<StatefulSet['status']>, before: Partial<StatefulSet['status']> = {}): unknown {
  const old = { ...statefulSet(), status: { replicas: 3, availableReplicas: 0, ...before } };
  const next = { ...old, status: { replicas: 3, availableReplicas: 0, ...status } };
  return definitions.StatefulSet.validateStatus?.(next, old).map(({ field, message }) => `${field}: ${message}`);
}

test('STS-VAL-40: counts are not negative', () => {
  expect(mistakes({ readyReplicas: 3, availableReplicas: 2, collisionCount: 0 })).toEqual([]);
  expect(mistakes({ currentReplicas: -1 })).toEqual([
    'status.currentReplicas: Invalid value: -1: must be greater than or equal to 0',
  ]);
});

test('STS-VAL-41: no count is above all replicas, nor the available above the ready ones', () => {
  expect(mistakes({ updatedReplicas: 4 })).toEqual([
    'status.updatedReplicas: Invalid value: 4: cannot be greater than status.replicas',
  ]);
  expect(mistakes({ readyReplicas: 1, availableReplicas: 2 })).toEqual([
    'status.availableReplicas: Invalid value: 2: cannot be greater than status.readyReplicas',
  ]);
});

test('STS-VAL-42: collisions are counted up', () => {
  expect(mistakes({ collisionCount: 1 }, { collisionCount: 2 })).toEqual([
    'status.collisionCount: Invalid value: 1: cannot be decremented',
  ]);
});
