// Binary search in a list that is ordered by what is asked.

/** The first index whose item satisfies a condition that, once true, stays true; the length if none does. */
export function firstIndex<T>(list: readonly T[], isPast: (item: T) => boolean): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const item = list[middle];
    if (item !== undefined && isPast(item)) high = middle;
    else low = middle + 1;
  }
  return low;
}
