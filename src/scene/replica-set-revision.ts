// Which revision of its Deployment a ReplicaSet is. Apart from the Deployment's own facts, because Pods ask for it too.
import type { ReplicaSet } from '../engine/index.ts';

/** The number of a ReplicaSet in its Deployment's history; 0 if it has none. */
export const revisionNumberOf = (set: ReplicaSet | undefined): number =>
  Number(set?.metadata.annotations?.['deployment.kubernetes.io/revision'] ?? 0) || 0;
