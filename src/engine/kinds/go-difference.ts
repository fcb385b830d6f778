// The difference of two values as the server shows it when a field may not change: a unified diff of both, printed as JSON with
// one blank to a level (API-50).

const contextLines = 3;

/** The hunks, each line ended by a line feed; empty if the two print alike. */
export function goDifference(before: object, after: object): string {
  const edits = lineEdits(linesOf(before), linesOf(after));
  return hunksOf(edits)
    .map((hunk) => hunkText(hunk, edits))
    .join('');
}

interface Edit {
  readonly mark: ' ' | '-' | '+';
  readonly text: string;
}

const linesOf = (value: object): readonly string[] => JSON.stringify(value, null, 1).split('\n');

/** The shortest way from one list of lines to the other; what goes comes before what is added. */
function lineEdits(before: readonly string[], after: readonly string[]): readonly Edit[] {
  const lengths = commonLengths(before, after);
  const at = (i: number, j: number): number => lengths[i]?.[j] ?? 0;
  const edits: Edit[] = [];
  let [i, j] = [0, 0];
  while (i < before.length || j < after.length) {
    const [old, next] = [before[i], after[j]];
    if (old !== undefined && old === next) {
      edits.push({ mark: ' ', text: old });
      i++;
      j++;
    } else if (old !== undefined && (next === undefined || at(i + 1, j) >= at(i, j + 1))) {
      edits.push({ mark: '-', text: old });
      i++;
    } else {
      edits.push({ mark: '+', text: next ?? '' });
      j++;
    }
  }
  return edits;
}

/** How many lines the rests of both lists have in common, for every pair of rests. */
function commonLengths(before: readonly string[], after: readonly string[]): readonly Uint16Array[] {
  const rows = Array.from({ length: before.length + 1 }, () => new Uint16Array(after.length + 1));
  for (let i = before.length - 1; i >= 0; i--) {
    const [row, below] = [rows[i], rows[i + 1]];
    if (!row || !below) continue;
    for (let j = after.length - 1; j >= 0; j--)
      row[j] = before[i] === after[j] ? (below[j + 1] ?? 0) + 1 : Math.max(below[j] ?? 0, row[j + 1] ?? 0);
  }
  return rows;
}

/** Spans of edits: every change with its context, those that touch joined. */
function hunksOf(edits: readonly Edit[]): readonly (readonly [number, number])[] {
  const hunks: [number, number][] = [];
  edits.forEach(({ mark }, index) => {
    if (mark === ' ') return;
    const [from, to] = [Math.max(0, index - contextLines), Math.min(edits.length, index + contextLines + 1)];
    const last = hunks.at(-1);
    if (last && from <= last[1]) last[1] = to;
    else hunks.push([from, to]);
  });
  return hunks;
}

function hunkText([from, to]: readonly [number, number], edits: readonly Edit[]): string {
  const earlier = edits.slice(0, from);
  const own = edits.slice(from, to);
  const range = (skip: '-' | '+'): string => {
    const start = earlier.filter(({ mark }) => mark !== skip).length + 1;
    const length = own.filter(({ mark }) => mark !== skip).length;
    return length === 1 ? `${start}` : `${length === 0 ? start - 1 : start},${length}`;
  };
  return [`@@ -${range('+')} +${range('-')} @@`, ...own.map(({ mark, text }) => mark + text), ''].join('\n');
}
