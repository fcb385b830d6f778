import { expect, test } from 'vitest';
import { pageLength } from './log-page.ts';
import { Store } from './store.ts';

const author = { actor: 'test', cause: { input: 0 }, reason: { rule: 'API-1' } };
const machine = (boots: number) => ({
  node: 'n',
  powered: true,
  connected: true,
  kubeletRunning: true,
  boots,
  images: [],
});

/** One entry at each position, every third of them a change, five at each instant. */
function write(store: Store, at: number): void {
  store.nowMs = Math.floor(at / 5);
  if (at % 3 === 0) store.write('Machine', 'n', machine(at), author);
  else store.note('memory', `m${at % 4}`, at % 7 === 0 ? undefined : at);
}

const seen = (store: Store) =>
  JSON.stringify([store.tables.maps.Machine.get('n'), [...store.tables.maps.memory].sort()]);

test('a fork at, before and after the borders of pages is as the store was, goes on alike, and leaves the other alone', () => {
  const last = 2 * pageLength + 20;
  const store = new Store();
  const were = new Map<number, string>();
  for (let at = 0; at < last; at++) {
    write(store, at);
    were.set(at, seen(store));
  }
  const end = seen(store);
  const near = (border: number) => Array.from({ length: 12 }, (_, at) => border - 6 + at);
  for (const at of [0, 1, 2, ...near(pageLength), ...near(2 * pageLength), last - 1]) {
    // A cursor names a change: what was noted after it at its instant comes with it.
    let reached = at - (at % 3);
    const cursor = { ms: Math.floor(at / 5), revision: Math.floor(at / 3) + 1 };
    while (reached + 1 < last && (reached + 1) % 3 !== 0 && Math.floor((reached + 1) / 5) <= cursor.ms) reached++;
    const fork = store.forkAt(cursor);
    expect([fork.revision, seen(fork)]).toEqual([cursor.revision, were.get(reached)]);
    for (let next = reached + 1; next < last; next++) write(fork, next);
    expect([fork.log.length, seen(fork)]).toEqual([store.log.length, end]);
    expect(seen(fork.forkAt(cursor))).toBe(were.get(reached));
  }
  expect(seen(store)).toBe(end);
});
