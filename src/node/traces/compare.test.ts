import { expect, test } from 'vitest';
import { differences, kept, lacks, parts } from './compare.ts';
import type { Recording } from './compare.ts';
import type { Derived } from './derive.ts';
import { readRecording, recordedRuns } from './recordings.ts';

/** A run that does just what was recorded. */
function asRecorded(recording: Recording): Derived {
  const lists = <T>(recorded: { readonly [id: string]: { readonly list: readonly T[] } }): { [id: string]: T[] } =>
    Object.fromEntries(Object.entries(recorded).map(([id, { list }]) => [id, [...list]]));
  return {
    milestones: recording.order.flat(),
    times: [],
    statuses: lists(recording.statuses),
    endpoints: lists(recording.endpoints) as { [id: string]: string[][] },
    events: Object.fromEntries(Object.entries(recording.events).map(([id, lines]) => [id, [...lines]])),
    final: { ...recording.final },
  };
}

test.each(recordedRuns())('%s agrees with itself', (name) => {
  const recording = readRecording(name);
  const found = asRecorded(recording);
  for (const part of parts) expect(differences(part, recording, found)).toEqual([]);
});

test('two milestones of different stages in the wrong order are a difference', () => {
  const recording = readRecording('seed-start');
  const found = asRecorded(recording);
  found.milestones.reverse();
  expect(differences('order', recording, found)[0]).toMatch(/^after "the start" a real cluster does/);
});

test('a milestone too many at the end is a difference', () => {
  const recording = readRecording('no-service');
  const found = asRecorded(recording);
  found.milestones.push('Pod web-2: created');
  expect(differences('order', recording, found)).toEqual(['then nothing more, here ["Pod web-2: created"]']);
});

test('a status too many, too few or different is a difference where the recording is exact', () => {
  const recording = readRecording('no-service');
  const id = 'StatefulSet web';
  for (const change of [
    (list: unknown[]) => list.push({}),
    (list: unknown[]) => list.pop(),
    (list: unknown[]) => list.splice(0, 1, {}),
  ]) {
    const found = asRecorded(recording);
    change(found.statuses[id] ?? []);
    expect(differences('statuses', recording, found)).toHaveLength(1);
  }
});

test('more statuses are allowed where the recordings differ, but not fewer', () => {
  const recording: Recording = {
    ...readRecording('no-service'),
    statuses: { 'StatefulSet web': { exact: false, list: [1, 3] } },
  };
  const found = asRecorded(recording);
  found.statuses['StatefulSet web'] = [1, 2, 3];
  expect(differences('statuses', recording, found)).toEqual([]);
  found.statuses['StatefulSet web'] = [3, 1];
  expect(differences('statuses', recording, found)).toHaveLength(1);
});

test('an Event that is missing and one that a real cluster does not write are differences, unsteady ones are not', () => {
  const recording: Recording = {
    ...readRecording('no-service'),
    events: { 'Pod web-0': ['Normal A x: a'] },
    unsteadyEvents: ['Pod web-0: Normal C x: c'],
  };
  const found = asRecorded(recording);
  found.events['Pod web-0'] = ['Normal B x: b', 'Normal C x: c'];
  expect(differences('events', recording, found)).toEqual([
    'Pod web-0 lacks "Normal A x: a"',
    'Pod web-0 has "Normal B x: b", which a real cluster does not say',
  ]);
});

test('an object that is missing at the end or too many is a difference', () => {
  const recording = readRecording('no-service');
  const found = asRecorded(recording);
  delete found.final['Pod web-0'];
  found.final['Pod web-7'] = {};
  expect(differences('final', recording, found)).toEqual([
    'Pod web-0 does not exist at the end',
    'Pod web-7 exists at the end and should not',
  ]);
});

test('recorded fields must be there with their value, more fields are allowed, <varies> is free', () => {
  expect(lacks({ a: 1, b: '<varies>' }, { a: 1, b: 2, c: 3 }, 'x')).toEqual([]);
  expect(lacks({ a: 1 }, { a: 2 }, 'x')).toEqual(['x.a: expected 1, here 2']);
  expect(lacks({ a: [1] }, { a: [1, 2] }, 'x')).toEqual(['x.a: expected 1 items, here [1,2]']);
  expect(lacks({ a: {} }, {}, 'x')).toEqual(['x.a: expected an object, here undefined']);
});

test('kinds whose order is chance are left out', () => {
  expect(kept(['Pod a: created', 'PersistentVolume v: created'], ['PersistentVolume'])).toEqual(['Pod a: created']);
});
