// Coming back to a session, whatever the storage does: what was saved is taken up, and nothing of it is ever lost.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Autosave } from './autosave.ts';
import type { SavePlace } from './autosave.ts';
import { limits } from './limits.ts';
import { readSession } from './saved-session.ts';
import type { SavedSession } from './saved-session.ts';

const session: SavedSession = {
  tree: {
    branches: [
      {
        id: 1,
        text: 'kind: A',
        leftAtMs: 0,
        keeps: 0,
        inputs: [
          { atMs: 1, kind: 'line', value: 'kubectl get pods' },
          { atMs: 5, kind: 'edit', value: 'kind: B' },
        ],
        headMs: 90,
      },
      {
        id: 3,
        parent: 1,
        text: 'kind: A',
        leftAtMs: 4,
        keeps: 1,
        inputs: [{ atMs: 4, kind: 'request', value: '{}' }],
        headMs: 50,
      },
    ],
    current: 3,
    undone: [1],
  },
  editorText: 'kind: B',
  cursor: { ms: 40, revision: 7 },
  engine: '1',
  checksum: 'c',
};

const name = 'ordinal.session';

/** By a visit that has looked at what was there. */
function saved(place: SavePlace): ReturnType<Autosave['save']> {
  const autosave = new Autosave(() => place);
  autosave.load();
  return autosave.save(session);
}

/** Storage in memory; `mostCharacters`: its quota. */
function memory(mostCharacters = Infinity): SavePlace & { readonly held: Map<string, string> } {
  const held = new Map<string, string>();
  return {
    held,
    getItem: (key) => held.get(key) ?? null,
    setItem(key, value) {
      const others = [...held].filter(([other]) => other !== key).reduce((sum, [, text]) => sum + text.length, 0);
      if (others + value.length > mostCharacters) throw new DOMException('no more', 'QuotaExceededError');
      held.set(key, value);
    },
  };
}

test('what was saved is taken up at the next visit, each text being kept once', () => {
  const place = memory();
  expect(new Autosave(() => place).load()).toEqual({ kind: 'nothing' });
  expect(new Autosave(() => place).save(session)).toBeUndefined();
  expect(new Autosave(() => place).load()).toEqual({ kind: 'session', session });
  expect(place.held.get(name)?.split('kind: B')).toHaveLength(2);
});

test('blocked storage is said to be so and stops nothing', () => {
  const autosave = new Autosave(() => {
    throw new DOMException('not allowed', 'SecurityError');
  });
  expect(autosave.load()).toEqual({ kind: 'problem', problem: { code: 'blocked', params: {} } });
  expect(autosave.save(session)).toEqual({ code: 'blocked', params: {} });
});

test('full storage keeps what was saved before', () => {
  const place = memory(700);
  const autosave = new Autosave(() => place);
  autosave.save(session);
  expect(autosave.save({ ...session, editorText: 'x'.repeat(700) })).toEqual({ code: 'full', params: {} });
  expect(new Autosave(() => place).load()).toEqual({ kind: 'session', session });
});

test('a session that is too large is not saved, and the one before stays', () => {
  const place = memory();
  const autosave = new Autosave(() => place);
  autosave.save(session);
  const problem = autosave.save({ ...session, editorText: 'x'.repeat(limits.savedCharacters) });
  expect(problem).toEqual({ code: 'too-large', params: { limit: limits.savedCharacters } });
  expect(autosave.load()).toEqual({ kind: 'session', session });
});

const newer = JSON.stringify({ format: 2, texts: ['kind: A', 'kind: C'], editor: 1, whatever: true });

test.each([
  ['of a newer format', newer, 'newer', 'kind: C'],
  ['without a format', '{"text":"kind: A"}', 'damaged', undefined],
  ['cut off', newer.slice(0, 30), 'damaged', undefined],
  ['too large', ' '.repeat(limits.savedCharacters + 1), 'too-large', undefined],
])('what was saved %s is told, its text given if it can be read, and set aside before anything is saved', (...row) => {
  const [, stored, code, text] = row;
  const place = memory();
  place.held.set(name, stored);
  const autosave = new Autosave(() => place);
  const loaded = autosave.load();
  expect(loaded.kind === 'problem' && [loaded.problem.code, loaded.text]).toEqual([code, text]);
  expect(autosave.save(session)).toBeUndefined();
  expect(autosave.save({ ...session, editorText: 'next' })).toBeUndefined();
  expect([...place.held.values()].filter((value) => value === stored)).toHaveLength(1);
  expect(place.held.size).toBe(2);
});

test('where nothing more can be set aside nothing is replaced', () => {
  const small = memory(newer.length + 10);
  small.held.set(name, newer);
  expect(saved(small)).toMatchObject({ code: 'full' });
  const place = memory();
  for (const suffix of ['', '.aside-1', '.aside-2', '.aside-3', '.aside-4', '.aside-5'])
    place.held.set(name + suffix, `${newer}${' '.repeat(suffix.length)}${suffix.slice(-1)}`);
  const before = new Map(place.held);
  expect(saved(place)).toMatchObject({ code: 'full' });
  expect([small.held, place.held]).toEqual([new Map([[name, newer]]), before]);
});

test('what another tab has saved since is not replaced, unless that is wished', () => {
  const place = memory();
  const [one, other] = [new Autosave(() => place), new Autosave(() => place)];
  other.load();
  one.save(session);
  expect(other.save({ ...session, editorText: 'mine' })).toEqual({ code: 'elsewhere', params: {} });
  other.takeOver();
  expect(other.save({ ...session, editorText: 'mine' })).toBeUndefined();
  expect(one.save(session)).toEqual({ code: 'elsewhere', params: {} });
  expect(new Autosave(() => place).save(session)).toEqual({ code: 'elsewhere', params: {} });
});

test.each([
  ['a parent that comes later', { branches: session.tree.branches.toReversed() }],
  ['a branch twice', { branches: [...session.tree.branches, ...session.tree.branches] }],
  ['no current branch', { current: 2 }],
  ['no branch at all', { branches: [] }],
  ['a branch undone that is not there', { undone: [9] }],
  ['more kept than there is', { branches: session.tree.branches.map((branch) => ({ ...branch, keeps: 3 })) }],
  ['inputs after the end', { branches: session.tree.branches.map((branch) => ({ ...branch, headMs: 2 })) }],
])('a tree with %s is damaged', (_, wrong) => {
  const place = memory();
  new Autosave(() => place).save({ ...session, tree: { ...session.tree, ...wrong } });
  expect(new Autosave(() => place).load()).toMatchObject({ kind: 'problem', problem: { code: 'damaged' } });
});

test('whatever is stored, reading it never throws, and what is read can be written and read again', () => {
  const first = memory();
  new Autosave(() => first).save(session);
  const text = first.held.get(name) ?? '';
  const at = fc.nat(text.length);
  const changed = fc
    .tuple(at, fc.nat(4), fc.constantFrom('', '0', '-1', '[]', '{}', '"', 'null', '1e99'))
    .map(([from, length, put]) => text.slice(0, from) + put + text.slice(from + length));
  fc.assert(
    fc.property(fc.oneof(changed, fc.json(), fc.string()), (stored) => {
      const read = readSession(stored);
      if (!read.ok) return;
      const place = memory();
      new Autosave(() => place).save(read.session);
      expect(new Autosave(() => place).load()).toEqual({ kind: 'session', session: read.session });
    }),
    { numRuns: 2_000 },
  );
});
