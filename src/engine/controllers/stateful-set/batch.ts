// A sync that makes its calls in several batches (STS-BURST-1): until when the last one is being answered, and the status that the
// sync counted before the first.
import type { Client } from '../../component.ts';
import { keyOf } from '../../kinds/kinds.ts';
import type { StatefulSet, StatefulSetStatus } from '../../kinds/stateful-set.ts';
import { timings } from '../../timings.ts';

interface Batch {
  /** Whose sync it is: a set of the same name that comes later begins its own. */
  readonly uid: string;
  readonly untilMs: number;
  readonly status: StatefulSetStatus;
}

/** Whether the calls of a batch are still being answered; then the set is looked at when they are. */
export function isWaiting(key: string, client: Client, nowMs: number): boolean {
  const { untilMs = 0 } = client.recall<Batch>(batchKey(key)) ?? {};
  if (untilMs > nowMs) client.requeue(untilMs - nowMs);
  return untilMs > nowMs;
}

/** The status as the sync counted it when it began; undefined if it begins now. */
export function countedBefore(set: StatefulSet, client: Client): StatefulSetStatus | undefined {
  const batch = client.recall<Batch>(batchKey(keyOf(set)));
  return batch?.uid === set.metadata.uid ? batch.status : undefined;
}

/** Lets the sync go on when the calls have been answered. */
export function waitForBatch(set: StatefulSet, status: StatefulSetStatus, client: Client, nowMs: number): undefined {
  const { batchMs } = timings.statefulSet;
  client.remember<Batch>(batchKey(keyOf(set)), { uid: set.metadata.uid, untilMs: nowMs + batchMs, status });
  client.requeue(batchMs);
}

export function forgetBatch(set: StatefulSet, client: Client): void {
  const key = batchKey(keyOf(set));
  if (client.recall<Batch>(key)) client.remember(key, undefined);
}

const batchKey = (key: string): string => `batch|${key}`;
