// Who owns which fields of an object (API-13). It is kept only of objects that somebody has applied on the server: before that
// nobody asks.
import type { ApiObject } from '../kinds/kinds.ts';
import type { ManagedFields } from '../kinds/meta.ts';
import { equal } from './equality.ts';
import { fieldPaths, fieldTree, treePaths } from './field-paths.ts';
import type { FieldPath } from './field-paths.ts';

/** One owner. `time`: RFC 3339, of the last change of what it owns. */
export interface Owner {
  readonly manager: string;
  readonly operation: 'Apply' | 'Update';
  readonly apiVersion: string;
  readonly time: string;
  readonly paths: ReadonlySet<FieldPath>;
}

export const ownersOf = ({ metadata }: ApiObject): readonly Owner[] =>
  (metadata.managedFields ?? []).map(({ manager, operation, apiVersion, time = '', fieldsV1 }) => ({
    ...{ manager, operation, apiVersion, time },
    paths: treePaths(fieldsV1),
  }));

/** As stored: without owners of nothing; one whose fields are as before keeps its time. */
export function managedFieldsOf(
  owners: readonly Owner[],
  old: readonly ManagedFields[] = [],
): readonly ManagedFields[] {
  return owners
    .filter(({ paths }) => paths.size > 0)
    .map(({ manager, operation, apiVersion, time, paths }): ManagedFields => {
      const entry = {
        manager,
        operation,
        apiVersion,
        time,
        fieldsType: 'FieldsV1',
        fieldsV1: fieldTree(paths),
      } as const;
      const before = old.find((it) => it.manager === manager && it.operation === operation);
      return before && equal(before.fieldsV1, entry.fieldsV1) ? before : entry;
    });
}

export const isSame = (one: Owner, manager: string, operation: Owner['operation']): boolean =>
  one.manager === manager && one.operation === operation;

/** What a write that is no apply does to the owners: the writer owns what it changed, alone. */
export function afterUpdate(next: ApiObject, old: ApiObject, manager: string, time: string): readonly ManagedFields[] {
  const [before, after] = [fieldPaths(old.kind, old), fieldPaths(next.kind, next)];
  const changed = new Set([...after].filter(([path, value]) => before.get(path) !== value).map(([path]) => path));
  const others = ownersOf(old).map((owner) => ({
    ...owner,
    paths: new Set([...owner.paths].filter((path) => after.has(path) && !changed.has(path))),
  }));
  const own = others.find((owner) => isSame(owner, manager, 'Update'));
  const writer: Owner = {
    ...{ manager, operation: 'Update', apiVersion: next.apiVersion, time },
    paths: new Set([...(own?.paths ?? []), ...changed]),
  };
  const owners = own ? others.map((owner) => (owner === own ? writer : owner)) : [...others, writer];
  return managedFieldsOf(owners, old.metadata.managedFields);
}
