// Lease: a node's heartbeat (NODE-1). `renewTime` moves on its own; it is computed when read, not written every 10 s.
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
