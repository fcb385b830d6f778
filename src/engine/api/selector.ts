// Label selectors: those of objects (`matchLabels`, `matchExpressions`) and those of requests (`app=web,tier in (db)`), WATCH-3.
import { meets } from '../kinds/label-selector.ts';
import type { LabelSelector, StringMap } from '../kinds/meta.ts';
import { parsedRequirements } from './label-query.ts';
import { badRequest } from './status.ts';
import type { Status } from './status.ts';

export { selects } from '../kinds/label-selector.ts';
export { parseFieldSelector } from './field-selector.ts';

/** A label selector of a request, or the 400 that says why its text is none (API-51). */
export type ParsedSelector =
  { readonly ok: true; matches(labels: StringMap): boolean } | { readonly ok: false; readonly status: Status };

/** WATCH-3: `a=b`, `a!=b`, `a in (x,y)`, `a`, `!a`, all joined by commas. The empty text selects everything. */
export function parseLabelSelector(text: string): ParsedSelector {
  const parsed = parsedRequirements(text);
  if (!parsed.ok) return { ok: false, status: badRequest(parsed.error) };
  const { requirements } = parsed;
  return { ok: true, matches: (labels) => requirements.every((requirement) => meets(requirement, labels)) };
}

/** A selector as one line, as in a Scale's status (SUB-2): requirements in order of their keys. */
export function selectorText(selector: LabelSelector | undefined): string {
  if (!selector) return '<none>';
  const equals = Object.entries(selector.matchLabels ?? {}).map(([key, value]) => ({ key, text: `${key}=${value}` }));
  const others = (selector.matchExpressions ?? []).map((it) => ({ key: it.key, text: expressionText(it) }));
  const all = [...equals, ...others].sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  return all.map(({ text }) => text).join(',');
}

function expressionText({
  key,
  operator,
  values = [],
}: NonNullable<LabelSelector['matchExpressions']>[number]): string {
  if (operator === 'Exists') return key;
  if (operator === 'DoesNotExist') return `!${key}`;
  return `${key} ${operator === 'In' ? 'in' : 'notin'} (${[...values].sort().join(',')})`;
}
