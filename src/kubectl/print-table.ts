// Rows as kubectl lays them out: columns at least six wide, three spaces between, the last one not filled up (K-20).

const leastWidth = 6;
const gap = 3;

/**
 * Lines with their line breaks. A cell of several lines shows its first. `widths`: of the columns of what was printed before;
 * they never become narrower, and what is printed now widens them.
 */
export function printTable(rows: readonly (readonly string[])[], widths: number[] = []): string {
  const shown = rows.map((row) => row.map(firstLine));
  for (const row of shown) {
    for (const [at, cell] of row.entries()) {
      widths[at] = Math.max(widths[at] ?? leastWidth, [...cell].length + gap);
    }
  }
  const line = (row: readonly string[]): string =>
    row.map((cell, at) => (at === row.length - 1 ? cell : filled(cell, widths[at] ?? 0))).join('');
  return shown.map((row) => `${line(row)}\n`).join('');
}

const filled = (cell: string, width: number): string => cell + ' '.repeat(Math.max(0, width - [...cell].length));

function firstLine(cell: string): string {
  const end = cell.search(/[\n\r\f]/);
  return end < 0 ? cell : `${cell.slice(0, end)}...`;
}
