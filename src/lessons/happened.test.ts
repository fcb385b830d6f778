// The story of a step: what it is about, at the times at which it came true.
import { expect, test } from 'vitest';
import { beginStep, settle } from './begin-step.ts';
import { firstLesson } from './first-lesson.ts';
import { happened } from './happened.ts';

/** `code object`, in order, of a step on which this line was given. */
function story(step: number, line: string): readonly string[] {
  const lessonStep = firstLesson.steps[step];
  if (!lessonStep) throw new Error('the first lesson must have this step');
  const begun = beginStep(lessonStep);
  if (!begun.ok) throw new Error('a step of the first lesson must begin');
  const { run } = begun;
  const began = run.cluster.head.cursor.revision;
  if (line !== '') run.submit({ kind: 'line', value: line });
  settle(run);
  const list = happened(lessonStep, run.cluster, began);
  expect(list.map(({ atMs }) => atMs)).toEqual(list.map(({ atMs }) => atMs).toSorted((one, other) => one - other));
  return list.map(({ name }) => `${name.code} ${name.params.object}`);
}

test('an ordered start is told in its order', () => {
  expect(story(1, '')).toEqual([
    'created pod/tkb-sts-0',
    'condition pod/tkb-sts-0',
    'created pod/tkb-sts-1',
    'condition pod/tkb-sts-1',
    'created pod/tkb-sts-2',
    'field sts/tkb-sts',
  ]);
});

test('of the Pod that replaces another it is told that it is Ready, and not of the one before it', () => {
  expect(story(0, 'kubectl delete pod tkb-sts-0')).toEqual([
    'ending pod/tkb-sts-0',
    'deleted pod/tkb-sts-0',
    'created pod/tkb-sts-0',
    'condition pod/tkb-sts-0',
  ]);
});

test('what came out of turn is told when it came', () => {
  const told = story(3, 'kubectl delete pod tkb-sts-3');
  expect(told.slice(0, 2)).toEqual(['ending pod/tkb-sts-3', 'deleted pod/tkb-sts-3']);
});

test('of what has not happened nothing is told', () => {
  expect(story(2, 'kubectl get pods')).toEqual([]);
});
