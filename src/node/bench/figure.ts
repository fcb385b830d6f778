// One line of the benchmark's table, and the table as text.

export interface Figure {
  readonly id: string;
  readonly what: string;
  readonly bar: string;
  readonly measured: string;
  /** Undefined where there is no bar: for information. */
  readonly met?: boolean;
}

/** A figure in a unit against an upper bar. */
export function figure(id: string, what: string, value: number, bar: number, unit: string): Figure {
  return { id, what, bar: `≤ ${whole(bar, unit)}`, measured: amount(value, unit), met: value <= bar };
}

/** A figure in a unit against a lower bar. */
export function floor(id: string, what: string, value: number, bar: number, unit: string): Figure {
  return { id, what, bar: `≥ ${whole(bar, unit)}`, measured: amount(value, unit), met: value >= bar };
}

/** A figure without a bar. */
export const note = (what: string, measured: string): Figure => ({ id: '', what, bar: '', measured });

/** A Markdown table, its columns as wide as prettier makes them. */
export function table(figures: readonly Figure[]): string {
  const rows = [head, ...figures.map((row) => [row.id, row.what, row.bar, shown(row)])];
  const widths = head.map((_, column) => Math.max(3, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const [titles = '', ...body] = rows.map((row) => line(row));
  return [titles, line(widths.map((width) => '-'.repeat(width))), ...body].join('\n');
}

const head = ['', 'figure', 'bar', 'measured'];

const shown = ({ measured, met }: Figure): string => (met === false ? `${measured} (over)` : measured);

/** Two significant digits; more would be noise. */
export function amount(value: number, unit: string): string {
  const text = value >= 100 ? Math.round(value).toLocaleString('en') : String(Number(value.toPrecision(2)));
  return unit === '' ? text : `${text} ${unit}`;
}

/** A bar as it was set. */
const whole = (value: number, unit: string): string => `${value.toLocaleString('en')}${unit === '' ? '' : ` ${unit}`}`;
