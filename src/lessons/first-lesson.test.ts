// The first lesson is true: its predictions come about, its solution meets every goal by each way of doing it, and it says the
// same things in both languages.
import { expect, test } from 'vitest';
import type { Run, RunInput } from '../run/run.ts';
import { beginStep, settle, solutionInput } from './begin-step.ts';
import { firstLesson } from './first-lesson.ts';
import { LessonRun } from './lesson-run.ts';
import type { LessonStep } from './lesson.ts';
import { lessonNamed } from './lessons.ts';
import { textParts } from './markup.ts';
import { parseLesson } from './parse-lesson.ts';

const [names, start, up, down, deletion] = [0, 1, 2, 3, 4];

/** The learner at a step, with its run and the question answered rightly. */
function learner(step: number): { readonly taken: LessonRun; readonly run: Run } {
  const taken = new LessonRun(firstLesson, step);
  const begun = beginStep(taken.step);
  if (!begun.ok) throw new Error(begun.refusals.map(({ message }) => message).join('\n'));
  taken.watch(begun.run);
  taken.answer(taken.step.prediction?.right ?? 0);
  return { taken, run: begun.run };
}

/** Where a step ends after these inputs, each given when all is settled. */
function played(step: number, inputs: readonly ((text: string) => RunInput)[]): readonly string[] {
  const { taken, run } = learner(step);
  for (const input of inputs) {
    run.submit(input(run.text));
    settle(run);
  }
  settle(run);
  taken.watch(run);
  return [taken.state.phase, ...taken.state.goals.map(({ state }) => state)];
}

const line = (value: string) => (): RunInput => ({ kind: 'line', value });

const edit =
  (find: string, put: string) =>
  (text: string): RunInput => {
    const input = solutionInput({ find, put }, text);
    if (!input) throw new Error(`"${find}" must be in the text`);
    return input;
  };

const solved = ({ solution }: LessonStep): readonly ((text: string) => RunInput)[] =>
  solution.map((part) => ('line' in part ? line(part.line) : edit(part.find, part.put)));

for (const [index, step] of firstLesson.steps.entries()) {
  test(`step ${index + 1}, ${step.title.en}: not met at its start, and met by its solution`, () => {
    const { taken } = learner(index);
    expect(taken.state.phase).toBe('doing');
    expect(played(index, solved(step))).toEqual(['done', 'met', 'met']);
  });

  test(`step ${index + 1} is not met without its solution`, () => {
    expect(played(index, [])[0]).toBe(step.solution.length === 0 ? 'done' : 'doing');
  });
}

test('scaling by the YAML meets the same goals as by the command line', () => {
  expect(played(up, [edit('replicas: 3', 'replicas: 5')])).toEqual(['done', 'met', 'met']);
  expect(played(down, [edit('replicas: 5', 'replicas: 3')])).toEqual(['done', 'met', 'met']);
});

test('scaling by patch and deleting by label meet them as well', () => {
  expect(played(up, [line(`kubectl patch sts tkb-sts -p '{"spec":{"replicas":5}}'`)])[0]).toBe('done');
  expect(played(names, [line('kubectl delete pods -l app=web')])[0]).toBe('done');
  expect(played(deletion, [line('kubectl delete statefulset/tkb-sts --wait=false')])[0]).toBe('done');
});

test('scaling in two goes is as good as in one', () => {
  expect(played(down, [edit('replicas: 5', 'replicas: 4'), edit('replicas: 4', 'replicas: 3')])[0]).toBe('done');
});

test('whoever deletes Pods by hand out of order has lost the order', () => {
  expect(played(down, [line('kubectl delete pod tkb-sts-3')])).toEqual(['lost', 'lost', 'open']);
});

test('whoever deletes a claim has not kept it', () => {
  const byHand = [line('kubectl scale sts tkb-sts --replicas=4'), line('kubectl delete pvc webroot-tkb-sts-4')];
  expect(played(down, [...byHand, line('kubectl scale sts tkb-sts --replicas=3')])).toEqual(['lost', 'met', 'lost']);
});

test('a StatefulSet made anew with Parallel does not start in order', () => {
  const { taken, run } = learner(start);
  run.submit(line('kubectl delete sts tkb-sts')());
  settle(run);
  run.submit(edit('serviceName:', 'podManagementPolicy: Parallel\n  serviceName:')(run.text));
  settle(run);
  taken.watch(run);
  expect(taken.state.goals.map(({ state }) => state)).toEqual(['lost', 'met']);
});

test('scaling to 0 first leaves the goal open: all three Pods never end at one time', () => {
  const gentle = [line('kubectl scale sts tkb-sts --replicas=0'), line('kubectl delete sts tkb-sts')];
  expect(played(deletion, gentle)).toEqual(['doing', 'open', 'met']);
});

test('the lesson is a lesson as a stranger’s would have to be', () => {
  expect(parseLesson(JSON.parse(JSON.stringify(firstLesson)))).toEqual({ ok: true, lesson: firstLesson });
  expect(lessonNamed(firstLesson.id)).toBe(firstLesson);
  expect(lessonNamed('nothing')).toBeUndefined();
});

test('both languages name the same code, and Chinese is Chinese', () => {
  const texts = textsIn(firstLesson);
  expect(texts.length).toBeGreaterThan(50);
  for (const { en, chinese } of texts) {
    expect(codesIn(chinese), en).toEqual(codesIn(en));
    expect(chinese, en).toMatch(/[\u4e00-\u9fff]/);
  }
});

const codesIn = (text: string): readonly string[] =>
  textParts(text)
    .filter(({ kind }) => kind === 'code')
    .map(({ text: code }) => code)
    .toSorted();

function textsIn(value: unknown): readonly { readonly en: string; readonly chinese: string }[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('en' in value && 'zh-CN' in value) return [{ en: String(value.en), chinese: String(value['zh-CN']) }];
  return Object.values(value).flatMap(textsIn);
}
