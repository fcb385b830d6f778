// A run with all that plays its command lines, at once: for programs, lessons and tests. The page, which draws before it has
// loaded that much, uses start-run.ts.
import { commandLine } from './command-line.ts';
import type { CreatedRun, RunOptions } from './run.ts';
import { startRun } from './start-run.ts';

/** Starts a run at 0 ms; refusals are in the order of the text. */
export const createRun = (text: string, options: RunOptions = {}): CreatedRun => startRun(text, commandLine, options);
