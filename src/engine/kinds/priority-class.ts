// PriorityClass: a name for how much a Pod matters, and whether it may drive others out (DEF-10).
import type { ObjectMeta } from './meta.ts';

export interface PriorityClass {
  readonly apiVersion: 'scheduling.k8s.io/v1';
  readonly kind: 'PriorityClass';
  readonly metadata: ObjectMeta;
  readonly value: number;
  readonly globalDefault?: boolean;
  readonly description?: string;
  readonly preemptionPolicy?: 'PreemptLowerPriority' | 'Never';
}
