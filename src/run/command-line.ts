// A command line of a step or of the user as a process: which program it names, and what a shell says if there is none. Lines
// are untrusted: how long they may be is said here.
import { kubectl } from '../kubectl/kubectl.ts';
import type { Process, Shell } from '../kubectl/command.ts';
import { wordsOf } from '../kubectl/words.ts';
import { chaos } from './chaos.ts';
import type { Strike } from './play-line.ts';
import type { Variables } from './variables.ts';

const mostCharacters = 10_000;
const mostWords = 200;

/** Ends with the exit code: 2 for a line that is no plain command, 127 for an unknown program, as a shell does. */
export function* commandLine(shell: Shell, line: string, variables: Variables, strike: Strike): Process<number> {
  if (line.length > mostCharacters) return unread(shell, `sh: a line has at most ${mostCharacters} characters`);
  const split = wordsOf(line, variables);
  if (!split.ok) return unread(shell, split.message);
  if (split.words.length > mostWords) return unread(shell, `sh: a line has at most ${mostWords} words`);
  const [program = '', ...words] = split.words;
  if (program === 'kubectl') return yield* kubectl(shell, words);
  if (program === '') return 0;
  if (program === 'chaos') return yield* chaos(shell, words, strike);
  shell.stderr(`sh: ${program}: command not found\n`);
  return 127;
}

function unread(shell: Shell, message: string): number {
  shell.stderr(`${message}\n`);
  return 2;
}
