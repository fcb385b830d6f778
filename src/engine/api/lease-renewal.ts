// What a client reads of a Lease that is being renewed: the store does not write heartbeats, so the last one is computed here
// (NODE-1).
import type { ApiObject } from '../kinds/kinds.ts';
import { rfc3339Micro } from '../time.ts';
import type { ApiContext } from './writes.ts';

const periodMs = 10_000;

/** The object as a client sees it: a live Lease with the time of its last renewal, everything else as it is stored. */
export function asRead<T extends ApiObject>(object: T, api: ApiContext): T {
  if (object.kind !== 'Lease' || object.spec.renewTime !== undefined || object.spec.holderIdentity === undefined)
    return object;
  const renewedMs = Math.floor(api.store.nowMs / periodMs) * periodMs;
  return { ...object, spec: { ...object.spec, renewTime: rfc3339Micro(api.startTimeMs + renewedMs) } };
}
