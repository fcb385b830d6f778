// The rule ids of docs/spec: where each is defined, and which ids the sources and tests cite.
import { readFileSync } from 'node:fs';
import { projectRoot } from './source-text.ts';
import type { Source } from './source-text.ts';

export interface Rule {
  readonly id: string;
  /** The heading it stands under. */
  readonly section: string;
  /** `statefulset` or `cluster`. */
  readonly page: string;
}

const pages = ['statefulset', 'cluster'];
/** Look like ids of a family, and are names of standards. */
const standards = new Set(['DNS-1035', 'DNS-1123']);

const id = /[A-Z]+(?:-[A-Z]+)*-\d+[a-z]?/;

/** All rules, in the order of the pages. */
export const specification = (): readonly Rule[] =>
  pages.flatMap((page) => rulesIn(page, readFileSync(`${projectRoot}docs/spec/${page}.md`, 'utf8')));

/** A rule is defined where its id opens a list item or a table row. */
export function rulesIn(page: string, text: string): readonly Rule[] {
  const opening = new RegExp(`^\\s*(?:[-|]|\\d+\\.)\\s*\\**(${id.source})\\b`);
  let section = '';
  return text.split('\n').flatMap((line) => {
    const heading = /^#{1,4} (.*)/.exec(line)?.[1];
    if (heading) section = heading;
    const found = opening.exec(line)?.[1];
    return found ? [{ id: found, section, page }] : [];
  });
}

/** Test titles that open with rule ids (`STS-REP-3, STS-REP-4: …`). */
export function titledRules(text: string): readonly { readonly ids: readonly string[]; readonly title: string }[] {
  const titled = new RegExp(
    `(['"\`])(${id.source}(?:(?:, | and )${id.source})*):\\s*((?:\\\\.|(?!\\1)[^\\\\])*)\\1`,
    'g',
  );
  return [...text.matchAll(titled)].map(([, , ids = '', title = '']) => ({
    ids: ids.split(/, | and /),
    title: title.replace(/\\(.)/g, '$1'),
  }));
}

/** Ids in code, comments and test titles that look like rules but are not in the specification. */
export function unknownRules({ path, text }: Source, rules: ReadonlySet<string>): readonly string[] {
  const families = new Set([...rules].map(family));
  const cited = [...text.matchAll(new RegExp(`(?<![A-Za-z0-9-])${id.source}(?![A-Za-z0-9])`, 'g'))].map(
    ([found]) => found,
  );
  return [...new Set(cited)]
    .filter((found) => families.has(family(found)) && !rules.has(found) && !standards.has(found))
    .map((found) => `${path}: ${found} is not in docs/spec`);
}

/** Literal `rule: '…'` that no specification knows, whatever its family. */
export function unknownReasons({ path, text }: Source, rules: ReadonlySet<string>): readonly string[] {
  return [...text.matchAll(/\brule: '([^']*)'/g)]
    .map(([, found]) => found ?? '')
    .filter((found) => !rules.has(found))
    .map((found) => `${path}: the reason "${found}" is not in docs/spec`);
}

const family = (found: string): string => found.replace(/-\d+[a-z]?$/, '');
