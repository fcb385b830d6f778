// Inputs made again at their times: what a fork, a branch and a link are brought back to life by.
import type { Run, TimedInput } from './run.ts';

/** Makes those of the inputs that a run does not have yet, and goes on until an instant is over. */
export function replay(run: Run, inputs: readonly TimedInput[], ms: number): void {
  for (const { atMs, kind, value } of inputs.slice(run.inputs.length)) {
    run.advanceTo(atMs);
    run.submit({ kind, value });
  }
  run.advanceTo(ms);
}
