// A command line as words, split by shell-quote as a shell would: quotes, escapes and `$NODE`. No pipes, no redirections.
import { parse } from 'shell-quote';

export type Words =
  { readonly ok: true; readonly words: readonly string[] } | { readonly ok: false; readonly message: string };

/** `variables`: what `$NAME` stands for; an unknown one is empty, as in a shell. */
export function wordsOf(line: string, variables: { readonly [name: string]: string }): Words {
  const words: string[] = [];
  for (const entry of parse(line, (name: string) => variables[name] ?? '')) {
    if (typeof entry === 'string') words.push(entry);
    else if ('comment' in entry) break;
    else if (entry.op === 'glob') words.push(entry.pattern);
    else return { ok: false, message: `sh: "${entry.op}" is not understood here: write one plain command` };
  }
  return { ok: true, words };
}
