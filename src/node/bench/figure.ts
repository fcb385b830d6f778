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
  return { id, what, bar: `≤ ${amount(bar, unit)}`, measured: amount(value, unit), met: value <= bar };
}

/** A figure without a bar. */
export const note = (what: string, measured: string): Figure => ({ id: '', what, bar: '', measured });

/** A Markdown table. */
export function table(figures: readonly Figure[]): string {
  const head = ['|  | figure | bar | measured |', '| --- | --- | --- | --- |'];
  return [...head, ...figures.map((row) => `| ${row.id} | ${row.what} | ${row.bar} | ${shown(row)} |`)].join('\n');
}

const shown = ({ measured, met }: Figure): string => (met === false ? `**${measured}** (over the bar)` : measured);

/** Three significant digits. */
export function amount(value: number, unit: string): string {
  const text = value >= 100 ? String(Math.round(value)) : String(Number(value.toPrecision(3)));
  return unit === '' ? text : `${text} ${unit}`;
}
