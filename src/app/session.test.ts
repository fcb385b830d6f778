import { expect, test } from 'vitest';
import { treeOf } from '../run/branches.ts';
import { createRun } from '../run/create-run.ts';
import type { SceneMessages } from '../scene/messages.ts';
import { scene } from '../locales/en/scene.ts';
import type { LinkState } from '../share/link-state.ts';
import { createPlayer } from '../stage/player.ts';
import type { Doors } from './doors.ts';
import { openLink } from './open-link.ts';
import { createSession } from './session.ts';

const messages: SceneMessages = scene;

const set = (replicas: number, name = 'web') => `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: ${name}}
spec:
  replicas: ${replicas}
  serviceName: ${name}
  selector: {matchLabels: {app: ${name}}}
  template:
    metadata: {labels: {app: ${name}}}
    spec: {containers: [{name: c, image: nginx}]}
`;

/** A session whose frames and timers are moved by hand, on a real run. */
function world(text: string) {
  let nowMs = 0;
  let due: (() => void)[] = [];
  let linked: LinkState | undefined;
  const doors: Doors = {
    createRun,
    lines: { areReady: () => true, ready: () => Promise.resolve(true) },
    createPlayer,
    clock: {
      now: () => nowMs,
      requestFrame: (callback) => due.push(callback),
      cancelFrame: () => (due = []),
      setTimer: (callback) => due.push(callback),
      clearTimer: () => (due = []),
    },
    messages: () => messages,
    say: (key, params = {}) => [key, ...Object.values(params)].join(' '),
    linkTo: async (state) => {
      linked = state;
      return Promise.resolve('#1.x');
    },
    checksum: (view) => `${view.cursor.revision}`,
    engine: '0',
  };
  const created = createRun(text);
  if (!created.ok) throw new Error(created.refusals[0]?.message);
  const session = createSession({ run: created.run, tree: treeOf(text), editorText: text }, doors);
  const pass = (ms: number) => {
    for (const endMs = nowMs + ms; nowMs < endMs;) {
      nowMs += 16;
      const now = due;
      due = [];
      for (const callback of now) callback();
    }
  };
  const link = async (): Promise<LinkState> => {
    await session.link();
    if (!linked) throw new Error('a link must have been made');
    return linked;
  };
  return { doors, session, state: session.store.getState, pass, link };
}

const patience = { now: () => 0, breathe: () => Promise.resolve() };

test('a session begins by playing', () => {
  const { state, pass } = world(set(1));
  pass(3000);
  expect(state().mode).toBe('playing');
  expect(state().headMs).toBeGreaterThan(2000);
  expect(state().cursor.revision).toBeGreaterThan(0);
});

test('Apply goes to the end of what has happened and plays from there', () => {
  const { session, state, pass } = world(set(1));
  pass(3000);
  const { headMs } = state();
  session.edit(set(2));
  session.apply();
  expect(state().outcome).toMatchObject({ lines: ['statefulset.apps/web configured'], refusals: [] });
  expect(state().outcome?.atMs).toBeGreaterThanOrEqual(headMs);
  expect(state().appliedText).toBe(set(2));
});

test('text that cannot be read applies nothing and stays unapplied', () => {
  const { session, state, pass } = world(set(1));
  pass(1000);
  session.edit('a: [');
  session.apply();
  expect(state().outcome).toMatchObject({ unread: true, lines: [] });
  expect(state().outcome?.refusals[0]?.line).toBe(1);
  expect(state().appliedText).toBe(set(1));
  expect(state().text).toBe('a: [');
});

test('a reset with a text that is refused leaves the run as it is', () => {
  const { session, state, pass } = world(set(1));
  pass(2000);
  const { headMs } = state();
  session.edit('kind: Nothing\n');
  session.reset();
  expect(state().outcome).toMatchObject({ kind: 'reset', unread: true });
  expect(state().runNumber).toBe(0);
  pass(1000);
  expect(state().headMs).toBeGreaterThan(headMs);
});

test('a reset plays the text of the editor from the start', () => {
  const { session, state, pass } = world(set(1));
  pass(2000);
  session.edit(set(1, 'db'));
  session.reset();
  pass(200);
  expect(state()).toMatchObject({ runNumber: 1, outcome: null, mode: 'playing', appliedText: set(1, 'db') });
  expect(state().headMs).toBeLessThan(1000);
});

test('a link opens as the same run, at the same instant, paused', async () => {
  const { doors, session, state, pass, link } = world(set(1));
  pass(3000);
  session.edit(set(2));
  session.apply();
  pass(1500);
  const kept = await link();
  expect(kept.inputs).toHaveLength(1);
  const opening = await openLink(kept, doors, patience);
  if (!opening.ok) throw new Error(opening.problem.code);
  session.stop();
  expect(opening.beginning).toMatchObject({ editorText: set(2), cursor: state().cursor, notice: null });
  const again = createSession(opening.beginning, doors);
  pass(100);
  expect(again.store.getState()).toMatchObject({ mode: 'paused', cursor: state().cursor });
  expect(again.twin()).toEqual(session.twin());
});

test('a link of another version opens and says so; one whose text is refused does not', async () => {
  const { doors, pass, link } = world(set(1));
  pass(1000);
  const kept = await link();
  expect(await openLink({ ...kept, checksum: 'another' }, doors, patience)).toMatchObject({
    beginning: { notice: 'otherVersion' },
  });
  expect(await openLink({ ...kept, scenarioText: 'a: [' }, doors, patience)).toMatchObject({
    ok: false,
    problem: { code: 'refused', params: { line: 1 } },
    text: 'a: [',
  });
});

test('a command line happens at the end, is answered, and plays on only if it set something going', () => {
  const { session, state, pass } = world(set(1));
  pass(5000);
  const player = () => state().mode;
  session.command('  ');
  expect(state().commands).toEqual([]);
  session.command('kubectl scale statefulset/web --replicas=2');
  expect(state().commands).toMatchObject([{ exit: 0, stdout: 'statefulset.apps/web scaled\n' }]);
  expect(player()).toBe('playing');
  pass(8000);
  expect(session.twin().rows.map(({ pod }) => pod)).toEqual(['web-0', 'web-1']);
  session.command('kubectl frobnicate');
  expect(state().commands.at(-1)).toMatchObject({ exit: 1 });
  expect(state().typedLines).toEqual(['kubectl scale statefulset/web --replicas=2', 'kubectl frobnicate']);
});

test('stepping goes change by change of one cause, back as far as forth, and past the end the run goes on', () => {
  const { session, state, pass } = world(set(1));
  pass(500);
  session.step(-1);
  pass(50);
  expect(state().mode).toBe('paused');
  const last = state().cursor;
  session.step(-1);
  pass(50);
  expect(state().cursor.revision).toBeLessThan(last.revision);
  session.step(1);
  pass(50);
  expect(state()).toMatchObject({ cursor: last, atStep: true });
  expect(session.stepWords()).not.toBe('');
  const { headMs } = state();
  for (let at = 0; at < 20; at++) session.step(1);
  pass(50);
  expect(state().headMs).toBeGreaterThan(headMs);
  for (let at = 0; at < 200; at++) session.step(-1);
  pass(50);
  expect(state().cursor.ms).toBe(0);
});

test('when nothing comes any more, a step says so', () => {
  const { session, state, pass } = world('apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n');
  for (let at = 0; at < 60 && state().notice === null; at++) {
    session.step(1);
    pass(50);
  }
  expect(state().notice).toBe('nothingNext');
  session.step(-1);
  expect(state().notice).toBe(null);
});

test('a line that only reads in the past begins no branch: it is answered as of then, and one stays there', () => {
  const { session, state, pass } = world(set(1));
  pass(20_000);
  session.command('kubectl scale statefulset/web --replicas=2');
  pass(3000);
  for (let at = 0; at < 4000 && state().cursor.ms > 5000; at++) {
    session.step(-1);
    pass(32);
  }
  const { cursor } = state();
  session.command('kubectl get sts web -o name');
  session.command('kubectl get pods -w');
  expect(state().branches).toHaveLength(1);
  expect(state().commands.map(({ exit, past }) => [exit, past])).toEqual([
    [0, undefined],
    [0, true],
    [130, true],
  ]);
  expect([state().cursor, state().mode, session.run().inputs.length]).toEqual([cursor, 'paused', 1]);
});

test('Ctrl C stops what is in flight, and says whether there was anything', () => {
  const { session, state, pass } = world(set(1));
  pass(20_000);
  expect(session.interrupt()).toBe(false);
  session.command('kubectl get pods -w');
  expect(state().commands.at(-1)?.exit).toBeUndefined();
  expect(session.interrupt(state().commands.at(-1))).toBe(true);
  expect(state().commands.at(-1)?.exit).toBe(130);
  expect(state().commands).toHaveLength(1);
});

test('acting in the past begins a branch, says so, and keeps the other one to return to', () => {
  const { session, state, pass } = world(set(1));
  pass(20_000);
  session.command('kubectl scale statefulset/web --replicas=2');
  pass(9000);
  const pods = session.twin().rows;
  for (let at = 0; at < 4000 && state().cursor.ms > 10_000; at++) {
    session.step(-1);
    pass(32);
  }
  pass(50);
  session.command('kubectl label statefulset/web a=b');
  pass(1000);
  expect(state()).toMatchObject({ mode: 'playing', branchNote: { kind: 'branched', from: 1 }, runNumber: 1 });
  expect(state().branches).toMatchObject([
    { id: 1, isCurrent: false },
    { id: 2, isCurrent: true, first: { value: 'kubectl label statefulset/web a=b' } },
  ]);
  expect(session.twin().rows).toHaveLength(1);
  session.switchTo(1);
  pass(50);
  expect(state()).toMatchObject({ mode: 'paused', branchNote: null });
  expect(session.twin().rows).toEqual(pods);
});

test('the text of the editor goes along with the branches, unless it has changes that were not applied', () => {
  const { session, state, pass } = world(set(1));
  pass(2000);
  session.edit(set(2));
  session.apply();
  pass(1000);
  session.undo();
  expect(state()).toMatchObject({ text: set(1), appliedText: set(1), canUndo: false, canRedo: true });
  session.redo();
  expect(state()).toMatchObject({ text: set(2), appliedText: set(2), canUndo: true, canRedo: false });
  session.edit(set(3));
  session.undo();
  expect(state()).toMatchObject({ text: set(3), appliedText: set(1), branchNote: { kind: 'undone' } });
});

test('a reset keeps what was done as a branch', () => {
  const { session, state, pass } = world(set(1));
  pass(2000);
  session.command('kubectl scale statefulset/web --replicas=2');
  pass(1000);
  session.reset();
  pass(100);
  expect(state().branches).toHaveLength(2);
  expect(state().commands).toEqual([]);
  session.switchTo(1);
  pass(50);
  expect(state().commands).toHaveLength(1);
});
