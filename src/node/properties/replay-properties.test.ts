// Random stories played more than once. Dearer than looking at a run, so on a fifth of the stories.
import { test } from 'vitest';
import { pastTroubleOf, slicingTroubleOf, textTroubleOf } from './replay.ts';
import { always, cases, patienceMs } from './trial.ts';

const some = Math.ceil(cases / 5);

test(
  'the same story twice is the same to the byte, however time is cut',
  () => always(some, slicingTroubleOf),
  patienceMs,
);

test('the past is as it was, and goes on from there as it did', () => always(some, pastTroubleOf), patienceMs);

test('what a failure prints is a scenario that plays the same', () => always(some, textTroubleOf), patienceMs);
