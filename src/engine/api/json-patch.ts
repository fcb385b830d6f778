// JSON patch (RFC 6902): a list of operations on places that JSON pointers name. Any that fails fails them all (PATCH-4).
import { equal } from './equality.ts';
import { isMap } from './json-map.ts';

export type Operated = { readonly ok: true; readonly value: unknown } | { readonly ok: false };

/** The value after all operations; not ok if one is malformed, a test fails or a place is missing. */
export function jsonPatched(value: unknown, operations: readonly unknown[]): Operated {
  let result = value;
  for (const operation of operations) {
    const next = isMap(operation) ? operated(result, operation) : missing;
    if (next === missing) return { ok: false };
    result = next;
  }
  return { ok: true, value: result };
}

/** What comes of an operation that cannot be carried out. */
const missing = Symbol('missing');

function operated(value: unknown, operation: { readonly [field: string]: unknown }): unknown {
  const path = pointer(operation['path']);
  if (!path) return missing;
  switch (operation['op']) {
    case 'add':
      return 'value' in operation ? changed(value, path, () => operation['value'], 'add') : missing;
    case 'remove':
      return removed(value, path);
    case 'replace':
      if (valueAt(value, path) === missing || !('value' in operation)) return missing;
      return changed(value, path, () => operation['value'], 'replace');
    case 'test': {
      const found = valueAt(value, path);
      return equal(found === missing ? null : found, operation['value'] ?? null) ? value : missing;
    }
    case 'copy':
    case 'move':
      return transferred(value, path, operation);
    default:
      return missing;
  }
}

function transferred(value: unknown, path: Pointer, operation: { readonly [field: string]: unknown }): unknown {
  const from = pointer(operation['from']);
  const moved = from ? valueAt(value, from) : missing;
  if (!from || moved === missing) return missing;
  const rest = operation['op'] === 'move' ? removed(value, from) : value;
  return rest === missing ? missing : changed(rest, path, () => moved, 'add');
}

type Pointer = readonly string[];

function pointer(text: unknown): Pointer | undefined {
  if (typeof text !== 'string' || (text !== '' && !text.startsWith('/'))) return undefined;
  return text
    .split('/')
    .slice(1)
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function valueAt(value: unknown, path: Pointer): unknown {
  let found = value;
  for (const token of path) {
    if (Array.isArray(found)) {
      const at = index(token, found.length - 1);
      if (at === undefined) return missing;
      found = found[at];
    } else if (isMap(found) && Object.hasOwn(found, token)) found = found[token];
    else return missing;
  }
  return found;
}

function index(token: string, last: number): number | undefined {
  return /^(0|[1-9]\d*)$/.test(token) && Number(token) <= last ? Number(token) : undefined;
}

/** The value with another one at a place whose parent must exist. */
function changed(value: unknown, path: Pointer, to: () => unknown, how: 'add' | 'replace'): unknown {
  const [token, ...rest] = path;
  if (token === undefined) return to();
  if (Array.isArray(value)) {
    const isInsertion = rest.length === 0 && how === 'add';
    const at = isInsertion && token === '-' ? value.length : index(token, value.length - (isInsertion ? 0 : 1));
    if (at === undefined) return missing;
    const inner = changed(isInsertion ? undefined : value[at], rest, to, how);
    return inner === missing ? missing : value.toSpliced(at, isInsertion ? 0 : 1, inner);
  }
  if (!isMap(value) || (rest.length > 0 && !Object.hasOwn(value, token))) return missing;
  const inner = changed(rest.length > 0 ? value[token] : undefined, rest, to, how);
  return inner === missing ? missing : Object.fromEntries([...Object.entries(value), [token, inner]]);
}

function removed(value: unknown, path: Pointer): unknown {
  const [token, ...rest] = path;
  if (token === undefined || valueAt(value, path) === missing) return missing;
  if (Array.isArray(value)) {
    const at = Number(token);
    return rest.length === 0 ? value.toSpliced(at, 1) : value.with(at, removed(value[at], rest));
  }
  if (!isMap(value)) return missing;
  const entries = Object.entries(value);
  return rest.length === 0
    ? Object.fromEntries(entries.filter(([key]) => key !== token))
    : Object.fromEntries([...entries, [token, removed(value[token], rest)]]);
}
