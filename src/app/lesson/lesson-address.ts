// The lesson in the address: `?lesson=ID&step=N`, steps counted from 1 as a person does. Only says which place is wanted;
// whether there is one is for whoever knows the lessons.

/** A step of a lesson, from 0. */
export interface LessonPlace {
  readonly id: string;
  readonly step: number;
}

/** Where somebody begins who has never seen a StatefulSet. */
export const firstLessonPlace: LessonPlace = { id: 'names-and-order', step: 0 };

/** `search` as the browser gives it, with its `?`. A step that is none becomes the first. */
export function lessonIn(search: string): LessonPlace | undefined {
  const query = new URLSearchParams(search);
  const id = query.get('lesson');
  if (!id) return undefined;
  const step = Number(query.get('step') ?? 1) - 1;
  return { id, step: Number.isSafeInteger(step) && step > 0 ? step : 0 };
}

/** The same search with this place in it, or with none. */
export function withLesson(search: string, place: LessonPlace | undefined): string {
  const query = new URLSearchParams(search);
  query.delete('lesson');
  query.delete('step');
  if (place) {
    query.set('lesson', place.id);
    if (place.step > 0) query.set('step', String(place.step + 1));
  }
  const written = query.toString();
  return written === '' ? '' : `?${written}`;
}
