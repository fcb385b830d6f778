// Parallel's slow start (STS-BURST-1): batches of 1, 2, 4 … calls at once, each when the one before it has been answered.
import type { Client } from '../../component.ts';
import type { StatefulSet } from '../../kinds/stateful-set.ts';
import { podName } from './identity.ts';

const largestBatch = 500;

/** The positions below `count` with something to do in the first batch that has any; `isLast` if no later one has. */
export function nextBatch(
  count: number,
  hasWork: (at: number) => boolean,
): { readonly batch: readonly number[]; readonly isLast: boolean } {
  const batch: number[] = [];
  for (let from = 0, size = 1; from < count; from += size, size = Math.min(size * 2, largestBatch)) {
    if (batch.length > 0) break;
    for (let at = from; at < Math.min(from + size, count); at++) if (hasWork(at)) batch.push(at);
  }
  const last = batch.at(-1);
  if (last === undefined) return { batch, isLast: true };
  for (let at = last + 1; at < count; at++) if (hasWork(at)) return { batch, isLast: false };
  return { batch, isLast: true };
}

/** The calls of one batch race: the seed decides which comes first. */
export function racing(ordinals: readonly number[], set: StatefulSet, client: Client): readonly number[] {
  const { namespace = 'default' } = set.metadata;
  const turn = new Map(ordinals.map((it) => [it, client.random('order', `${namespace}/${podName(set, it)}`)]));
  return ordinals.toSorted((a, b) => (turn.get(a) ?? 0) - (turn.get(b) ?? 0));
}
