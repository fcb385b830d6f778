// What an object becomes by server-side apply: the configuration laid over it, and fields taken out that are no longer applied
// (PATCH-7, PATCH-9).
import { applyShape } from '../kinds/apply-shapes.ts';
import type { ApplyShape } from '../kinds/apply-shapes.ts';
import { elementsOf, innerValues } from './field-paths.ts';
import type { FieldPath } from './field-paths.ts';
import { isMap } from './json-map.ts';
import type { JsonMap } from './json-map.ts';

/** The object with every field of the configuration; `struct` is its type in the schema. */
export function overlaid(live: JsonMap, config: JsonMap, struct: string): JsonMap {
  return overlaidValue(live, config, { form: 'struct', name: struct }) as JsonMap;
}

function overlaidValue(live: unknown, config: unknown, shape: ApplyShape): unknown {
  if ((shape.form === 'struct' || shape.form === 'map') && isMap(live) && isMap(config)) {
    const merged = Object.entries(config).map(([field, value]): [string, unknown] => {
      const inner = shape.form === 'map' ? shape.of : applyShape(shape.name, field);
      return [field, Object.hasOwn(live, field) ? overlaidValue(live[field], value, inner) : value];
    });
    return { ...live, ...Object.fromEntries(merged) };
  }
  const [had, given] = [innerValues(live, shape), innerValues(config, shape)];
  if (!had || !given || !Array.isArray(config)) return config;
  const items = new Map(had.map(({ element, value }) => [element, value]));
  for (const { element, value, shape: inner } of given) {
    items.set(element, inner && items.has(element) ? overlaidValue(items.get(element), value, inner) : value);
  }
  return [...items.values()];
}

/** The object without these fields, and without maps and lists that become empty by it. */
export function without(object: JsonMap, paths: readonly FieldPath[], struct: string): JsonMap {
  const shape: ApplyShape = { form: 'struct', name: struct };
  return paths.reduce<JsonMap>((rest, path) => {
    const next = withoutPath(rest, elementsOf(path), shape);
    return isMap(next) ? next : {};
  }, object);
}

/** Undefined if nothing is left. */
function withoutPath(value: unknown, [element, ...rest]: readonly string[], shape: ApplyShape): unknown {
  if (element === undefined) return undefined;
  const inner = innerValues(value, shape);
  if (!inner) return value;
  const kept = inner.flatMap((it) => {
    if (it.element !== element) return [it];
    const left = rest.length > 0 && it.shape ? withoutPath(it.value, rest, it.shape) : undefined;
    return left === undefined ? [] : [{ ...it, value: left }];
  });
  if (kept.length === 0 && inner.length > 0) return undefined;
  return Array.isArray(value)
    ? kept.map((it) => it.value)
    : Object.fromEntries(kept.map((it) => [it.element.slice(2), it.value]));
}
