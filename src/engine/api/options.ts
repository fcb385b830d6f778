// What the server says of options of a request that it cannot take (API-51, PATCH-6).
import { required } from '../kinds/field-error.ts';
import type { FieldError } from '../kinds/field-error.ts';
import type { Status } from './status.ts';

/** API-51 */
export function badOption(kind: string, { field, reason, message }: FieldError): Status {
  return {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Failure',
    message: `${kind}.meta.k8s.io "" is invalid: ${field}: ${message}`,
    reason: 'Invalid',
    details: { group: 'meta.k8s.io', kind, causes: [{ reason, message, field }] },
    code: 422,
  };
}

/** PATCH-6 */
export const managerMissing: Status = badOption(
  'PatchOptions',
  required('fieldManager', 'is required for apply patch'),
);
