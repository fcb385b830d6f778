// The order of a merged list (PATCH-3): items of the patch in the patch's order, the others where they stood among them. Shared by
// applying a strategic merge patch and by making one.
import { isMap, own } from './json-map.ts';

/** Whether two items are about the same thing: by their merge key, or, for texts (no key), themselves. */
export function sameItem(a: unknown, b: unknown, key: string): boolean {
  if (key === '') return a === b;
  return isMap(a) && isMap(b) && own(a, key) !== undefined && own(a, key) === own(b, key);
}

/**
 * The items in the order of `order` as far as it names them; the others keep the order they have in `before` and go in front of
 * the first named item that stood behind them there. A named item that is new goes before them.
 */
export function orderedItems(
  items: readonly unknown[],
  order: readonly unknown[],
  before: readonly unknown[],
  key: string,
): readonly unknown[] {
  const named = order.flatMap((it) => items.filter((item) => sameItem(item, it, key)));
  const others = items.filter((item) => !order.some((it) => sameItem(item, it, key)));
  const left = [...others].sort((a, b) => place(before, a, key) - place(before, b, key));
  const result: unknown[] = [];
  let at = 0;
  for (const item of named) {
    const stood = place(before, item, key);
    for (; at < left.length; at++) {
      const other = place(before, left[at], key);
      if (other < 0 || other >= stood) break;
      result.push(left[at]);
    }
    result.push(item);
  }
  return [...result, ...left.slice(at)];
}

const place = (list: readonly unknown[], item: unknown, key: string): number =>
  list.findIndex((it) => sameItem(it, item, key));
