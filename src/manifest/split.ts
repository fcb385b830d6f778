// Takes a file apart at its `---` lines, by text alone. Separate from parsing because a keystroke changes one document, and
// the others are recognised by their unchanged text.

export interface Chunk {
  readonly text: string;
  /** Lines of the file, from 1. */
  readonly firstLine: number;
  readonly lastLine: number;
  /** Where the first line begins; 4 after `--- `. */
  readonly firstColumn: number;
  /** Lines that kubectl counts before this text: a `---` that separates nothing is one. */
  readonly kubectlLines: number;
}

/** The documents of a file that hold more than blanks, comments and directives, in order. */
export function chunksOf(text: string): Chunk[] {
  const chunks: Chunk[] = [];
  let start = 0;
  let firstLine = 1;
  let firstColumn = 1;
  let kubectlLines = 0;
  let line = 1;
  const close = (end: number, lastLine: number): void => {
    const chunk = text.slice(start, end);
    if (!contentPattern.test(chunk)) return;
    chunks.push({ text: chunk, firstLine, lastLine: Math.max(firstLine, lastLine), firstColumn, kubectlLines });
  };
  for (let at = text.startsWith('\uFEFF') ? (start = 1) : 0; at < text.length; line++) {
    const newline = text.indexOf('\n', at);
    const next = newline < 0 ? text.length : newline + 1;
    const kind = separatorAt(text, at);
    if (kind !== undefined) {
      close(at, line - 1);
      // Content on the separator's own line (`--- {a: b}`) belongs to the new document.
      const own = kind === 'start' && ownContentPattern.test(text.slice(at + 3, next));
      kubectlLines = kind === 'start' && at === start && !own ? 1 : 0;
      firstColumn = own ? 4 : 1;
      start = own ? at + 3 : next;
      firstLine = own ? line : line + 1;
    }
    at = next;
  }
  close(text.length, text.endsWith('\n') ? line - 1 : line);
  return chunks;
}

/** A line that is neither blank nor comment nor directive. */
const contentPattern = /^(?![ \t]*(?:#|\r?$)|%)[^\n]*\S/m;
const ownContentPattern = /^[ \t]+[^#\s]/;

/** `---` and `...` alone or before white space, in the first column. */
function separatorAt(text: string, at: number): 'start' | 'end' | undefined {
  const mark = text.charCodeAt(at);
  if (mark !== 45 && mark !== 46) return undefined;
  if (text.charCodeAt(at + 1) !== mark || text.charCodeAt(at + 2) !== mark) return undefined;
  const after = text.charCodeAt(at + 3);
  const ends = Number.isNaN(after) || after === 10 || after === 13 || after === 32 || after === 9;
  if (!ends) return undefined;
  return mark === 45 ? 'start' : 'end';
}
