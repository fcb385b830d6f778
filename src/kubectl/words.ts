// A command line as words, split by shell-quote as a shell would: quotes, escapes and `$NODE`. No pipes, no redirections.
import { parse } from 'shell-quote';
import type { ParseEntry } from 'shell-quote';

export type Words =
  { readonly ok: true; readonly words: readonly string[] } | { readonly ok: false; readonly message: string };

/** `variables`: what `$NAME` stands for; an unknown one is empty, as in a shell. */
export function wordsOf(line: string, variables: { readonly [name: string]: string }): Words {
  const words: string[] = [];
  const entries = entriesOf(line, variables);
  if (!entries) return { ok: false, message: 'sh: bad substitution' };
  for (const entry of entries) {
    if (typeof entry === 'string') words.push(entry);
    else if ('comment' in entry) break;
    else if (entry.op === 'glob') words.push(entry.pattern);
    else return { ok: false, message: `sh: "${entry.op}" is not understood here: write one plain command` };
  }
  return { ok: true, words };
}

/** Undefined for `${` and its like, of which shell-quote makes an error. */
function entriesOf(line: string, variables: { readonly [name: string]: string }): readonly ParseEntry[] | undefined {
  try {
    return parse(line, (name: string) => (Object.hasOwn(variables, name) ? (variables[name] ?? '') : ''));
  } catch {
    return undefined;
  }
}
