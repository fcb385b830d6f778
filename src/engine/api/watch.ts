// What a watch reports of the changes that happen: which of them it is about, and as what (WATCH-5 to WATCH-8). Apart from
// lists because a watch compares an object with what it was.
import type { ApiObject, Kind } from '../kinds/kinds.ts';
import { isApiChange } from './change.ts';
import type { Change, ChangeType } from './change.ts';
import { parseFieldSelector, parseLabelSelector } from './selector.ts';
import type { Status } from './status.ts';

export interface Watched {
  readonly kind: Kind;
  /** Absent: all of them. */
  readonly namespace?: string;
  readonly labelSelector?: string;
  readonly fieldSelector?: string;
}

export interface WatchEvent {
  readonly type: ChangeType;
  readonly object: ApiObject;
}

export type ParsedWatch =
  | {
      readonly ok: true;
      eventOf(change: Change): WatchEvent | undefined;
      isSeen(object: ApiObject): boolean;
    }
  | { readonly ok: false; readonly status: Status };

/** A selector that cannot be read is its Status. `eventOf` is undefined for changes the watch is not about. */
export function parseWatch({ kind, namespace, labelSelector = '', fieldSelector = '' }: Watched): ParsedWatch {
  const labels = parseLabelSelector(labelSelector);
  if (!labels.ok) return labels;
  const fields = parseFieldSelector(kind, fieldSelector);
  if (!fields.ok) return fields;
  const isSeen = (object: ApiObject | undefined): object is ApiObject =>
    object !== undefined &&
    (namespace === undefined || object.metadata.namespace === namespace) &&
    labels.matches(object.metadata.labels ?? {}) &&
    fields.matches(object);
  return {
    ok: true,
    isSeen,
    eventOf(change) {
      if (!isApiChange(change) || change.kind !== kind) return undefined;
      const { before, after, revision } = change;
      if (isSeen(after)) return { type: isSeen(before) ? 'MODIFIED' : 'ADDED', object: after };
      return isSeen(before) ? { type: 'DELETED', object: after ?? deletedAt(before, revision) } : undefined;
    },
  };
}

/** WATCH-8: the last state, with the revision of its deletion. */
const deletedAt = (object: ApiObject, revision: number): ApiObject => ({
  ...object,
  metadata: { ...object.metadata, resourceVersion: String(revision) },
});
