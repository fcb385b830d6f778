// The lessons there are. Their ids are public: links name them.
import { firstLesson } from './first-lesson.ts';
import type { Lesson } from './lesson.ts';

export const lessons: readonly Lesson[] = [firstLesson];

/** Undefined: there is no such lesson (links come from anybody). */
export const lessonNamed = (id: string): Lesson | undefined => lessons.find((lesson) => lesson.id === id);
