// kubectl: the table of its verbs, and from the words of a line to a process. A verb that is not in the table is unknown, or
// known to the real kubectl and not simulated yet.
import { apply } from './commands/apply.ts';
import { cordon, uncordon } from './commands/cordon.ts';
import { create } from './commands/create.ts';
import { deleteVerb } from './commands/delete.ts';
import { drain } from './commands/drain.ts';
import { describe } from './commands/describe.ts';
import { exec } from './commands/exec.ts';
import { get } from './commands/get.ts';
import { logs } from './commands/logs.ts';
import { annotate, label } from './commands/label.ts';
import { patch } from './commands/patch.ts';
import { replace } from './commands/replace.ts';
import { rollout } from './commands/rollout.ts';
import { scale } from './commands/scale.ts';
import { set } from './commands/set.ts';
import { taint } from './commands/taint.ts';
import { clusterInfo, version } from './commands/version.ts';
import { wait } from './commands/wait.ts';
import type { Process, Shell } from './command.ts';
import { managerOf, writingAs } from './field-manager.ts';
import { elsewhere, parseFlags } from './flags.ts';
import { generalHelp, isHelp, verbHelp } from './help.ts';
import { realVerbs, similarVerbs } from './real-verbs.ts';
import type { Verb } from './verb.ts';

const verbs: { readonly [name: string]: Verb } = {
  annotate,
  apply,
  cordon,
  create,
  delete: deleteVerb,
  drain,
  describe,
  exec,
  get,
  label,
  logs,
  patch,
  replace,
  rollout,
  scale,
  set,
  taint,
  uncordon,
  version,
  wait,
  'cluster-info': clusterInfo,
};

/** Plays `kubectl WORDS…`; ends with its exit code. */
export function* kubectl(shell: Shell, words: readonly string[]): Process<number> {
  const [name = '', ...rest] = verbFirst(words);
  const verb = Object.hasOwn(verbs, name) ? verbs[name] : undefined;
  if (verb && isHelp(rest)) return help(shell, verbHelp(name, verb));
  if (['', 'help', '--help', '-h'].includes(name)) return help(shell, generalHelp(verbs));
  if (!verb) return fail(shell, unknownVerb(name));
  const missing = rest.find((word) => isMissing(word, verb));
  if (missing) return fail(shell, `the flag ${missing.split('=')[0]} of kubectl ${name} is not simulated yet`);
  const flags = parseFlags(rest, verb.flags);
  if (!flags.ok) return fail(shell, `${flags.message}\nSee 'kubectl ${name} --help' for usage.`);
  const namespace = flags.line.text('namespace') ?? shell.namespace;
  const manager = flags.line.text('field-manager') ?? managerOf(name);
  return yield* writingAs(manager, verb.run({ ...shell, namespace }, flags.line));
}

/** Flags may stand before the verb too. */
function verbFirst(words: readonly string[]): readonly string[] {
  let at = 0;
  while (words[at]?.startsWith('-')) at += takesNext.has(words[at] ?? '') ? 2 : 1;
  return [...words.slice(at), ...words.slice(0, at)];
}

const takesNext: ReadonlySet<string> = new Set(['-n', '--namespace', '--context']);

const isMissing = (word: string, { notSimulated = [] }: Verb): boolean =>
  [...notSimulated, ...elsewhere].some((flag) => word.split('=')[0] === `--${flag}`);

function help(shell: Shell, text: string): number {
  shell.stdout(text);
  return 0;
}

function fail(shell: Shell, message: string): number {
  shell.stderr(`error: ${message}\n`);
  return 1;
}

/** K-110 */
function unknownVerb(name: string): string {
  if (realVerbs.includes(name)) return `kubectl ${name} is not simulated yet`;
  const similar = similarVerbs(name);
  const hint = similar.length === 0 ? '' : `\n\nDid you mean this?\n${similar.map((verb) => `\t${verb}`).join('\n')}`;
  return `unknown command "${name}" for "kubectl"${hint}`;
}
