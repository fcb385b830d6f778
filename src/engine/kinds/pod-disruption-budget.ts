// PodDisruptionBudget: how many of a group of Pods an eviction must leave healthy (PDB-1).
import type { Condition, LabelSelector, ObjectMeta } from './meta.ts';

export interface PodDisruptionBudgetSpec {
  readonly minAvailable?: number | string;
  readonly maxUnavailable?: number | string;
  readonly selector?: LabelSelector;
  readonly unhealthyPodEvictionPolicy?: 'IfHealthyBudget' | 'AlwaysAllow';
}

export interface PodDisruptionBudgetStatus {
  readonly observedGeneration?: number;
  /** Pods that the eviction API has let go and that are not gone yet, with the time. */
  readonly disruptedPods?: { readonly [pod: string]: string };
  readonly disruptionsAllowed: number;
  readonly currentHealthy: number;
  readonly desiredHealthy: number;
  readonly expectedPods: number;
  readonly conditions?: readonly Condition[];
}

export interface PodDisruptionBudget {
  readonly apiVersion: 'policy/v1';
  readonly kind: 'PodDisruptionBudget';
  readonly metadata: ObjectMeta;
  readonly spec: PodDisruptionBudgetSpec;
  readonly status: PodDisruptionBudgetStatus;
}
