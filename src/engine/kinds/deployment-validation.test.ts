import { expect, test } from 'vitest';
import { definitions } from './definitions.ts';
import type { Deployment } from './deployment.ts';
import type { PodDisruptionBudget } from './pod-disruption-budget.ts';
import type { PriorityClass } from './priority-class.ts';
import { metadata, template } from './testing/samples.ts';

const deployment = (spec: object = {}): Deployment =>
  definitions.Deployment.withDefaults({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata,
    spec: { selector: { matchLabels: template.metadata?.labels ?? {} }, template, ...spec },
    status: {},
  });

const budget = (spec: PodDisruptionBudget['spec']): PodDisruptionBudget => ({
  apiVersion: 'policy/v1',
  kind: 'PodDisruptionBudget',
  metadata,
  spec,
  status: { disruptionsAllowed: 0, currentHealthy: 0, desiredHealthy: 0, expectedPods: 0 },
});

const shown = (errors: readonly { readonly field: string; readonly message: string }[]): readonly string[] =>
  errors.map(({ field, message }) => `${field}: ${message}`);

const mistakes = (spec: object): readonly string[] => shown(definitions.Deployment.validate(deployment(spec), {}));

test('DEP-4: what a Deployment leaves out is filled in', () => {
  expect(deployment().spec).toMatchObject({
    replicas: 1,
    strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' } },
    revisionHistoryLimit: 10,
    progressDeadlineSeconds: 600,
  });
  expect(deployment({ strategy: { type: 'Recreate' } }).spec.strategy).toEqual({ type: 'Recreate' });
  const whole = deployment();
  expect(definitions.Deployment.withDefaults(whole)).toBe(whole);
});

test.each([
  [{}, []],
  [{ replicas: -1 }, ['spec.replicas: Invalid value: -1: must be greater than or equal to 0']],
  [{ selector: {} }, ['spec.selector: Invalid value: {}: empty selector is invalid for deployment']],
  [
    { strategy: { type: 'Recreate', rollingUpdate: {} } },
    ["spec.strategy.rollingUpdate: Forbidden: may not be specified when strategy `type` is 'Recreate'"],
  ],
  [
    { strategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: '0%' } } },
    ['spec.strategy.rollingUpdate.maxUnavailable: Invalid value: "0%": may not be 0 when `maxSurge` is 0'],
  ],
  [
    { strategy: { rollingUpdate: { maxUnavailable: '101%' } } },
    ['spec.strategy.rollingUpdate.maxUnavailable: Invalid value: "101%": must not be greater than 100%'],
  ],
  [
    { progressDeadlineSeconds: 5, minReadySeconds: 5 },
    ['spec.progressDeadlineSeconds: Invalid value: 5: must be greater than minReadySeconds'],
  ],
])('DEP-24: a Deployment with %j', (spec, expected) => {
  expect(mistakes(spec)).toEqual(expected);
});

test('DEP-24: the selector never changes, all else may', () => {
  const other = { matchLabels: { ...template.metadata?.labels, more: 'x' } };
  const next = deployment({
    selector: other,
    template: { ...template, metadata: { labels: { ...template.metadata?.labels, more: 'x' } } },
  });
  const [selector, ...more] = shown(definitions.Deployment.validateUpdate(next, deployment(), {}));
  expect(selector).toMatch(/^spec\.selector: Invalid value: .*: field is immutable$/);
  expect(more).toEqual([]);
  expect(definitions.Deployment.validateUpdate(deployment({ replicas: 5 }), deployment(), {})).toEqual([]);
});

test('API-71: a budget has one limit, a number or a share', () => {
  const both = shown(
    definitions.PodDisruptionBudget.validate(budget({ minAvailable: 1, maxUnavailable: 1, selector: {} }), {}),
  );
  expect(both).toEqual([
    'spec: Invalid value: {"MinAvailable":1,"Selector":{},"MaxUnavailable":1,"UnhealthyPodEvictionPolicy":null}: ' +
      'minAvailable and maxUnavailable cannot be both set',
  ]);
  expect(shown(definitions.PodDisruptionBudget.validate(budget({ minAvailable: '150%' }), {}))).toEqual([
    'spec.minAvailable: Invalid value: "150%": must not be greater than 100%',
  ]);
  expect(definitions.PodDisruptionBudget.validate(budget({ minAvailable: '50%' }), {})).toEqual([]);
});

test('DEF-10: a PriorityClass keeps its value', () => {
  const ofValue = (value: number): PriorityClass => ({
    apiVersion: 'scheduling.k8s.io/v1',
    kind: 'PriorityClass',
    metadata: { ...metadata, name: 'high' },
    value,
  });
  expect(shown(definitions.PriorityClass.validateUpdate(ofValue(2), ofValue(1), {}))).toEqual([
    'value: Forbidden: may not be changed in an update.',
  ]);
  expect(shown(definitions.PriorityClass.validate(ofValue(1_000_000_001), {}))).toEqual([
    'value: Forbidden: maximum allowed value of a user defined priority is 1000000000',
  ]);
});
