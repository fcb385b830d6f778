// How a ReplicaSet makes many Pods: in batches that grow, so that a flood of failures is not asked for (DEP-11).
import { expect, test } from 'vitest';
import { changesOf } from './testing/moments.ts';
import { startedRun } from './testing/texts.ts';

const deployment = (more = ''): string =>
  `apiVersion: apps/v1
kind: Deployment
metadata: {name: shop}
spec:
  replicas: 10
  selector: {matchLabels: {app: shop}}
  template:
    metadata: {labels: {app: shop}}
    spec: {${more}containers: [{name: c, image: nginx:1.25}]}
`;

test('DEP-11: one Pod, then two, then four, then the rest', () => {
  const run = startedRun(deployment());
  run.advanceTo(5000);
  const times = changesOf(run, 'Pod', 0).flatMap(({ before, atMs }) => (before ? [] : [atMs]));
  const sizes = [...new Set(times)].map((ms) => times.filter((it) => it === ms).length);
  expect(sizes).toEqual([1, 2, 4, 3]);
});

test('DEP-11: where the first fails, no other is asked for until the next try', () => {
  const run = startedRun(deployment('priorityClassName: none, '));
  run.advanceTo(1000);
  const failed = changesOf(run, 'Event', 0).flatMap(({ after, atMs }) =>
    after?.reason === 'FailedCreate' ? [atMs] : [],
  );
  expect(failed.length).toBeGreaterThan(5);
  expect(new Set(failed).size).toBe(failed.length);
});
