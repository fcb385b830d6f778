// Finds a path's place in the text of a document by its YAML tree. Separate so that everybody who names a field (the API
// server, the scenario's reader) gets the same mark for it.
import type { LineCounter, Node as YamlNode, Pair } from 'yaml';
import { isAlias, isMap, isScalar, isSeq } from 'yaml';
import type { TextRange } from './diagnostic.ts';
import { plainScalar } from './scalar.ts';
import type { Chunk } from './split.ts';

/** Fields and indices from the top of a document down. */
export type Path = readonly (string | number)[];

export interface Place {
  readonly chunk: Chunk;
  readonly root: YamlNode | null;
  readonly lines: LineCounter;
}

/** Offsets in a document's text as a place in the file. */
export function rangeOf({ chunk, lines }: Place, start: number, end: number): TextRange {
  const length = chunk.text.length;
  const from = lines.linePos(Math.min(start, length));
  const to = lines.linePos(Math.min(Math.max(start, end), length));
  const column = ({ line, col }: { line: number; col: number }): number =>
    line === 1 ? col + chunk.firstColumn - 1 : col;
  return {
    line: from.line + chunk.firstLine - 1,
    column: column(from),
    endLine: to.line + chunk.firstLine - 1,
    endColumn: column(to),
  };
}

/** The place of `path` below `start`; the nearest thing around it if it is not there. */
export function rangeOfPath(place: Place, start: Path, path: Path | string, part: 'value' | 'key'): TextRange {
  const steps = [...start, ...(typeof path === 'string' ? pathOf(path) : path)];
  const found = walk(place.root, steps);
  const node = markedNode(found, part);
  const [from, to] = node?.range ?? [0, 0];
  return rangeOf(place, from, to);
}

/** `spec.containers[0].ports`, `metadata.labels[a/b]` as steps. */
export function pathOf(field: string): Path {
  return [...field.matchAll(/\[("?)([^\]]*?)\1\]|[^.[\]]+/g)].map(([whole, , inside]) => {
    if (inside === undefined) return whole;
    return /^\d+$/.test(inside) ? Number(inside) : inside;
  });
}

interface Found {
  readonly key: YamlNode | null;
  readonly value: YamlNode | null;
  /** Every step was there. */
  readonly whole: boolean;
}

function walk(root: YamlNode | null, steps: Path): Found {
  let found: Found = { key: null, value: root, whole: true };
  for (let at = 0; at < steps.length;) {
    const next = step(found.value, steps, at);
    if (!next) return { ...found, whole: false };
    found = { key: next.key, value: next.value, whole: true };
    at += next.taken;
  }
  return found;
}

interface Taken {
  readonly key: YamlNode | null;
  readonly value: YamlNode | null;
  readonly taken: number;
}

function step(node: YamlNode | null, steps: Path, at: number): Taken | undefined {
  const first = steps[at];
  if (isSeq(node)) {
    const item = typeof first === 'number' ? node.items[first] : undefined;
    return isNode(item) ? { key: null, value: item, taken: 1 } : undefined;
  }
  if (!isMap(node)) return undefined;
  // A key may hold dots, which a path as text does not tell from its own.
  for (let taken = 1, name = String(first); at + taken <= steps.length; name += `.${steps[at + taken++]}`) {
    const pair = pairOf(node.items, name);
    if (pair) return { ...pair, taken };
  }
  return undefined;
}

function pairOf(items: readonly Pair[], name: string): { key: YamlNode; value: YamlNode | null } | undefined {
  for (const { key, value } of items) {
    if (!isScalar(key)) continue;
    const source = String(key.value);
    // `y: 2` is the field "true" to kubectl.
    const read = key.type === 'PLAIN' ? String(plainScalar(source)) : source;
    if (source === name || read === name) return { key, value: isNode(value) ? value : null };
  }
  return undefined;
}

/** Scalars are marked themselves, larger things by their key or their first line. */
function markedNode({ key, value, whole }: Found, part: 'value' | 'key'): YamlNode | null {
  if (part === 'value' && whole && isVisible(value)) return value;
  if (key) return key;
  const first: unknown = isMap(value) ? value.items[0]?.key : isSeq(value) ? value.items[0] : undefined;
  return isScalar(first) || isAlias(first) ? first : value;
}

/** A scalar or alias that takes up room in the text. */
const isVisible = (node: YamlNode | null): boolean =>
  (isScalar(node) || isAlias(node)) && !!node.range && node.range[1] > node.range[0];

const isNode = (value: unknown): value is YamlNode => isScalar(value) || isMap(value) || isSeq(value) || isAlias(value);
