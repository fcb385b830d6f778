// How far back a watch can begin: the log keeps everything, an API server keeps a window of each kind's events (API-43). Apart from
// watches because it is about what a server forgets, which nothing else here does.
import type { Kind } from '../kinds/kinds.ts';
import { firstIndex } from './first-index.ts';
import type { Store } from './store.ts';

/** A window grows past `least` events only while all of them are younger than `freshMs`. */
const window = { least: 100, freshMs: 75_000 };

/**
 * The oldest version from which a kind can be watched: that of the cluster when its API server began to serve, or, once events have been
 * forgotten, the one before the oldest event that is left.
 */
export function oldestWatched(kind: Kind, { log, nowMs }: Store): number {
  const served = log.changes.findIndex(({ actor }) => actor !== 'cluster');
  const begun = served < 0 ? log.changes.length : served;
  const all = log.ofKind(kind);
  const first = firstIndex(all, ({ revision }) => revision > begun);
  const fresh = firstIndex(all, ({ atMs }) => atMs > nowMs - window.freshMs);
  const oldest = Math.max(first, Math.min(fresh, all.length - window.least));
  const event = all[oldest];
  return oldest === first || !event ? begun : event.revision - 1;
}
