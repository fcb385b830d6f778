// The step's one question: asked before anything moves, and afterwards held against what happened.
import { useEffect, useRef } from 'react';
import { clock } from '../duration.ts';
import { useLessonWords } from './lesson-words.ts';
import type { LessonView } from './taken-lesson.ts';
import { Words } from './Words.tsx';
import type { Prediction } from '../../lessons/lesson.ts';
import { factText } from '../../lessons/reason-text.ts';

interface AskProps {
  readonly prediction: Prediction;
  /** How often something was tried before there was an answer. */
  readonly held: number;
  readonly onAnswer: (choice: number) => void;
}

export function Ask({ prediction: { question, choices }, held, onAnswer }: AskProps) {
  const { words } = useLessonWords();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (held === 0) return;
    place.current?.scrollIntoView({ block: 'nearest' });
    place.current?.querySelector('button')?.focus();
  }, [held]);
  return (
    <div ref={place} className="ask" role="group" aria-labelledby="lesson-question" data-asked={held > 0}>
      <p className="lesson-phase">{words.phases.predicting}</p>
      <p id="lesson-question" className="ask-question">
        <Words text={question} />
      </p>
      {choices.map((choice, at) => (
        <button key={at} type="button" className="button choice" onClick={() => onAnswer(at)}>
          <Words text={choice} />
        </button>
      ))}
      {held > 0 && <p className="ask-first">{words.prediction.first}</p>}
    </div>
  );
}

interface AnsweredProps {
  readonly prediction: Prediction;
  readonly view: LessonView;
  /** There is something to do: time alone does not bring it about. */
  readonly isUpToYou: boolean;
}

/** What was expected; and, when the step is over, what came of it. */
export function Answered({ prediction, view: { state, story }, isUpToYou }: AnsweredProps) {
  const { words } = useLessonWords();
  const place = useRef<HTMLDivElement>(null);
  // The choices have just gone, and the focus with them.
  useEffect(() => place.current?.focus({ preventScroll: true }), []);
  const { answer, phase } = state;
  const chosen = answer === undefined ? undefined : prediction.choices[answer];
  const right = prediction.choices[prediction.right];
  const isDone = phase === 'done';
  const isRight = answer === prediction.right;
  return (
    <div ref={place} className="answered" tabIndex={-1} data-verdict={isDone ? (isRight ? 'right' : 'wrong') : 'open'}>
      {isDone && <p className="lesson-phase">{isRight ? words.prediction.right : words.prediction.wrong}</p>}
      {chosen && (
        <p>
          <span className="muted">{words.prediction.expected}</span> <Words text={chosen} />
        </p>
      )}
      {!isDone && phase === 'doing' && (
        <p className="muted">{isUpToYou ? words.prediction.make : words.prediction.watch}</p>
      )}
      {isDone && !isRight && right && (
        <p>
          <span className="muted">{words.prediction.came}</span> <Words text={right} />
        </p>
      )}
      {story.length > 0 && (
        <ol className="story" aria-label={words.prediction.story}>
          {story.map(({ atMs, name }, at) => (
            <li key={at}>
              <span className="mono muted">{clock(atMs)}</span> <span>{factText(name, words)}</span>
            </li>
          ))}
        </ol>
      )}
      {isDone && (
        <p>
          <Words text={prediction.why} />
        </p>
      )}
    </div>
  );
}
