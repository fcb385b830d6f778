// Which fields an object has, as server-side apply counts them: paths of elements as in `fieldsV1`, each with its value, and the
// tree that is stored of them (API-13, PATCH-7).
import { applyShape, keyDefaults } from '../kinds/apply-shapes.ts';
import type { ApplyShape } from '../kinds/apply-shapes.ts';
import type { Kind } from '../kinds/kinds.ts';
import type { Json } from '../kinds/meta.ts';
import { isMap } from './json-map.ts';
import type { JsonMap } from './json-map.ts';

/** Elements (`f:spec`, `k:{"name":"a"}`, `v:"x"`) one after another. */
export type FieldPath = string;

/** What lies between two elements. */
const gap = '\u0001';

export const elementsOf = (path: FieldPath): readonly string[] => path.split(gap);
export const isWithin = (path: FieldPath, outer: FieldPath): boolean => path.startsWith(outer + gap);

/** What nobody owns: the server keeps it, or it says which object it is. */
const unowned = new Set(
  [
    ...['name', 'namespace', 'generateName', 'uid', 'resourceVersion', 'generation', 'creationTimestamp'],
    ...['deletionTimestamp', 'deletionGracePeriodSeconds', 'managedFields'],
  ].map((name) => `f:metadata${gap}f:${name}`),
);

/** The fields of an object that somebody can own, `status` left out; the value is the field's JSON, '' for a list's item. */
export function fieldPaths(kind: Kind, object: object): ReadonlyMap<FieldPath, string> {
  const paths = new Map<FieldPath, string>();
  for (const [field, value] of Object.entries(object)) {
    if (field === 'apiVersion' || field === 'kind' || field === 'status') continue;
    collect(value, applyShape(kind, field), `f:${field}`, paths);
  }
  for (const path of paths.keys()) if (unowned.has(path)) paths.delete(path);
  paths.delete('f:metadata');
  return paths;
}

function collect(value: unknown, shape: ApplyShape, path: FieldPath, paths: Map<FieldPath, string>): void {
  if (value === undefined) return;
  const inner = innerValues(value, shape);
  if (inner === undefined || inner.length === 0) {
    paths.set(path, JSON.stringify(value));
    return;
  }
  for (const { element, value: item, shape: itemShape } of inner) {
    const itemPath = path + gap + element;
    if (shape.form === 'items' || shape.form === 'set') paths.set(itemPath, '');
    if (itemShape) collect(item, itemShape, itemPath, paths);
  }
}

interface Inner {
  readonly element: string;
  readonly value: unknown;
  /** Absent: there is nothing inside. */
  readonly shape?: ApplyShape;
}

/** What is owned one by one within a value; undefined if it is owned as a whole. */
export function innerValues(value: unknown, shape: ApplyShape): readonly Inner[] | undefined {
  if (isMap(value) && (shape.form === 'struct' || shape.form === 'map')) {
    return Object.entries(value).map(([field, inner]) => ({
      ...{ element: `f:${field}`, value: inner },
      shape: shape.form === 'map' ? shape.of : applyShape(shape.name, field),
    }));
  }
  if (!Array.isArray(value)) return undefined;
  const items: readonly unknown[] = value;
  if (shape.form === 'set') return items.map((item) => ({ element: `v:${JSON.stringify(item)}`, value: item }));
  if (shape.form !== 'items') return undefined;
  return items.map((item) => ({ element: itemElement(item, shape.keys), value: item, shape: shape.of }));
}

/** `k:{"containerPort":80,"protocol":"TCP"}` */
function itemElement(item: unknown, keys: readonly string[]): string {
  const fields: JsonMap = isMap(item) ? item : {};
  const pairs = keys.map((key) => [key, fields[key] ?? keyDefaults[key] ?? null]);
  return `k:${JSON.stringify(Object.fromEntries(pairs))}`;
}

/** PATCH-8: `.spec.containers[name="a"].image`. */
export const shownPath = (path: FieldPath): string => elementsOf(path).map(shownElement).join('');

function shownElement(element: string): string {
  const rest = element.slice(2);
  if (element.startsWith('f:')) return `.${rest}`;
  if (element.startsWith('v:')) return `[=${rest}]`;
  const keys = JSON.parse(rest) as JsonMap;
  return `[${Object.entries(keys)
    .map(([key, value]) => `${key}=${JSON.stringify(value)}`)
    .join(',')}]`;
}

/** Paths as the tree `fieldsV1`: an element that is owned itself and has owned ones inside holds `.`. */
export function fieldTree(paths: Iterable<FieldPath>): Json {
  const root: Record<string, Json> = {};
  for (const path of [...paths].sort()) {
    let tree = root;
    for (const element of elementsOf(path)) {
      const inner = (tree[element] ?? {}) as Record<string, Json>;
      tree[element] = inner;
      tree = inner;
    }
    if (elementsOf(path).at(-1)?.startsWith('k:')) tree['.'] = {};
  }
  return root;
}

/** The paths of a tree: its ends, and what holds `.`. */
export function treePaths(tree: Json, outer = ''): ReadonlySet<FieldPath> {
  const paths = new Set<FieldPath>();
  if (!isMap(tree)) return paths;
  const entries = Object.entries(tree);
  if (outer !== '' && (entries.length === 0 || Object.hasOwn(tree, '.'))) paths.add(outer);
  for (const [element, inner] of entries) {
    if (element === '.') continue;
    for (const path of treePaths(inner, outer === '' ? element : outer + gap + element)) paths.add(path);
  }
  return paths;
}
