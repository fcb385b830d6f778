// Server-side apply of one object (K-30, K-33, K-84): the manifest is sent as it is, and the server says whose fields it is about.
import type { Answer } from '../engine/index.ts';
import { isStatus } from '../engine/index.ts';
import { request } from './command.ts';
import type { Process } from './command.ts';
import { complaint, refusalOf } from './failure.ts';
import type { Failure } from './failure.ts';
import type { FileObject } from './manifest-file.ts';

export interface ServerApplyOptions {
  readonly manager: string;
  readonly force: boolean;
  readonly dryRun: boolean;
}

export interface ServerApplied {
  /** kubectl's `Warning: …` lines, without line breaks. */
  readonly warnings: readonly string[];
  readonly failure?: Failure;
}

/** Refusals are results. */
export function* appliedOnServer(object: FileObject, options: ServerApplyOptions): Process<ServerApplied> {
  const { kind, name, namespace, body } = object;
  const { manager, force, dryRun } = options;
  const answer: Answer = yield* request({
    ...{ verb: 'patch', kind, name, patchType: 'apply', body, fieldManager: manager, force, fieldValidation: 'Strict' },
    ...(namespace === undefined ? {} : { namespace }),
    ...(dryRun ? { dryRun } : {}),
  });
  const warnings = answer.warnings.map((text) => `Warning: ${text}`);
  if (!isStatus(answer.body)) return { warnings };
  const { message = '', reason } = answer.body;
  const isDispute = reason === 'Conflict' && message.startsWith('Apply failed');
  return { warnings, failure: isDispute ? complaint(`${message}\n${advice}`) : refusalOf(answer.body) };
}

/** K-33, in kubectl's words. */
const advice = `Please review the fields above--they currently have other managers. Here
are the ways you can resolve this warning:
* If you intend to manage all of these fields, please re-run the apply
  command with the \`--force-conflicts\` flag.
* If you do not intend to manage all of the fields, please edit your
  manifest to remove references to the fields that should keep their
  current managers.
* You may co-own fields by updating your manifest to match the existing
  value; in this case, you'll become the manager if the other manager(s)
  stop managing the field (remove it from their configuration).
See https://kubernetes.io/docs/reference/using-api/server-side-apply/#conflicts`;
