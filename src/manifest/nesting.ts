// Refuses texts that are nested or indented beyond reason before anything recursive sees them: the composer of the YAML
// library calls itself once a level, and a million brackets would end it.
import type { CST } from 'yaml';
import { Lexer } from 'yaml';
import { limits } from './limits.ts';

export interface TooDeep {
  readonly code: 'too-deep' | 'too-far-right';
  readonly offset: number;
}

/** What is too deep in a text, seen without parsing it; costs one pass over ordinary texts. */
export function tooDeepText(text: string): TooDeep | undefined {
  const far = tooFarRight.exec(text);
  if (far) return { code: 'too-far-right', offset: far.index };
  const compact = tooManyOpeners.exec(text);
  if (compact) return { code: 'too-deep', offset: compact.index };
  return openBrackets(text) > limits.depth ? tooDeepFlow(text) : undefined;
}

const tooFarRight = new RegExp(`^ {${limits.indentation + 1}}`, 'm');
/** `- - - …` and `? ? ? …`: each opens one more level in the same line. */
const tooManyOpeners = new RegExp(`^ *(?:[-?:] +){${limits.depth + 1}}`, 'm');

/** At most so many brackets are open at any place, strings and comments mistaken for brackets included. */
function openBrackets(text: string): number {
  let open = 0;
  let most = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 91 || code === 123) most = Math.max(most, ++open);
    else if ((code === 93 || code === 125) && open > 0) open--;
  }
  return most;
}

/** The same with true tokens: brackets within strings do not count. */
function tooDeepFlow(text: string): TooDeep | undefined {
  let depth = 0;
  let offset = 0;
  for (const token of new Lexer().lex(text)) {
    if (token === '[' || token === '{') {
      if (++depth > limits.depth) return { code: 'too-deep', offset };
    } else if ((token === ']' || token === '}') && depth > 0) depth--;
    // The lexer marks document and scalar starts with control characters that are not in the text.
    if (!marks.has(token)) offset += token.length;
  }
  return undefined;
}

const marks: ReadonlySet<string> = new Set(['\u0002', '\u0018', '\u001F']);

/** The first collection nested too deeply, found without recursion in the parser's tokens. */
export function tooDeepTokens(tokens: readonly CST.Token[]): TooDeep | undefined {
  const pending: { readonly token: CST.Token; readonly depth: number }[] = tokens.map((token) => ({ token, depth: 0 }));
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { token, depth } = next;
    if (token.type === 'document') {
      if (token.value) pending.push({ token: token.value, depth });
    } else if (token.type === 'block-map' || token.type === 'block-seq' || token.type === 'flow-collection') {
      if (depth >= limits.depth) return { code: 'too-deep', offset: token.offset };
      for (const item of token.items) {
        if (item.key) pending.push({ token: item.key, depth: depth + 1 });
        if (item.value) pending.push({ token: item.value, depth: depth + 1 });
      }
    }
  }
  return undefined;
}
