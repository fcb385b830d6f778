// A run in the hands of a page: time in slices, inputs, and whether anything is still to come.
import { expect, test } from 'vitest';
import type { Run } from './run.ts';
import { configMap, printed, scenario, startedRun } from './testing/texts.ts';

const set = `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: web}
spec:
  serviceName: web
  replicas: 2
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers: [{name: nginx, image: nginx}]
---
`;

const story = `${scenario('steps:\n  - {when: condition=Ready pod/web-0, run: kubectl delete pod web-0}\n  - {when: quiet, run: kubectl delete sts web}')}${set}`;

/** Everything that happened: changes with their times and reasons, and answers. */
const record = (run: Run): string => JSON.stringify([run.cluster.changes(), run.answers]);

test('a run does the same however its time is cut into slices', () => {
  const whole = startedRun(story);
  const endMs = whole.advanceToEnd();
  const sliced = startedRun(story);
  let asked = 0;
  for (let ms = 0; sliced.cluster.nowMs < endMs; ms = Math.min(endMs, ms + 37)) {
    while (sliced.advanceTo(ms, () => ++asked % 3 !== 0) < ms);
  }
  expect(asked).toBeGreaterThan(100);
  expect(record(sliced)).toBe(record(whole));
  expect(sliced.isOver()).toBe(true);
});

test('the same text and seed play the same run, another seed another one', () => {
  const [one, two, other] = [startedRun(story), startedRun(story), startedRun(story, { seed: 2 })];
  for (const run of [one, two, other]) run.advanceToEnd();
  expect(record(two)).toBe(record(one));
  expect(record(other)).not.toBe(record(one));
});

test('a line is played at the head’s time, and its output grows until it ends', () => {
  const run = startedRun(scenario('end: 60s') + configMap('held', ', finalizers: [example.com/hold]'));
  run.advanceTo(3000);
  const result = run.submit({ kind: 'line', value: 'kubectl delete cm held --timeout=2s' });
  expect(result).toEqual({ kind: 'line', atMs: 3000, answer: 1 });
  expect([printed(run)[1], run.state().kind, run.nextMs()]).toEqual([
    '3000 kubectl delete cm held --timeout=2s: in flight configmap "held" deleted from default namespace',
    'working',
    5000,
  ]);
  run.advanceTo(9000);
  expect(printed(run)[1]).toMatch(/: 1 .*\nerror: timed out waiting for the condition on configmaps\/held$/);
  expect(run.inputs).toMatchObject([{ kind: 'line', value: 'kubectl delete cm held --timeout=2s', atMs: 3000 }]);
});

test('a line that names no program, or is more than one plain command, is answered as a shell would', () => {
  const run = startedRun(configMap('a'));
  for (const value of ['ls', 'kubectl delete cm a | cat', '', 'kubectl top n']) run.submit({ kind: 'line', value });
  expect(printed(run).slice(1)).toEqual([
    '0 ls: 127 sh: ls: command not found',
    '0 kubectl delete cm a | cat: 2 sh: "|" is not understood here: write one plain command',
    '0 : 0',
    '0 kubectl top n: 1 error: kubectl top is not simulated yet',
  ]);
});

test('a request that is no request is answered so', () => {
  const run = startedRun(configMap('a'));
  run.submit({ kind: 'request', value: '{' });
  run.submit({ kind: 'request', value: '{"method":"GET","path":"/nothing"}' });
  expect(run.answers.slice(1).map((answer) => ('status' in answer ? answer.status : answer))).toEqual([400, 404]);
});

test('a run is working while a step is to come, then settled, or blocked by what waits', () => {
  const run = startedRun(scenario('steps:\n  - {at: 5s, run: kubectl delete cm a}') + configMap('a'));
  expect([run.state().kind, run.nextMs()]).toEqual(['working', 5000]);
  run.advanceTo(5000);
  expect([run.state().kind, run.nextMs()]).toEqual(['settled', undefined]);
  const unscheduled = set.replace('image: nginx', 'image: nginx, resources: {requests: {cpu: "99"}}');
  const blocked = startedRun(unscheduled);
  blocked.advanceToEnd();
  const state = blocked.state();
  expect(state.kind === 'blocked' && state.waits.map(({ component }) => component)).toContain('default-scheduler');
});
