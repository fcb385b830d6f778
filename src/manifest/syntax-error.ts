// Says what is wrong with YAML that does not parse in the words of kubectl's reader (K-118), from what our parser found.
// Separate because it is the translation of one program's mistakes into another's.
import type { YAMLError } from 'yaml';

export interface SyntaxMistake {
  readonly start: number;
  readonly end: number;
  /** `did not find expected key` */
  readonly problem: string;
  /** The line kubectl names, counted from 1 in the text given; 0: it names none. */
  readonly line: number;
}

/** The first mistake of a text. `offset`: where our parser stumbled. */
export function syntaxMistake(text: string, errors: readonly YAMLError[]): SyntaxMistake {
  const first = errors.reduce((one, other) => (other.pos[0] < one.pos[0] ? other : one));
  const again = errors.find((error) => error.code === 'MULTILINE_IMPLICIT_KEY' && error.pos[0] === first.pos[0]);
  const [problem, source, at] = saying(text, again ?? first);
  const lineIndex = text.slice(0, at).split('\n').length - 1;
  // The scanner names the line itself, the parser the one before; neither ever says "line 0".
  const line = lineIndex === 0 ? 0 : source === 'scanner' ? lineIndex + 1 : lineIndex;
  const start = Math.min(first.pos[0], text.length);
  return { start, end: Math.max(start, first.pos[1]), problem, line };
}

type Saying = readonly [problem: string, source: 'scanner' | 'parser', at: number];

function saying(text: string, { code, message, pos }: YAMLError): Saying {
  const at = pos[0];
  switch (code) {
    case 'BLOCK_AS_IMPLICIT_KEY':
      return [mappingValues, 'scanner', at];
    case 'MULTILINE_IMPLICIT_KEY':
      return [mappingValues, 'scanner', pos[1]];
    case 'KEY_OVER_1024_CHARS':
      return [expectedColon, 'scanner', at];
    case 'TAB_AS_INDENT':
    case 'BAD_SCALAR_START':
      return ['found character that cannot start any token', 'scanner', at];
    case 'BAD_DQ_ESCAPE':
      return ['found unknown escape character', 'scanner', at];
    case 'BAD_ALIAS':
      return ['did not find expected alphabetic or numeric character', 'scanner', at];
    case 'BAD_INDENT':
    case 'MISSING_CHAR':
    case 'UNEXPECTED_TOKEN':
      return byMessage(text, message, at);
    default:
      return ['did not find expected node content', 'parser', at];
  }
}

const mappingValues = 'mapping values are not allowed in this context';
const expectedColon = "could not find expected ':'";

function byMessage(text: string, message: string, at: number): Saying {
  if (message.startsWith('Missing closing')) return ['found unexpected end of stream', 'scanner', text.length];
  if (/^Flow seq|flow sequence|end with a \]/.test(message)) return ["did not find expected ',' or ']'", 'parser', at];
  if (/^Flow map|flow map|end with a \}/.test(message)) return ["did not find expected ',' or '}'", 'parser', at];
  if (/need to be followed by map values/.test(message)) return [expectedColon, 'scanner', at];
  if (/block-seq-ind on same line/.test(message))
    return ['block sequence entries are not allowed in this context', 'scanner', at];
  if (/Block scalar header/.test(message)) return ['did not find expected comment or line break', 'scanner', at];
  if (/sequence items must start/.test(message)) return ["did not find expected '-' indicator", 'parser', at];
  return ['did not find expected key', 'parser', at];
}
