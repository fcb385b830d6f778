// The kinds whose fields are generated, one property each: only the types are read.
import type { IControllerRevision, IDeployment, IReplicaSet, IStatefulSet } from 'kubernetes-models/apps/v1';
import type { ILease } from 'kubernetes-models/coordination.k8s.io/v1';
import type { IEndpointSlice } from 'kubernetes-models/discovery.k8s.io/v1';
import type { IPodDisruptionBudget } from 'kubernetes-models/policy/v1';
import type { IPriorityClass } from 'kubernetes-models/scheduling.k8s.io/v1';
import type { IStorageClass, IVolumeAttachment } from 'kubernetes-models/storage.k8s.io/v1';
import type {
  IConfigMap,
  IEvent,
  INamespace,
  INode,
  IPersistentVolume,
  IPersistentVolumeClaim,
  IPod,
  ISecret,
  IService,
  IServiceAccount,
} from 'kubernetes-models/v1';

export interface Kinds {
  ConfigMap: IConfigMap;
  ControllerRevision: IControllerRevision;
  Deployment: IDeployment;
  EndpointSlice: IEndpointSlice;
  Event: IEvent;
  Lease: ILease;
  Namespace: INamespace;
  Node: INode;
  PersistentVolume: IPersistentVolume;
  PersistentVolumeClaim: IPersistentVolumeClaim;
  Pod: IPod;
  PodDisruptionBudget: IPodDisruptionBudget;
  PriorityClass: IPriorityClass;
  ReplicaSet: IReplicaSet;
  Secret: ISecret;
  Service: IService;
  ServiceAccount: IServiceAccount;
  StatefulSet: IStatefulSet;
  StorageClass: IStorageClass;
  VolumeAttachment: IVolumeAttachment;
}
