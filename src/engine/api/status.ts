// The API's answer to a request it refuses: a Kubernetes Status, with its exact texts (API-30 to API-51).
import type { FieldError } from '../kinds/field-error.ts';
import { quoted } from '../kinds/go-value.ts';
import { kindFacts, resourceOf } from '../kinds/kinds.ts';
import type { Kind } from '../kinds/kinds.ts';

export interface StatusCause {
  readonly reason: string;
  readonly message: string;
  readonly field?: string;
}

export interface Status {
  readonly kind: 'Status';
  readonly apiVersion: 'v1';
  readonly metadata: Record<string, never>;
  readonly status: 'Success' | 'Failure';
  readonly message?: string;
  readonly reason?: string;
  readonly details?: {
    readonly name?: string;
    readonly group?: string;
    readonly kind?: string;
    readonly uid?: string;
    readonly causes?: readonly StatusCause[];
    readonly retryAfterSeconds?: number;
  };
  readonly code?: number;
}

export type { FieldError };

function failure(code: number, reason: string, message: string, details?: Status['details']): Status {
  return {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Failure',
    message,
    reason,
    ...(details ? { details } : {}),
    code,
  };
}

function storageDetails(kind: Kind, name: string): NonNullable<Status['details']> {
  const { group, plural } = kindFacts[kind];
  return { name, ...(group ? { group } : {}), kind: plural };
}

/** API-32 */
export const notFound = (kind: Kind, name: string): Status =>
  failure(404, 'NotFound', `${resourceOf(kind)} "${name}" not found`, storageDetails(kind, name));

/** API-34, API-35; `generated`: the request carried a generateName (STS-CREATE-3). */
export function alreadyExists(kind: Kind, name: string, options: { terminating: boolean; generated: boolean }): Status {
  const start = options.terminating ? 'object is being deleted: ' : '';
  const end = options.generated ? ', the server was not able to generate a unique name for the object' : '';
  return failure(
    409,
    'AlreadyExists',
    `${start}${resourceOf(kind)} "${name}" already exists${end}`,
    storageDetails(kind, name),
  );
}

/** API-20 and the other conflicts; `why` is the sentence after the colon. */
export function conflict(kind: Kind, name: string, why: string, resource = resourceOf(kind)): Status {
  const details = { ...storageDetails(kind, name), kind: resource.split('.')[0] ?? '' };
  return failure(409, 'Conflict', `Operation cannot be fulfilled on ${resource} "${name}": ${why}`, details);
}

export const modified = 'the object has been modified; please apply your changes to the latest version and try again';

/** API-37: several errors are listed in brackets, one that is found twice only once. */
export function invalid(kind: Kind, name: string, errors: readonly FieldError[]): Status {
  const { group } = kindFacts[kind];
  const texts = [...new Set(errors.map((error) => `${error.field}: ${error.message}`))];
  const what = `${kind}${group ? `.${group}` : ''} "${name}" is invalid`;
  return failure(422, 'Invalid', `${what}: ${texts.length === 1 ? texts[0] : `[${texts.join(', ')}]`}`, {
    ...(name ? { name } : {}),
    ...(group ? { group } : {}),
    kind,
    causes: errors.map(({ field, reason, message }) => ({ reason, message, field })),
  });
}

/** API-38 */
export const forbidden = (kind: Kind, name: string, why: string): Status =>
  failure(403, 'Forbidden', `${resourceOf(kind)} "${name}" is forbidden: ${why}`, storageDetails(kind, name));

/** PDB-10; `why` names the budget. */
export const evictionHeld = (why: string, retryAfterSeconds?: number): Status =>
  failure(429, 'TooManyRequests', "Cannot evict pod as it would violate the pod's disruption budget.", {
    causes: [{ reason: 'DisruptionBudget', message: why }],
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
  });

/** PDB-7: a failure without a reason. */
export const severalBudgets: Status = {
  kind: 'Status',
  apiVersion: 'v1',
  metadata: {},
  status: 'Failure',
  message: 'This pod has more than one PodDisruptionBudget, which the eviction subresource does not support.',
  code: 500,
};

/** API-39 and the other bad requests. */
export const badRequest = (message: string): Status => failure(400, 'BadRequest', message);

/** API-33, second case. */
export const noSuchResource: Status = failure(404, 'NotFound', 'the server could not find the requested resource', {});

/** API-40 */
export const methodNotAllowed: Status = failure(
  405,
  'MethodNotAllowed',
  'the server does not allow this method on the requested resource',
  {},
);

/** PATCH-4: a JSON patch whose test failed or whose path is missing. */
export const rejectedPatch: Status = failure(
  422,
  'Invalid',
  'the server rejected our request due to an error in our request',
  {},
);

/** API-41 */
export const unsupportedMediaType = (message: string): Status => failure(415, 'UnsupportedMediaType', message, {});

/** A request larger than the server reads. */
export const entityTooLarge = (maxBytes: number): Status =>
  failure(413, 'RequestEntityTooLarge', `Request entity too large: limit is ${maxBytes}`);

/** PATCH-5: a patch whose result is no object of its kind. `shown` is the patch, or its result, as the server prints it. */
export function invalidPatch(shown: string, why: string): Status {
  const message = `Invalid value: ${quoted(shown)}: ${why}`;
  return failure(422, 'Invalid', ` "" is invalid: patch: ${message}`, {
    causes: [{ reason: 'FieldValueInvalid', message, field: 'patch' }],
  });
}
