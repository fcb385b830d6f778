// The sentences of this room, and their stable names. A problem is placed by offsets within one document's text, so that it
// stays true while the document moves in the file; manifest.ts turns it into a Diagnostic.
import type { Diagnostic } from './diagnostic.ts';
import { limits } from './limits.ts';

type Params = { readonly [name: string]: string | number };

export interface Problem {
  readonly start: number;
  readonly end: number;
  readonly severity: 'error' | 'warning';
  readonly code: keyof typeof sentences;
  readonly params: Params;
}

/** Those that begin as kubectl says it are not translated, the others are in `locales/`, by the same names. */
export const sentences = {
  'empty-text': 'no objects passed to apply: the text holds no document; write at least one, such as a StatefulSet',
  'text-too-large': 'the text is larger than {limit} bytes ({bytes}); split it into several files',
  'too-many-documents': 'more than {limit} documents in one file; split it into several files',
  'too-many-words':
    'the text has more than {limit} words and signs; from here on it is not read: split it into several files',
  'control-character': 'error converting YAML to JSON: yaml: control characters are not allowed: remove {character}',
  'yaml-syntax': 'error converting YAML to JSON: yaml: {at}{problem}',
  'duplicate-key': 'key "{key}" stands twice in this mapping, first in line {firstLine}; remove one of them',
  'proto-key': 'the key "__proto__" is not accepted; choose another name',
  'complex-key': 'a key must be a text, a number or a boolean, not a list or mapping',
  'not-a-mapping': 'a document must be a mapping with the fields apiVersion, kind and metadata',
  'not-a-number': '{value} is not a number that JSON can hold; write a finite number, or quote it to make it a text',
  'bad-tag': 'error converting YAML to JSON: yaml: cannot decode {found} `{value}` as a {tag}',
  'too-deep': 'lists and mappings are nested more than {limit} deep here; flatten them',
  'too-far-right': 'this line is indented by more than {limit} spaces; move it to the left',
  'too-many-aliases':
    'the aliases (*name) of this document stand for too much: at most {aliases} aliases and {values} values; ' +
    'write the values out instead',
  'cyclic-alias': "error converting YAML to JSON: yaml: anchor '{anchor}' value contains itself",
  'bad-merge': 'error converting YAML to JSON: yaml: map merge requires map or sequence of maps as the value',
  'too-many-problems': 'only the first {limit} mistakes of this document are listed',
} as const;

/** Figures that some sentences name and that are the same wherever they are said. */
const figures: { readonly [code in Problem['code']]?: Params } = {
  'text-too-large': { limit: limits.textBytes },
  'too-many-documents': { limit: limits.documents },
  'too-many-words': { limit: limits.lexemes },
  'too-deep': { limit: limits.depth },
  'too-far-right': { limit: limits.indentation },
  'too-many-aliases': { aliases: limits.aliases, values: limits.aliasedValues },
  'too-many-problems': { limit: limits.diagnostics },
};

/** Code, parameters and English sentence of a mistake, for a Diagnostic; kubectl's words where kubectl has some. */
export function saying(code: Problem['code'], params: Params = {}): Pick<Diagnostic, 'code' | 'params' | 'message'> {
  const all = shortened({ ...figures[code], ...params });
  return { code, params: all, message: filled(sentences[code], all) };
}

/** A sentence with its `{name}`s filled in. */
export const filled = (sentence: string, params: Params): string =>
  sentence.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? ''));

/** Parameters of which none makes a sentence longer than can be read. */
export const shortened = (params: Params): Params =>
  Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, typeof value === 'string' ? cited(value) : value]),
  );

const cited = (text: string): string => (text.length > limits.cited ? `${text.slice(0, limits.cited)}…` : text);
