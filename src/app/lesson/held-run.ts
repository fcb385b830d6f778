// A run in which time stands still for as long as a question is open, whoever asks for it to go on: the player or a step.
import type { Run } from '../../run/run.ts';

/** `isHeld`: whether time stands still now; `onHeld`: somebody asked for it to go on. */
export function heldRun(run: Run, isHeld: () => boolean, onHeld: () => void): Run {
  /** Less than what was asked for, which says that it was not done. */
  const stay = (ms: number): number => {
    onHeld();
    return Math.min(run.cluster.nowMs, ms - 1);
  };
  const own: Pick<Run, 'advanceTo' | 'advanceToEnd' | 'forkAt'> = {
    advanceTo: (ms, keepGoing) => (isHeld() ? stay(ms) : run.advanceTo(ms, keepGoing)),
    advanceToEnd: (keepGoing) => (isHeld() ? stay(Infinity) : run.advanceToEnd(keepGoing)),
    forkAt: (ms, inputs) => heldRun(run.forkAt(ms, inputs), isHeld, onHeld),
  };
  // Everything else is the run's own, asked of the run itself: its fields are private to it.
  return new Proxy(run, {
    get(target, name) {
      const value: unknown = Reflect.get(name in own ? own : target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
