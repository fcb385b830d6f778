// What every verb of kubectl is: its flags and its process. A new verb is one file in commands/ and one row in kubectl.ts.
import type { Process, Shell } from './command.ts';
import type { Failure } from './failure.ts';
import type { FlagTable, ParsedLine } from './flags.ts';

export interface Verb {
  readonly flags: FlagTable;
  /** Flags that the real verb has and this one does not yet. */
  readonly notSimulated?: readonly string[];
  /** Ends with the exit code. `shell.namespace` is already the one asked for with -n. */
  run(shell: Shell, line: ParsedLine): Process<number>;
}

/** Prints failures and gives the exit code: 1 if there are any. */
export function finish(shell: Shell, failures: readonly Failure[]): number {
  for (const { text } of failures) shell.stderr(`${text}\n`);
  return failures.length > 0 ? 1 : 0;
}
