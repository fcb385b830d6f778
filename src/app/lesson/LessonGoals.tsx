// What the step is to bring about, each ticked off by the cluster itself; and the same said aloud.
import { Circle, CircleCheck, CircleX } from 'lucide-react';
import { clock } from '../duration.ts';
import { filled, useLessonWords } from './lesson-words.ts';
import type { LessonView } from './taken-lesson.ts';
import { Words } from './Words.tsx';
import type { GoalState } from '../../lessons/judge.ts';
import type { LessonStep } from '../../lessons/lesson.ts';
import { textParts } from '../../lessons/markup.ts';
import { goalSentence } from '../../lessons/reason-text.ts';

const icons = { open: Circle, met: CircleCheck, lost: CircleX };

interface LessonGoalsProps {
  readonly step: LessonStep;
  readonly view: LessonView;
}

export function LessonGoals({ step: { goals }, view: { state } }: LessonGoalsProps) {
  const { words } = useLessonWords();
  return (
    <ul className="goals" aria-label={words.goalsHeading}>
      {goals.map(({ text }, at) => {
        const goal = state.goals[at];
        const Icon = icons[goal?.state ?? 'open'];
        const note = goal && noteOf(goal, state.phase);
        return (
          <li key={at} className="goal" data-state={goal?.state ?? 'open'}>
            <Icon aria-hidden size={17} />
            <div>
              <p>
                <Words text={text} />
              </p>
              {note && <p className="goal-note">{note}</p>}
            </div>
          </li>
        );
      })}
    </ul>
  );

  function noteOf(goal: GoalState, phase: string): string | undefined {
    if (goal.state === 'met') return filled(words.goals.metAt, { time: clock(goal.atMs) });
    // What is missing says nothing before one has begun.
    return goal.state === 'lost' || phase === 'doing' ? goalSentence(goal, words) : undefined;
  }
}

/** The latest news of the step, for who cannot see the ticks. */
export function LessonNews({ step: { goals }, view: { state, held } }: LessonGoalsProps) {
  const { words, language } = useLessonWords();
  const met = state.goals.flatMap((goal, at) =>
    goal.state === 'met' ? [{ atMs: goal.atMs, text: goals[at]?.text }] : [],
  );
  const last = met.toSorted((one, other) => one.atMs - other.atMs).at(-1)?.text;
  const goal =
    last &&
    textParts(last[language])
      .map(({ text }) => text)
      .join('');
  const news =
    state.phase === 'predicting'
      ? held > 0 && words.prediction.first
      : [
          goal && filled(words.goals.reached, { goal, met: met.length, goals: goals.length }),
          state.phase !== 'doing' && words.phases[state.phase],
        ]
          .filter(Boolean)
          .join(' ');
  return (
    <p className="visually-hidden" role="status">
      {news}
    </p>
  );
}
