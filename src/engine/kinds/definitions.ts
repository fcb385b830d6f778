// The table of what the API server does with each kind. A kind's own rules are in its files; here they are only named.
import { claimMistakes, claimUpdateMistakes } from './claim-validation.ts';
import { configMapMistakes, configMapUpdateMistakes } from './config-map-validation.ts';
import { controllerRevisionMistakes, controllerRevisionUpdateMistakes } from './controller-revision-validation.ts';
import type { KindDefinition } from './definition.ts';
import { deploymentWithDefaults, replicaSetWithDefaults } from './deployment-defaults.ts';
import {
  deploymentMistakes,
  deploymentUpdateMistakes,
  replicaSetMistakes,
  replicaSetUpdateMistakes,
} from './deployment-validation.ts';
import type { FieldError } from './field-error.ts';
import type { ApiObject, Kind, KindMap } from './kinds.ts';
import { checkMetadata, checkMetadataUpdate } from './metadata-validation.ts';
import { dnsLabelMistakes } from './names.ts';
import { namespaceWithDefaults } from './namespace-defaults.ts';
import { nodeMistakes, nodeUpdateMistakes } from './node-validation.ts';
import { volumeMistakes, volumeUpdateMistakes } from './persistent-volume-validation.ts';
import { budgetMistakes, budgetUpdateMistakes } from './pod-disruption-budget-validation.ts';
import { podWithDefaults, qosClassOf } from './pod-defaults.ts';
import { podUpdateMistakes } from './pod-update-validation.ts';
import { podMistakes } from './pod-validation.ts';
import {
  priorityClassMistakes,
  priorityClassUpdateMistakes,
  priorityClassWithDefaults,
} from './priority-class-validation.ts';
import { secretMistakes, secretUpdateMistakes, secretWithDefaults } from './secret-validation.ts';
import { serviceWithDefaults } from './service-defaults.ts';
import { serviceMistakes, serviceUpdateMistakes } from './service-validation.ts';
import { statefulSetWithDefaults } from './stateful-set-defaults.ts';
import { statefulSetStatusMistakes } from './stateful-set-status-validation.ts';
import { statefulSetMistakes, statefulSetUpdateMistakes } from './stateful-set-validation.ts';
import { claimWithDefaults, storageClassWithDefaults, volumeWithDefaults } from './storage-defaults.ts';
import { storageClassMistakes, storageClassUpdateMistakes } from './storage-class-validation.ts';
import {
  unsimulatedInClaim,
  unsimulatedInNode,
  unsimulatedInPod,
  unsimulatedInService,
  unsimulatedInStatefulSet,
  unsimulatedInTemplate,
  unsimulatedInVolume,
} from './unsimulated.ts';
import { claimWarnings, podWarnings, serviceWarnings, statefulSetWarnings } from './warnings.ts';

export type { FeatureGates, KindDefinition, Unsimulated } from './definition.ts';

/** A kind of which only the metadata is looked at. */
const plain = <T extends ApiObject>(nameRule?: typeof dnsLabelMistakes): KindDefinition<T> => ({
  withDefaults: (object) => object,
  validate: ({ metadata }) => {
    const errors: FieldError[] = [];
    checkMetadata(metadata, errors, nameRule);
    return errors;
  },
  validateUpdate: ({ metadata }, old) => {
    const errors: FieldError[] = [];
    checkMetadataUpdate(metadata, old.metadata, errors);
    return errors;
  },
  warnings: () => [],
  notSimulated: () => [],
});

export const definitions: { readonly [K in Kind]: KindDefinition<KindMap[K]> } = {
  Namespace: {
    ...plain(dnsLabelMistakes),
    withDefaults: namespaceWithDefaults,
    initialStatus: () => ({ phase: 'Active' }),
  },
  Node: {
    ...plain(),
    validate: nodeMistakes,
    validateUpdate: nodeUpdateMistakes,
    notSimulated: unsimulatedInNode,
    // A node comes with the status that its kubelet gives it.
    initialStatus: ({ status }: { readonly status?: unknown }) => status ?? {},
  },
  Lease: plain(),
  ServiceAccount: plain(),
  ConfigMap: { ...plain(), validate: configMapMistakes, validateUpdate: configMapUpdateMistakes },
  Secret: {
    ...plain(),
    withDefaults: secretWithDefaults,
    validate: secretMistakes,
    validateUpdate: secretUpdateMistakes,
  },
  Pod: {
    ...plain(),
    withDefaults: podWithDefaults,
    validate: podMistakes,
    validateUpdate: podUpdateMistakes,
    warnings: podWarnings,
    notSimulated: unsimulatedInPod,
    initialStatus: ({ spec }) => ({ phase: 'Pending', qosClass: qosClassOf(spec) }),
  },
  Service: {
    ...plain(),
    withDefaults: serviceWithDefaults,
    validate: serviceMistakes,
    validateUpdate: serviceUpdateMistakes,
    warnings: serviceWarnings,
    notSimulated: unsimulatedInService,
    initialStatus: () => ({ loadBalancer: {} }),
  },
  EndpointSlice: plain(),
  StatefulSet: {
    ...plain(),
    withDefaults: statefulSetWithDefaults,
    validate: statefulSetMistakes,
    validateUpdate: statefulSetUpdateMistakes,
    validateStatus: statefulSetStatusMistakes,
    warnings: statefulSetWarnings,
    notSimulated: unsimulatedInStatefulSet,
    initialStatus: () => ({ availableReplicas: 0, replicas: 0 }),
  },
  ControllerRevision: {
    ...plain(),
    validate: controllerRevisionMistakes,
    validateUpdate: controllerRevisionUpdateMistakes,
  },
  Deployment: {
    ...plain(),
    withDefaults: deploymentWithDefaults,
    validate: deploymentMistakes,
    validateUpdate: deploymentUpdateMistakes,
    notSimulated: unsimulatedInTemplate,
    initialStatus: () => ({}),
  },
  ReplicaSet: {
    ...plain(),
    withDefaults: replicaSetWithDefaults,
    validate: replicaSetMistakes,
    validateUpdate: replicaSetUpdateMistakes,
    notSimulated: unsimulatedInTemplate,
    initialStatus: () => ({ replicas: 0 }),
  },
  PodDisruptionBudget: {
    ...plain(),
    validate: budgetMistakes,
    validateUpdate: budgetUpdateMistakes,
    initialStatus: () => ({ disruptionsAllowed: 0, currentHealthy: 0, desiredHealthy: 0, expectedPods: 0 }),
  },
  PriorityClass: {
    ...plain(),
    withDefaults: priorityClassWithDefaults,
    validate: priorityClassMistakes,
    validateUpdate: priorityClassUpdateMistakes,
  },
  PersistentVolumeClaim: {
    ...plain(),
    withDefaults: claimWithDefaults,
    validate: claimMistakes,
    validateUpdate: claimUpdateMistakes,
    warnings: claimWarnings,
    notSimulated: unsimulatedInClaim,
    initialStatus: () => ({ phase: 'Pending' }),
  },
  PersistentVolume: {
    ...plain(),
    withDefaults: volumeWithDefaults,
    validate: volumeMistakes,
    validateUpdate: volumeUpdateMistakes,
    notSimulated: unsimulatedInVolume,
    initialStatus: ({ metadata }) => ({ phase: 'Pending', lastPhaseTransitionTime: metadata.creationTimestamp }),
  },
  StorageClass: {
    ...plain(),
    withDefaults: storageClassWithDefaults,
    validate: storageClassMistakes,
    validateUpdate: storageClassUpdateMistakes,
  },
  VolumeAttachment: { ...plain(), initialStatus: () => ({ attached: false }) },
  Event: plain(),
};
