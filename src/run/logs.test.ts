// What `kubectl logs` prints, and why it sometimes cannot.
import { expect, test } from 'vitest';
import type { Run } from './run.ts';
import { scenario, startedRun } from './testing/texts.ts';

const world = scenario(`images:
  - {match: "crashing", exit: {code: 1, after: 3s}, logs: [{text: starting}, {after: 2s, text: "no database"}, {after: 9s, text: late}]}
  - {match: "missing", pull: error}
  - {match: "*", logs: [{text: hello}, {after: 5s, text: ready}]}`);

const pod = (name: string, image: string, more = ''): string => `apiVersion: v1
kind: Pod
metadata: {name: ${name}}
spec: {containers: [{name: main, image: ${image}}${more}]}
---
`;

const text =
  world + pod('web', 'nginx', ', {name: side, image: nginx}') + pod('loop', 'crashing') + pod('lost', 'missing');

function typed(run: Run, line: string): unknown {
  run.submit({ kind: 'line', value: line });
  const answer = run.answers.at(-1);
  return answer && 'run' in answer ? [answer.exit, answer.stdout, answer.stderr] : answer;
}

function started(ms = 60_000): Run {
  const run = startedRun(text);
  run.advanceTo(ms);
  return run;
}

const defaulted = 'Defaulted container "main" out of: main, side\n';

test('K-53: a container has printed what its image prints by then', () => {
  const run = started(3_000);
  expect(typed(run, 'kubectl logs web')).toEqual([0, 'hello\n', defaulted]);
  run.advanceTo(60_000);
  expect(typed(run, 'kubectl logs web -c side')).toEqual([0, 'hello\nready\n', '']);
  expect(typed(run, 'kubectl logs web side --tail=1 --prefix')).toEqual([0, '[pod/web/side] ready\n', '']);
  expect(typed(run, 'kubectl logs web side --since=5s')).toEqual([0, '', '']);
  const [, stamped] = typed(run, 'kubectl logs web side --timestamps --tail=1') as [number, string];
  expect(stamped).toMatch(/^2026-01-01T00:00:0\d\.\d{9}Z ready\n$/);
});

test('SUB-5: between two runs the log of the last one is served, and of the one before on request', () => {
  const run = started(2_000);
  const both = 'starting\nno database\n';
  const waiting = (): boolean =>
    run.cluster.head.get('Pod', 'default/loop')?.status.containerStatuses?.[0]?.state.waiting !== undefined;
  while (!waiting()) run.advanceTo(run.cluster.nowMs + 100);
  expect(typed(run, 'kubectl logs loop')).toEqual([0, both, '']);
  const stamped = typed(run, 'kubectl logs loop --timestamps');
  expect(typed(run, 'kubectl logs loop --previous --timestamps')).toEqual(stamped);
  while (waiting()) run.advanceTo(run.cluster.nowMs + 100);
  expect(typed(run, 'kubectl logs loop')).toEqual([0, 'starting\n', '']);
  expect(typed(run, 'kubectl logs loop -p')).toEqual([0, both, '']);
});

test.each([
  ['kubectl logs nosuch', 'error: error from server (NotFound): pods "nosuch" not found in namespace "default"'],
  ['kubectl logs web -c nope', 'error: container nope is not valid for pod web out of: main, side'],
  [
    'kubectl logs web side -p',
    'Error from server (BadRequest): previous terminated container "side" in pod "web" not found',
  ],
  ['kubectl logs web --since=soon', 'error: invalid argument "soon" for "--since" flag: time: invalid duration'],
])('K-53, SUB-5: %s says why not', (line, message) => {
  expect(typed(started(), line)).toEqual([1, '', `${message}\n`]);
});

test('SUB-5: a container that waits has no log yet, and says for what', () => {
  const run = started();
  const [, , told] = typed(run, 'kubectl logs lost') as [number, string, string];
  expect(told).toMatch(
    /^Error from server \(BadRequest\): container "main" in pod "lost" is waiting to start: (image can't be pulled|trying and failing to pull image)\n$/,
  );
});

test('SUB-5: nobody can be asked on a machine that is off', () => {
  const run = started();
  const node = run.cluster.head.get('Pod', 'default/loop')?.spec.nodeName ?? '';
  typed(run, `chaos power-off node/${node}`);
  const [exit, , told] = typed(run, 'kubectl logs loop') as [number, string, string];
  expect([exit, told]).toEqual([
    1,
    expect.stringMatching(
      /^Error from server: Get "https:\/\/192\.0\.2\.\d:10250\/containerLogs\/default\/loop\/main": dial tcp .* no route to host\n$/,
    ),
  ]);
});
