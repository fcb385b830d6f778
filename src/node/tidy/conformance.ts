// docs/conformance.md as a function of the specification, the tests' titles, the sources and docs/not-simulated.json: for
// each rule whether it is simulated, and which test says so. Nothing is left out silently.
import { readFileSync } from 'node:fs';
import { specification, titledRules } from './rules.ts';
import type { Rule } from './rules.ts';
import { projectRoot, sources } from './source-text.ts';
import type { Source } from './source-text.ts';

/** `rules`: a family (`DEP`), one id (`DEP-3`) or several of a family (`DEP-3 to 7`). The narrowest entry counts. */
export interface NotSimulated {
  readonly rules: string;
  readonly reason: string;
}

export interface Standing {
  readonly rule: Rule;
  readonly tests: readonly { readonly path: string; readonly title: string }[];
  /** Files that name it as a reason or in a comment, without a test of its own. */
  readonly named: readonly string[];
  readonly reason?: string;
}

/** Where each rule of the specification stands today. */
export function standings(rules: readonly Rule[], all: readonly Source[], listed: readonly NotSimulated[]): Standing[] {
  const product = all.filter(({ path }) => !/\.test\.tsx?$|^node\/tidy\//.test(path));
  const tests = all.filter(({ path }) => /\.test\.tsx?$/.test(path) && !path.startsWith('node/tidy/'));
  const titles = tests.flatMap(({ path, text }) => titledRules(text).map((found) => ({ path, ...found })));
  return rules.map((rule) => {
    const mine = titles.filter(({ ids }) => ids.includes(rule.id)).map(({ path, title }) => ({ path, title }));
    const mention = new RegExp(`(?<![A-Za-z0-9-])${rule.id}(?![A-Za-z0-9])`);
    const named = mine.length > 0 ? [] : product.filter(({ text }) => mention.test(text)).map(({ path }) => path);
    const reason = mine.length > 0 || named.length > 0 ? undefined : reasonFor(rule.id, listed);
    return { rule, tests: mine, named, ...(reason === undefined ? {} : { reason }) };
  });
}

/** Rules that are neither tested, nor named in the sources, nor listed with a reason. */
export const unaccounted = (all: readonly Standing[]): readonly string[] =>
  all
    .filter(({ tests, named, reason }) => tests.length === 0 && named.length === 0 && reason === undefined)
    .map(({ rule }) => rule.id);

/** The page as it should be now. */
export function conformancePage(all: readonly Standing[]): string {
  const tested = all.filter(({ tests }) => tests.length > 0).length;
  const named = all.filter((standing) => standing.named.length > 0).length;
  const lines = [
    '# Conformance',
    '',
    'Written by `npm run conformance`; do not edit. Rules are those of [docs/spec](spec/README.md), for Kubernetes 1.36.',
    '',
    `Of ${all.length} rules, ${tested} are simulated with a test of their own, ${named} are built without one (they are named in the`,
    'sources, and the recordings play many of them), and the others are not simulated, with the reason.',
  ];
  let section = '';
  for (const standing of all) {
    if (standing.rule.section !== section) {
      section = standing.rule.section;
      lines.push(
        '',
        `## ${section} (${standing.rule.page})`,
        '',
        '| rule | simulated | test or reason |',
        '|---|---|---|',
      );
    }
    lines.push(row(standing));
  }
  return `${lines.join('\n')}\n`;
}

/**
 * Rules that a page calls simulated and that are not, or calls tested and have no test: a page may lag behind what is built
 * (`npm run conformance` writes it anew), but may not promise more.
 */
export function falseClaims(page: string, all: readonly Standing[]): readonly string[] {
  const claims = [...page.matchAll(/^\| ([A-Z][A-Z0-9-]*-\d+[a-z]?) \| (yes[^|]*?) \|/gm)];
  return claims.flatMap(([, id = '', claim = '']) => {
    const standing = all.find(({ rule }) => rule.id === id);
    if (!standing) return [`${id} is not in docs/spec`];
    if (standing.tests.length > 0 || (claim !== 'yes' && standing.named.length > 0)) return [];
    return [`${id}: "${claim}" is not so`];
  });
}

function row({ rule, tests, named, reason }: Standing): string {
  if (tests.length > 0) {
    const cell = tests.map(({ path, title }) => `${escaped(title)} (\`${path}\`)`).join('<br>');
    return `| ${rule.id} | yes | ${cell} |`;
  }
  if (named.length > 0) return `| ${rule.id} | yes, no test of its own yet | \`${named.slice(0, 3).join('`, `')}\` |`;
  return `| ${rule.id} | no | ${escaped(reason ?? '')} |`;
}

const escaped = (text: string): string => text.replaceAll('|', '\\|').replaceAll('<', '&lt;').replaceAll('\n', ' ');

function reasonFor(id: string, listed: readonly NotSimulated[]): string | undefined {
  const [, family = '', number = ''] = /^(.*)-(\d+)[a-z]?$/.exec(id) ?? [];
  const narrow = listed.find(({ rules }) => rules === id);
  const range = listed.find(({ rules }) => {
    const [, of, from, to] = /^(.*)-(\d+) to (\d+)$/.exec(rules) ?? [];
    return of === family && Number(number) >= Number(from) && Number(number) <= Number(to);
  });
  return (narrow ?? range ?? listed.find(({ rules }) => rules === family))?.reason;
}

/** What docs/not-simulated.json lists. */
export function readNotSimulated(): readonly NotSimulated[] {
  const listed: unknown = JSON.parse(readFileSync(`${projectRoot}docs/not-simulated.json`, 'utf8'));
  if (!Array.isArray(listed) || !listed.every(isEntry))
    throw new Error('docs/not-simulated.json must list {rules, reason}');
  return listed;
}

const isEntry = (value: unknown): value is NotSimulated =>
  typeof value === 'object' &&
  value !== null &&
  'rules' in value &&
  'reason' in value &&
  typeof value.rules === 'string' &&
  typeof value.reason === 'string';

/** Today's standings of the whole project. */
export const currentStandings = (): Standing[] => standings(specification(), sources(), readNotSimulated());
