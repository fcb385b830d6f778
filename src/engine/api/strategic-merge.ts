// Strategic merge patch (PATCH-2, PATCH-3): maps merge, null deletes, lists with a merge key merge by item, and directives that
// begin with `$` say what a plain patch cannot.
import { patchField } from '../kinds/merge-keys.ts';
import type { MergeRule, PatchField } from '../kinds/merge-keys.ts';
import { isMap, own } from './json-map.ts';
import type { JsonMap } from './json-map.ts';
import { orderedItems, sameItem } from './list-order.ts';

export const setElementOrder = '$setElementOrder/';
export const deleteFromPrimitiveList = '$deleteFromPrimitiveList/';

export type Merged = { readonly ok: true; readonly value: JsonMap } | { readonly ok: false; readonly error: string };

/** The map after the patch; `struct` is its type in the schema. A patch that contradicts itself is an error. */
export function strategicMerged(value: JsonMap, patch: JsonMap, struct: string): Merged {
  const errors: string[] = [];
  const merged = mergeMap(value, patch, struct, errors);
  const [error] = errors;
  return error === undefined ? { ok: true, value: merged } : { ok: false, error };
}

function mergeMap(value: JsonMap, patch: JsonMap, struct: string | undefined, errors: string[]): JsonMap {
  const directive = own(patch, '$patch');
  if (directive === 'replace') return withoutDirectives(patch) as JsonMap;
  if (directive === 'delete') return {};
  if (directive !== undefined && directive !== 'merge') errors.push(unknownDirective(directive));
  const result = new Map(Object.entries(retained(value, patch)));
  for (const key of listsWithOrder(patch)) {
    const list = orderedList(result.get(key), patch, key, patchField(struct, key), errors);
    if (list) result.set(key, list);
  }
  for (const [key, change] of Object.entries(patch)) {
    if (key.startsWith(deleteFromPrimitiveList)) deletePrimitives(result, key, change);
    if (key.startsWith('$') || Object.hasOwn(patch, setElementOrder + key)) continue;
    if (change === null) result.delete(key);
    else result.set(key, mergeValue(result.get(key), change, patchField(struct, key), errors));
  }
  return Object.fromEntries(result);
}

const unknownDirective = (directive: unknown): string => `unknown patch type: ${String(directive)} in map`;

/** `$retainKeys`: all fields that it does not name go. */
function retained(value: JsonMap, patch: JsonMap): JsonMap {
  const keys = own(patch, '$retainKeys');
  if (!Array.isArray(keys)) return value;
  return Object.fromEntries(Object.entries(value).filter(([key]) => keys.includes(key)));
}

const listsWithOrder = (patch: JsonMap): readonly string[] =>
  Object.keys(patch).flatMap((key) => (key.startsWith(setElementOrder) ? [key.slice(setElementOrder.length)] : []));

/** A list whose order the patch says, changed or not; undefined if there is none. */
function orderedList(
  value: unknown,
  patch: JsonMap,
  key: string,
  field: PatchField,
  errors: string[],
): readonly unknown[] | undefined {
  const order = own(patch, setElementOrder + key);
  const change = own(patch, key);
  if (!Array.isArray(order)) {
    errors.push(`${setElementOrder}${key} must be a list`);
    return undefined;
  }
  const merged = change === undefined || change === null ? value : mergeValue(value, change, field, errors);
  if (!Array.isArray(merged)) return undefined;
  const strange = Array.isArray(change) && change.some((item) => !isDirective(item) && !isListed(item, order, field));
  if (strange) errors.push(`The order in patch list:\n${key}\n doesn't match $setElementOrder list:\n${key}\n`);
  return orderedItems(merged, order, Array.isArray(value) ? value : [], field.merge?.key ?? '');
}

const isDirective = (item: unknown): boolean => isMap(item) && Object.hasOwn(item, '$patch');

const isListed = (item: unknown, order: readonly unknown[], { merge }: PatchField): boolean =>
  order.some((it) => sameItem(it, item, merge?.key ?? ''));

function deletePrimitives(result: Map<string, unknown>, key: string, gone: unknown): void {
  const name = key.slice(deleteFromPrimitiveList.length);
  const list = result.get(name);
  if (Array.isArray(list) && Array.isArray(gone))
    result.set(
      name,
      list.filter((item) => !gone.includes(item)),
    );
}

function mergeValue(value: unknown, change: unknown, field: PatchField, errors: string[]): unknown {
  if (isMap(change)) {
    if (isMap(value)) return mergeMap(value, change, field.struct, errors);
    return own(change, '$patch') === 'delete' ? {} : withoutDirectives(change);
  }
  if (!Array.isArray(change)) return change;
  const list: readonly unknown[] = change;
  if (!Array.isArray(value) || !field.merge) return withoutDirectives(list);
  return field.merge.key === '' ? mergedSet(value, list) : mergedList(value, list, field.merge, field.struct, errors);
}

function mergedSet(value: readonly unknown[], change: readonly unknown[]): readonly unknown[] {
  return orderedItems([...new Set([...value, ...change])], change, value, '');
}

/** Items with the same key merge, new ones go to the front (PATCH-3). */
function mergedList(
  value: readonly unknown[],
  patch: readonly unknown[],
  { key }: MergeRule,
  struct: string | undefined,
  errors: string[],
): readonly unknown[] {
  const items = patch.filter((item) => !isDirective(item));
  if (patch.some((item) => isMap(item) && item['$patch'] === 'replace')) return withoutDirectives(items) as unknown[];
  const gone = patch.filter((item) => isMap(item) && item['$patch'] === 'delete');
  const keyless = patch.find((item) => !isMap(item) || (own(item, key) === undefined && !isReplace(item)));
  if (keyless !== undefined) errors.push(`map: ${JSON.stringify(keyless)} does not contain declared merge key: ${key}`);
  const kept = value.filter((item) => !gone.some((it) => sameItem(it, item, key)));
  const merged = kept.map((item) => {
    const change = items.find((it) => sameItem(it, item, key));
    return isMap(item) && isMap(change) ? mergeMap(item, change, struct, errors) : item;
  });
  const fresh = items.filter((item) => !kept.some((it) => sameItem(it, item, key))).map(withoutDirectives);
  return orderedItems([...merged, ...fresh], items, kept, key);
}

const isReplace = (item: JsonMap): boolean => item['$patch'] === 'replace';

/** What is new is taken without its directives and nulls: there is nothing they could be about. */
function withoutDirectives(value: unknown): unknown {
  if (Array.isArray(value)) {
    const items: readonly unknown[] = value;
    return items.filter((item) => !isDirective(item)).map(withoutDirectives);
  }
  if (!isMap(value)) return value;
  const kept = Object.entries(value).filter(([key, inner]) => !key.startsWith('$') && inner !== null);
  return Object.fromEntries(kept.map(([key, inner]) => [key, withoutDirectives(inner)]));
}
