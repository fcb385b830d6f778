// The verbs of the real kubectl in the order of its help, and which of them a mistyped one may have meant (K-110).

export const realVerbs: readonly string[] = [
  ...['create', 'expose', 'run', 'set', 'explain', 'get', 'edit', 'delete', 'rollout', 'scale', 'autoscale'],
  ...[
    'certificate',
    'cluster-info',
    'top',
    'cordon',
    'uncordon',
    'drain',
    'taint',
    'describe',
    'logs',
    'attach',
    'exec',
  ],
  ...[
    'port-forward',
    'proxy',
    'cp',
    'auth',
    'debug',
    'events',
    'diff',
    'apply',
    'patch',
    'replace',
    'wait',
    'kustomize',
  ],
  ...[
    'label',
    'annotate',
    'completion',
    'alpha',
    'config',
    'plugin',
    'version',
    'api-versions',
    'api-resources',
    'options',
  ],
];

/** Verbs at most two typing mistakes away, that begin with the word, or that do what other programs call so. */
export const similarVerbs = (word: string): readonly string[] => similar(word.toLowerCase());

const similar = (word: string): readonly string[] =>
  realVerbs.filter((verb) => distance(word, verb) <= 2 || verb.startsWith(word) || meant[verb]?.includes(word));

const meant: { readonly [verb: string]: readonly string[] } = { delete: ['rm'], get: ['list', 'ps'] };

/** What is said of the second word of a verb that has parts: `kubectl rollout stauts`. */
export function unknownPart(verb: string, word: string, parts: readonly string[]): string {
  if (word === '') return `kubectl ${verb} takes what to do: kubectl ${verb} ${parts.join('|')} …`;
  const near = parts.filter((part) => distance(word.toLowerCase(), part) <= 2 || part.startsWith(word.toLowerCase()));
  const hint = near.length === 0 ? '' : `\n\nDid you mean this?\n${near.map((part) => `\t${part}`).join('\n')}\n`;
  return `unknown command "${word}" for "kubectl ${verb}"${hint}\nSee 'kubectl ${verb} -h' for help and examples`;
}

/** Levenshtein's: letters put in, taken out or exchanged. */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, at) => at);
  for (const [done, letter] of [...from].entries()) {
    const next = [done + 1];
    for (let at = 0; at < to.length; at++) {
      const exchanged = (row[at] ?? 0) + (letter === to[at] ? 0 : 1);
      next.push(Math.min(exchanged, (row[at + 1] ?? 0) + 1, (next[at] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}
