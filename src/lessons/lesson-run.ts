// Somebody taking a lesson: which step, what they predicted, which goals are met. Its state is plain data that is replaced when
// it changes, so that a store can hold it; a link carries `{id, step}` of it.
import type { Cluster } from '../engine/index.ts';
import type { Run } from '../run/run.ts';
import type { GoalState } from './judge.ts';
import { Judge } from './judge.ts';
import type { Lesson, LessonStep } from './lesson.ts';

export interface LessonState {
  readonly id: string;
  /** From 0. */
  readonly step: number;
  /** `predicting`: the question stands, and nothing should move before it is answered. `lost`: only starting again helps. */
  readonly phase: 'predicting' | 'doing' | 'lost' | 'done';
  /** Index of the choice taken; absent before, and in steps without a question. */
  readonly answer?: number;
  /** One a goal; empty before a run is watched. */
  readonly goals: readonly GoalState[];
}

export class LessonRun {
  readonly lesson: Lesson;
  #state: LessonState;
  #cluster: Cluster | undefined;
  #judge: Judge | undefined;
  #sinceRevision: number | undefined;

  /** A step that is not there (links come from anybody) becomes the nearest one. */
  constructor(lesson: Lesson, step = 0) {
    this.lesson = lesson;
    this.#state = this.#entered(Number.isInteger(step) ? step : 0);
  }

  /** The same object as long as nothing is different. */
  get state(): LessonState {
    return this.#state;
  }

  get step(): LessonStep {
    const step = this.lesson.steps[this.#state.step];
    if (!step) throw new Error('a lesson must be at one of its steps');
    return step;
  }

  get isLastStep(): boolean {
    return this.#state.step === this.lesson.steps.length - 1;
  }

  /** What a link carries. */
  get place(): { readonly id: string; readonly step: number } {
    return { id: this.#state.id, step: this.#state.step };
  }

  /** Goes to a step, or starts the one it is at again: the question may be answered anew, and `watch` begins with its run. */
  enter(step: number): void {
    this.#cluster = undefined;
    this.#judge = undefined;
    this.#sinceRevision = undefined;
    this.#state = this.#entered(step);
  }

  /** Takes a choice; the first one counts. */
  answer(choice: number): void {
    const { prediction } = this.step;
    if (this.#state.phase !== 'predicting' || prediction?.choices[choice] === undefined) return;
    this.#state = this.#judged({ ...this.#state, answer: choice });
  }

  /**
   * Judges the step on this run; to be called whenever it may have moved, cheap if it has not. The step begins at the head of
   * the first run it is given after `enter`; a branch of that run, from before or after this moment, is judged by its own past.
   * A run from a link has gone on since: `began` says at which revision the step did, that of the head of a fresh `beginStep`.
   */
  watch({ cluster }: Run, began = cluster.head.cursor.revision): void {
    if (cluster !== this.#cluster) {
      this.#sinceRevision = Math.min(this.#sinceRevision ?? began, cluster.head.cursor.revision);
      this.#judge = new Judge(this.step.goals, cluster, this.#sinceRevision);
      this.#cluster = cluster;
    }
    const goals = this.#judge?.look() ?? [];
    if (goals !== this.#state.goals) this.#state = this.#judged({ ...this.#state, goals });
  }

  #entered(step: number): LessonState {
    const last = this.lesson.steps.length - 1;
    return this.#judged({ id: this.lesson.id, step: Math.max(0, Math.min(step, last)), phase: 'doing', goals: [] });
  }

  #judged(state: LessonState): LessonState {
    const question = this.lesson.steps[state.step]?.prediction;
    return { ...state, phase: phaseOf(state, question !== undefined) };
  }
}

function phaseOf({ answer, goals }: LessonState, asks: boolean): LessonState['phase'] {
  if (asks && answer === undefined) return 'predicting';
  if (goals.some(({ state }) => state === 'lost')) return 'lost';
  return goals.length > 0 && goals.every(({ state }) => state === 'met') ? 'done' : 'doing';
}
