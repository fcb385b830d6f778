// The table of what the API server does with each kind. A kind's own rules are in its files; here they are only named.
import type { KindDefinition } from './definition.ts';
import type { Kind, KindMap } from './kinds.ts';

export type { FeatureGates, KindDefinition, Unsimulated } from './definition.ts';

const nothing = <T>(): KindDefinition<T> => ({
  withDefaults: (object) => object,
  validate: () => [],
  validateUpdate: () => [],
  warnings: () => [],
  notSimulated: () => [],
});

export const definitions: { readonly [K in Kind]: KindDefinition<KindMap[K]> } = {
  Namespace: { ...nothing(), initialStatus: () => ({ phase: 'Active' }) },
  Node: nothing(),
  Lease: nothing(),
  ServiceAccount: nothing(),
  ConfigMap: nothing(),
  Pod: { ...nothing(), initialStatus: () => ({ phase: 'Pending', qosClass: 'BestEffort' }) },
  Service: { ...nothing(), initialStatus: () => ({ loadBalancer: {} }) },
  EndpointSlice: nothing(),
  StatefulSet: { ...nothing(), initialStatus: () => ({ availableReplicas: 0, replicas: 0 }) },
  ControllerRevision: nothing(),
  PersistentVolumeClaim: { ...nothing(), initialStatus: () => ({ phase: 'Pending' }) },
  PersistentVolume: { ...nothing(), initialStatus: () => ({ phase: 'Pending' }) },
  StorageClass: nothing(),
  VolumeAttachment: { ...nothing(), initialStatus: () => ({ attached: false }) },
  Event: nothing(),
};
