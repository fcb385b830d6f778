// The lesson the page begins with, if its address or its link names one. Separate from taking one later: it decides as well
// whose the run of a link is, the lesson's or one's own.
import type { Beginning } from '../beginning.ts';
import type { Doors } from '../doors.ts';
import { lessonIn } from './lesson-address.ts';
import type { TakenLesson } from './taken-lesson.ts';

export interface FirstTaken {
  readonly taken?: TakenLesson;
  /** Wanted, but there is none of that name. */
  readonly unknown?: string;
  /** The run of the beginning is a step of the lesson: one's own run is another. */
  readonly isLinked: boolean;
}

/** `search` as the browser gives it, with its `?`. A link says more than the address it stands in. */
export async function firstTaken(search: string, beginning: Beginning, doors: Doors): Promise<FirstTaken> {
  const place = beginning.lesson ?? lessonIn(search);
  if (!place) return { isLinked: false };
  const [{ takeLesson }] = await Promise.all([import('./taken-lesson.ts'), doors.lines.ready()]);
  const taken = takeLesson(place, doors, beginning.lesson && beginning);
  if (!taken) return { unknown: place.id, isLinked: false };
  return { taken, isLinked: beginning.lesson !== undefined };
}
