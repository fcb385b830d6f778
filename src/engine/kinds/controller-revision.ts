// ControllerRevision: one remembered Pod template of a StatefulSet.
import type { Json, ObjectMeta } from './meta.ts';

export interface ControllerRevision {
  readonly apiVersion: 'apps/v1';
  readonly kind: 'ControllerRevision';
  readonly metadata: ObjectMeta;
  readonly data: Json;
  readonly revision: number;
}
