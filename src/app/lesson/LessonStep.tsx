// One step of the lesson: its text, its question and what came of it, and the hint.
import { useEffect, useRef } from 'react';
import { filled, useLessonWords } from './lesson-words.ts';
import { Answered, Ask } from './LessonQuestion.tsx';
import type { LessonView, TakenLesson } from './taken-lesson.ts';
import { Words } from './Words.tsx';

interface LessonStepProps {
  readonly taken: TakenLesson;
  readonly view: LessonView;
}

export function LessonStep({ taken, view }: LessonStepProps) {
  const { words } = useLessonWords();
  const { session, state, hint, held } = view;
  const heading = useRef<HTMLHeadingElement>(null);
  const place = useRef<HTMLDivElement>(null);
  const step = taken.lesson.steps[state.step];
  // A step that begins, or begins again, is read from its heading on.
  useEffect(() => {
    place.current?.scrollTo({ top: 0 });
    heading.current?.focus({ preventScroll: true });
  }, [session]);
  const isOver = state.phase === 'done' || state.phase === 'lost';
  useEffect(() => {
    if (isOver) place.current?.querySelector('.answered')?.scrollIntoView({ block: 'nearest' });
  }, [isOver]);
  if (!step) return null;
  const { prediction } = step;
  return (
    <div ref={place} className="lesson-text" tabIndex={0} role="region" aria-labelledby="lesson-step">
      <h2 ref={heading} id="lesson-step" className="lesson-title" tabIndex={-1}>
        <span className="visually-hidden">
          {filled(words.progress, { step: state.step + 1, steps: taken.lesson.steps.length })}:{' '}
        </span>
        <Words text={step.title} />
      </h2>
      {step.text.map((text, at) => (
        <p key={at}>
          <Words text={text} withLines />
        </p>
      ))}
      {prediction && state.phase === 'predicting' && (
        <Ask prediction={prediction} held={held} onAnswer={taken.answer} />
      )}
      {prediction && state.phase !== 'predicting' && (
        <Answered key={state.answer} prediction={prediction} view={view} isUpToYou={step.solution.length > 0} />
      )}
      {hint && (
        <p className="hint" role="status">
          <Words text={step.hint} withLines />
        </p>
      )}
    </div>
  );
}
