// The grammar of label selectors in requests (WATCH-3), with the texts of its mistakes (API-51).
import type { Requirement } from '../kinds/label-selector.ts';
import { labelKeyMistakes, labelValueMistakes } from '../kinds/names.ts';
import { quoted } from '../kinds/go-value.ts';

export type Parsed<T> = ({ readonly ok: true } & T) | { readonly ok: false; readonly error: string };

type Requirements = Parsed<{ readonly requirements: readonly Requirement[] }>;

/** The requirements of a selector's text, or the server's sentence about it. */
export function parsedRequirements(text: string): Requirements {
  const tokens = new Tokens(text);
  const requirements: Requirement[] = [];
  try {
    while (tokens.next !== '') {
      if (isSpecial(tokens.next) && tokens.next !== '!')
        throw new Mistake(`found '${tokens.next}', expected: !, identifier, or 'end of string'`);
      requirements.push(requirement(tokens));
      const separator = tokens.take();
      if (separator === '') break;
      if (separator !== ',') throw new Mistake(`found '${separator}', expected: ',' or 'end of string'`);
      if (tokens.next === '' || (isSpecial(tokens.next) && tokens.next !== '!'))
        throw new Mistake(`found '${tokens.next}', expected: identifier after ','`);
    }
  } catch (mistake) {
    if (mistake instanceof Mistake) return { ok: false, error: mistake.message };
    throw mistake;
  }
  return { ok: true, requirements };
}

/** Carries the server's sentence out of the depth of the grammar; never leaves this file. */
class Mistake extends Error {}

class Tokens {
  readonly #texts: readonly string[];
  #at = 0;

  constructor(text: string) {
    this.#texts = text.match(/[^\s=!(),<>]+|==|!=|[=!(),<>]/g) ?? [];
  }

  /** The token to come; empty at the end. */
  get next(): string {
    return this.#texts[this.#at] ?? '';
  }

  take(): string {
    const { next } = this;
    this.#at++;
    return next;
  }
}

const isSpecial = (token: string): boolean => /^[=!(),<>]/.test(token);

function requirement(tokens: Tokens): Requirement {
  const isNegated = tokens.next === '!';
  if (isNegated) tokens.take();
  const key = tokens.take();
  if (key === '' || isSpecial(key)) throw unparsable(`found '${key}', expected: identifier`);
  const wrong = labelKeyMistakes(key)[0];
  if (wrong !== undefined) throw unparsable(`<nil>: Invalid value: ${quoted(key)}: ${wrong}`);
  if (isNegated) return { key, operator: 'DoesNotExist', values: [] };
  if (tokens.next === '' || tokens.next === ',') return { key, operator: 'Exists', values: [] };
  return compared(key, tokens);
}

const operators: { readonly [token: string]: Requirement['operator'] } = {
  in: 'In',
  notin: 'NotIn',
  '=': 'In',
  '==': 'In',
  '!=': 'NotIn',
  '>': 'Gt',
  '<': 'Lt',
};

function compared(key: string, tokens: Tokens): Requirement {
  const token = tokens.take();
  const operator = Object.hasOwn(operators, token) ? operators[token] : undefined;
  if (!operator) throw unparsable(`found '${token}', expected: in, notin, =, ==, !=, gt, lt`);
  const values = token === 'in' || token === 'notin' ? list(token, tokens) : [exactValue(tokens)];
  values.forEach((value, at) => {
    const wrong = labelValueMistakes(value)[0];
    if (wrong !== undefined) throw unparsable(`values[${at}][${key}]: Invalid value: ${quoted(value)}: ${wrong}`);
  });
  if ((operator === 'Gt' || operator === 'Lt') && !/^[+-]?\d+$/.test(values[0] ?? ''))
    throw unparsable(
      `values[0]: Invalid value: ${quoted(values[0] ?? '')}: for 'Gt', 'Lt' operators, the value must be an integer`,
    );
  return { key, operator, values };
}

function exactValue(tokens: Tokens): string {
  if (tokens.next === '' || tokens.next === ',') return '';
  const value = tokens.take();
  if (isSpecial(value)) throw unparsable(`found '${value}', expected: identifier`);
  return value;
}

function list(operator: string, tokens: Tokens): readonly string[] {
  const open = tokens.take();
  if (open !== '(') throw unparsable(`found '${open}' expected: '('`);
  const values: string[] = [];
  if (tokens.next !== ')' && tokens.next !== ',' && (tokens.next === '' || isSpecial(tokens.next)))
    throw unparsable(`found '${tokens.next}', expected: ',', ')' or identifier`);
  while (tokens.next !== ')') {
    if (tokens.next === '' || (isSpecial(tokens.next) && tokens.next !== ','))
      throw unparsable(`found '${tokens.next}', expected: ')'`);
    const value = tokens.next === ',' ? '' : tokens.take();
    values.push(value);
    if (tokens.next === ',') tokens.take();
    else if (tokens.next !== ')') throw unparsable(`found '${tokens.next}', expected: ',' or ')'`);
  }
  tokens.take();
  if (values.length === 0)
    throw unparsable(`values: Invalid value: []: for 'in', 'notin' operators, values set can't be empty`);
  return operator === 'in' || operator === 'notin' ? [...new Set(values)].sort() : values;
}

const unparsable = (why: string): Mistake => new Mistake(`unable to parse requirement: ${why}`);
