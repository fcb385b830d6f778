// Reads a lesson from JSON that may come from anybody: every field is checked, bounded and copied, so that nothing behind this
// file sees a value it did not expect.
import { isWatchable } from '../run/condition.ts';
import { parseWhen } from '../scenarios/parse-when.ts';
import type { Goal, Lesson, LessonStep, Prediction, SolutionPart, StepStart, Text } from './lesson.ts';
import { limits } from './lesson.ts';

/** `path`: where in the JSON, such as `steps[0].goals[1].kind`. */
export interface LessonProblem {
  readonly path: string;
  readonly code: 'wrong-type' | 'unknown-field' | 'too-long' | 'too-many' | 'empty' | 'bad-condition' | 'bad-choice';
}

export type ParsedLesson =
  | { readonly ok: true; readonly lesson: Lesson }
  /** The first mistake. */
  | { readonly ok: false; readonly problem: LessonProblem };

/** The lesson that a JSON value is, or the first thing that is wrong with it. */
export function parseLesson(value: unknown): ParsedLesson {
  try {
    return { ok: true, lesson: lessonOf({ value, path: '' }) };
  } catch (error) {
    if (error instanceof Mistake) return { ok: false, problem: error.problem };
    throw error;
  }
}

interface Place {
  readonly value: unknown;
  readonly path: string;
}

/** Thrown to get out of the reading, and caught above. */
class Mistake extends Error {
  readonly problem: LessonProblem;

  constructor(path: string, code: LessonProblem['code']) {
    super(`${path}: ${code}`);
    this.problem = { path, code };
  }
}

function lessonOf(place: Place): Lesson {
  const { id, title, about, steps } = fieldsOf(place, ['id', 'title', 'about', 'steps']);
  return {
    id: wordOf(id, limits.idCharacters),
    title: textOf(title),
    about: textOf(about),
    steps: itemsOf(steps, limits.steps, 1).map(stepOf),
  };
}

function stepOf(place: Place): LessonStep {
  const names = ['title', 'text', 'start', 'prediction', 'goals', 'hint', 'solution'] as const;
  const { title, text, start, prediction, goals, hint, solution } = fieldsOf(place, names);
  return {
    title: textOf(title),
    text: itemsOf(text, limits.paragraphs, 1).map(textOf),
    start: startOf(start),
    ...(prediction.value === undefined ? {} : { prediction: predictionOf(prediction) }),
    goals: itemsOf(goals, limits.goals, 1).map(goalOf),
    hint: textOf(hint),
    solution: itemsOf(solution, limits.solution, 0).map(solutionPartOf),
  };
}

function startOf(place: Place): StepStart {
  const { text, from } = fieldsOf(place, ['text', 'from']);
  if (from.value !== 'beginning' && from.value !== 'settled') throw new Mistake(from.path, 'wrong-type');
  return { text: wordOf(text, limits.startCharacters), from: from.value };
}

function predictionOf(place: Place): Prediction {
  const { question, choices, right, why } = fieldsOf(place, ['question', 'choices', 'right', 'why']);
  const offered = itemsOf(choices, limits.choices, 2).map(textOf);
  const index = right.value;
  if (typeof index !== 'number' || offered[index] === undefined) throw new Mistake(right.path, 'bad-choice');
  return { question: textOf(question), choices: offered, right: index, why: textOf(why) };
}

function goalOf(place: Place): Goal {
  const { text, kind, conditions, objects } = fieldsOf(place, ['text', 'kind', 'conditions', 'objects']);
  const common = { text: textOf(text), conditions: itemsOf(conditions, limits.conditions, 1).map(conditionOf) };
  switch (kind.value) {
    case 'kept':
      return { ...common, kind: 'kept', objects: itemsOf(objects, limits.objects, 1).map(objectOf) };
    case 'reached':
    case 'sequence':
    case 'order':
      if (objects.value !== undefined) throw new Mistake(objects.path, 'unknown-field');
      return { ...common, kind: kind.value };
    default:
      throw new Mistake(kind.path, 'wrong-type');
  }
}

function solutionPartOf(place: Place): SolutionPart {
  const { line, find, put } = fieldsOf(place, ['line', 'find', 'put']);
  if (line.value === undefined) {
    return { find: wordOf(find, limits.textCharacters), put: wordOf(put, limits.textCharacters) };
  }
  for (const other of [find, put]) if (other.value !== undefined) throw new Mistake(other.path, 'unknown-field');
  return { line: wordOf(line, limits.textCharacters) };
}

function conditionOf(place: Place): string {
  const condition = wordOf(place, limits.conditionCharacters);
  const parsed = parseWhen(condition);
  if (!parsed.ok || !isWatchable(parsed.when)) throw new Mistake(place.path, 'bad-condition');
  return condition;
}

function objectOf(place: Place): string {
  const object = wordOf(place, limits.conditionCharacters);
  const parsed = parseWhen(`delete ${object}`);
  if (!parsed.ok || !isWatchable(parsed.when)) throw new Mistake(place.path, 'bad-condition');
  return object;
}

function textOf(place: Place): Text {
  const { en, 'zh-CN': chinese } = fieldsOf(place, ['en', 'zh-CN']);
  return { en: wordOf(en, limits.textCharacters), 'zh-CN': wordOf(chinese, limits.textCharacters) };
}

function wordOf({ value, path }: Place, limit: number): string {
  if (typeof value !== 'string') throw new Mistake(path, 'wrong-type');
  if (value.trim() === '') throw new Mistake(path, 'empty');
  if (value.length > limit) throw new Mistake(path, 'too-long');
  return value;
}

function itemsOf({ value, path }: Place, most: number, least: number): readonly Place[] {
  if (!Array.isArray(value)) throw new Mistake(path, 'wrong-type');
  if (value.length > most) throw new Mistake(path, 'too-many');
  if (value.length < least) throw new Mistake(path, 'empty');
  return value.map((item: unknown, index) => ({ value: item, path: `${path}[${index}]` }));
}

/** Exactly these fields; one that is absent has the value undefined. */
function fieldsOf<Name extends string>(
  { value, path }: Place,
  names: readonly Name[],
): { readonly [name in Name]: Place } {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Mistake(path, 'wrong-type');
  const known: readonly string[] = names;
  const at = (name: string): string => (path === '' ? name : `${path}.${name}`);
  const unknown = Object.keys(value).find((name) => !known.includes(name));
  if (unknown !== undefined) throw new Mistake(at(unknown.slice(0, 40)), 'unknown-field');
  const own = new Map<string, unknown>(Object.entries(value));
  const places = names.map((name) => [name, { value: own.get(name), path: at(name) }] as const);
  return Object.fromEntries(places) as { readonly [name in Name]: Place };
}
