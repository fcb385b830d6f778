// One document's text to a plain object, its node tree for positions, and its mistakes as offsets. Knows nothing of the
// file around it, so that an unchanged document is never parsed twice.
import type { CST, Document } from 'yaml';
import { Composer, Lexer, LineCounter, Parser } from 'yaml';
import { tooDeepText, tooDeepTokens } from './nesting.ts';
import { isPlainObject, nounOf, plainJson } from './plain-json.ts';
import type { Problem } from './problem.ts';
import { syntaxMistake } from './syntax-error.ts';

export interface ParsedDocument {
  /** Undefined when it does not parse, is empty, or is no mapping. */
  readonly body: { readonly [field: string]: unknown } | undefined;
  readonly root: Document.Parsed['contents'];
  readonly lines: LineCounter;
  readonly problems: readonly Problem[];
  /** How many the text has; more than allowed if it was not read to its end. */
  readonly lexemes: number;
}

/** `kubectlLines`: lines that kubectl counts before this text. `lexemeLimit`: how many it may have. */
export function parseDocument(text: string, kubectlLines: number, lexemeLimit: number): ParsedDocument {
  const lines = linesOf(text);
  let lexemes = 0;
  const failed = (...problems: Problem[]): ParsedDocument => ({
    body: undefined,
    root: null,
    lines,
    problems,
    lexemes,
  });
  const deep = tooDeepText(text);
  if (deep) return failed(problemAt(deep.code, deep.offset));
  const tokens: CST.Token[] = [];
  const parser = new Parser();
  for (const lexeme of new Lexer().lex(text)) {
    if (++lexemes > lexemeLimit) return failed(problemAt('too-many-words', 0));
    tokens.push(...parser.next(lexeme));
  }
  tokens.push(...parser.end());
  const deepToken = tooDeepTokens(tokens);
  if (deepToken) return failed(problemAt(deepToken.code, deepToken.offset));
  const document = composed(tokens, text);
  if (document.errors.length > 0) {
    const { start, end, problem, line } = syntaxMistake(text, document.errors);
    const at = line === 0 ? '' : `line ${line + kubectlLines}: `;
    return failed({ start, end, severity: 'error', code: 'yaml-syntax', params: { at, problem } });
  }
  const { value, problems } = plainJson(document.contents);
  const root = document.contents;
  if (isPlainObject(value)) return { body: value, root, lines, problems, lexemes };
  if (value === null || value === undefined) return { body: undefined, root, lines, problems, lexemes };
  const [start, end] = root?.range ?? [0, 0];
  const found = nounOf(value);
  return failed(...problems, { start, end, severity: 'error', code: 'not-a-mapping', params: { found } });
}

const problemAt = (code: Problem['code'], offset: number): Problem => ({
  start: offset,
  end: offset + 1,
  severity: 'error',
  code,
  params: {},
});

function linesOf(text: string): LineCounter {
  const lines = new LineCounter();
  lines.addNewLine(0);
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines.addNewLine(at + 1);
  return lines;
}

/** Scalars stay texts: scalar.ts reads them. A token that the parser could not place ends the work. */
function composed(tokens: readonly CST.Token[], text: string): Document.Parsed {
  const composer = new Composer({
    version: '1.1',
    schema: 'failsafe',
    merge: false,
    resolveKnownTags: false,
    uniqueKeys: false,
    logLevel: 'silent',
  });
  const broken = tokens.findIndex((token) => token.type === 'error');
  const [document] = untraced(() =>
    composer.compose(broken < 0 ? tokens : tokens.slice(0, broken + 1), true, text.length),
  );
  if (!document) throw new Error('a forced composition always yields a document');
  return document;
}

/** Without stack traces, which take most of the time of a text with many mistakes. */
function untraced<T>(work: () => Iterable<T>): readonly T[] {
  const before = Error.stackTraceLimit;
  Error.stackTraceLimit = 0;
  try {
    return [...work()];
  } finally {
    Error.stackTraceLimit = before;
  }
}
