// Goals are judged by the history since the step began, whatever the pace at which one looks.
import { expect, test } from 'vitest';
import type { Run } from '../run/run.ts';
import { createRun } from '../run/create-run.ts';
import { lessons as english } from '../locales/en/lessons.ts';
import { lessons as chinese } from '../locales/zh-CN/lessons.ts';
import { firstLessonStart } from './first-lesson-start.ts';
import { settle } from './begin-step.ts';
import type { GoalState } from './judge.ts';
import { Judge } from './judge.ts';
import type { Goal, GoalCheck } from './lesson.ts';
import { goalSentence } from './reason-text.ts';

const goal = (check: GoalCheck): Goal => ({ text: { en: 'a goal', 'zh-CN': '目标' }, ...check });

const ready = (name: string): string => `condition=Ready pod/${name}`;

const inOrder = goal({
  kind: 'order',
  conditions: [ready('tkb-sts-0'), 'create pod/tkb-sts-1', ready('tkb-sts-1'), 'create pod/tkb-sts-2'],
});

function runOf(replicas: number): Run {
  const created = createRun(firstLessonStart(replicas));
  if (!created.ok) throw new Error('the start of the first lesson must run');
  return created.run;
}

function settledRun(replicas: number): Run {
  const run = runOf(replicas);
  settle(run);
  return run;
}

const revisionOf = ({ cluster }: Run): number => cluster.head.cursor.revision;

const judgeOf = (run: Run, ...goals: readonly Goal[]): Judge => new Judge(goals, run.cluster, revisionOf(run));

function types(run: Run, line: string): void {
  run.submit({ kind: 'line', value: line });
  settle(run);
}

const toldIn = (messages: typeof english, states: readonly GoalState[]): readonly string[] =>
  states.map((state) => goalSentence(state, messages));

test('the same history is judged the same at every frame, at the end, and afterwards', () => {
  const run = runOf(3);
  const since = revisionOf(run);
  const often = judgeOf(run, inOrder);
  const once = judgeOf(run, inOrder);
  for (let ms = 0; ms < 60_000; ms += 16) {
    run.advanceTo(ms);
    often.look();
  }
  const created = run.cluster.changes().find(({ key, kind }) => kind === 'Pod' && key === 'default/tkb-sts-2');
  expect(often.look()).toEqual([{ state: 'met', atMs: created?.atMs }]);
  expect(once.look()).toEqual(often.look());
  expect(new Judge([inOrder], run.cluster, since).look()).toEqual(often.look());
});

test('what lasted no longer than between two looks counts', () => {
  const run = settledRun(1);
  const judge = judgeOf(
    run,
    goal({ kind: 'reached', conditions: ['delete pod/tkb-sts-0', 'create sts/tkb-sts'] }),
    goal({ kind: 'sequence', conditions: ['delete pod/tkb-sts-0', ready('tkb-sts-0')] }),
  );
  types(run, 'kubectl delete pod tkb-sts-0');
  expect(judge.look().map(({ state }) => state)).toEqual(['met', 'met']);
});

test('a state that was reached stays met; one at the start is met at once', () => {
  const run = settledRun(1);
  const judge = judgeOf(run, goal({ kind: 'reached', conditions: [ready('tkb-sts-0')] }));
  const before = judge.look();
  expect(before[0]?.state).toBe('met');
  types(run, 'kubectl delete sts tkb-sts');
  expect(judge.look()).toBe(before);
});

test('a step that began before the present is judged from its own beginning, not from what came earlier', () => {
  const run = settledRun(1);
  types(run, 'kubectl delete pod tkb-sts-0');
  const since = revisionOf(run);
  const deleted = goal({ kind: 'sequence', conditions: ['delete pod/tkb-sts-0', 'create pod/tkb-sts-0'] });
  expect(new Judge([deleted], run.cluster, since).look()[0]?.state).toBe('open');
  types(run, 'kubectl delete pod tkb-sts-0');
  expect(new Judge([deleted], run.cluster, since).look()[0]?.state).toBe('met');
});

test('a sequence passes over what came before its turn, an order is lost by it', () => {
  const conditions = ['delete pod/tkb-sts-1', 'delete pod/tkb-sts-0'];
  const run = settledRun(2);
  const judge = judgeOf(run, goal({ kind: 'sequence', conditions }), goal({ kind: 'order', conditions }));
  types(run, 'kubectl delete pod tkb-sts-0');
  expect(judge.look().map(({ state }) => state)).toEqual(['open', 'lost']);
  types(run, 'kubectl scale sts tkb-sts --replicas=0');
  expect(judge.look().map(({ state }) => state)).toEqual(['met', 'lost']);
});

test('what holds since before the step began has not begun in it', () => {
  const run = settledRun(2);
  const judge = judgeOf(
    run,
    goal({ kind: 'sequence', conditions: [ready('tkb-sts-1')] }),
    goal({ kind: 'order', conditions: ['delete pod/tkb-sts-0', ready('tkb-sts-1')] }),
  );
  types(run, 'kubectl label pod tkb-sts-1 touched=yes');
  expect(judge.look().map(({ state }) => state)).toEqual(['open', 'open']);
  types(run, 'kubectl delete pod tkb-sts-0');
  types(run, 'kubectl delete pod tkb-sts-1');
  expect(judge.look().map(({ state }) => state)).toEqual(['met', 'met']);
});

test('conditions that one change fulfils take their turns together', () => {
  const run = settledRun(1);
  const conditions = ['create pod/tkb-sts-1', 'jsonpath={.metadata.name} pod/tkb-sts-1'];
  const judge = judgeOf(run, goal({ kind: 'sequence', conditions }), goal({ kind: 'order', conditions }));
  types(run, 'kubectl scale sts tkb-sts --replicas=2');
  expect(judge.look().map(({ state }) => state)).toEqual(['met', 'met']);
});

test('an object to keep must be there; deleting it loses the goal even if it comes back', () => {
  const kept = goal({ kind: 'kept', objects: ['pod/tkb-sts-1'], conditions: [ready('tkb-sts-0')] });
  const run = settledRun(1);
  const judge = judgeOf(run, kept);
  expect(judge.look()[0]?.state).toBe('open');
  types(run, 'kubectl scale sts tkb-sts --replicas=2');
  expect(judge.look()[0]?.state).toBe('met');

  const other = settledRun(2);
  const strict = judgeOf(other, { ...kept, conditions: ['delete pod/tkb-sts-0'] });
  types(other, 'kubectl delete pod tkb-sts-1');
  types(other, 'kubectl delete pod tkb-sts-0');
  expect(strict.look()[0]?.state).toBe('lost');
});

test('a judge looks at new changes only, and answers the same list while nothing is different', () => {
  const run = runOf(3);
  const asked: number[] = [];
  const cluster = new Proxy(run.cluster, {
    get: (target, name) => {
      if (name === 'changes') return (since: number) => (asked.push(since), target.changes(since));
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
  const judge = new Judge([inOrder], cluster, revisionOf(run));
  asked.length = 0;
  const first = judge.look();
  expect([judge.look() === first, asked]).toEqual([true, []]);
  run.advanceTo(200);
  const seen = revisionOf(run);
  judge.look();
  run.advanceTo(60_000);
  judge.look();
  expect(asked).toEqual([expect.any(Number), seen]);
});

test('each state has a sentence that says why, in both languages', () => {
  const run = settledRun(2);
  const judge = judgeOf(
    run,
    goal({ kind: 'reached', conditions: [ready('tkb-sts-0')] }),
    goal({ kind: 'reached', conditions: ['jsonpath={.status.readyReplicas}=5 sts/tkb-sts'] }),
    goal({ kind: 'order', conditions: ['delete pod/tkb-sts-1', 'delete pod/tkb-sts-0'] }),
    goal({ kind: 'kept', objects: ['pod/tkb-sts-0'], conditions: ['delete pod/tkb-sts-1'] }),
  );
  types(run, 'kubectl delete pod tkb-sts-0');
  expect(toldIn(english, judge.look())).toEqual([
    'Done.',
    'Still to come: status.readyReplicas of sts/tkb-sts is 5.',
    'It came in another order: “pod/tkb-sts-0 is gone” before “pod/tkb-sts-1 is gone”. Start this step again.',
    'It should have stayed: pod/tkb-sts-0 is gone. Start this step again.',
  ]);
  expect(toldIn(chinese, judge.look())).toEqual([
    '已完成。',
    '还差：sts/tkb-sts 的 status.readyReplicas 为 5。',
    '顺序不一样：“pod/tkb-sts-0 已经不在了”先于“pod/tkb-sts-1 已经不在了”发生。请重新开始这一步。',
    '本该保留：pod/tkb-sts-0 已经不在了。请重新开始这一步。',
  ]);
});
