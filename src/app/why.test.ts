import { expect, test } from 'vitest';
import type { View, Wait } from '../engine/index.ts';
import { scene } from '../locales/en/scene.ts';
import { whyCards } from './why.ts';

/** Two things that the controller waits for with the same volume. */
const waits: readonly Wait[] = [
  { rule: 'VOL-42', params: { volume: 'pvc-1', node: 'node-1' } },
  { rule: 'VOL-44', params: { volume: 'pvc-1', attachedTo: 'node-1', node: 'node-2' } },
].map((reason) => ({ component: 'attachdetach-controller', key: 'pvc-1', sinceMs: 5, reason }));

test('two waits of one key are two cards, each of its own', () => {
  const view = { cursor: { ms: 9, revision: 3 }, waits: () => waits } as unknown as View;
  const cards = whyCards({ view, changes: [], messages: scene });
  expect(cards.map(({ rule }) => rule)).toEqual(['VOL-42', 'VOL-44']);
  expect(new Set(cards.map(({ id }) => id)).size).toBe(2);
});
