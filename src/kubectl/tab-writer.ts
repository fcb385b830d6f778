// Tabs into columns as Go's tabwriter does for describe (K-21): a column is as wide as its widest cell among the lines that
// follow one another with that cell, and two blanks more.

const gap = 2;

/** Text with its tabs made blanks; the last cell of a line is not filled up. */
export function aligned(text: string): string {
  const rows = text.split('\n').map((line) => line.split('\t'));
  const widths: number[][] = rows.map(() => []);
  measure(rows, widths, { from: 0, to: rows.length, column: 0 });
  return rows
    .map((cells, at) =>
      cells.map((cell, column) => (column === cells.length - 1 ? cell : padded(cell, widths[at]?.[column]))).join(''),
    )
    .join('\n');
}

const padded = (cell: string, width = 0): string => cell + ' '.repeat(Math.max(0, width - [...cell].length));

interface Block {
  readonly from: number;
  readonly to: number;
  readonly column: number;
}

function measure(rows: readonly (readonly string[])[], widths: readonly number[][], { from, to, column }: Block): void {
  const has = (at: number): boolean => column < (rows[at]?.length ?? 0) - 1;
  for (let at = from; at < to; at++) {
    if (!has(at)) continue;
    const start = at;
    let width = 0;
    for (; at < to && has(at); at++) width = Math.max(width, [...(rows[at]?.[column] ?? '')].length + gap);
    for (let line = start; line < at; line++) widths[line]?.push(width);
    measure(rows, widths, { from: start, to: at, column: column + 1 });
  }
}
