// Short-lived dots for what went over the wire just now: they run along the identity threads, in cluster time, so that
// pausing and rewinding holds them too.
import type { History, Move } from './history.ts';
import type { PulseMark, ThreadMark } from './scene.ts';
import { pointOn } from './threads.ts';

/** How long a dot is on its way, in cluster time. */
const travelMs = 800;
const most = 24;

export function pulsesAt(
  history: History,
  atMs: number,
  revision: number,
  threads: readonly ThreadMark[],
): readonly PulseMark[] {
  const pulses: PulseMark[] = [];
  for (let index = firstAfter(history.moves, atMs) - 1; index >= 0 && pulses.length < most; index--) {
    const move = history.moves[index];
    if (!move || move.atMs <= atMs - travelMs) break;
    const thread = move.revision <= revision ? threads.find(({ id }) => id.endsWith(move.thread)) : undefined;
    if (thread) pulses.push(pulseOf(move, thread, (atMs - move.atMs) / travelMs));
  }
  return pulses;
}

function pulseOf(move: Move, thread: ThreadMark, progress: number): PulseMark {
  const eased = progress * progress * (3 - 2 * progress);
  const { x, y } = pointOn(thread.curve, move.back ? 1 - eased : eased);
  const opacity = Math.min(1, 6 * progress, 6 * (1 - progress));
  return { id: `pulse:${move.revision}`, x, y, hue: thread.hue, opacity };
}

/** The index of the first move later than `atMs`. */
function firstAfter(moves: readonly Move[], atMs: number): number {
  let [low, high] = [0, moves.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((moves[middle]?.atMs ?? Infinity) <= atMs) low = middle + 1;
    else high = middle;
  }
  return low;
}
