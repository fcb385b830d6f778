// A command line of a step or of the user as a process: which program it names, and what a shell says if there is none.
import { kubectl } from '../kubectl/kubectl.ts';
import type { Process, Shell } from '../kubectl/command.ts';
import { wordsOf } from '../kubectl/words.ts';
import type { Variables } from './variables.ts';

/** Ends with the exit code: 2 for a line that is no plain command, 127 for an unknown program, as a shell does. */
export function* commandLine(shell: Shell, line: string, variables: Variables): Process<number> {
  const split = wordsOf(line, variables);
  if (!split.ok) {
    shell.stderr(`${split.message}\n`);
    return 2;
  }
  const [program = '', ...words] = split.words;
  if (program === 'kubectl') return yield* kubectl(shell, words);
  if (program === '') return 0;
  if (program === 'chaos') {
    shell.stderr('error: chaos is not simulated yet\n');
    return 1;
  }
  shell.stderr(`sh: ${program}: command not found\n`);
  return 127;
}
