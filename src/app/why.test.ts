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

test('a volume is called as the claim it is for, with the beginning of its own name', () => {
  const volume = 'pvc-0a1b2c3d-1111-2222-3333-444455556666';
  const reason = { rule: 'VOL-31', params: { volume } };
  const view = {
    cursor: { ms: 9, revision: 3 },
    waits: () => [{ component: 'attachdetach-controller', key: volume, sinceMs: 5, reason }],
    get: (_: string, key: string) => (key === volume ? { spec: { claimRef: { name: 'data-web-0' } } } : undefined),
  } as unknown as View;
  const [card] = whyCards({ view, changes: [], messages: scene });
  expect(card?.text).toContain('data-web-0 (pvc-0a1b2c3d)');
  expect(card?.text).not.toContain('1111');
});
