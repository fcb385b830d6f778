// Steps through a run: where they begin and end, forwards and backwards, and whom they are due to.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Run } from './run.ts';
import { goToNextStep, nextStep, previousStep, startOf, stepWith } from './steps.ts';
import type { Step } from './steps.ts';
import { configMap, scenario, startedRun } from './testing/texts.ts';

const pod = `apiVersion: v1
kind: Pod
metadata: {name: web}
spec: {containers: [{name: nginx, image: nginx:1.25}]}
---
`;

/** All steps from the start on, the run going on for as many as are asked for. */
function walked(run: Run, most = Infinity): readonly Step[] {
  const steps: Step[] = [];
  let cursor = startOf(run.cluster);
  while (steps.length < most) {
    const sought = goToNextStep(run, cursor);
    if (sought.kind !== 'step') break;
    steps.push(sought.step);
    cursor = sought.step.cursor;
  }
  return steps;
}

test('each document is a step, and so is what each component does about it, named with its cause', () => {
  const run = startedRun(pod + configMap('a'));
  const steps = walked(run, 3);
  expect(steps.map(({ cause }) => cause)).toEqual([
    expect.objectContaining({ kind: 'input', actor: 'user' }),
    expect.objectContaining({ kind: 'input', actor: 'user' }),
    { kind: 'component', component: 'default-scheduler', revision: run.cluster.startRevision + 1 },
  ]);
});

test('a step ends where the cause or the time changes, and each change is in just one', () => {
  const run = startedRun(pod);
  walked(run);
  const { cluster } = run;
  const changes = cluster.changes();
  for (let revision = cluster.startRevision + 1; revision <= changes.length; revision++) {
    const step = stepWith(cluster, revision);
    if (!step) throw new Error(`revision ${revision} is in no step`);
    const causes = changes
      .slice(step.firstRevision - 1, step.cursor.revision)
      .map(({ atMs, cause }) => JSON.stringify([atMs, cause]));
    expect(new Set(causes).size).toBe(1);
    expect(step.firstRevision <= revision && revision <= step.cursor.revision).toBe(true);
  }
});

test('past the head the run goes on until something happens, or says that nothing will', () => {
  const run = startedRun(scenario('steps: [{at: 1h, run: kubectl delete cm a}]') + configMap('a'));
  const [created, deleted, ...more] = walked(run);
  expect([created?.cursor.ms, deleted?.cursor.ms, more]).toEqual([0, 3_600_000, []]);
  expect(goToNextStep(run, run.cluster.head.cursor)).toEqual({ kind: 'settled' });
});

test('going on stops when it is told to', () => {
  const run = startedRun(pod);
  expect(goToNextStep(run, run.cluster.head.cursor, () => false)).toEqual({ kind: 'stopped' });
});

test('Events that only repeat and the renewing of Leases are no steps', () => {
  const run = startedRun(scenario('images: [{match: "*", pull: error}]') + pod);
  run.advanceTo(1_200_000);
  const { cluster } = run;
  expect(cluster.changes().some(({ kind, before }) => kind === 'Event' && before !== undefined)).toBe(true);
  const steps: Step[] = [];
  for (let step = nextStep(cluster, startOf(cluster)); step; step = nextStep(cluster, step.cursor)) steps.push(step);
  const merely = steps.filter(({ firstRevision, cursor }) =>
    cluster
      .changes()
      .slice(firstRevision - 1, cursor.revision)
      .every(({ kind, before }) => kind === 'Lease' || (kind === 'Event' && before !== undefined)),
  );
  expect([merely, steps.length > 5]).toEqual([[], true]);
});

test('a fault is a step though only a machine changes', () => {
  const run = startedRun(configMap('a'));
  run.advanceTo(5_000);
  const { cursor } = run.cluster.head;
  run.submit({ kind: 'line', value: 'chaos power-off node/node-1' });
  expect(nextStep(run.cluster, cursor)?.cause).toMatchObject({ kind: 'input', actor: 'chaos' });
});

test('before the first step there is none', () => {
  const { cluster } = startedRun(configMap('a'));
  expect(previousStep(cluster, startOf(cluster))).toBeUndefined();
});

test('from anywhere, back and forth again ends at the end of a step, and back from a later time at its end', () => {
  const run = startedRun(pod);
  const steps = walked(run);
  const last = steps.at(-1);
  expect(previousStep(run.cluster, { ms: run.cluster.nowMs + 1, revision: last?.cursor.revision ?? 0 })).toEqual(last);
  const anyStep = fc.integer({ min: 1, max: steps.length - 1 });
  fc.assert(
    fc.property(anyStep, (at) => {
      const [before, here] = [steps[at - 1], steps[at]];
      if (!before || !here) throw new Error('a step must be there');
      expect(previousStep(run.cluster, here.cursor)).toEqual(before);
      expect(nextStep(run.cluster, before.cursor)).toEqual(here);
      // Between two steps, as the timeline shows it: the last whole step.
      expect(previousStep(run.cluster, { ms: here.cursor.ms, revision: here.firstRevision - 1 })).toBeDefined();
    }),
  );
});
