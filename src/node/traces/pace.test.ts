// The comparison of intervals itself.
import { expect, test } from 'vitest';
import type { Recording } from './compare.ts';
import { paceDifferences } from './pace.ts';
import { readRecording } from './recordings.ts';

const recording: Recording = {
  ...readRecording('seed-start'),
  timeline: ['0.9 s  a: created', '2.0 s  b: created', '12.0 s  a: gone', '12.1 s  b: created'],
};
const milestones = ['a: created', 'b: created', 'a: gone', 'b: created'];

test('intervals within a second or a factor of two agree', () => {
  expect(paceDifferences(recording, { milestones, times: [0, 2000, 7000, 8000] })).toEqual([]);
});

test('others are told, and what never happened is not', () => {
  const late = 'from "b: created" to "a: gone" a real cluster took 10000 ms, here 21000 ms';
  expect(paceDifferences(recording, { milestones, times: [0, 1000, 22_000, 22_000] })).toEqual([late]);
  expect(paceDifferences(recording, { milestones: ['a: created'], times: [0] })).toEqual([]);
});

test('what comes with the tick of a clock may differ by its period', () => {
  const timeline = ['4.0 s  volume: attached', '13.2 s  Pod a: phase Running', '13.3 s  Pod a: Ready'];
  const paced = { milestones: ['volume: attached', 'Pod a: phase Running', 'Pod a: Ready'] };
  expect(paceDifferences({ ...recording, timeline }, { ...paced, times: [4000, 5000, 5100] })).toEqual([]);
  expect(paceDifferences({ ...recording, timeline }, { ...paced, times: [4000, 24_000, 24_100] })).toHaveLength(1);
});

test('an interval with a free time in it is not compared', () => {
  const times = [0, 2000, 37_000, 38_000];
  expect(paceDifferences(recording, { milestones, times })).toHaveLength(1);
  expect(paceDifferences(recording, { milestones, times }, [20_000])).toEqual([]);
});
