// The page's lesson, if one is taken: loads it when it is wanted, keeps one's own run still meanwhile, and keeps the address.
import { useEffect, useMemo, useRef, useState } from 'react';
import type { Doors } from '../doors.ts';
import type { Session } from '../session.ts';
import { withLesson } from './lesson-address.ts';
import type { FirstTaken } from './first-taken.ts';
import type { LessonPlace } from './lesson-address.ts';
import type { Lessons } from './lesson-context.ts';

/** `own`: what is held still; `first`: the lesson the page begins with. */
export function useLessons(own: Session | undefined, doors: Doors, first: FirstTaken | undefined): Lessons {
  const [taken, setTaken] = useState(first?.taken);
  const [unknown, setUnknown] = useState(first?.unknown);
  const address = useRef('');
  useEffect(() => {
    if (!taken) return;
    address.current ||= withLesson(location.search, undefined) + location.hash;
    const show = () => {
      const { id, step } = taken.store.getState().state;
      history.replaceState(null, '', location.pathname + withLesson(location.search, { id, step }));
    };
    show();
    const unsubscribe = taken.store.subscribe(show);
    const release = own?.hold();
    return () => {
      unsubscribe();
      release?.();
      history.replaceState(null, '', location.pathname + address.current);
      address.current = '';
    };
  }, [taken, own]);
  return useMemo(
    () => ({
      taken,
      unknown,
      async take(place: LessonPlace) {
        const [{ takeLesson }] = await Promise.all([import('./taken-lesson.ts'), doors.lines.ready()]);
        const next = takeLesson(place, doors);
        setUnknown(next ? undefined : place.id);
        if (next) setTaken(next);
      },
      leave() {
        taken?.stop();
        setTaken(undefined);
        // What had the focus may be gone: it returns to where a lesson is begun.
        requestAnimationFrame(() => document.getElementById('lesson-button')?.focus());
      },
      dismissUnknown: () => setUnknown(undefined),
    }),
    [taken, unknown, doors],
  );
}
