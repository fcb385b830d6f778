// What a run needs in order to play a command line. Separate from the programs that lines name, so that a run can begin before
// they are loaded: whoever starts it hands them in.
import type { Fault, FaultRefusal } from '../engine/index.ts';
import type { Process, Shell } from '../kubectl/command.ts';
import type { Variables } from './variables.ts';

/** Breaks or mends; gives why it cannot be done. */
export type Strike = (fault: Fault) => FaultRefusal | undefined;

/** Plays a line; ends with the exit code. */
export type PlayLine = (shell: Shell, line: string, variables: Variables, strike: Strike) => Process<number>;
