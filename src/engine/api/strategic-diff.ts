// Makes strategic merge patches: what has to be sent so that one map becomes another. It is what kubectl does before it asks the
// server, and the counterpart of strategic-merge.ts.
import { patchField } from '../kinds/merge-keys.ts';
import type { MergeRule } from '../kinds/merge-keys.ts';
import { equal } from './equality.ts';
import { isMap, own } from './json-map.ts';
import type { JsonMap } from './json-map.ts';
import { sameItem } from './list-order.ts';
import { deleteFromPrimitiveList, setElementOrder } from './strategic-merge.ts';

/** Which half of the difference is asked for: `changes` without what has gone, or `deletions` alone. */
export type Half = 'changes' | 'deletions';

/** The patch from one map to the other; `{}` if there is nothing to say. `struct` is their type in the schema. */
export function strategicDiff(
  from: JsonMap,
  to: JsonMap,
  struct: string | undefined,
  half: Half,
  retainKeys = false,
): JsonMap {
  const patch = new Map<string, unknown>();
  for (const [key, value] of Object.entries(to)) {
    if (!Object.hasOwn(from, key)) {
      if (half === 'changes') patch.set(key, value);
    } else diffValue(patch, key, own(from, key), value, struct, half);
  }
  const gone = Object.keys(from).filter((key) => !Object.hasOwn(to, key));
  if (half === 'deletions') for (const key of gone) patch.set(key, null);
  const isNews = patch.size > 0 || Object.keys(to).length !== Object.keys(from).length || gone.length > 0;
  if (retainKeys && isNews && Object.keys(to).length > 0) patch.set('$retainKeys', Object.keys(to).sort());
  return Object.fromEntries(patch);
}

function diffValue(
  patch: Map<string, unknown>,
  key: string,
  from: unknown,
  to: unknown,
  struct: string | undefined,
  half: Half,
): void {
  const field = patchField(struct, key);
  if (isMap(from) && isMap(to)) {
    const inner = strategicDiff(from, to, field.struct, half);
    if (Object.keys(inner).length > 0) patch.set(key, inner);
  } else if (Array.isArray(from) && Array.isArray(to) && field.merge) {
    if (field.merge.key === '') diffSets(patch, key, from, to, half);
    else diffLists(patch, key, from, to, { rule: field.merge, struct: field.struct, half });
  } else if (half === 'changes' && !equal(from, to)) patch.set(key, to);
}

function diffSets(
  patch: Map<string, unknown>,
  key: string,
  from: readonly unknown[],
  to: readonly unknown[],
  half: Half,
): void {
  if (from.length === 0) {
    if (half === 'changes' && to.length > 0) patch.set(key, to);
    return;
  }
  const fresh = half === 'changes' ? to.filter((item) => !from.includes(item)) : [];
  const gone = half === 'deletions' ? from.filter((item) => !to.includes(item)) : [];
  if (fresh.length > 0) patch.set(key, fresh);
  if (gone.length > 0) patch.set(deleteFromPrimitiveList + key, gone);
  if (gone.length > 0 || (half === 'changes' && !equal(from, to))) setOrder(patch, key, to);
}

function diffLists(
  patch: Map<string, unknown>,
  name: string,
  from: readonly unknown[],
  to: readonly unknown[],
  { rule, struct, half }: { readonly rule: MergeRule; readonly struct: string | undefined; readonly half: Half },
): void {
  const { key, retainKeys } = rule;
  if (from.length === 0) {
    if (half === 'changes' && to.length > 0) patch.set(name, to);
    return;
  }
  const changed = to.flatMap((item): unknown[] => {
    const old = from.find((it) => sameItem(it, item, key));
    if (!isMap(item) || !isMap(old)) return half === 'changes' ? [item] : [];
    const inner = strategicDiff(old, item, struct, half, retainKeys);
    return Object.keys(inner).length > 0 ? [{ ...inner, [key]: own(item, key) }] : [];
  });
  const gone = half === 'deletions' ? from.filter((item) => !to.some((it) => sameItem(it, item, key))) : [];
  const items = [...changed, ...gone.map((item) => ({ $patch: 'delete', [key]: isMap(item) ? own(item, key) : item }))];
  if (items.length > 0) patch.set(name, items);
  const isReordered = from.length !== to.length || from.some((item, at) => !sameItem(item, to[at], key));
  if (items.length > 0 || (half === 'changes' && isReordered))
    setOrder(
      patch,
      name,
      to.map((item) => ({ [key]: isMap(item) ? own(item, key) : item })),
    );
}

function setOrder(patch: Map<string, unknown>, key: string, order: readonly unknown[]): void {
  if (order.length > 0) patch.set(setElementOrder + key, order);
}
