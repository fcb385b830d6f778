// The objects a line is about, read one by one as kubectl reads them before it changes them. A missing one does not keep the
// others from being changed.
import type { ApiObject } from '../engine/index.ts';
import { isStatus } from '../engine/index.ts';
import { request } from './command.ts';
import type { Process, Shell } from './command.ts';
import { refusalOf } from './failure.ts';
import type { Failure } from './failure.ts';
import type { ParsedLine } from './flags.ts';
import { targetsOf } from './targets.ts';
import type { Target } from './targets.ts';

export interface FoundObject extends Target {
  readonly object: ApiObject;
}

export interface FoundObjects {
  readonly objects: readonly FoundObject[];
  readonly failures: readonly Failure[];
}

/** The objects of a line as they stand; `verb`: for what is said of a line that names none. */
export function* foundObjects(shell: Shell, verb: string, line: ParsedLine): Process<FoundObjects> {
  const { targets, failures } = yield* targetsOf(shell, verb, line);
  const objects: FoundObject[] = [];
  const missing: Failure[] = [];
  for (const target of targets) {
    const { body } = yield* request({ verb: 'get', ...placeOf(target) });
    if (isStatus(body)) missing.push(refusalOf(body));
    else objects.push({ ...target, object: body as ApiObject });
  }
  return { objects, failures: [...failures, ...missing] };
}

/** Kind, name and namespace of a request about it. */
export const placeOf = ({ kind, name, namespace }: Target): Pick<Target, 'kind' | 'name' | 'namespace'> =>
  namespace === undefined ? { kind, name } : { kind, name, namespace };
