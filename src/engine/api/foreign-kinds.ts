// What the server says when an object of another kind or version is sent to a kind's address (API-39). Apart, because it needs
// a list of kinds that are not simulated.
import { quoted } from '../kinds/go-value.ts';
import { apiVersionOf, kindFacts } from '../kinds/kinds.ts';
import type { Kind } from '../kinds/kinds.ts';

/** The end of the 400, or undefined if kind and version are those of the address. */
export function foreignKindError(kind: Kind, sentKind: string, sentVersion: string): string | undefined {
  if (sentKind === kind && sentVersion === apiVersionOf(kind)) return undefined;
  if (!registered[sentVersion]?.split(' ').includes(sentKind))
    return `no kind ${quoted(sentKind)} is registered for version ${quoted(sentVersion)} in scheme "pkg/api/legacyscheme/scheme.go:30"`;
  const version = sentVersion.split('/').at(-1) ?? '';
  const internal = kindFacts[kind].group.split('.')[0] || 'core';
  return `converting (${version}.${sentKind}) to (${internal}.${kind}): unknown conversion`;
}

const registered: { readonly [version: string]: string | undefined } = {
  v1: 'Binding ConfigMap Endpoints Event LimitRange Namespace Node PersistentVolume PersistentVolumeClaim Pod PodTemplate ReplicationController ResourceQuota Secret Service ServiceAccount',
  'apps/v1': 'ControllerRevision DaemonSet Deployment ReplicaSet StatefulSet',
  'autoscaling/v1': 'HorizontalPodAutoscaler Scale',
  'autoscaling/v2': 'HorizontalPodAutoscaler',
  'batch/v1': 'CronJob Job',
  'coordination.k8s.io/v1': 'Lease',
  'discovery.k8s.io/v1': 'EndpointSlice',
  'events.k8s.io/v1': 'Event',
  'networking.k8s.io/v1': 'Ingress IngressClass NetworkPolicy',
  'policy/v1': 'Eviction PodDisruptionBudget',
  'rbac.authorization.k8s.io/v1': 'ClusterRole ClusterRoleBinding Role RoleBinding',
  'scheduling.k8s.io/v1': 'PriorityClass',
  'storage.k8s.io/v1': 'CSIDriver CSINode CSIStorageCapacity StorageClass VolumeAttachment',
};
