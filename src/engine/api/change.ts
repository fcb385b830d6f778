// One write that took effect. A write that changes nothing makes no Change.
import type { Kind, KindMap } from '../kinds/kinds.ts';
import type { Backend, Disk, Machine, Sandbox } from '../machine.ts';
import type { Cause, Reason } from '../reason.ts';

interface Written {
  /** Store-wide, rising by one with every change; an object's `resourceVersion` is the revision of its last change (API-3). */
  readonly revision: number;
  readonly atMs: number;
  /** The component as its Events name it, or `user`. */
  readonly actor: string;
  readonly cause: Cause;
  readonly reason: Reason;
  readonly key: string;
}

/** A write to an API object: `before` is absent for ADDED, `after` for DELETED. */
export type ApiChange<K extends Kind = Kind> = {
  readonly [P in K]: Written & { readonly kind: P; readonly before?: KindMap[P]; readonly after?: KindMap[P] };
}[K];

/** A write to a machine record; `key` is the node's name, the Pod's uid, the StorageClass's or the volume's name. */
export type MachineChange =
  | (Written & { readonly kind: 'Machine'; readonly before?: Machine; readonly after?: Machine })
  | (Written & { readonly kind: 'Sandbox'; readonly before?: Sandbox; readonly after?: Sandbox })
  | (Written & { readonly kind: 'Backend'; readonly before?: Backend; readonly after?: Backend })
  | (Written & { readonly kind: 'Disk'; readonly before?: Disk; readonly after?: Disk });

export type Change = ApiChange | MachineChange;

const physical: ReadonlySet<string> = new Set(['Machine', 'Sandbox', 'Backend', 'Disk']);

export const isApiChange = (change: Change): change is ApiChange => !physical.has(change.kind);

export type ChangeType = 'ADDED' | 'MODIFIED' | 'DELETED';

export function typeOf(change: Change): ChangeType {
  if (change.before === undefined) return 'ADDED';
  return change.after === undefined ? 'DELETED' : 'MODIFIED';
}
