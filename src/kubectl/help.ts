// What `--help` prints: which verbs and flags there are here, and which are only in the real kubectl. Our words, not kubectl's:
// its pages speak of much that is not simulated.
import { everywhere } from './flags.ts';
import { realVerbs } from './real-verbs.ts';
import type { Verb } from './verb.ts';

type Verbs = { readonly [name: string]: Verb };

export const isHelp = (words: readonly string[]): boolean => {
  const end = words.indexOf('--');
  return words.slice(0, end < 0 ? undefined : end).some((word) => word === '--help' || word === '-h');
};

/** Of kubectl as a whole. */
export function generalHelp(verbs: Verbs): string {
  const missing = realVerbs.filter((name) => !Object.hasOwn(verbs, name));
  return `kubectl controls the simulated cluster.

Commands:
${wrapped(Object.keys(verbs))}
Not simulated yet:
${wrapped(missing)}
Use "kubectl COMMAND --help" for the flags of a command. chaos --help lists what can be broken.
`;
}

export function verbHelp(name: string, { flags, notSimulated = [] }: Verb): string {
  const shown = Object.entries({ ...flags, ...everywhere }).map(
    ([flag, { short }]) => `${short ? `-${short}, ` : ''}--${flag}`,
  );
  const missing = notSimulated.map((flag) => `--${flag}`);
  return `Usage: kubectl ${name} …

Flags:
${wrapped(shown.toSorted())}${missing.length > 0 ? `Not simulated yet:\n${wrapped(missing)}` : ''}`;
}

const widest = 90;

/** Two blanks before each line, and a line break after. */
function wrapped(words: readonly string[]): string {
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length + 3 <= widest) lines[lines.length - 1] = `${last}   ${word}`;
    else lines.push(word);
  }
  return lines.map((line) => `  ${line}\n`).join('');
}
