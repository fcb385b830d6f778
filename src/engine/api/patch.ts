// The four kinds of patch: what an object becomes (PATCH-1 to PATCH-4).
import type { Kind } from '../kinds/kinds.ts';
import { excess, maxBodyBytes } from './body-limits.ts';
import { jsonType } from './decode-value.ts';
import { jsonError } from './json-error.ts';
import { isMap } from './json-map.ts';
import { jsonPatched } from './json-patch.ts';
import { mergePatched } from './merge-patch.ts';
import type { PatchType } from './request.ts';
import { badRequest, entityTooLarge, rejectedPatch } from './status.ts';
import type { Status } from './status.ts';
import { strategicMerged } from './strategic-merge.ts';

export type Patched = { readonly ok: true; readonly object: unknown } | { readonly ok: false; readonly status: Status };

/** The real server's limit of a JSON patch. */
const maxOperations = 10000;

/** The object after the patch, neither defaulted nor validated; a patch that cannot be applied is its Status. */
export function patched(kind: Kind, type: PatchType, current: unknown, patch: unknown): Patched {
  if (type === 'apply') return refused(badRequest('server-side apply of a subresource is not simulated yet'));
  const tooMuch = excess(patch);
  if (tooMuch === 'size') return refused(entityTooLarge(maxBodyBytes));
  if (tooMuch === 'depth') return refused(undecodable('exceeded max depth'));
  const read = typeof patch === 'string' ? parsedText(patch) : { value: patch };
  if ('error' in read) return refused(undecodable(read.error));
  return type === 'json' ? operated(current, read.value) : merged(kind, type, current, read.value);
}

function operated(current: unknown, patch: unknown): Patched {
  if (!Array.isArray(patch)) return refused(undecodable(misfit(patch, 'jsonpatch.Patch')));
  if (patch.length > maxOperations)
    return refused(
      badRequest(`The allowed maximum operations in a JSON patch is ${maxOperations}, got ${patch.length}`),
    );
  const result = jsonPatched(current, patch);
  return result.ok ? { ok: true, object: result.value } : refused(rejectedPatch);
}

function merged(kind: Kind, type: 'merge' | 'strategic', current: unknown, patch: unknown): Patched {
  if (!isMap(patch)) return refused(undecodable(misfit(patch, 'map[string]interface {}')));
  if (type === 'merge' || !isMap(current)) return { ok: true, object: mergePatched(current, patch) };
  const result = strategicMerged(current, patch, kind);
  return result.ok ? { ok: true, object: result.value } : refused(badRequest(result.error));
}

function parsedText(text: string): { readonly value: unknown } | { readonly error: string } {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return { error: jsonError(text) };
  }
}

const misfit = (value: unknown, type: string): string =>
  `json: cannot unmarshal ${jsonType(value, type)} into Go value of type ${type}`;

const undecodable = (why: string): Status => badRequest(`error decoding patch: ${why}`);

const refused = (status: Status): Patched => ({ ok: false, status });
