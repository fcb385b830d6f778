// What a lesson is: data and nothing else, so that one can come in a link or a file from anybody and still be harmless. Reading
// an untrusted one is parse-lesson.ts; whether its goals are met is judge.ts.

/** One text in every language Ordinal speaks. Code stands between backticks, see markup.ts; there is no other markup. */
export interface Text {
  readonly en: string;
  readonly 'zh-CN': string;
}

export interface Lesson {
  /** As links name it. */
  readonly id: string;
  readonly title: Text;
  readonly about: Text;
  readonly steps: readonly LessonStep[];
}

export interface LessonStep {
  readonly title: Text;
  /** Paragraphs. */
  readonly text: readonly Text[];
  readonly start: StepStart;
  readonly prediction?: Prediction;
  readonly goals: readonly Goal[];
  readonly hint: Text;
  /** Empty: time alone meets the goals. Each is given when the cluster has settled after the one before. */
  readonly solution: readonly SolutionPart[];
}

/** Every step starts by itself, so that it can be repeated, skipped and linked to. */
export interface StepStart {
  /** A scenario with its documents, as in the editor. */
  readonly text: string;
  /** `settled`: the learner enters when everything the text asks for has happened. */
  readonly from: 'beginning' | 'settled';
}

/** A question asked once, before anything moves. */
export interface Prediction {
  readonly question: Text;
  readonly choices: readonly Text[];
  /** Index of the choice that comes true. */
  readonly right: number;
  readonly why: Text;
}

/**
 * Something to bring about. A condition is what `kubectl wait --for=` takes and then an object, as in a scenario's `when`:
 * `condition=Ready pod/web-1`, `create pod/web-0`, `delete pod/web-2`, `jsonpath={.status.readyReplicas}=3 sts/web`.
 */
export type Goal = { readonly text: Text } & GoalCheck;

export type GoalCheck =
  /** All conditions held at one instant. */
  | { readonly kind: 'reached'; readonly conditions: readonly string[] }
  /** Conditions began to hold one after another; what came before its turn is passed over. */
  | { readonly kind: 'sequence'; readonly conditions: readonly string[] }
  /** The same, but one that begins to hold for the first time before its turn loses the goal. */
  | { readonly kind: 'order'; readonly conditions: readonly string[] }
  /** None of the objects (`pvc/web-0`) was deleted before all conditions held at one instant. */
  | { readonly kind: 'kept'; readonly objects: readonly string[]; readonly conditions: readonly string[] };

/** A command line, or an edit: `find`, which stands once in the text, becomes `put`, and the text is applied. */
export type SolutionPart = { readonly line: string } | { readonly find: string; readonly put: string };

/** How much a lesson may hold. */
export const limits = {
  steps: 50,
  paragraphs: 20,
  choices: 6,
  goals: 12,
  conditions: 20,
  objects: 20,
  solution: 20,
  idCharacters: 60,
  textCharacters: 2_000,
  startCharacters: 100_000,
  conditionCharacters: 500,
} as const;
