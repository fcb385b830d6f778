// A property: what happens depends on the text and on the inputs with their times, never on how time was cut into slices.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Run, RunInput } from './run.ts';
import { configMap, scenario, startedRun } from './testing/texts.ts';

const set = (replicas: number): string => `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: web}
spec:
  serviceName: web
  podManagementPolicy: Parallel
  replicas: ${replicas}
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      terminationGracePeriodSeconds: 1
      containers: [{name: nginx, image: nginx}]
---
`;

const world = scenario(`quietAfter: 2s
steps:
  - {when: condition=Ready pod/web-0, run: kubectl delete pod web-0}
  - {when: quiet, run: kubectl delete cm held --timeout=3s}`);

const text = (replicas: number): string =>
  world + set(replicas) + configMap('held', ', finalizers: [example.com/hold]');

const input: fc.Arbitrary<RunInput> = fc.constantFrom<RunInput[]>(
  { kind: 'line', value: 'kubectl delete pod web-0 web-1' },
  { kind: 'line', value: 'kubectl delete pod -l app=web --force' },
  { kind: 'line', value: 'kubectl delete cm held --wait=false' },
  { kind: 'edit', value: text(24) },
  { kind: 'edit', value: `${text(20)}${configMap('new')}` },
  { kind: 'request', value: '{"method":"GET","path":"/api/v1/namespaces/default/pods"}' },
);

const inputs = fc.array(fc.record({ afterMs: fc.nat(4000), input }), { maxLength: 4 });
const slices = fc.infiniteStream(
  fc.record({ ms: fc.integer({ min: 1, max: 900 }), asks: fc.integer({ min: 1, max: 4 }) }),
);

/** Plays the inputs at their times, and a while on; `advance` cuts the time. */
function played(
  dated: readonly { afterMs: number; input: RunInput }[],
  advance: (run: Run, ms: number) => void,
): string {
  const run = startedRun(text(20));
  let ms = 0;
  for (const { afterMs, input: given } of dated) {
    ms += afterMs;
    advance(run, ms);
    run.submit(given);
  }
  advance(run, ms + 10_000);
  return JSON.stringify([run.cluster.changes(), run.answers, run.inputs, run.isOver()]);
}

test('however time is cut into slices, the same happens', () => {
  const whole = (run: Run, ms: number): void => void run.advanceTo(ms);
  fc.assert(
    fc.property(inputs, slices, (dated, cuts) => {
      const sliced = (run: Run, ms: number): void => {
        while (run.cluster.nowMs < ms) {
          const cut = cuts.next().value;
          let asked = 0;
          run.advanceTo(Math.min(ms, run.cluster.nowMs + cut.ms), () => ++asked % cut.asks !== 0);
        }
      };
      expect(played(dated, sliced)).toBe(played(dated, whole));
    }),
    { numRuns: 15 },
  );
});
