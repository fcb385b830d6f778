// Which steps of lessons somebody has finished, for the next visit. Works without storage (blocked, full, of another version),
// and then forgets at the end of this one.
import { createStore } from 'zustand/vanilla';
import { createJSONStorage, persist } from 'zustand/middleware';
import { tolerantStorage } from '../preferences.ts';
import type { LessonPlace } from './lesson-address.ts';

export interface FinishedSteps {
  /** `LESSON/STEP`, steps from 0. */
  readonly steps: readonly string[];
}

const most = 500;

/** Only what is understood is taken from what was stored. */
export function finishedStepsOf(stored: unknown): FinishedSteps {
  const steps: unknown = typeof stored === 'object' && stored !== null && 'steps' in stored ? stored.steps : [];
  const known = Array.isArray(steps) ? steps.filter((one) => typeof one === 'string' && /^[\w-]+\/\d+$/.test(one)) : [];
  return { steps: known.slice(0, most) };
}

export const finishedSteps = createStore<FinishedSteps>()(
  persist((): FinishedSteps => ({ steps: [] }), {
    name: 'ordinal.finished-steps',
    storage: createJSONStorage(() => tolerantStorage(() => localStorage)),
    merge: (stored) => finishedStepsOf(stored),
  }),
);

export const isFinished = ({ steps }: FinishedSteps, { id, step }: LessonPlace): boolean =>
  steps.includes(`${id}/${step}`);

export function noteFinished(place: LessonPlace): void {
  if (isFinished(finishedSteps.getState(), place)) return;
  finishedSteps.setState(({ steps }) => ({ steps: [...steps, `${place.id}/${place.step}`].slice(-most) }));
}
