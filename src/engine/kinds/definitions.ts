// The table of what the API server does with each kind. A kind's own rules are in its files; here they are only named.
import type { KindDefinition } from './definition.ts';
import type { Kind, KindMap } from './kinds.ts';
import { namespaceWithDefaults } from './namespace-defaults.ts';
import { podWithDefaults, qosClassOf } from './pod-defaults.ts';
import { serviceWithDefaults } from './service-defaults.ts';
import { statefulSetWithDefaults } from './stateful-set-defaults.ts';
import { claimWithDefaults, storageClassWithDefaults, volumeWithDefaults } from './storage-defaults.ts';

export type { FeatureGates, KindDefinition, Unsimulated } from './definition.ts';

const nothing = <T>(): KindDefinition<T> => ({
  withDefaults: (object) => object,
  validate: () => [],
  validateUpdate: () => [],
  warnings: () => [],
  notSimulated: () => [],
});

export const definitions: { readonly [K in Kind]: KindDefinition<KindMap[K]> } = {
  Namespace: { ...nothing(), withDefaults: namespaceWithDefaults, initialStatus: () => ({ phase: 'Active' }) },
  Node: nothing(),
  Lease: nothing(),
  ServiceAccount: nothing(),
  ConfigMap: nothing(),
  Pod: {
    ...nothing(),
    withDefaults: podWithDefaults,
    initialStatus: ({ spec }) => ({ phase: 'Pending', qosClass: qosClassOf(spec) }),
  },
  Service: { ...nothing(), withDefaults: serviceWithDefaults, initialStatus: () => ({ loadBalancer: {} }) },
  EndpointSlice: nothing(),
  StatefulSet: {
    ...nothing(),
    withDefaults: statefulSetWithDefaults,
    initialStatus: () => ({ availableReplicas: 0, replicas: 0 }),
  },
  ControllerRevision: nothing(),
  PersistentVolumeClaim: {
    ...nothing(),
    withDefaults: claimWithDefaults,
    initialStatus: () => ({ phase: 'Pending' }),
  },
  PersistentVolume: {
    ...nothing(),
    withDefaults: volumeWithDefaults,
    initialStatus: ({ metadata }) => ({ phase: 'Pending', lastPhaseTransitionTime: metadata.creationTimestamp }),
  },
  StorageClass: { ...nothing(), withDefaults: storageClassWithDefaults },
  VolumeAttachment: { ...nothing(), initialStatus: () => ({ attached: false }) },
  Event: nothing(),
};
