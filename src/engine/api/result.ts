// What goes into a write and what comes out of it.
import type { ApiObject } from '../kinds/kinds.ts';
import type { ObjectMeta } from '../kinds/meta.ts';
import type { Status } from './status.ts';

/** What a write answers. A refusal is a value: the component goes on as the real one does. */
export type Result<T> = { readonly ok: true; readonly object: T } | { readonly ok: false; readonly status: Status };

/** An object to be created: the server fills in the rest of the metadata. */
export type Draft<T extends ApiObject> = Omit<T, 'metadata' | 'status'> & {
  readonly metadata: Partial<ObjectMeta>;
  readonly status?: unknown;
};
