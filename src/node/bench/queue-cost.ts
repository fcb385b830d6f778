// Measures the machine rather than the engine: operations of the queue all events go through, P3's unit.
import TinyQueue from 'tinyqueue';
import { spent } from './spent.ts';

export interface QueueCost {
  readonly ms: number;
}

const pending = 10_000;

/** So many times the soonest of 10,000 is taken and another one put in. */
export function measureQueue(operations: number): QueueCost {
  let state = 1;
  const chance = (): number => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
  const entries = Array.from({ length: pending }, (_, sequence) => ({ atMs: chance() * 1_000, sequence }));
  const queue = new TinyQueue(entries, (a, b) => a.atMs - b.atMs || a.sequence - b.sequence);
  const work = (): void => {
    for (let sequence = 0; sequence < operations; sequence++) {
      const { atMs = 0 } = queue.pop() ?? {};
      queue.push({ atMs: atMs + chance() * 1_000, sequence });
    }
  };
  return { ms: spent(work).ms };
}
