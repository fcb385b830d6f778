// What `kubectl rollout status` says of a StatefulSet in each of its states.
import { expect, test } from 'vitest';
import type { StatefulSet } from '../engine/index.ts';
import { rolloutStatus } from './rollout-status.ts';

type Strategy = NonNullable<StatefulSet['spec']['updateStrategy']>;

const whole = { observedGeneration: 2, readyReplicas: 3, updatedReplicas: 3, currentReplicas: 3 };
const partitioned: Strategy = { type: 'RollingUpdate', rollingUpdate: { partition: 0 } };
const plain: Strategy = { type: 'RollingUpdate' };

/** `kind: text` of three replicas at generation 2. */
function said(updateStrategy: Strategy, status: object = {}): string {
  const set = { metadata: { generation: 2 }, spec: { replicas: 3, updateStrategy }, status: { ...whole, ...status } };
  const { kind, text } = rolloutStatus(set as unknown as StatefulSet);
  return `${kind}: ${text}`;
}

test('K-70, STS-OND-3: of another strategy it cannot be told', () => {
  expect(said({ type: 'OnDelete' })).toBe('refused: rollout status is only available for RollingUpdate strategy type');
});

test('K-71: first the controller has to see the newest spec', () => {
  for (const observedGeneration of [0, 1, undefined]) {
    expect(said(partitioned, { observedGeneration })).toBe(
      'waiting: Waiting for statefulset spec update to be observed...',
    );
  }
});

test('K-72: then all Pods have to be ready', () => {
  expect(said(partitioned, { readyReplicas: 2 })).toBe('waiting: Waiting for 1 pods to be ready...');
  expect(said(partitioned, { readyReplicas: undefined })).toBe('waiting: Waiting for 3 pods to be ready...');
});

test('K-73: then those above the partition have to be updated', () => {
  expect(said(partitioned, { updatedReplicas: 1 })).toBe(
    'waiting: Waiting for partitioned roll out to finish: 1 out of 3 new pods have been updated...',
  );
  const two: Strategy = { type: 'RollingUpdate', rollingUpdate: { partition: 1 } };
  expect(said(two, { updatedReplicas: 1 })).toContain('1 out of 2 new pods');
  expect(said(two, { updatedReplicas: 2 })).toContain('done: ');
});

test('K-74: done, even without a partition that holds anything back', () => {
  expect(said(partitioned)).toBe('done: partitioned roll out complete: 3 new pods have been updated...');
});

test('K-75: without rollingUpdate the revisions have to be the same', () => {
  expect(said(plain, { updateRevision: 'web-2', currentRevision: 'web-1', updatedReplicas: 2 })).toBe(
    'waiting: waiting for statefulset rolling update to complete 2 pods at revision web-2...',
  );
  expect(said(plain, { updateRevision: 'web-2', currentRevision: 'web-2' })).toBe(
    'done: statefulset rolling update complete 3 pods at revision web-2...',
  );
});
