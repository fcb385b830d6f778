// Whatever the start of a StatefulSet writes or waits for has a rule, and a sentence in both languages with nothing left open.
import { expect, test } from 'vitest';
import type { Reason, StatefulSet, View } from '../engine/index.ts';
import { isApiChange } from '../engine/index.ts';
import { scene as en } from '../locales/en/scene.ts';
import { scene as zh } from '../locales/zh-CN/scene.ts';
import { createRun } from '../run/create-run.ts';
import type { Run } from '../run/run.ts';
import { narrate, waitText } from '../scene/narrate.ts';
import { readScenario } from './traces/recordings.ts';

const names = [
  'seed-start',
  'no-service',
  'claim-waiting',
  'claim-immediate',
  'parallel',
  'image-pull',
  'delete-pod',
  'deployment',
  'budget',
  'expand',
  'anti-affinity',
  'drain',
];

function played(name: string): Run {
  const created = createRun(readScenario(name));
  if (!created.ok) throw new Error(JSON.stringify(created.refusals));
  return created.run;
}

const open = /\{\{|undefined/;

function mistakes(reason: Reason, said: (reason: Reason, messages: typeof en) => string): readonly string[] {
  return [en, zh].flatMap((messages) => {
    const text = said(reason, messages);
    const isNamed = text !== '' && !text.includes(`(${reason.rule})`) && !text.includes(`Rule ${reason.rule}`);
    return isNamed && !open.test(text) && !text.includes(`规则 ${reason.rule}`) ? [] : [`${reason.rule}: ${text}`];
  });
}

for (const name of names) {
  test(`${name}: every write and every wait has a rule and a sentence`, () => {
    const run = played(name);
    run.advanceTo(60_000);
    const { cluster } = run;
    const changes = cluster.changes(cluster.startRevision).filter(isApiChange);
    expect(changes.length).toBeGreaterThan(5);
    expect(changes.filter(({ reason }) => !/^[A-Z-]+-\d+[a-z]?$/.test(reason.rule))).toEqual([]);
    const writes = changes.filter(({ kind }) => kind !== 'Event');
    const wrong = [
      ...writes.flatMap(({ reason }) => mistakes(reason, narrate)),
      ...cluster.waits().flatMap(({ reason }) => mistakes(reason, waitText)),
    ];
    expect([...new Set(wrong)]).toEqual([]);
  });
}

/** Longer than it takes from a change to the one that answers it. */
const answerMs = 150;

test('every Pod that is held back has a wait', () => {
  const run = played('seed-start');
  const silent: string[] = [];
  for (let atMs = 0; atMs <= 60_000; atMs += 50) {
    run.advanceTo(atMs);
    const { head } = run.cluster;
    const lastMs = run.cluster.changes().at(-1)?.atMs ?? 0;
    if (atMs - lastMs < answerMs) continue;
    const set = head.get('StatefulSet', 'default/tkb-sts');
    if (set) silent.push(...heldBack(set, head).map((pod) => `${atMs} ms: ${pod}`));
  }
  expect(run.cluster.head.get('StatefulSet', 'default/tkb-sts')?.status.readyReplicas).toBe(3);
  expect(silent).toEqual([]);
});

/** Pods of the set that are not Ready and of which no wait speaks. */
function heldBack(set: StatefulSet, view: View): readonly string[] {
  const waits = view.waits().map(({ reason }) => reason.params ?? {});
  return Array.from({ length: set.spec.replicas ?? 1 }, (_, ordinal) => ordinal).flatMap((ordinal) => {
    const name = `${set.metadata.name}-${ordinal}`;
    const pod = view.get('Pod', `default/${name}`);
    const ready = pod?.status.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True');
    const isSpokenOf = waits.some(
      ({ pod: of, first, last }) =>
        of === name || (typeof first === 'number' && typeof last === 'number' && first <= ordinal && ordinal <= last),
    );
    return ready || isSpokenOf ? [] : [name];
  });
}
