// Inputs made again in slices, so that the browser can do something else in between, and given up when it takes too long: what
// was linked or kept may ask for a million years of a crash loop.
import type { Run, TimedInput } from '../run/run.ts';

export interface Patience {
  /** Wall time in ms that only rises. */
  readonly now: () => number;
  /** Lets the browser do something else. */
  readonly breathe: () => Promise<void>;
}

const sliceMs = 40;
const longestMs = 20_000;

/** Makes the inputs at their times and goes on to an instant; false if that took too long. */
export async function replayPatiently(
  run: Run,
  inputs: readonly TimedInput[],
  ms: number,
  { now, breathe }: Patience,
): Promise<boolean> {
  const endMs = now() + longestMs;
  const advance = async (untilMs: number): Promise<boolean> => {
    for (;;) {
      const pauseMs = now() + sliceMs;
      if (run.advanceTo(untilMs, () => now() < pauseMs) >= untilMs) return true;
      if (now() > endMs) return false;
      await breathe();
    }
  };
  for (const { atMs, kind, value } of inputs) {
    if (!(await advance(atMs))) return false;
    run.submit({ kind, value });
  }
  return advance(ms);
}
