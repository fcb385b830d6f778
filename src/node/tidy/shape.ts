// What a file may look like: its name, its first line, its length, the length of its functions, and what it may not say.
import { codeOnly, withoutComments } from './source-text.ts';
import type { Source } from './source-text.ts';

export const longestFile = 400;
export const longestFunction = 70;

const forbiddenNames = new Set([
  'utils',
  'util',
  'helpers',
  'helper',
  'common',
  'lib',
  'core',
  'shared',
  'misc',
  'types',
]);

/** A folder or file whose name breaks the rules. */
export function nameFault(path: string): string | undefined {
  const parts = path.split('/');
  const file = parts.pop() ?? '';
  const bare = file.replace(/\..*$/, '');
  const banned = [...parts, bare].find((name) => forbiddenNames.has(name));
  if (banned) return `${path}: "${banned}" says nothing: what it holds lacks a name`;
  const folder = parts.find((name) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name) && name !== 'zh-CN');
  if (folder) return `${path}: the folder "${folder}" is not in kebab-case`;
  if (file === 'main.tsx') return undefined;
  const fits = file.endsWith('.tsx')
    ? /^[A-Z][A-Za-z0-9]*(\.test)?\.tsx$/.test(file)
    : /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9-]+)*$/.test(file);
  return fits ? undefined : `${path}: ${file.endsWith('.tsx') ? 'not in PascalCase' : 'not in kebab-case'}`;
}

/** A file opens by saying what it is; a test's name is its first sentence. */
export function openingFault({ path, text }: Source): string | undefined {
  if (/\.test\.tsx?$/.test(path) || /^(\/\/|\/\*)/.test(text)) return undefined;
  return `${path} does not open with a comment that says what it is`;
}

export function lengthFault({ path, text }: Source): string | undefined {
  const lines = text.trimEnd().split('\n').length;
  return lines > longestFile ? `${path} has ${lines} lines; ${longestFile} is the limit` : undefined;
}

/** Functions and methods that do not fit one screen, measured by prettier's indentation. */
export function functionFaults({ path, text }: Source): readonly string[] {
  if (/\.test\.tsx?$/.test(path)) return [];
  const lines = codeOnly(text).split('\n');
  return lines.flatMap((line, start) => {
    const opening = functionOpening.exec(line);
    if (!opening || /^ *(if|for|while|switch|return)\b/.test(line)) return [];
    const length = endOf(lines, start, opening[1] ?? '') - start + 1;
    return length > longestFunction ? [`${path}:${start + 1}: a function of ${length} lines`] : [];
  });
}

const functionOpening =
  /^( {0,2})(?:export )?(?:async )?(?:function\b|const \w+(?:: [^=]+)? = (?:async )?[(<]|(?:static |get |set |async )*#?\w+\()/;

/** The line on which the statement that begins at `start` ends. */
function endOf(lines: readonly string[], start: number, indent: string): number {
  for (let at = start + 1; at < lines.length; at++) {
    const line = lines[at] ?? '';
    if (line.trim() === '' || line.startsWith(`${indent} `)) continue;
    if (line.startsWith(`${indent})`) && /(\{|=>)\s*$/.test(line)) continue; // the signature ends, the body begins
    return /^\s*[)}\]]/.test(line) ? at : at - 1;
  }
  return lines.length - 1;
}

interface Ban {
  /** Rooms, as the beginning of a path. */
  readonly where: RegExp;
  readonly what: RegExp;
  readonly why: string;
  /** Look into strings too, or even into comments. */
  readonly in?: 'strings' | 'comments';
}

/** What the linter does not know. */
const bans: readonly Ban[] = [
  { where: /^engine\//, what: /\bDate\.now\b|\bnew Date\(\s*\)/, why: 'the engine has no wall clock' },
  {
    where: /^engine\//,
    what: /\bMath\.random\b|\bcrypto\./,
    why: 'chance in the engine is random(seed, purpose, key)',
  },
  { where: /^engine\//, what: /\basync\b|\bawait\b|\bPromise\b/, why: 'the engine is synchronous' },
  { where: /^engine\//, what: /\bconsole\b|\bset(Timeout|Interval)\b|\bperformance\./, why: 'the engine has no host' },
  {
    where: /^(engine|run|scene|kubectl)\//,
    what: /\blocaleCompare\b|\bIntl\b|\.toLocale/,
    why: 'order and text may not depend on a locale',
  },
  {
    where: /^(run|scene|kubectl|share|scenarios|manifest)\//,
    what: /\bDate\.now\b|\bnew Date\(\s*\)|\bMath\.random\b/,
    why: 'a run is a function of its inputs',
  },
  {
    where: /./,
    what: /\b(inner|outer)HTML\b|\binsertAdjacentHTML\b|\bdangerouslySetInnerHTML\b|\bdocument\.write\b/,
    why: 'text never becomes markup',
  },
  { where: /./, what: /\beval\(|\bnew Function\b/, why: 'the page runs without unsafe-eval' },
  { where: /./, what: /@ts-(ignore|nocheck|expect-error)/, why: 'types are not silenced', in: 'comments' },
  { where: /\.test\.tsx?$/, what: /\b(test|it|describe)\.(skip|only|todo|fails)\b/, why: 'every test runs' },
  { where: /./, what: /\blist\('Pod'(, [\w.]+)?\)\s*\.filter\(/, why: 'the view has an index for that', in: 'strings' },
];

export function banFaults({ path, text }: Source): readonly string[] {
  if (path.startsWith('node/tidy/')) return []; // it names what it forbids
  const texts = { code: codeOnly(text), strings: withoutComments(text), comments: text };
  return bans.flatMap((ban) => {
    if (!ban.where.test(path)) return [];
    const read = texts[ban.in ?? 'code'];
    return [...read.matchAll(new RegExp(ban.what, 'g'))].map(
      (match) => `${path}:${read.slice(0, match.index).split('\n').length}: "${match[0]}": ${ban.why}`,
    );
  });
}
