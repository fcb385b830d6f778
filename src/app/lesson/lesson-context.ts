// How components reach the lesson somebody takes, and how one is begun and left. Only types of it are known here: a lesson is
// loaded when it is wanted.
import { createContext, useContext } from 'react';
import type { LessonPlace } from './lesson-address.ts';
import type { TakenLesson } from './taken-lesson.ts';

export interface Lessons {
  /** Undefined: none is taken, and everything is about one's own run. */
  readonly taken: TakenLesson | undefined;
  /** A lesson that was wanted and that there is not. */
  readonly unknown: string | undefined;
  readonly take: (place: LessonPlace) => void;
  /** Back to one's own run, which is as it was. */
  readonly leave: () => void;
  readonly dismissUnknown: () => void;
}

export const LessonContext = createContext<Lessons | null>(null);

export function useLessons(): Lessons {
  const lessons = useContext(LessonContext);
  if (!lessons) throw new Error('a component that uses lessons must stand inside LessonContext');
  return lessons;
}
