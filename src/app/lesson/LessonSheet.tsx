// The lesson on a phone: a sheet under the picture, or one line of it under the other views, so that it buries neither.
import { ChevronDown, ChevronUp, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import './lesson.css';
import { useSession, useSessionState } from '../session-context.ts';
import type { PanelName } from '../session-state.ts';
import { useLessons } from './lesson-context.ts';
import { useLessonWords } from './lesson-words.ts';
import { LessonFoot, LessonProgress } from './LessonParts.tsx';
import { LessonStep } from './LessonStep.tsx';
import type { TakenLesson } from './taken-lesson.ts';

export function LessonSheet({ taken }: { readonly taken: TakenLesson }) {
  const { words, language } = useLessonWords();
  const { leave } = useLessons();
  const session = useSession();
  const view = useStore(taken.store);
  const panel = useSessionState((state) => state.panel);
  const selected = useSessionState((state) => state.selected !== null);
  const [open, setOpen] = useState<{ readonly [P in PanelName]?: boolean }>({ picture: true });
  const isOpen = open[panel] ?? false;
  const { phase } = view.state;
  // Read, answer, watch, and read what came of it: while one watches, the picture has the room.
  useEffect(() => setOpen({ picture: phase !== 'doing' }), [view.session, phase]);
  useEffect(() => {
    if (view.held === 0) return;
    session.showPanel('picture');
    setOpen({ picture: true });
  }, [session, view.held]);
  useEffect(() => {
    // The hint stands in what is folded away.
    if (view.hint) setOpen((now) => ({ ...now, [session.store.getState().panel]: true }));
  }, [session, view.hint]);
  useEffect(() => {
    // What is selected stands under the picture, which must not go for both.
    if (selected) setOpen((now) => ({ ...now, picture: false }));
  }, [selected]);
  const toggle = isOpen ? words.actions.fold : words.actions.unfold;
  return (
    <section
      className="lesson sheet"
      aria-label={`${words.name}: ${taken.lesson.title[language]}`}
      data-open={isOpen}
      data-phase={phase}
    >
      <div className="lesson-head">
        <button
          type="button"
          className="button icon quiet"
          title={toggle}
          aria-label={toggle}
          aria-expanded={isOpen}
          onClick={() => setOpen({ ...open, [panel]: !isOpen })}
        >
          {isOpen ? <ChevronDown aria-hidden size={19} /> : <ChevronUp aria-hidden size={19} />}
        </button>
        <LessonProgress taken={taken} view={view} />
        <button
          type="button"
          className="button icon quiet"
          title={words.actions.leave}
          aria-label={words.actions.leave}
          onClick={leave}
        >
          <X aria-hidden size={18} />
        </button>
      </div>
      {isOpen && <LessonStep taken={taken} view={view} />}
      <LessonFoot taken={taken} view={view} />
    </section>
  );
}
