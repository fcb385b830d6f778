// The four kinds of patch: what an object becomes (PATCH-1 to PATCH-4).
import type { Kind } from '../kinds/kinds.ts';
import { mergePatched } from './merge-patch.ts';
import type { PatchType } from './request.ts';
import { badRequest } from './status.ts';
import type { Status } from './status.ts';

export type Patched = { readonly ok: true; readonly object: unknown } | { readonly ok: false; readonly status: Status };

/** The object after the patch, neither defaulted nor validated; a patch that cannot be applied is its Status. */
export function patched(_kind: Kind, type: PatchType, current: unknown, patch: unknown): Patched {
  if (type === 'apply') return { ok: false, status: badRequest('server-side apply is not simulated yet') };
  return { ok: true, object: mergePatched(current, patch) };
}
