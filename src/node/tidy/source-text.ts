// Reads the project's sources for the house rules: their text, the same text without comments and strings, and what they
// import. Plain text scanning: TypeScript 7 has no interface for programs.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export interface Source {
  /** Below `src/`, with slashes. */
  readonly path: string;
  readonly text: string;
}

export interface Import {
  readonly from: string;
  readonly typeOnly: boolean;
}

export const projectRoot: string = fileURLToPath(new URL('../../../', import.meta.url));

/** Every TypeScript file below `src/`. */
export const sources = (): readonly Source[] =>
  filesUnder('src')
    .filter((path) => /\.tsx?$/.test(path))
    .map((path) => ({ path: path.slice('src/'.length), text: readFileSync(projectRoot + path, 'utf8') }));

/** Paths of all files below a folder of the project; none if there is no such folder. */
export function filesUnder(folder: string): readonly string[] {
  if (!existsSync(projectRoot + folder)) return [];
  return readdirSync(projectRoot + folder, { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    return entry.isDirectory() ? filesUnder(path) : [path];
  });
}

/** Every import, re-export and dynamic import. */
export function imports(text: string): readonly Import[] {
  const code = withoutComments(text);
  const statements = /^\s*(?:import|export)\s+(type\s+)?([^'"`;]*?)\s*from\s*['"]([^'"]+)['"]/gm;
  const list = [...code.matchAll(statements)].map(([, type, names, from]) => ({
    from: from ?? '',
    typeOnly: type !== undefined || isTypesOnly(names ?? ''),
  }));
  const bare = [...code.matchAll(/^\s*import\s*['"]([^'"]+)['"]/gm)];
  const dynamic = [...code.matchAll(/\bimport\(\s*['"]([^'"]+)['"]/g)];
  return [...list, ...[...bare, ...dynamic].map(([, from]) => ({ from: from ?? '', typeOnly: false }))];
}

/** `{ type A, type B }` */
const isTypesOnly = (names: string): boolean =>
  /^\{.*\}$/s.test(names) &&
  names
    .slice(1, -1)
    .split(',')
    .every((name) => name.trim() === '' || name.trim().startsWith('type '));

const strings = /'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`/;
const regexes = /(?<=[(,=:[!&|?{};\n]\s*)\/(?![*/])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\/[a-z]*/;
const comments = /\/\/[^\n]*|\/\*[\s\S]*?\*\//;
const tokens = new RegExp(`(${comments.source})|(${regexes.source})|(${strings.source})`, 'g');

/** The same lines, comments blanked. */
export const withoutComments = (text: string): string =>
  text.replace(tokens, (all, comment: string | undefined) => (comment === undefined ? all : blank(all)));

/** The same lines, comments, strings and regular expressions blanked. Code inside a template's `${}` is blanked with it. */
export const codeOnly = (text: string): string => text.replace(tokens, (all: string) => blank(all));

const blank = (text: string): string => text.replace(/[^\n]/g, ' ');
