// The sentences of this room, and their stable names. A problem is placed by offsets within one document's text, so that it
// stays true while the document moves in the file; manifest.ts turns it into a Diagnostic.
import { limits } from './limits.ts';

type Params = { readonly [name: string]: string | number };

export interface Problem {
  readonly start: number;
  readonly end: number;
  readonly severity: 'error' | 'warning';
  readonly code: keyof typeof sentences;
  readonly params: Params;
}

const sentences = {
  'text-too-large': 'the text is larger than {limit} bytes ({bytes}); split it into several files',
  'too-many-documents': 'more than {limit} documents in one file; split it into several files',
  'control-character': '{conversion}control characters are not allowed',
  'yaml-syntax': '{conversion}{at}{problem}',
  'duplicate-key': 'key "{key}" stands twice in this mapping, first in line {firstLine}; remove one of them',
  'complex-key': 'a key must be a text, a number or a boolean; this one is {found}',
  'not-a-mapping': 'a document must be a mapping with the fields apiVersion, kind and metadata; this one is {found}',
  'not-a-number': '{value} is not a number that JSON can hold; write a finite number, or quote it to make it a text',
  'bad-tag': '{conversion}cannot decode {found} `{value}` as a {tag}',
  'too-deep': `lists and mappings are nested more than ${limits.depth} deep here; flatten them`,
  'too-far-right': `this line is indented by more than ${limits.indentation} spaces; move it to the left`,
  'too-many-aliases':
    `the aliases (*name) of this document stand for too much: at most ${limits.aliases} aliases and ` +
    `${limits.aliasedValues} values; write the values out instead`,
  'cyclic-alias': "{conversion}anchor '{anchor}' value contains itself",
  'bad-merge': '{conversion}map merge requires map or sequence of maps as the value',
  'too-many-problems': `only the first ${limits.diagnostics} mistakes of this document are listed`,
} as const;

/** What kubectl puts before the YAML reader's own words (K-118). */
const conversion = 'error converting YAML to JSON: yaml: ';

/** The English sentence, word for word kubectl's where kubectl has one. */
export function sentence(code: Problem['code'], params: Params): string {
  return sentences[code].replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    name === 'conversion' ? conversion : String(params[name] ?? ''),
  );
}
