// A lesson on the page: time and hands are held until there is an answer, each step is a session of its own, and the solution
// plays as a person would do it.
import { expect, test } from 'vitest';
import { scene } from '../../locales/en/scene.ts';
import { createRun } from '../../run/create-run.ts';
import type { LinkState } from '../../share/link-state.ts';
import { createPlayer } from '../../stage/player.ts';
import type { Player } from '../../stage/player.ts';
import type { Doors } from '../doors.ts';
import { openLink } from '../open-link.ts';
import type { LessonPlace } from './lesson-address.ts';
import { takeLesson } from './taken-lesson.ts';

const id = 'names-and-order';

/** The lesson at a step, whose frames and timers are moved by hand. */
function world(step: number, linked?: Parameters<typeof takeLesson>[2]) {
  let nowMs = 0;
  let due: (() => void)[] = [];
  let link: LinkState | undefined;
  let player: Player | undefined;
  const doors: Doors = {
    createRun,
    lines: { areReady: () => true, ready: () => Promise.resolve(true) },
    createPlayer: (options) => (player = createPlayer(options)),
    clock: {
      now: () => nowMs,
      requestFrame: (callback) => due.push(callback),
      cancelFrame: () => {},
      setTimer: (callback) => due.push(callback),
      clearTimer: () => {},
    },
    messages: () => scene,
    say: (key) => key,
    linkTo: async (state) => {
      link = state;
      return Promise.resolve('#1.x');
    },
    checksum: (view) => `${view.cursor.revision}`,
    engine: '0',
  };
  const taken = takeLesson({ id, step }, doors, linked);
  if (!taken) throw new Error('there must be a first lesson');
  const view = taken.store.getState;
  const pass = (ms: number) => {
    for (const endMs = nowMs + ms; nowMs < endMs;) {
      nowMs += 16;
      const now = due;
      due = [];
      for (const callback of now) callback();
    }
  };
  const linkOf = async (): Promise<LinkState> => {
    await view().session.link();
    if (!link) throw new Error('a link must have been made');
    return link;
  };
  const play = () => player?.play();
  return { taken, view, doors, pass, play, linkOf, nowMs: () => view().session.run().cluster.nowMs };
}

const goals = ({ view }: ReturnType<typeof world>): readonly string[] => view().state.goals.map(({ state }) => state);

test('nothing happens before the question is answered, and that is told', () => {
  const { view, pass, nowMs, taken } = world(0);
  const beganMs = nowMs();
  const { session } = view();
  session.command('kubectl delete pod tkb-sts-0');
  session.edit('a: b');
  session.apply();
  expect(view().held).toBe(2);
  pass(2000);
  expect(session.run().inputs).toEqual([]);
  expect(nowMs()).toBe(beganMs);
  taken.answer(1);
  session.command('kubectl delete pod tkb-sts-0');
  expect(session.run().inputs).toHaveLength(1);
  pass(1000);
  expect(nowMs()).toBeGreaterThan(beganMs);
});

test('time stands still before the answer, whoever asks for it to go on', () => {
  for (const step of [0, 1]) {
    const { view, pass, play, nowMs, taken } = world(step);
    const beganMs = nowMs();
    const { revision } = view().session.run().cluster.head.cursor;
    play();
    pass(2000);
    expect(view().held).toBe(1);
    expect(view().session.store.getState().mode).toBe('paused');
    view().session.step(1);
    expect(nowMs()).toBe(beganMs);
    expect(view().session.run().cluster.head.cursor.revision).toBe(revision);
    taken.answer(0);
    play();
    pass(500);
    expect(nowMs()).toBeGreaterThan(beganMs);
  }
});

test('a step from the beginning starts with the answer, and its goals are ticked as the cluster reaches them', () => {
  const at = world(1);
  at.pass(3000);
  expect(at.nowMs()).toBe(0);
  at.taken.answer(0);
  at.pass(12_000);
  expect(at.view().state.phase).toBe('doing');
  expect(at.view().story).toEqual([]);
  at.pass(25_000);
  expect(goals(at)).toEqual(['met', 'met']);
  expect(at.view().state).toMatchObject({ phase: 'done', answer: 0 });
  expect(at.view().story).toHaveLength(6);
});

test('every solution is played, and from the beginning of the step if something was done', () => {
  for (const step of [0, 2, 3, 4]) {
    const at = world(step);
    at.taken.showMe();
    expect(at.view().held).toBe(1);
    at.taken.answer(0);
    at.view().session.command('kubectl delete sts tkb-sts');
    at.pass(500);
    at.taken.showMe();
    at.pass(45_000);
    expect([step, ...goals(at)]).toEqual([step, 'met', 'met']);
    expect(at.view().state.answer).toBe(0);
    expect(at.view().session.run().inputs).toHaveLength(1);
  }
});

test('another step, the same one again and a reset are sessions of their own', () => {
  const { taken, view, pass } = world(0);
  const sessions = new Set([view().session]);
  taken.answer(1);
  taken.showHint(true);
  view().session.command('kubectl delete pod tkb-sts-0');
  pass(500);
  view().session.reset();
  expect(view()).toMatchObject({ hint: false, story: [], state: { phase: 'predicting' } });
  expect(view().session.run().inputs).toEqual([]);
  sessions.add(view().session);
  taken.goTo(3);
  expect(view().state.step).toBe(3);
  sessions.add(view().session);
  expect(sessions.size).toBe(3);
});

test('undone is undone: a branch of the step’s run is judged by its own past', () => {
  const at = world(3);
  at.taken.answer(2);
  at.view().session.command('kubectl delete pod tkb-sts-3');
  at.pass(300);
  expect(at.view().state.phase).toBe('lost');
  at.view().session.undo();
  at.pass(300);
  expect(at.view().state.phase).toBe('doing');
});

test('a link of a step opens at it, gone on with and judged', async () => {
  const first = world(3);
  first.taken.answer(2);
  first.taken.showMe();
  first.pass(15_000);
  const link = await first.linkOf();
  expect(link.lesson).toEqual({ id, step: 3 });
  const opened = await openLink(link, first.doors, { now: () => 0, breathe: () => Promise.resolve() });
  if (!opened.ok) throw new Error('the link must open');
  expect(opened.beginning.lesson).toEqual({ id, step: 3 });
  const second = world(3, opened.beginning);
  second.pass(100);
  expect(goals(second)).toEqual(['met', 'met']);
  expect(second.view().state.phase).toBe('predicting');
});

test('there are no others', () => {
  const place: LessonPlace = { id: 'nothing', step: 0 };
  expect(takeLesson(place, world(0).doors)).toBeUndefined();
});
