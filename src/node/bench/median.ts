// The middle of several measurements: what one of them was disturbed by does not count. Apart, because pages measure too.

/** The middle value; of an even number the lower of the two. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted[Math.floor((sorted.length - 1) / 2)];
  if (middle === undefined) throw new Error('a median needs a value');
  return middle;
}
