// kubectl's JSONPath templates: text with `{…}` in it, `range` and `end`, and the paths inside. What a template may look at is
// bounded, for a line is untrusted.

export type PathStep =
  | { readonly kind: 'field'; readonly name: string }
  | { readonly kind: 'every' }
  | { readonly kind: 'deep' }
  | { readonly kind: 'slice'; readonly from: number; readonly to?: number }
  | {
      readonly kind: 'filter';
      readonly path: readonly PathStep[];
      readonly operator?: string;
      readonly value?: unknown;
    };

export type TemplatePart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'path'; readonly fromRoot: boolean; readonly path: readonly PathStep[] }
  | {
      readonly kind: 'range';
      readonly fromRoot: boolean;
      readonly path: readonly PathStep[];
      readonly parts: readonly TemplatePart[];
    };

/** A mistake in a template, or one that would look at too much. */
export class JsonPathError extends Error {}

/** Throws a JsonPathError. */
export function parseTemplate(template: string): readonly TemplatePart[] {
  const reader = new Reader(template);
  return reader.parts(0);
}

/** A path alone, with or without its braces: `.metadata.name`. Throws a JsonPathError. */
export function parsePath(text: string): readonly PathStep[] {
  const inner = /^\{(.*)\}$/s.exec(text)?.[1] ?? text;
  return stepsIn(/^[.[$@]/.test(inner) ? inner : `.${inner}`);
}

/** What a template prints of a value. Throws a JsonPathError. */
export function printTemplate(parts: readonly TemplatePart[], root: unknown): string {
  const budget = { left: mostLooks };
  return printParts(parts, root, root, budget);
}

/** All that a path leads to. Throws a JsonPathError. */
export const valuesAt = (path: readonly PathStep[], value: unknown): readonly unknown[] =>
  found(path, [value], { left: mostLooks });

/** A value as a template prints it: texts bare, objects as JSON. */
export const printedValue = (value: unknown): string =>
  typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value);

const mostLooks = 100_000;
const deepestRange = 20;

interface Budget {
  left: number;
}

function spend(budget: Budget, looks: number): void {
  budget.left -= looks;
  if (budget.left < 0) throw new JsonPathError('it looks at more than can be shown');
}

function printParts(parts: readonly TemplatePart[], here: unknown, root: unknown, budget: Budget): string {
  let text = '';
  for (const part of parts) {
    spend(budget, 1);
    if (part.kind === 'text') text += part.text;
    else {
      const values = found(part.path, [part.fromRoot ? root : here], budget);
      text +=
        part.kind === 'path'
          ? values.map(printedValue).join(' ')
          : values.map((value) => printParts(part.parts, value, root, budget)).join('');
    }
  }
  spend(budget, text.length / 100);
  return text;
}

function found(path: readonly PathStep[], start: readonly unknown[], budget: Budget): readonly unknown[] {
  let values = start;
  for (const step of path) {
    values = values.flatMap((value) => stepped(step, value, budget));
    spend(budget, values.length);
  }
  return values;
}

function stepped(step: PathStep, value: unknown, budget: Budget): readonly unknown[] {
  switch (step.kind) {
    case 'field': {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
      return Object.hasOwn(value, step.name) ? [(value as { readonly [field: string]: unknown })[step.name]] : [];
    }
    case 'every':
      return inside(value);
    case 'deep':
      return deep(value, budget);
    case 'slice':
      return Array.isArray(value) ? sliced(value, step) : [];
    case 'filter':
      return Array.isArray(value) ? value.filter((item: unknown) => passes(step, item, budget)) : [];
  }
}

function inside(value: unknown): readonly unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  return Array.isArray(value)
    ? value
    : Object.keys(value)
        .sort()
        .map((key) => (value as { readonly [field: string]: unknown })[key]);
}

function deep(value: unknown, budget: Budget): readonly unknown[] {
  const all: unknown[] = [];
  const open: unknown[] = [value];
  while (open.length > 0) {
    const next = open.shift();
    spend(budget, 1);
    all.push(next);
    open.push(...inside(next));
  }
  return all;
}

function sliced(list: readonly unknown[], { from, to }: Extract<PathStep, { kind: 'slice' }>): readonly unknown[] {
  if (to !== undefined) return list.slice(from, to);
  const at = from < 0 ? list.length + from : from;
  return at < list.length && at >= 0 ? [list[at]] : [];
}

function passes(
  { path, operator, value }: Extract<PathStep, { kind: 'filter' }>,
  item: unknown,
  budget: Budget,
): boolean {
  const [first] = found(path, [item], budget);
  if (operator === undefined) return first !== undefined;
  if (first === undefined) return false;
  if (operator === '==') return first === value;
  if (operator === '!=') return first !== value;
  if (typeof first !== typeof value || (typeof first !== 'number' && typeof first !== 'string')) return false;
  const other = value as typeof first;
  return operator === '<'
    ? first < other
    : operator === '>'
      ? first > other
      : operator === '<='
        ? first <= other
        : first >= other;
}

/** Reads a template from left to right. */
class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** The parts up to the end, or to the `{end}` of a range. */
  parts(depth: number): readonly TemplatePart[] {
    if (depth > deepestRange) throw new JsonPathError('its ranges are nested too deep');
    const parts: TemplatePart[] = [];
    while (this.#at < this.#text.length) {
      const open = this.#text.indexOf('{', this.#at);
      const text = this.#text.slice(this.#at, open < 0 ? undefined : open);
      if (text) parts.push({ kind: 'text', text });
      if (open < 0) {
        this.#at = this.#text.length;
        break;
      }
      const action = this.#action(open);
      if (action === 'end') {
        if (depth === 0) throw new JsonPathError('not in range, nothing to end');
        return parts;
      }
      parts.push(this.#part(action, depth));
    }
    if (depth > 0) throw new JsonPathError('unexpected end of range');
    return parts;
  }

  /** What stands between braces; quotes may hold braces. */
  #action(open: number): string {
    let quote = '';
    for (let at = open + 1; at < this.#text.length; at++) {
      const letter = this.#text[at] ?? '';
      if (letter === '\\') at++;
      else if (quote) quote = letter === quote ? '' : quote;
      else if (letter === '"' || letter === "'") quote = letter;
      else if (letter === '}') {
        this.#at = at + 1;
        return this.#text.slice(open + 1, at).trim();
      }
    }
    throw new JsonPathError('unclosed action');
  }

  #part(action: string, depth: number): TemplatePart {
    if (/^(["']).*\1$/s.test(action)) return { kind: 'text', text: unquoted(action) };
    const range = /^range\s+(.*)$/s.exec(action);
    const path = range?.[1] ?? action;
    const steps = stepsIn(path);
    const fromRoot = path.startsWith('$');
    if (!range) return { kind: 'path', fromRoot, path: steps };
    return { kind: 'range', fromRoot, path: steps, parts: this.parts(depth + 1) };
  }
}

const escapes: { readonly [letter: string]: string } = { n: '\n', t: '\t', r: '\r' };

const unquoted = (text: string): string =>
  text.slice(1, -1).replaceAll(/\\(.)/gs, (_, letter: string) => escapes[letter] ?? letter);

const stepPattern =
  /\.\.|\.?\*|\.?\[\*\]|\.?\['((?:[^'\\]|\\.)*)'\]|\.?\["((?:[^"\\]|\\.)*)"\]|\[(-?\d+)\]|\[(-?\d*):(-?\d*)\]|\[\?\(([^()]*)\)\]|\.?((?:[^.[\]{}\\*?"'\s]|\\.)+)|\.$/gsy;

function stepsIn(text: string): readonly PathStep[] {
  const bare = text.replace(/^[$@]/, '');
  const steps: PathStep[] = [];
  const pattern = new RegExp(stepPattern);
  while (pattern.lastIndex < bare.length) {
    const from = pattern.lastIndex;
    const match = pattern.exec(bare);
    if (!match) throw new JsonPathError(`unrecognized character in action: ${JSON.stringify(bare[from])}`);
    const step = stepOf(match);
    if (step) steps.push(step);
  }
  return steps;
}

function stepOf(match: RegExpExecArray): PathStep | undefined {
  const [whole, single, double, index, from, to, filter, name] = match;
  const quoted = single ?? double;
  if (quoted !== undefined) return { kind: 'field', name: quoted.replaceAll(/\\(.)/gs, '$1') };
  if (name !== undefined) return { kind: 'field', name: name.replaceAll(/\\(.)/gs, '$1') };
  if (index !== undefined) return { kind: 'slice', from: Number(index) };
  if (from !== undefined) return { kind: 'slice', from: Number(from), to: to ? Number(to) : Infinity };
  if (filter !== undefined) return filterOf(filter);
  if (whole === '..') return { kind: 'deep' };
  return whole === '.' ? undefined : { kind: 'every' };
}

function filterOf(text: string): PathStep {
  const [, path = '', operator, value = ''] = /^(.*?)\s*(==|!=|<=|>=|<|>)\s*(.*)$/s.exec(text) ?? [undefined, text];
  const steps = stepsIn(path.trim());
  if (operator === undefined) return { kind: 'filter', path: steps };
  return { kind: 'filter', path: steps, operator, value: literal(value.trim()) };
}

function literal(text: string): unknown {
  if (/^(["']).*\1$/s.test(text)) return unquoted(text);
  if (text === 'true' || text === 'false') return text === 'true';
  const number = Number(text);
  if (text === '' || Number.isNaN(number)) throw new JsonPathError(`unrecognized identifier ${text}`);
  return number;
}
