// The scale subresource of what has replicas (SUB-2, STS-API-2).
import type { Deployment } from '../kinds/deployment.ts';
import type { ApiObject } from '../kinds/kinds.ts';
import type { ReplicaSet } from '../kinds/replica-set.ts';
import type { StatefulSet } from '../kinds/stateful-set.ts';
import type { Scale } from './request.ts';
import { selectorText } from './selector.ts';

export type Scalable = StatefulSet | Deployment | ReplicaSet;

export const isScalable = (object: ApiObject): object is Scalable =>
  object.kind === 'StatefulSet' || object.kind === 'Deployment' || object.kind === 'ReplicaSet';

/** The set as an autoscaling/v1 Scale; `spec` is empty for 0 replicas. */
export function scaleOf(set: Scalable): Scale {
  const { name, namespace = 'default', uid, resourceVersion, creationTimestamp } = set.metadata;
  const replicas = set.spec.replicas ?? 1;
  return {
    kind: 'Scale',
    apiVersion: 'autoscaling/v1',
    metadata: { name, namespace, uid, resourceVersion, creationTimestamp },
    spec: replicas === 0 ? {} : { replicas },
    status: { replicas: set.status.replicas ?? 0, selector: selectorText(set.spec.selector) },
  };
}

/** The replicas a Scale asks for; absent means 0. Undefined if it is not a whole number. */
export function replicasAsked(scale: unknown): number | undefined {
  const spec = isRecord(scale) ? scale['spec'] : undefined;
  const replicas = isRecord(spec) ? (spec['replicas'] ?? 0) : 0;
  return typeof replicas === 'number' && Number.isInteger(replicas) ? replicas : undefined;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
