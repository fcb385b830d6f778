// The session of the step somebody is at, as a React value: another one whenever a step begins.
import { useSyncExternalStore } from 'react';
import type { Session } from '../session.ts';
import type { TakenLesson } from './taken-lesson.ts';

/** Undefined: no lesson is taken. */
export const useTakenSession = (taken: TakenLesson | undefined): Session | undefined =>
  useSyncExternalStore(
    (changed) => taken?.store.subscribe(changed) ?? (() => {}),
    () => taken?.store.getState().session,
  );
