import { expect, test } from 'vitest';
import { scene } from '../locales/en/scene.ts';
import { createRun } from '../run/create-run.ts';
import type { Run } from '../run/run.ts';
import { waitText } from '../scene/narrate.ts';
import { statusOf } from './cluster-status.ts';

const text = (image: string): string => `apiVersion: ordinal.dev/v1
kind: Scenario
metadata: {name: one}
spec:
  images:
  - {match: "nginx:broken", pull: error}
  - {match: "*", pull: 500ms}
---
apiVersion: v1
kind: Pod
metadata: {name: web}
spec: {containers: [{name: c, image: "${image}"}]}
`;

function started(image: string): Run {
  const created = createRun(text(image));
  if (!created.ok) throw new Error(created.refusals[0]?.message);
  return created.run;
}

function statusAt(run: Run, ms: number): string {
  run.advanceTo(ms);
  const status = statusOf(run, run.cluster.head.cursor, { kind: 'past' });
  return status.kind === 'waiting' ? waitText(status.reason, scene) : status.kind;
}

test('a cluster in which nothing goes on but that an image is tried again and again waits, and says until when', () => {
  const run = started('nginx:broken');
  expect(statusAt(run, 0)).toBe('working');
  const texts = Array.from({ length: 200 }, (_, at) => statusAt(run, 30_000 + at * 1000));
  const waiting = texts.filter((one) => one.startsWith('web: image nginx:broken cannot be pulled; next try at '));
  expect(waiting.length).toBeGreaterThan(150);
  expect(new Set(waiting).size).toBeGreaterThan(1);
});

test('one that starts as it should works, and is settled', () => {
  const run = started('nginx:1.27');
  expect([statusAt(run, 100), statusAt(run, 60_000)]).toEqual(['working', 'settled']);
});
