// What is wrong with a file as a whole, before its YAML is looked at: too large, not text, or nothing in it. Separate
// because these mistakes belong to no document.
import type { Diagnostic, TextRange } from './diagnostic.ts';
import { limits } from './limits.ts';
import { saying } from './problem.ts';
import type { Problem } from './problem.ts';

/** The one mistake that keeps a text from being read at all. */
export function unreadable(text: string): Diagnostic | undefined {
  const bytes = text.length > limits.textBytes ? text.length : utf8Bytes(text);
  if (bytes > limits.textBytes) return mistake(startOfText, 'text-too-large', { bytes });
  const control = controlCharacter.exec(text);
  if (!control) return undefined;
  const code = control[0].codePointAt(0) ?? 0;
  const character = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
  return mistake(rangeAt(text, control.index), 'control-character', { character });
}

export const emptyText = (): Diagnostic => mistake(startOfText, 'empty-text');

export const tooManyDocuments = (line: number): Diagnostic =>
  mistake({ line, column: 1, endLine: line, endColumn: 2 }, 'too-many-documents');

const startOfText: TextRange = { line: 1, column: 1, endLine: 1, endColumn: 1 };

const mistake = (range: TextRange, code: Problem['code'], params?: Problem['params']): Diagnostic => ({
  ...range,
  severity: 'error',
  ...saying(code, params),
});

/** What YAML's reader refuses anywhere in a file (K-118): halves of surrogate pairs too, as `u` takes pairs for one. */
const controlCharacter = /[^\t\n\r\u0020-\u007E\u0085\u00A0-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]|(?<!^)\uFEFF/u;

function rangeAt(text: string, offset: number): TextRange {
  const before = text.slice(0, offset);
  const line = before.split('\n').length;
  const column = offset - before.lastIndexOf('\n');
  return { line, column, endLine: line, endColumn: column + 1 };
}

function utf8Bytes(text: string): number {
  let bytes = text.length;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code > 0x7f) bytes += code > 0x7ff && (code < 0xd800 || code > 0xdfff) ? 2 : 1;
  }
  return bytes;
}
