import { expect, test } from 'vitest';
import { finishedSteps, finishedStepsOf, isFinished, noteFinished } from './finished-steps.ts';

test('what was finished is remembered once, also where nothing can be stored', () => {
  const place = { id: 'names-and-order', step: 2 };
  expect(isFinished(finishedSteps.getState(), place)).toBe(false);
  noteFinished(place);
  noteFinished(place);
  expect(finishedSteps.getState().steps).toEqual(['names-and-order/2']);
  expect(isFinished(finishedSteps.getState(), { ...place, step: 1 })).toBe(false);
});

test('of what was stored only what is understood is taken', () => {
  expect([undefined, null, 7, { steps: 'a/1' }].map((one) => finishedStepsOf(one).steps)).toEqual([[], [], [], []]);
  expect(finishedStepsOf({ steps: ['a/1', 3, 'no', 'b-c/0'], more: true }).steps).toEqual(['a/1', 'b-c/0']);
});
