// What frames a step, wide and on a phone: the steps to go to, the goals, and what can be done besides doing it.
import { ArrowLeft, ArrowRight, Check, RotateCcw } from 'lucide-react';
import { useStore } from 'zustand';
import { finishedSteps, isFinished } from './finished-steps.ts';
import { LessonGoals, LessonNews } from './LessonGoals.tsx';
import { useLessons } from './lesson-context.ts';
import { filled, useLessonWords } from './lesson-words.ts';
import type { LessonView, TakenLesson } from './taken-lesson.ts';

interface LessonPartsProps {
  readonly taken: TakenLesson;
  readonly view: LessonView;
}

/** One mark a step; all can be gone to. */
export function LessonProgress({ taken: { lesson, goTo }, view: { state } }: LessonPartsProps) {
  const { words, language } = useLessonWords();
  const finished = useStore(finishedSteps);
  return (
    <ol className="lesson-progress" aria-label={lesson.title[language]}>
      {lesson.steps.map(({ title }, at) => {
        const isDone = isFinished(finished, { id: state.id, step: at });
        const place = `${filled(words.progress, { step: at + 1, steps: lesson.steps.length })}: ${title[language]}`;
        const name = isDone ? `${place} (${words.finished})` : place;
        return (
          <li key={at}>
            <button
              type="button"
              className="progress-step"
              title={name}
              aria-label={name}
              data-finished={isDone}
              aria-current={at === state.step ? 'step' : undefined}
              onClick={() => goTo(at)}
            >
              {at + 1}
              {isDone && <Check aria-hidden size={11} />}
            </button>
          </li>
        );
      })}
    </ol>
  );
}

export function LessonFoot({ taken, view }: LessonPartsProps) {
  const { words } = useLessonWords();
  const { state, hint } = view;
  const step = taken.lesson.steps[state.step];
  if (!step) return null;
  return (
    <div className="lesson-foot">
      <LessonNews step={step} view={view} />
      <LessonGoals step={step} view={view} />
      <div className="lesson-actions">
        <button type="button" className="button" aria-pressed={hint} onClick={() => taken.showHint(!hint)}>
          {words.actions.hint}
        </button>
        {state.phase !== 'predicting' && (
          <button type="button" className="button" onClick={taken.showMe}>
            {words.actions.solution}
          </button>
        )}
        <button
          type="button"
          className={state.phase === 'lost' ? 'button icon primary' : 'button icon'}
          title={words.actions.again}
          aria-label={words.actions.again}
          onClick={taken.again}
        >
          <RotateCcw aria-hidden size={16} />
        </button>
        <span className="lesson-ways">
          <Ways taken={taken} view={view} />
        </span>
      </div>
    </div>
  );
}

/** To the steps beside this one, and out of the lesson behind the last. */
function Ways({ taken: { lesson, goTo }, view: { state } }: LessonPartsProps) {
  const { words } = useLessonWords();
  const { leave } = useLessons();
  const isLast = state.step === lesson.steps.length - 1;
  const importance = state.phase === 'done' ? 'button primary' : 'button';
  return (
    <>
      <button
        type="button"
        className="button icon"
        title={words.actions.back}
        aria-label={words.actions.back}
        disabled={state.step === 0}
        onClick={() => goTo(state.step - 1)}
      >
        <ArrowLeft aria-hidden size={17} />
      </button>
      <button type="button" className={importance} onClick={() => (isLast ? leave() : goTo(state.step + 1))}>
        {isLast ? words.actions.finish : words.actions.next}
        {!isLast && <ArrowRight aria-hidden size={16} />}
      </button>
    </>
  );
}
