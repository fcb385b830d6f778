import { expect, test } from 'vitest';
import type { Deployment } from '../../kinds/deployment.ts';
import type { ReplicaSet } from '../../kinds/replica-set.ts';
import { availableResizes, mostScaledDown, newSetSize, proportionalSizes, surgeOf, unavailableOf } from './sizes.ts';
import { unhealthyResizes } from './sizes.ts';

const template = { spec: { containers: [] } };
const meta = (name: string) => ({
  name,
  uid: name,
  resourceVersion: '1',
  creationTimestamp: `2026-01-01T00:00:0${name.length}Z`,
});

const deployment = (
  replicas: number,
  rollingUpdate: object = { maxSurge: '25%', maxUnavailable: '25%' },
): Deployment => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: meta('shop'),
  spec: { replicas, selector: {}, template, strategy: { type: 'RollingUpdate', rollingUpdate } },
  status: {},
});

/** The longer the name, the younger. */
const set = (name: string, replicas: number, availableReplicas = replicas): ReplicaSet => ({
  apiVersion: 'apps/v1',
  kind: 'ReplicaSet',
  metadata: meta(name),
  spec: { replicas, selector: {}, template },
  status: { replicas, availableReplicas },
});

const shown = (resizes: readonly { readonly set: ReplicaSet; readonly size: number }[]) =>
  resizes.map(({ set: { metadata }, size }) => `${metadata.name} ${size}`);

test.each([
  [4, { maxSurge: '25%', maxUnavailable: '25%' }, 1, 1],
  [3, { maxSurge: '25%', maxUnavailable: '25%' }, 1, 0],
  [10, { maxSurge: '25%', maxUnavailable: '25%' }, 3, 2],
  [3, { maxSurge: 0, maxUnavailable: '10%' }, 0, 1],
  [2, { maxSurge: 1, maxUnavailable: 5 }, 1, 2],
])('DEP-5: %i replicas with %j', (replicas, rolling, surge, unavailable) => {
  expect([surgeOf(deployment(replicas, rolling)), unavailableOf(deployment(replicas, rolling))]).toEqual([
    surge,
    unavailable,
  ]);
});

test.each([
  [4, 0, 4, 1],
  [4, 1, 3, 2],
  [4, 2, 2, 3],
  [4, 3, 2, 3],
  [3, 0, 0, 3],
])('DEP-6: of %i replicas a new set of %i beside %i old Pods gets %i', (replicas, current, others, size) => {
  expect(newSetSize(deployment(replicas), current, others)).toBe(size);
});

test('DEP-6: old Pods go as far as availability allows, those of the oldest set first', () => {
  const [old, older] = [set('bb', 3), set('a', 1)];
  const next = set('ccc', 2, 2);
  expect(mostScaledDown(deployment(4), [older, old, next], next)).toBe(3);
  expect(shown(availableResizes(deployment(4), [older, old], 6))).toEqual(['a 0', 'bb 1']);
  expect(shown(availableResizes(deployment(4), [older, old], 3))).toEqual([]);
});

test('DEP-7: old Pods that are not available go first', () => {
  expect(shown(unhealthyResizes([set('a', 3, 1), set('bb', 2, 0)], 3))).toEqual(['a 1', 'bb 1']);
  expect(shown(unhealthyResizes([set('a', 3, 3)], 3))).toEqual([]);
});

test('DEP-20: in the middle of a rollout all sets are scaled in proportion, the rest goes to the largest', () => {
  const maximum = () => 13;
  const sets = [set('a', 8), set('bb', 5)];
  expect(shown(proportionalSizes(deployment(20, { maxSurge: 3, maxUnavailable: 0 }), sets, maximum))).toEqual([
    'a 14',
    'bb 9',
  ]);
  expect(shown(proportionalSizes(deployment(5, { maxSurge: 3, maxUnavailable: 0 }), sets, maximum))).toEqual([
    'a 5',
    'bb 3',
  ]);
  expect(shown(proportionalSizes(deployment(0, { maxSurge: 3, maxUnavailable: 0 }), sets, maximum))).toEqual([
    'a 0',
    'bb 0',
  ]);
});

test('DEP-20: of sets of one size the younger grows first, the older shrinks first', () => {
  const sets = [set('a', 2), set('bb', 2)];
  const maximum = () => 4;
  expect(shown(proportionalSizes(deployment(5, { maxSurge: 0, maxUnavailable: 1 }), sets, maximum))).toEqual([
    'bb 3',
    'a 2',
  ]);
  expect(shown(proportionalSizes(deployment(3, { maxSurge: 0, maxUnavailable: 1 }), sets, maximum))).toEqual([
    'a 1',
    'bb 2',
  ]);
});
