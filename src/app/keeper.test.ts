// Keeping a session and taking it up again: with storage as it should be, and with storage that is not.
import { expect, test } from 'vitest';
import { createRun } from '../run/create-run.ts';
import { scene } from '../locales/en/scene.ts';
import { Autosave } from '../share/autosave.ts';
import type { SavePlace } from '../share/autosave.ts';
import { createPlayer } from '../stage/player.ts';
import type { LinkDoors } from './doors.ts';
import { startKeeping } from './keeper.ts';
import type { Keeping } from './keeper.ts';
import { opening } from './opening.ts';
import type { Opening } from './opening.ts';
import { createSession } from './session.ts';

const text = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n';

function storage(): SavePlace & { readonly items: Map<string, string>; full: boolean; blocked: boolean } {
  const items = new Map<string, string>();
  return {
    items,
    full: false,
    blocked: false,
    getItem(name) {
      if (this.blocked) throw new Error('SecurityError');
      return items.get(name) ?? null;
    },
    setItem(name, value) {
      if (this.full) throw new Error('QuotaExceededError');
      items.set(name, value);
    },
  };
}

const idle = { now: () => 0, requestFrame: () => 1, cancelFrame: () => {}, setTimer: () => 1, clearTimer: () => {} };
const doors: LinkDoors = {
  createRun,
  lines: { areReady: () => true, ready: () => Promise.resolve(true) },
  createPlayer,
  clock: idle,
  messages: () => scene,
  say: (key) => key,
  linkTo: () => Promise.resolve(''),
  checksum: (view) => String(view.cursor.revision),
  engine: '1',
  readLink: () => Promise.resolve({ ok: true, state: linked }),
};
const linked = {
  scenarioText: text,
  inputs: [],
  editorText: text,
  cursor: { ms: 0, revision: 0 },
  engine: '1',
  checksum: '',
};

/** A tab of the browser: what it opens with, and its session, kept by hand. */
async function tab(place: SavePlace, wanted: { readonly hash?: string; readonly fresh?: boolean } = {}) {
  const autosave = new Autosave(() => place);
  const opened = await opening({ hash: '', fresh: false, defaultText: text, ...wanted }, doors, autosave);
  if (!opened.ok) throw new Error(opened.problem.code);
  return { opened, ...begun(opened, autosave, opened.keeping) };
}

function begun(opened: Extract<Opening, { ok: true }>, autosave: Autosave, keeping: Keeping) {
  const session = createSession(opened.beginning, doors);
  let due: (() => void) | undefined;
  let leave = () => {};
  const keeper = startKeeping(session, autosave, keeping, {
    later(callback) {
      due = callback;
      return () => (due = undefined);
    },
    onLeave(callback) {
      leave = callback;
      return () => (leave = () => {});
    },
  });
  return {
    session,
    keeper,
    state: session.store.getState,
    note: () => keeper.store.getState().note?.code,
    later: () => due?.(),
    isDue: () => due !== undefined,
    leave: () => leave(),
  };
}

test('text, branches and cursor are there again, paused, when one comes back', async () => {
  const place = storage();
  const first = await tab(place);
  for (let at = 0; at < 4; at++) first.session.step(1);
  first.session.command('kubectl label cm a x=1');
  first.session.undo();
  first.session.command('kubectl delete cm a');
  first.session.edit(`${text}# more\n`);
  first.leave();
  const again = await tab(place);
  expect(again.opened.keeping).toEqual({ kind: 'on' });
  expect(again.opened.beginning.notice).toBe(null);
  expect(again.state()).toMatchObject({ text: `${text}# more\n`, mode: 'paused', canUndo: true });
  expect(again.state().cursor).toEqual(first.session.saved({ checked: true }).cursor);
  expect(again.state().cursor.revision).toBeGreaterThan(0);
  expect(again.state().branches).toEqual(first.state().branches);
  expect(again.state().commands).toEqual(first.state().commands);
});

test('a session that is only looked at is not kept again, so that two tabs do not fight', async () => {
  const place = storage();
  const first = await tab(place);
  first.session.edit('# one\n');
  first.later();
  const second = await tab(place);
  expect(second.isDue()).toBe(false);
  second.leave();
  first.session.edit('# two\n');
  first.later();
  expect(first.note()).toBeUndefined();
  second.session.edit('# of the other\n');
  second.later();
  expect(second.note()).toBe('elsewhere');
  expect((await tab(place)).state().text).toBe('# two\n');
  second.keeper.keepThis();
  expect(second.note()).toBeUndefined();
  expect((await tab(place)).state().text).toBe('# of the other\n');
});

test('a link leaves what was kept alone, and says so; without any its run is kept', async () => {
  const place = storage();
  const fresh = await tab(place, { hash: '#1.x' });
  expect(fresh.note()).toBeUndefined();
  fresh.session.edit('# mine\n');
  fresh.leave();
  const other = await tab(place, { hash: '#1.x' });
  expect(other.note()).toBe('link');
  other.session.edit('# of the link\n');
  other.leave();
  expect((await tab(place)).state().text).toBe('# mine\n');
  other.keeper.keepThis();
  expect((await tab(place)).state().text).toBe('# of the link\n');
});

test('storage that is blocked is told once; one that is full keeps what it has, and saving goes on when there is room', async () => {
  const place = storage();
  place.blocked = true;
  const first = await tab(place);
  expect(first.note()).toBe('blocked');
  first.keeper.dismiss();
  first.session.edit('# one\n');
  first.later();
  expect(first.note()).toBeUndefined();
  place.blocked = false;
  first.session.edit('# two\n');
  first.later();
  place.full = true;
  first.session.edit('# three\n');
  first.later();
  expect(first.note()).toBe('full');
  expect((await tab(place)).state().text).toBe('# two\n');
  place.full = false;
  first.session.edit('# four\n');
  first.later();
  expect(first.note()).toBeUndefined();
  expect((await tab(place)).state().text).toBe('# four\n');
});

test('what cannot be read is set aside and told, and its text is taken up if it could be read', async () => {
  const place = storage();
  const kept = JSON.stringify({ format: 99, texts: ['a: 1\n'], editor: 0 });
  place.items.set('ordinal.session', kept);
  const first = await tab(place);
  expect([first.note(), first.state().text]).toEqual(['newer', 'a: 1\n']);
  first.session.edit('# one\n');
  first.leave();
  expect([...place.items.values()]).toContain(kept);
  expect((await tab(place)).state().text).toBe('# one\n');
});

test('a fresh start leaves what was kept alone', async () => {
  const place = storage();
  const first = await tab(place);
  first.session.edit('# one\n');
  first.leave();
  const fresh = await tab(place, { fresh: true });
  expect([fresh.note(), fresh.state().text]).toEqual(['fresh', text]);
  fresh.session.edit('# two\n');
  fresh.leave();
  expect((await tab(place)).state().text).toBe('# one\n');
});

test('a session whose text this version refuses stays as it was kept', async () => {
  const place = storage();
  const first = await tab(place);
  first.session.edit('# one\n');
  first.leave();
  const saved = (place.items.get('ordinal.session') ?? '').replaceAll('ConfigMap', 'Nonesuch');
  place.items.set('ordinal.session', saved);
  const again = await tab(place);
  expect([again.note(), again.state().text, again.state().appliedText]).toEqual(['refused', '# one\n', text]);
  again.session.edit('# two\n');
  again.leave();
  expect(place.items.get('ordinal.session')).toBe(saved);
});

test('a session of another version opens and says so', async () => {
  const place = storage();
  const first = await tab(place);
  first.session.edit('# one\n');
  first.leave();
  place.items.set(
    'ordinal.session',
    (place.items.get('ordinal.session') ?? '').replace(/"checksum":"\d+"/, '"checksum":"x"'),
  );
  expect((await tab(place)).state()).toMatchObject({ notice: 'savedOtherVersion', text: '# one\n' });
});
