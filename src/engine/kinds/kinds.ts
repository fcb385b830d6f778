// The union of all simulated kinds and the table of what the API server knows about each by name. Adding a kind means
// adding it to `KindMap`; the compiler then lists every `Record<Kind, …>` with a place to fill.
import type { ConfigMap } from './config-map.ts';
import type { ControllerRevision } from './controller-revision.ts';
import type { Deployment } from './deployment.ts';
import type { EndpointSlice } from './endpoint-slice.ts';
import type { Event } from './event.ts';
import type { Lease } from './lease.ts';
import type { Namespace } from './namespace.ts';
import type { Node } from './node.ts';
import type { PersistentVolume } from './persistent-volume.ts';
import type { PersistentVolumeClaim } from './persistent-volume-claim.ts';
import type { Pod } from './pod.ts';
import type { PodDisruptionBudget } from './pod-disruption-budget.ts';
import type { PriorityClass } from './priority-class.ts';
import type { ReplicaSet } from './replica-set.ts';
import type { Secret } from './secret.ts';
import type { Service } from './service.ts';
import type { ServiceAccount } from './service-account.ts';
import type { StatefulSet } from './stateful-set.ts';
import type { StorageClass } from './storage-class.ts';
import type { VolumeAttachment } from './volume-attachment.ts';

export interface KindMap {
  readonly Namespace: Namespace;
  readonly Node: Node;
  readonly Lease: Lease;
  readonly ServiceAccount: ServiceAccount;
  readonly ConfigMap: ConfigMap;
  readonly Secret: Secret;
  readonly Pod: Pod;
  readonly Service: Service;
  readonly EndpointSlice: EndpointSlice;
  readonly StatefulSet: StatefulSet;
  readonly ControllerRevision: ControllerRevision;
  readonly Deployment: Deployment;
  readonly ReplicaSet: ReplicaSet;
  readonly PodDisruptionBudget: PodDisruptionBudget;
  readonly PriorityClass: PriorityClass;
  readonly PersistentVolumeClaim: PersistentVolumeClaim;
  readonly PersistentVolume: PersistentVolume;
  readonly StorageClass: StorageClass;
  readonly VolumeAttachment: VolumeAttachment;
  readonly Event: Event;
}

export type Kind = keyof KindMap;
export type ApiObject = KindMap[Kind];

/** What the API server knows of a kind without looking at an object. */
export interface KindFacts {
  /** '' for the core group. */
  readonly group: string;
  readonly version: string;
  readonly plural: string;
  readonly shortNames: readonly string[];
  readonly namespaced: boolean;
  /** `metadata.generation` exists (API-4). */
  readonly generation: boolean;
  /** An update without resourceVersion is allowed (API-21). */
  readonly unconditionalUpdate: boolean;
  /** DELETE answers with the object, else with a Status (DEL-9). */
  readonly deleteAnswersObject: boolean;
  readonly subresources: readonly ('status' | 'scale' | 'binding' | 'eviction')[];
}

const core = { group: '', version: 'v1', generation: false, unconditionalUpdate: true, deleteAnswersObject: false };

export const kindFacts: { readonly [K in Kind]: KindFacts } = {
  Namespace: {
    ...core,
    plural: 'namespaces',
    shortNames: ['ns'],
    namespaced: false,
    deleteAnswersObject: true,
    subresources: ['status'],
  },
  Node: { ...core, plural: 'nodes', shortNames: ['no'], namespaced: false, subresources: ['status'] },
  Lease: {
    ...core,
    group: 'coordination.k8s.io',
    plural: 'leases',
    shortNames: [],
    namespaced: true,
    unconditionalUpdate: false,
    subresources: [],
  },
  ServiceAccount: {
    ...core,
    plural: 'serviceaccounts',
    shortNames: ['sa'],
    namespaced: true,
    deleteAnswersObject: true,
    subresources: [],
  },
  ConfigMap: { ...core, plural: 'configmaps', shortNames: ['cm'], namespaced: true, subresources: [] },
  Secret: { ...core, plural: 'secrets', shortNames: [], namespaced: true, subresources: [] },
  Pod: {
    ...core,
    plural: 'pods',
    shortNames: ['po'],
    namespaced: true,
    generation: true,
    deleteAnswersObject: true,
    subresources: ['status', 'binding', 'eviction'],
  },
  Service: {
    ...core,
    plural: 'services',
    shortNames: ['svc'],
    namespaced: true,
    deleteAnswersObject: true,
    subresources: ['status'],
  },
  EndpointSlice: {
    ...core,
    group: 'discovery.k8s.io',
    plural: 'endpointslices',
    shortNames: [],
    namespaced: true,
    generation: true,
    subresources: [],
  },
  StatefulSet: {
    ...core,
    group: 'apps',
    plural: 'statefulsets',
    shortNames: ['sts'],
    namespaced: true,
    generation: true,
    subresources: ['status', 'scale'],
  },
  ControllerRevision: {
    ...core,
    group: 'apps',
    plural: 'controllerrevisions',
    shortNames: [],
    namespaced: true,
    subresources: [],
  },
  Deployment: {
    ...core,
    group: 'apps',
    plural: 'deployments',
    shortNames: ['deploy'],
    namespaced: true,
    generation: true,
    subresources: ['status', 'scale'],
  },
  ReplicaSet: {
    ...core,
    group: 'apps',
    plural: 'replicasets',
    shortNames: ['rs'],
    namespaced: true,
    generation: true,
    subresources: ['status', 'scale'],
  },
  PodDisruptionBudget: {
    ...core,
    group: 'policy',
    plural: 'poddisruptionbudgets',
    shortNames: ['pdb'],
    namespaced: true,
    generation: true,
    unconditionalUpdate: false,
    subresources: ['status'],
  },
  PriorityClass: {
    ...core,
    group: 'scheduling.k8s.io',
    plural: 'priorityclasses',
    shortNames: ['pc'],
    namespaced: false,
    generation: true,
    subresources: [],
  },
  PersistentVolumeClaim: {
    ...core,
    plural: 'persistentvolumeclaims',
    shortNames: ['pvc'],
    namespaced: true,
    deleteAnswersObject: true,
    subresources: ['status'],
  },
  PersistentVolume: {
    ...core,
    plural: 'persistentvolumes',
    shortNames: ['pv'],
    namespaced: false,
    deleteAnswersObject: true,
    subresources: ['status'],
  },
  StorageClass: {
    ...core,
    group: 'storage.k8s.io',
    plural: 'storageclasses',
    shortNames: ['sc'],
    namespaced: false,
    deleteAnswersObject: true,
    subresources: [],
  },
  VolumeAttachment: {
    ...core,
    group: 'storage.k8s.io',
    plural: 'volumeattachments',
    shortNames: [],
    namespaced: false,
    unconditionalUpdate: false,
    deleteAnswersObject: true,
    subresources: ['status'],
  },
  Event: { ...core, plural: 'events', shortNames: ['ev'], namespaced: true, subresources: [] },
};

export const kinds = Object.keys(kindFacts) as readonly Kind[];

export const isKind = (name: string): name is Kind => Object.hasOwn(kindFacts, name);

/** `apps/v1`, or `v1` in the core group. */
export function apiVersionOf(kind: Kind): string {
  const { group, version } = kindFacts[kind];
  return group ? `${group}/${version}` : version;
}

/** The plural with its group, as the API names a resource in messages: `pods`, `statefulsets.apps` (API-31). */
export function resourceOf(kind: Kind): string {
  const { group, plural } = kindFacts[kind];
  return group ? `${plural}.${group}` : plural;
}

/** The key of an object in the store: `namespace/name`, or `name` for a cluster-scoped kind. */
export const keyOf = (object: ApiObject): string =>
  object.metadata.namespace === undefined
    ? object.metadata.name
    : `${object.metadata.namespace}/${object.metadata.name}`;
