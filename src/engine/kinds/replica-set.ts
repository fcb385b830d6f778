// ReplicaSet: so many Pods of one template, whichever; the history of a Deployment.
import type { Condition, LabelSelector, ObjectMeta } from './meta.ts';
import type { PodTemplateSpec } from './pod.ts';

export interface ReplicaSetSpec {
  readonly replicas?: number;
  readonly selector: LabelSelector;
  readonly template: PodTemplateSpec;
  readonly minReadySeconds?: number;
}

export interface ReplicaSetStatus {
  readonly observedGeneration?: number;
  readonly replicas: number;
  readonly fullyLabeledReplicas?: number;
  readonly readyReplicas?: number;
  readonly availableReplicas?: number;
  readonly terminatingReplicas?: number;
  readonly conditions?: readonly Condition[];
}

export interface ReplicaSet {
  readonly apiVersion: 'apps/v1';
  readonly kind: 'ReplicaSet';
  readonly metadata: ObjectMeta;
  readonly spec: ReplicaSetSpec;
  readonly status: ReplicaSetStatus;
}
