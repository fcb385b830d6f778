// Lease: a node's heartbeat (NODE-1). While it is being renewed the store holds no `renewTime`: it is computed when a client
// reads it. A node that falls silent leaves its last one.
import type { ObjectMeta } from './meta.ts';

export interface Lease {
  readonly apiVersion: 'coordination.k8s.io/v1';
  readonly kind: 'Lease';
  readonly metadata: ObjectMeta;
  readonly spec: {
    readonly holderIdentity?: string;
    readonly leaseDurationSeconds?: number;
    readonly acquireTime?: string;
    readonly renewTime?: string;
  };
}
