// From the YAML library's nodes to the plain objects kubectl would send. Our own walk instead of the library's, because it
// reads scalars as kubectl does, places every mistake, and bounds what aliases may stand for.
import type { Alias, Node as YamlNode, Pair, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import { isAlias, isMap, isScalar, isSeq } from 'yaml';
import { limits } from './limits.ts';
import type { Problem } from './problem.ts';
import type { ScalarValue } from './scalar.ts';
import { plainScalar } from './scalar.ts';

export interface Conversion {
  /** Undefined when something made the walk stop. */
  readonly value: unknown;
  readonly problems: readonly Problem[];
}

/** Plain JSON of a node; shared nodes (aliases) become separate objects. */
export function plainJson(root: YamlNode | null): Conversion {
  const walk = new Walk();
  try {
    return { value: root ? walk.value(root, 0) : null, problems: walk.problems };
  } catch (error) {
    if (error !== stopped) throw error;
    return { value: undefined, problems: walk.problems };
  }
}

const stopped = new Error('the walk stops here');

class Walk {
  readonly problems: Problem[] = [];
  readonly #anchors = new Map<string, YamlNode>();
  /** Anchored nodes that are being walked: an alias to one of them never ends. */
  readonly #open = new Set<YamlNode>();
  #aliases = 0;
  #aliasedValues = 0;
  #insideAlias = 0;

  value(node: YamlNode, depth: number): unknown {
    if (this.#insideAlias > 0 && ++this.#aliasedValues > limits.aliasedValues) this.#stop(node, 'too-many-aliases');
    if (isAlias(node)) return this.#aliased(node, (target) => this.value(target, depth));
    if (isScalar(node)) {
      this.#rememberAnchor(node);
      return this.#scalar(node);
    }
    if (depth >= limits.depth) this.#stop(node, 'too-deep');
    this.#rememberAnchor(node);
    this.#open.add(node);
    const value = isMap(node) ? this.#mapping(node, depth) : isSeq(node) ? this.#list(node, depth) : null;
    this.#open.delete(node);
    return value;
  }

  #list(node: YAMLSeq, depth: number): unknown[] {
    return node.items.map((item) => (isNode(item) ? this.value(item, depth + 1) : this.#pairAlone(item, depth)));
  }

  /** `[a: b]` holds a mapping of one pair. */
  #pairAlone(item: unknown, depth: number): unknown {
    const object: Record<string, unknown> = {};
    if (isPairLike(item)) this.#entry(item, object, new Map(), depth);
    return object;
  }

  #mapping(node: YAMLMap, depth: number): Record<string, unknown> {
    const object: Record<string, unknown> = {};
    const seen = new Map<string, YamlNode>();
    for (const pair of node.items) this.#entry(pair, object, seen, depth);
    return object;
  }

  #entry(pair: Pair, object: Record<string, unknown>, seen: Map<string, YamlNode>, depth: number): void {
    const keyNode = isNode(pair.key) ? pair.key : null;
    if (keyNode && isMergeKey(keyNode)) {
      if (isNode(pair.value)) this.#merge(pair.value, object, depth);
      return;
    }
    const key = this.#key(keyNode, depth);
    if (key === undefined) return;
    if (key === '__proto__') {
      if (keyNode) this.#report(keyNode, 'proto-key');
      return;
    }
    const first = seen.get(key);
    if (first && keyNode) this.#report(keyNode, 'duplicate-key', { key, firstOffset: first.range?.[0] ?? 0 });
    else if (keyNode) seen.set(key, keyNode);
    object[key] = isNode(pair.value) ? this.value(pair.value, depth + 1) : null;
  }

  /** Keys that are not texts become texts, as JSON has no others. */
  #key(node: YamlNode | null, depth: number): string | undefined {
    const value = node ? this.value(node, depth + 1) : null;
    if (typeof value === 'string') return value;
    if (typeof value === 'boolean' || typeof value === 'number') return String(value);
    if (node) this.#report(node, 'complex-key', { found: nounOf(value) });
    return undefined;
  }

  /** `<<`: kubectl's reader takes the entries in their turn; of a list, earlier mappings win. */
  #merge(node: YamlNode, object: Record<string, unknown>, depth: number): void {
    const sources = isSeq(node) ? [...node.items].reverse() : [node];
    for (const source of sources) {
      const value = isNode(source) ? this.value(source, depth + 1) : null;
      if (!isPlainObject(value)) {
        this.#report(isNode(source) ? source : node, 'bad-merge', {});
        return;
      }
      Object.assign(object, value);
    }
  }

  #aliased<T>(node: Alias, read: (target: YamlNode) => T): T {
    const target = this.#anchors.get(node.source);
    if (!target)
      return this.#stop(node, 'yaml-syntax', { at: '', problem: `unknown anchor '${node.source}' referenced` });
    if (this.#open.has(target)) return this.#stop(node, 'cyclic-alias', { anchor: node.source });
    if (++this.#aliases > limits.aliases) return this.#stop(node, 'too-many-aliases');
    this.#insideAlias++;
    const value = read(target);
    this.#insideAlias--;
    return value;
  }

  #rememberAnchor(node: YamlNode & { anchor?: string }): void {
    if (node.anchor !== undefined && this.#insideAlias === 0) this.#anchors.set(node.anchor, node);
  }

  #scalar(node: Scalar): ScalarValue {
    const text = typeof node.value === 'string' ? node.value : '';
    const value =
      node.tag === undefined ? (node.type === 'PLAIN' ? plainScalar(text) : text) : this.#tagged(node, text);
    if (typeof value !== 'number' || Number.isFinite(value)) return value;
    this.#report(node, 'not-a-number', { value: text });
    return null;
  }

  /** An explicit tag: the value must be of that type; unknown tags leave texts. */
  #tagged(node: Scalar, text: string): ScalarValue {
    const tag = (node.tag ?? '').replace('tag:yaml.org,2002:', '!!');
    const expected = taggedTypes[tag];
    if (expected === undefined) return text;
    const value = plainScalar(text);
    if (expected === typeof value || (expected === 'null' && value === null)) return value;
    this.#report(node, 'bad-tag', { found: `!!${shortTag(value)}`, value: text, tag });
    return null;
  }

  #report(node: YamlNode, code: Problem['code'], params: Problem['params'] = {}): void {
    if (this.problems.length >= limits.diagnostics) this.#stop(node, 'too-many-problems');
    const [start, end] = node.range ?? [0, 0];
    this.problems.push({ start, end, severity: 'error', code, params });
  }

  #stop(node: YamlNode, code: Problem['code'], params: Problem['params'] = {}): never {
    const [start, end] = node.range ?? [0, 0];
    this.problems.push({ start, end, severity: 'error', code, params });
    throw stopped;
  }
}

const taggedTypes: { readonly [tag: string]: string } = {
  '!!int': 'number',
  '!!float': 'number',
  '!!bool': 'boolean',
  '!!null': 'null',
};

const shortTag = (value: ScalarValue): string =>
  value === null ? 'null' : typeof value === 'number' ? 'int' : typeof value === 'boolean' ? 'bool' : 'str';

const isNode = (value: unknown): value is YamlNode => isScalar(value) || isMap(value) || isSeq(value) || isAlias(value);

const isPairLike = (value: unknown): value is Pair => typeof value === 'object' && value !== null && 'key' in value;

const isMergeKey = (node: YamlNode): boolean =>
  isScalar(node) && node.type === 'PLAIN' && node.tag === undefined && node.value === '<<';

/** A JSON object, not a list and not null. */
export const isPlainObject = (value: unknown): value is { readonly [field: string]: unknown } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What a JSON value is, in words. */
export function nounOf(value: unknown): string {
  if (value === null || value === undefined) return 'empty';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a mapping';
  return typeof value === 'string' ? 'a text' : `a ${typeof value}`;
}
