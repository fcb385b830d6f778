// Taking a lesson: a question first, then goals, then the next step; what a link says may be anything.
import { expect, test } from 'vitest';
import type { Run } from '../run/run.ts';
import { beginStep, settle, solutionInput } from './begin-step.ts';
import { firstLesson } from './first-lesson.ts';
import { LessonRun } from './lesson-run.ts';

function begun(taken: LessonRun): Run {
  const created = beginStep(taken.step);
  if (!created.ok) throw new Error('a step of the first lesson must run');
  return created.run;
}

/** The run as it is after this line, on a cluster that branched off at a revision. */
function branchOf(run: Run, revision: number): Run {
  const { atMs = 0 } = run.cluster.changes().findLast((change) => change.revision <= revision) ?? {};
  const cluster = run.cluster.forkAt({ ms: atMs, revision });
  return Object.create(run, { cluster: { value: cluster } }) as Run;
}

test('the question comes first, is answered once, and its answer is kept as data', () => {
  const taken = new LessonRun(firstLesson);
  expect(taken.state).toEqual({ id: 'names-and-order', step: 0, phase: 'predicting', goals: [] });
  taken.answer(7);
  expect(taken.state.phase).toBe('predicting');
  taken.answer(2);
  taken.answer(1);
  expect([taken.state.phase, taken.state.answer]).toEqual(['doing', 2]);
  expect(JSON.parse(JSON.stringify(taken.state))).toEqual(taken.state);
});

test('a step without a question begins with its goals', () => {
  const steps = firstLesson.steps.map(({ prediction: _asked, ...step }) => step);
  expect(new LessonRun({ ...firstLesson, steps }).state.phase).toBe('doing');
});

test('the state is replaced only when something is different', () => {
  const taken = new LessonRun(firstLesson, 2);
  const run = begun(taken);
  taken.watch(run);
  taken.answer(1);
  const { state } = taken;
  taken.watch(run);
  expect(taken.state).toBe(state);
  run.submit({ kind: 'line', value: 'kubectl scale sts tkb-sts --replicas=5' });
  settle(run);
  taken.watch(run);
  expect([taken.state.phase, state.phase]).toEqual(['done', 'doing']);
});

test('entering a step, the same or another, begins with its question and the next run', () => {
  const taken = new LessonRun(firstLesson, 1);
  const run = begun(taken);
  taken.watch(run);
  taken.answer(2);
  settle(run);
  taken.watch(run);
  expect(taken.state.phase).toBe('done');
  taken.enter(1);
  expect(taken.state).toEqual({ id: 'names-and-order', step: 1, phase: 'predicting', goals: [] });
  taken.watch(begun(taken));
  expect(taken.state.goals.map(({ state }) => state)).toEqual(['open', 'open']);
  taken.enter(1);
  taken.watch(run);
  expect(taken.state.goals.map(({ state }) => state)).toEqual(['open', 'met']);
  taken.enter(4);
  expect([taken.place, taken.isLastStep]).toEqual([{ id: 'names-and-order', step: 4 }, true]);
});

test('a branch is judged by its own past: what was done on the other one does not count', () => {
  const taken = new LessonRun(firstLesson, 2);
  const run = begun(taken);
  taken.watch(run);
  taken.answer(1);
  const since = run.cluster.head.cursor.revision;
  run.submit({ kind: 'line', value: 'kubectl scale sts tkb-sts --replicas=5' });
  settle(run);
  taken.watch(run);
  expect(taken.state.phase).toBe('done');
  taken.watch(branchOf(run, since));
  expect(taken.state.phase).toBe('doing');
  taken.watch(run);
  expect(taken.state.phase).toBe('done');
  taken.watch(branchOf(run, since - 20));
  expect(taken.state.phase).toBe('doing');
});

test('a run that has gone on, as one from a link, is judged from where its step began', () => {
  const taken = new LessonRun(firstLesson, 2);
  const run = begun(taken);
  run.submit({ kind: 'line', value: 'kubectl scale sts tkb-sts --replicas=5' });
  settle(run);
  taken.watch(run, begun(taken).cluster.head.cursor.revision);
  taken.answer(0);
  expect(taken.state.phase).toBe('done');
});

test.each([-1, 99, 1.5, Number.NaN])('a link to step %s opens a step that is there', (step) => {
  const taken = new LessonRun(firstLesson, step);
  expect(taken.step.title.en).not.toBe('');
});

test('a part of a solution becomes a line or the edited text; one that does not fit becomes nothing', () => {
  expect(solutionInput({ line: 'kubectl get pods' }, 'a')).toEqual({ kind: 'line', value: 'kubectl get pods' });
  expect(solutionInput({ find: 'replicas: 3', put: 'replicas: $&' }, 'x replicas: 3 y')).toEqual({
    kind: 'edit',
    value: 'x replicas: $& y',
  });
  expect(solutionInput({ find: 'replicas: 3', put: '' }, 'replicas: 4')).toBeUndefined();
});

test('what never settles is entered as it is after ten minutes', () => {
  const [step] = firstLesson.steps;
  const crashing =
    'apiVersion: ordinal.dev/v1\nkind: Scenario\nmetadata: {name: crash}\nspec:\n  images:\n    - {match: "*", exit: {code: 1, after: 1s}}\n---\n';
  const created = step && beginStep({ ...step, start: { ...step.start, text: crashing + step.start.text } });
  if (!created?.ok) throw new Error('the scenario must run');
  expect(created.run.cluster.nowMs).toBeLessThanOrEqual(600_000);
  expect(created.run.cluster.nowMs).toBeGreaterThan(100_000);
});
