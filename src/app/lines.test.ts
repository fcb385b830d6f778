// Lines while what plays them is still being loaded: nothing is lost, nothing happens at another instant than was asked for.
import { expect, test } from 'vitest';
import type { LinkDoors } from './doors.ts';
import { loadedLater } from './lines.ts';
import { opening } from './opening.ts';
import { createSession } from './session.ts';
import { scene } from '../locales/en/scene.ts';
import { treeOf } from '../run/branches.ts';
import { commandLine } from '../run/command-line.ts';
import type { PlayLine } from '../run/play-line.ts';
import { startRun } from '../run/start-run.ts';
import { scenario } from '../run/testing/texts.ts';
import { Autosave } from '../share/autosave.ts';
import type { LinkState } from '../share/link-state.ts';
import { createPlayer } from '../stage/player.ts';
import type { Player } from '../stage/player.ts';

const line = 'kubectl label nodes --all late=yes';
const world = scenario('nodes: 1');
const withStep = scenario(`nodes: 1\nsteps: [{at: 0s, run: ${line}}]`);

/** A page whose lines are loaded, or not, when the test says so. */
function page(state?: LinkState) {
  const asked: { readonly come: (play: PlayLine) => void; readonly fail: (error: Error) => void }[] = [];
  const lines = loadedLater(() => new Promise((come, fail) => asked.push({ come, fail })));
  let player: Player | undefined;
  const doors: LinkDoors = {
    createRun: (text) => startRun(text, lines.play),
    lines,
    createPlayer: (options) => (player = createPlayer(options)),
    clock: { now: () => 0, requestFrame: () => 1, cancelFrame: () => {}, setTimer: () => 1, clearTimer: () => {} },
    messages: () => scene,
    say: (key) => key,
    linkTo: () => Promise.resolve(''),
    checksum: (view) => String(view.cursor.revision),
    engine: '1',
    readLink: () =>
      Promise.resolve(state ? { ok: true, state } : { ok: false, problem: { code: 'empty', params: {} } }),
  };
  const begun = () => {
    const created = doors.createRun(world);
    if (!created.ok) throw new Error(created.refusals[0]?.message);
    return createSession({ run: created.run, tree: treeOf(world), editorText: world }, doors);
  };
  return {
    doors,
    lines,
    begun,
    mode: () => player?.state().mode,
    come: () => asked.at(-1)?.come(commandLine),
    fail: () => asked.at(-1)?.fail(new Error('offline')),
    timesAsked: () => asked.length,
  };
}

const passed = () => new Promise((resolve) => setTimeout(resolve, 0));
const linkOf = (scenarioText: string, inputs: LinkState['inputs'] = []): LinkState => ({
  scenarioText,
  inputs,
  editorText: scenarioText,
  cursor: { ms: 100, revision: 1 },
  engine: '1',
  checksum: '',
});
const opened = ({ doors }: ReturnType<typeof page>, hash: string, defaultText = world) =>
  opening({ hash, fresh: true, defaultText }, doors, new Autosave(() => ({ getItem: () => null, setItem: () => {} })));

test('a line that is run while what plays it is loading happens once it is here, and time stands still meanwhile', async () => {
  const { begun, mode, come } = page();
  const session = begun();
  session.command(line);
  session.command('kubectl get nodes -l late=yes -o name');
  expect(session.run().inputs).toEqual([]);
  expect(mode()).toBe('paused');
  come();
  await passed();
  expect(session.run().inputs.map(({ value, atMs }) => `${atMs} ${value}`)).toEqual([
    `0 ${line}`,
    '0 kubectl get nodes -l late=yes -o name',
  ]);
  expect(session.store.getState().commands.at(-1)?.stdout).toMatch(/^node\//);
  expect(mode()).toBe('playing');
});

test('a line that cannot be played is not lost: the person is told, has it again, and may try again', async () => {
  const { begun, mode, come, fail, timesAsked } = page();
  const session = begun();
  session.command(line);
  fail();
  await passed();
  const { notice, draft, typedLines } = session.store.getState();
  expect({ notice, draft, typedLines }).toEqual({ notice: 'linesNotLoaded', draft: line, typedLines: [line] });
  expect(session.run().inputs).toEqual([]);
  expect(mode()).toBe('playing');
  session.command(line);
  expect(timesAsked()).toBe(2);
  come();
  await passed();
  expect(session.run().inputs).toHaveLength(1);
  expect(session.store.getState().notice).toBeNull();
});

test('a reset waits only for a Scenario that has steps', async () => {
  const { begun, come, timesAsked } = page();
  const session = begun();
  session.reset();
  expect(timesAsked()).toBe(0);
  session.edit(withStep);
  session.reset();
  expect(session.run().scenario.steps).toEqual([]);
  come();
  await passed();
  expect(session.run().scenario.steps).toHaveLength(1);
  session.run().advanceTo(10);
  expect(session.run().answers.map((answer) => 'run' in answer && answer.exit)).toEqual([0]);
});

test('a page opens without waiting, but a link waits if it has lines or steps', async () => {
  expect(await opened(page(), '')).toMatchObject({ ok: true });
  expect(await opened(page(linkOf(world)), '#1.x')).toMatchObject({ ok: true });
  for (const state of [linkOf(withStep), linkOf(world, [{ kind: 'line', atMs: 50, value: line }])]) {
    const late = page(state);
    const waiting = opened(late, '#1.x');
    await passed();
    late.come();
    const result = await waiting;
    expect(result.ok && result.beginning.run.answers).toMatchObject([{ run: line, exit: 0 }]);
    const offline = page(state);
    const refused = opened(offline, '#1.x');
    await passed();
    offline.fail();
    expect(await refused).toMatchObject({ ok: false, problem: { code: 'not-loaded' }, text: state.editorText });
  }
});
