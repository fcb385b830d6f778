// A lesson being taken on the page: each step is a session of its own, so that one's own run stays as it is. Holds time and
// hands still until the step's question is answered, and lets the lesson judge every instant that is shown.
import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { Beginning } from '../beginning.ts';
import type { Doors } from '../doors.ts';
import { createSession } from '../session.ts';
import type { Session } from '../session.ts';
import { noteFinished } from './finished-steps.ts';
import { heldRun } from './held-run.ts';
import type { LessonPlace } from './lesson-address.ts';
import { playSolution } from './play-solution.ts';
import { beginStep } from '../../lessons/begin-step.ts';
import { happened } from '../../lessons/happened.ts';
import type { Happening } from '../../lessons/happened.ts';
import type { Lesson } from '../../lessons/lesson.ts';
import { LessonRun } from '../../lessons/lesson-run.ts';
import type { LessonState } from '../../lessons/lesson-run.ts';
import { lessonNamed } from '../../lessons/lessons.ts';
import { treeOf } from '../../run/branches.ts';
import type { Run } from '../../run/run.ts';
import type { Player } from '../../stage/player.ts';

export interface LessonView {
  /** The step's own; another one after `goTo` and `again`. */
  readonly session: Session;
  readonly state: LessonState;
  /** What the step is about and came true, once the step is done or lost. */
  readonly story: readonly Happening[];
  readonly hint: boolean;
  /** How often something was tried before the question was answered. */
  readonly held: number;
}

export interface TakenLesson {
  readonly lesson: Lesson;
  readonly store: StoreApi<LessonView>;
  readonly answer: (choice: number) => void;
  readonly again: () => void;
  readonly goTo: (step: number) => void;
  readonly showHint: (shown: boolean) => void;
  /** Plays the solution, from the beginning of the step if anything has been done. */
  readonly showMe: () => void;
  readonly stop: () => void;
}

/** Undefined: there is no such lesson. `linked`: the run of a link, on which the step is gone on with. */
export function takeLesson(place: LessonPlace, doors: Doors, linked?: Beginning): TakenLesson | undefined {
  const lesson = lessonNamed(place.id);
  if (!lesson) return undefined;
  return new StepSessions(lesson, place.step, doors, linked).taken;
}

/** Wall time within which asking again is the same request. */
const oneGestureMs = 100;

class StepSessions {
  readonly taken: TakenLesson;
  readonly #run: LessonRun;
  readonly #doors: Doors;
  readonly #store: StoreApi<LessonView>;
  #player: Player | undefined;
  #stop: () => void;
  /** The head of the step's fresh run. */
  #began = 0;

  constructor(lesson: Lesson, step: number, doors: Doors, linked: Beginning | undefined) {
    this.#run = new LessonRun(lesson, step);
    this.#doors = this.#watching(doors);
    const { session, stop } = this.#begin(linked);
    this.#store = createStore(() => this.#view(session));
    this.#stop = stop;
    this.taken = {
      lesson,
      store: this.#store,
      answer: (choice) => this.#answer(choice),
      again: () => this.#enter(this.#run.state.step),
      goTo: (next) => this.#enter(next),
      showHint: (hint) => this.#store.setState({ hint }),
      showMe: () => this.#showMe(),
      stop: () => this.#stop(),
    };
  }

  /** `linked`: instead of the step's own beginning. */
  #begin(linked?: Beginning): { readonly session: Session; readonly stop: () => void } {
    const begun = beginStep(this.#run.step);
    if (!begun.ok) throw new Error(`the start of a step must be accepted: ${begun.refusals[0]?.message ?? ''}`);
    const { cursor } = begun.run.cluster.head;
    this.#began = cursor.revision;
    const { text } = this.#run.step.start;
    const beginning = linked ?? { run: begun.run, tree: treeOf(text), editorText: text, cursor };
    const session = createSession({ ...beginning, run: this.#held(beginning.run) }, this.#doors);
    this.#run.watch(session.run(), this.#began);
    // The judge looks at a run whenever the page does.
    const unsubscribe = session.store.subscribe(() => this.#judge());
    return {
      session: this.#guarded(session),
      stop: () => {
        unsubscribe();
        session.stop();
      },
    };
  }

  #enter(step: number): void {
    const speed = this.#player?.state().speed ?? 1;
    this.#stop();
    this.#run.enter(step);
    const { session, stop } = this.#begin();
    this.#stop = stop;
    this.#player?.setSpeed(speed);
    this.#store.setState(this.#view(session), true);
  }

  #answer(choice: number): void {
    this.#run.answer(choice);
    this.#judge();
    if (this.#run.step.start.from === 'beginning') this.#player?.play();
  }

  #showMe(): void {
    const { answer, phase, step } = this.#run.state;
    if (phase === 'predicting') return this.#hold();
    const { run } = this.#store.getState().session;
    const isFresh = run().inputs.length === 0 && run().cluster.head.cursor.revision === this.#began;
    if (!isFresh) {
      this.#enter(step);
      if (answer !== undefined) this.#answer(answer);
    }
    const { session } = this.#store.getState();
    this.#player?.play();
    const stopPlaying = playSolution(this.#run.step.solution, session);
    const stop = this.#stop;
    this.#stop = () => {
      stopPlaying();
      stop();
    };
  }

  #judge(): void {
    const { session, state } = this.#store.getState();
    this.#run.watch(session.run(), this.#began);
    const now = this.#run.state;
    if (now === state) return;
    if (now.phase === 'done') noteFinished(this.#run.place);
    const isOver = now.phase === 'done' || now.phase === 'lost';
    const story = isOver ? happened(this.#run.step, session.run().cluster, this.#began) : [];
    this.#store.setState({ state: now, story });
  }

  #hold(): void {
    this.#store.setState(({ held }) => ({ held: held + 1 }));
  }

  #view(session: Session): LessonView {
    return { session, state: this.#run.state, story: [], hint: false, held: 0 };
  }

  get #isHolding(): boolean {
    return this.#run.state.phase === 'predicting';
  }

  /** Nothing is done to the cluster before the question is answered, and Reset is the step's own. */
  #guarded(session: Session): Session {
    const held =
      <A extends readonly unknown[]>(action: (...of: A) => void) =>
      (...of: A): void => {
        if (this.#isHolding) this.#hold();
        else action(...of);
      };
    return {
      ...session,
      apply: held(session.apply),
      command: held(session.command),
      reset: () => this.taken.again(),
    };
  }

  /** The player is needed to start and stop it; and a link of this run is a link of the step. */
  #watching(doors: Doors): Doors {
    return {
      ...doors,
      createPlayer: (options) => {
        this.#player = doors.createPlayer(options);
        return this.#player;
      },
      linkTo: (state) => doors.linkTo({ ...state, lesson: this.#run.place }),
    };
  }

  /** Nor does time go on before. */
  #held(run: Run): Run {
    let toldAt = -Infinity;
    const onHeld = (): void => {
      this.#player?.pause();
      // A run until settled asks again and again within a frame.
      const now = this.#doors.clock.now();
      if (now - toldAt > oneGestureMs) this.#hold();
      toldAt = now;
    };
    return heldRun(run, () => this.#isHolding, onHeld);
  }
}
