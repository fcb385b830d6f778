// Waits as spans of time, read off the log.
import type { Log } from './log.ts';
import type { Wait } from './view.ts';

/** A wait that has ended, or not yet (`toMs` absent). */
export interface WaitSpan extends Wait {
  readonly toMs?: number;
}

/** All waits there ever were, in order of beginning. */
export function waitSpans(log: Log): readonly WaitSpan[] {
  const spans: WaitSpan[] = [];
  const open = new Map<Wait, number>();
  log.each('wait', (before = none, after = none, atMs) => {
    for (const wait of before) {
      const at = open.get(wait);
      if (at === undefined || after.includes(wait)) continue;
      spans[at] = { ...wait, toMs: atMs };
      open.delete(wait);
    }
    for (const wait of after) if (!before.includes(wait)) open.set(wait, spans.push(wait) - 1);
  });
  return spans;
}

const none: readonly Wait[] = [];
