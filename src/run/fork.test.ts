// A property: a fork is the run that would have come of the same text and the inputs it keeps, and goes on as that would.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { commandLine } from './command-line.ts';
import type { Run, RunInput } from './run.ts';
import { startRun } from './start-run.ts';
import { configMap, printed, scenario, startedRun } from './testing/texts.ts';

const set = (replicas: number): string => `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: web}
spec:
  serviceName: web
  replicas: ${replicas}
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      terminationGracePeriodSeconds: 2
      containers: [{name: nginx, image: nginx}]
---
`;

const world = scenario(`quietAfter: 2s
steps:
  - {when: condition=Ready pod/web-1, run: kubectl delete pod web-0}
  - {after: 1s, request: {method: GET, path: /api/v1/namespaces/default/pods}}
  - {when: condition=Ready pod/web-1, node: web-1, run: chaos power-off node/$NODE}
  - {when: quiet, run: kubectl delete cm held --timeout=3s}`);

const text = (replicas: number): string =>
  world + set(replicas) + configMap('held', ', finalizers: [example.com/hold]');

const input: fc.Arbitrary<RunInput> = fc.constantFrom<RunInput[]>(
  { kind: 'line', value: 'kubectl delete pod web-0 web-1' },
  { kind: 'line', value: 'kubectl delete pod web-1 --force' },
  { kind: 'line', value: 'kubectl delete cm held --timeout=2s' },
  { kind: 'line', value: 'kubectl get pods' },
  { kind: 'line', value: 'kubectl get pods -w' },
  { kind: 'line', value: '^C' },
  { kind: 'line', value: 'kubectl rollout status sts/web --timeout=7s' },
  { kind: 'line', value: 'kubectl rollout restart sts/web' },
  { kind: 'line', value: 'chaos crash pod/web-0' },
  { kind: 'line', value: 'chaos reboot node/node-1' },
  { kind: 'edit', value: text(4) },
  { kind: 'edit', value: 'a: [1' },
  { kind: 'edit', value: `${text(2)}${configMap('new')}` },
  { kind: 'request', value: '{"method":"GET","path":"/api/v1/namespaces/default/pods"}' },
);

const afterMs = fc.oneof(fc.constant(0), fc.nat(9000));
const dated = fc.array(fc.record({ afterMs, input }), { maxLength: 6 });
const laterInputs = fc.array(fc.record({ afterMs, input }), { maxLength: 2 });

function goOn(run: Run, given: readonly { afterMs: number; input: RunInput }[]): void {
  for (const { afterMs, input } of given) {
    run.advanceTo(run.cluster.nowMs + afterMs);
    run.submit(input);
  }
}

/** A run of its own with the same inputs until an instant. */
function fresh(inputs: Run['inputs'], ms: number): Run {
  const run = startedRun(text(3));
  for (const { atMs, kind, value } of inputs) {
    run.advanceTo(atMs);
    run.submit({ kind, value });
  }
  run.advanceTo(ms);
  return run;
}

const state = (run: Run): string =>
  JSON.stringify([
    run.cluster.nowMs,
    run.cluster.changes(),
    run.cluster.waits(),
    run.answers,
    run.inputs,
    run.playedSteps,
    run.text,
    [run.state(), run.nextMs(), run.isOver(), run.stuckOn()],
  ]);

test('a fork equals a fresh run with the same inputs, and goes on as it does; the run it left is what it was', () => {
  const kept = fc.option(fc.nat(6), { nil: Infinity });
  fc.assert(
    fc.property(dated, laterInputs, fc.double({ min: 0, max: 1, noNaN: true }), kept, (given, later, share, most) => {
      const run = startedRun(text(3));
      goOn(run, given);
      run.advanceTo(run.cluster.nowMs + 20_000);
      const before = state(run);
      const ms = Math.floor(run.cluster.nowMs * share);
      const fork = run.forkAt(ms, most);
      const inputs = run.inputs.filter(({ atMs }) => atMs <= ms).slice(0, most);
      const other = fresh(inputs, ms);
      expect(state(fork)).toBe(state(other));
      goOn(fork, later);
      goOn(other, later);
      const againMs = Math.floor(fork.cluster.nowMs * share);
      expect(state(fork.forkAt(againMs))).toBe(state(other.forkAt(againMs)));
      fork.advanceTo(fork.cluster.nowMs + 30_000);
      other.advanceTo(other.cluster.nowMs + 30_000);
      expect(state(fork)).toBe(state(other));
      expect(state(run)).toBe(before);
    }),
    { numRuns: 25 },
  );
});

test('a fork just before an input keeps what happened at the same instant, and the inputs before it', () => {
  const run = startedRun(configMap('a'));
  run.advanceTo(1000);
  run.submit({ kind: 'line', value: 'kubectl delete cm a' });
  run.submit({ kind: 'edit', value: configMap('a') + configMap('b') });
  run.advanceTo(5000);
  const fork = run.forkAt(1000, 1);
  expect(printed(fork)).toEqual(printed(run).slice(0, 2));
  expect(fork.cluster.head.get('ConfigMap', 'default/b')).toBeUndefined();
  const later = run.forkAt(4000, 0);
  expect([later.cluster.nowMs, later.inputs, later.cluster.head.count('ConfigMap')]).toEqual([4000, [], 5]);
});

test('a fork while a step of the scenario is in flight plays nothing again but what that step was told', () => {
  const text = `${scenario('steps:\n  - run: kubectl get nodes\n  - run: kubectl delete cm held --timeout=60s')}${configMap('held', ', finalizers: [example.com/hold]')}`;
  const lines: string[] = [];
  const created = startRun(text, (shell, line, variables, strike) => {
    lines.push(line);
    return commandLine(shell, line, variables, strike);
  });
  if (!created.ok) throw new Error(created.refusals[0]?.message);
  const { run } = created;
  run.advanceTo(30_000);
  const fork = run.forkAt(20_000);
  expect(lines).toEqual([
    'kubectl get nodes',
    'kubectl delete cm held --timeout=60s',
    'kubectl delete cm held --timeout=60s',
  ]);
  fork.advanceTo(90_000);
  run.advanceTo(90_000);
  expect(printed(fork)).toEqual(printed(run));
});

test('a command in flight is in flight in the fork as well, and its output goes to the fork alone', () => {
  const run = startedRun(configMap('held', ', finalizers: [example.com/hold]'));
  run.submit({ kind: 'line', value: 'kubectl delete cm held --timeout=5s' });
  run.advanceTo(4000);
  const fork = run.forkAt(2000);
  expect([fork.answers.at(-1), fork.nextMs()]).toEqual([run.answers.at(-1), 5000]);
  fork.advanceTo(6000);
  expect([printed(fork).at(-1)?.includes('timed out'), printed(run).at(-1)?.includes('in flight')]).toEqual([
    true,
    true,
  ]);
});

test('a fork of a fork has what is in flight as well', () => {
  const run = startedRun(set(2));
  run.submit({ kind: 'line', value: 'kubectl get pods -w' });
  run.submit({ kind: 'line', value: 'kubectl rollout status sts/web' });
  run.advanceTo(3000);
  const fork = run.forkAt(1200).forkAt(700);
  expect(printed(fork)).toEqual(printed(run.forkAt(700)));
  fork.advanceTo(3000);
  expect(printed(fork)).toEqual(printed(run));
});
