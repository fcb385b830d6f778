// Flags as kubectl reads them: yargs-parser takes them apart, and what kubectl does differently is done before: a flag takes
// the next word whatever it looks like, a switch never does, and an unknown flag is refused in kubectl's words (K-113).
import parse from 'yargs-parser';

export interface Flag {
  /** `f` for `-f`. */
  readonly short?: string;
  /** Its value when it stands without one; absent: it takes the next word. */
  readonly bare?: string;
  readonly type: 'text' | 'switch' | 'number' | 'list';
}

export type FlagTable = { readonly [name: string]: Flag };

export interface ParsedLine {
  /** Words that are no flags. */
  readonly args: readonly string[];
  /** What stands after `--`. */
  readonly rest: readonly string[];
  has(name: string): boolean;
  text(name: string): string | undefined;
  number(name: string): number | undefined;
  /** A switch that is left out is `otherwise`. */
  isOn(name: string, otherwise?: boolean): boolean;
  /** The values, each taken apart at its commas. */
  list(name: string): readonly string[];
  /** The values as they were given. */
  each(name: string): readonly string[];
}

export type Flags = { readonly ok: true; readonly line: ParsedLine } | { readonly ok: false; readonly message: string };

/** A switch, on when it stands alone. */
export const onOff = (short?: string): Flag => ({ type: 'switch', bare: 'true', ...(short ? { short } : {}) });

/** Of verbs that write, and of those that read files: a file is never a folder here. */
export const writerFlags: FlagTable = {
  'field-manager': { type: 'text' },
  recursive: { type: 'switch', bare: 'true', short: 'R' },
};

/** Flags every verb takes. */
export const everywhere: FlagTable = { namespace: { type: 'text', short: 'n' }, context: { type: 'text' } };

/** Flags every verb of the real kubectl takes, and none here. */
export const elsewhere: readonly string[] = [
  ...['as', 'as-group', 'as-uid', 'as-user-extra', 'cache-dir', 'certificate-authority', 'client-certificate'],
  ...['client-key', 'cluster', 'disable-compression', 'insecure-skip-tls-verify', 'kubeconfig', 'kuberc'],
  ...['log-flush-frequency', 'match-server-version', 'password', 'profile', 'profile-output', 'request-timeout'],
  ...['server', 'tls-server-name', 'token', 'user', 'username', 'v', 'vmodule', 'warnings-as-errors'],
];

/** The words after a verb as flags and arguments; else kubectl's complaint. */
export function parseFlags(words: readonly string[], own: FlagTable): Flags {
  const table = { ...everywhere, ...own };
  const end = words.indexOf('--');
  const rest = end < 0 ? [] : words.slice(end + 1);
  const joined = joinedWords(end < 0 ? words : words.slice(0, end), table);
  if (!joined.ok) return joined;
  const names = Object.keys(table);
  const found = parse([...joined.words], {
    string: names,
    array: names.filter((name) => table[name]?.type === 'list'),
    configuration: {
      'boolean-negation': false,
      'camel-case-expansion': false,
      'dot-notation': false,
      'greedy-arrays': false,
      'parse-numbers': false,
      'parse-positional-numbers': false,
    },
  });
  const values = new Map<string, readonly string[]>(
    names.filter((name) => name in found).map((name) => [name, [found[name]].flat().map(String)]),
  );
  const message = badValue(values, table);
  return message === undefined ? { ok: true, line: lineOf(values, found._.map(String), rest) } : { ok: false, message };
}

type Joined =
  { readonly ok: true; readonly words: readonly string[] } | { readonly ok: false; readonly message: string };

/** Every flag as `--name=value`, so that only arguments are left without. */
function joinedWords(words: readonly string[], table: FlagTable): Joined {
  const joined: string[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    if (!word.startsWith('-') || word === '-') {
      joined.push(word);
      continue;
    }
    const found = word.startsWith('--') ? longFlag(word, table) : shortFlags(word, table);
    if ('message' in found) return { ok: false, message: found.message };
    joined.push(...found.done);
    if (found.open === undefined) continue;
    const value = words[++at];
    if (value === undefined) return { ok: false, message: `flag needs an argument: ${found.asked}` };
    joined.push(`--${found.open}=${value}`);
  }
  return { ok: true, words: joined };
}

/** `open`: the flag that takes the next word; `asked`: how kubectl names it when there is none. */
interface Taken {
  readonly done: readonly string[];
  readonly open?: string;
  readonly asked?: string;
}

function longFlag(word: string, table: FlagTable): Taken | { readonly message: string } {
  const equals = word.indexOf('=');
  const name = word.slice(2, equals < 0 ? undefined : equals);
  const flag = Object.hasOwn(table, name) ? table[name] : undefined;
  if (!flag) return { message: `unknown flag: --${name}` };
  if (equals >= 0) return { done: [word] };
  return flag.bare === undefined ? { done: [], open: name, asked: word } : { done: [`--${name}=${flag.bare}`] };
}

/** `-A`, `-lapp=web`, `-n=x`, `-o json`, and several in one word. */
function shortFlags(word: string, table: FlagTable): Taken | { readonly message: string } {
  const done: string[] = [];
  for (let at = 1; at < word.length; at++) {
    const letter = word[at] ?? '';
    const [name, flag] = Object.entries(table).find(([, { short }]) => short === letter) ?? [];
    if (name === undefined || !flag) return { message: `unknown shorthand flag: '${letter}' in ${word}` };
    const after = word.slice(at + 1);
    if (after.startsWith('=')) return { done: [...done, `--${name}=${after.slice(1)}`] };
    if (flag.bare !== undefined) done.push(`--${name}=${flag.bare}`);
    else if (after) return { done: [...done, `--${name}=${after}`] };
    else return { done, open: name, asked: `'${letter}' in ${word}` };
  }
  return { done };
}

const truths: { readonly [word: string]: boolean } = {
  '1': true,
  t: true,
  T: true,
  true: true,
  TRUE: true,
  True: true,
  '0': false,
  f: false,
  F: false,
  false: false,
  FALSE: false,
  False: false,
};

function badValue(values: ReadonlyMap<string, readonly string[]>, table: FlagTable): string | undefined {
  for (const [name, texts] of values) {
    const flag = table[name];
    for (const text of texts) {
      const parser =
        flag?.type === 'switch' && !Object.hasOwn(truths, text)
          ? 'ParseBool'
          : flag?.type === 'number' && !/^[-+]?\d+$/.test(text)
            ? 'ParseInt'
            : undefined;
      if (!parser) continue;
      const shown = flag?.short ? `-${flag.short}, --${name}` : `--${name}`;
      return `invalid argument "${text}" for "${shown}" flag: strconv.${parser}: parsing "${text}": invalid syntax`;
    }
  }
  return undefined;
}

function lineOf(
  values: ReadonlyMap<string, readonly string[]>,
  args: readonly string[],
  rest: readonly string[],
): ParsedLine {
  const text = (name: string): string | undefined => values.get(name)?.at(-1);
  return {
    args,
    rest,
    has: (name) => values.has(name),
    text,
    number(name) {
      const found = text(name);
      return found === undefined ? undefined : Number(found);
    },
    isOn(name, otherwise = false) {
      const found = text(name);
      return found === undefined ? otherwise : (truths[found] ?? otherwise);
    },
    each: (name) => values.get(name) ?? [],
    list: (name) => (values.get(name) ?? []).flatMap((value) => value.split(',')),
  };
}
