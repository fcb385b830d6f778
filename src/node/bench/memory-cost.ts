// Measures the heap a Pod takes, P8: with all its history, and as the objects of the present alone would.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { kinds } from '../../engine/index.ts';
import type { View } from '../../engine/index.ts';
import { started } from './set-life.ts';

export interface MemoryCost {
  /** KiB a Pod. */
  readonly wholeKiB: number;
  readonly liveKiB: number;
}

export function measureMemory(replicas: number): MemoryCost {
  const warm = started(3); // code and tables are not to be counted
  const emptyBytes = heapBytes();
  const run = started(replicas);
  const wholeBytes = heapBytes();
  const live = copied(run.cluster.head);
  const bothBytes = heapBytes();
  if (live.length < replicas || warm.cluster.nowMs === 0) throw new Error('what is measured must still be there');
  const perPod = (bytes: number): number => bytes / replicas / 1_024;
  return { wholeKiB: perPod(wholeBytes - emptyBytes), liveKiB: perPod(bothBytes - wholeBytes) };
}

/** Every object by itself, sharing nothing with the others: more than they take where they lie. */
const copied = (view: View): readonly unknown[] =>
  kinds.flatMap((kind) => view.list(kind).map((object) => structuredClone(object)));

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void; // what the flag defines

function heapBytes(): number {
  collectGarbage();
  collectGarbage();
  return process.memoryUsage().heapUsed;
}
