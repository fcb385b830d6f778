// Objects as the server's own structs, which it prints in a difference (API-50): its field names, in its order, with what is
// absent; an empty list counts as absent. Deep down, where a change is rare, only the fields that are given are listed.
import { isJsonObject } from './json.ts';
import type { Json } from './meta.ts';
import type { PersistentVolumeClaimSpec } from './persistent-volume-claim.ts';
import type { PersistentVolumeSpec } from './persistent-volume.ts';
import type { Container, PodSpec, Toleration, Volume, VolumeMount } from './pod.ts';

type Struct = { readonly [field: string]: unknown };

/** A claim's spec. */
export const goClaimSpec = (spec: PersistentVolumeClaimSpec): Struct => ({
  AccessModes: goAny(spec.accessModes),
  Selector: goAny(spec.selector),
  Resources: { Limits: spec.resources?.limits ?? null, Requests: spec.resources?.requests ?? null },
  VolumeName: spec.volumeName ?? '',
  StorageClassName: spec.storageClassName ?? null,
  VolumeMode: spec.volumeMode ?? null,
  DataSource: goAny(spec.dataSource),
  DataSourceRef: goAny(spec.dataSourceRef),
  VolumeAttributesClassName: spec.volumeAttributesClassName ?? null,
});

/** Where a PersistentVolume's data is. */
export function goVolumeSource(spec: PersistentVolumeSpec): Struct {
  const { csi } = spec;
  const sources: Struct = {
    HostPath: goAny(spec.hostPath),
    Local: isJsonObject(spec.local) ? { Path: spec.local['path'] ?? '', FSType: spec.local['fsType'] ?? null } : null,
    CSI: csi ? goCsi(csi) : null,
  };
  return Object.fromEntries(persistentSources.map((name) => [name, sources[name] ?? null]));
}

const goCsi = ({ driver, volumeHandle, fsType = '' }: NonNullable<PersistentVolumeSpec['csi']>): Struct => ({
  Driver: driver,
  VolumeHandle: volumeHandle,
  ReadOnly: false,
  FSType: fsType,
  VolumeAttributes: null,
  ControllerPublishSecretRef: null,
  NodeStageSecretRef: null,
  NodePublishSecretRef: null,
  ControllerExpandSecretRef: null,
  NodeExpandSecretRef: null,
});

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

const persistentSources = words(`
  GCEPersistentDisk AWSElasticBlockStore HostPath Glusterfs NFS RBD Quobyte ISCSI FlexVolume Cinder CephFS FC Flocker AzureFile
  VsphereVolume AzureDisk PhotonPersistentDisk PortworxVolume ScaleIO Local StorageOS CSI`);

/** A Pod's spec. */
export function goPodSpec(spec: PodSpec): Struct {
  const given: Struct = {
    ...capitalised(spec),
    Volumes: spec.volumes?.length ? spec.volumes.map(goVolume) : null,
    InitContainers: spec.initContainers?.length ? spec.initContainers.map(goContainer) : null,
    Containers: spec.containers.map(goContainer),
    SecurityContext: filledIn(
      podSecurityFields,
      { ...capitalised(spec.securityContext), HostNetwork: spec.hostNetwork ?? false },
      podSecurityZeros,
    ),
    Tolerations: spec.tolerations?.length ? spec.tolerations.map(goToleration) : null,
  };
  return filledIn(podFields, given, podZeros);
}

const podFields = words(`
  Volumes InitContainers Containers EphemeralContainers RestartPolicy TerminationGracePeriodSeconds ActiveDeadlineSeconds
  DNSPolicy NodeSelector ServiceAccountName AutomountServiceAccountToken NodeName SecurityContext ImagePullSecrets Hostname
  Subdomain SetHostnameAsFQDN Affinity SchedulerName Tolerations HostAliases PriorityClassName Priority PreemptionPolicy
  DNSConfig ReadinessGates RuntimeClassName Overhead EnableServiceLinks TopologySpreadConstraints OS SchedulingGates
  ResourceClaims Resources HostnameOverride`);
const podZeros: Struct = { ServiceAccountName: '', NodeName: '', Hostname: '', Subdomain: '', PriorityClassName: '' };

const podSecurityFields = words(`
  HostNetwork HostPID HostIPC ShareProcessNamespace HostUsers SELinuxOptions WindowsOptions RunAsUser RunAsGroup RunAsNonRoot
  SupplementalGroups SupplementalGroupsPolicy FSGroup FSGroupChangePolicy Sysctls SeccompProfile AppArmorProfile
  SELinuxChangePolicy`);
const podSecurityZeros: Struct = { HostNetwork: false, HostPID: false, HostIPC: false };

const containerFields = words(`
  Name Image Command Args WorkingDir Ports EnvFrom Env Resources ResizePolicy RestartPolicy RestartPolicyRules VolumeMounts
  VolumeDevices LivenessProbe ReadinessProbe StartupProbe Lifecycle TerminationMessagePath TerminationMessagePolicy
  ImagePullPolicy SecurityContext Stdin StdinOnce TTY`);
const containerZeros: Struct = { Image: '', WorkingDir: '', Stdin: false, StdinOnce: false, TTY: false };

function goContainer(container: Container): Struct {
  const { resources = {}, volumeMounts, ports } = container;
  const given: Struct = {
    ...capitalised(container),
    Ports: ports?.length ? ports.map((port) => filledIn(portFields, capitalised(port), portZeros)) : null,
    Resources: { Limits: resources.limits ?? null, Requests: resources.requests ?? null, Claims: null },
    VolumeMounts: volumeMounts?.length ? volumeMounts.map(goMount) : null,
  };
  return filledIn(containerFields, given, containerZeros);
}

const portFields = words('Name HostPort ContainerPort Protocol HostIP');
const portZeros: Struct = { Name: '', HostPort: 0, ContainerPort: 0, Protocol: '', HostIP: '' };

const mountFields = words('Name ReadOnly RecursiveReadOnly MountPath SubPath MountPropagation SubPathExpr');
const mountZeros: Struct = { ReadOnly: false, SubPath: '', SubPathExpr: '' };

const goMount = (mount: VolumeMount): Struct => filledIn(mountFields, capitalised(mount), mountZeros);

const volumeFields = words(`
  Name HostPath EmptyDir GCEPersistentDisk AWSElasticBlockStore GitRepo Secret NFS ISCSI Glusterfs PersistentVolumeClaim RBD
  Quobyte FlexVolume Cinder CephFS Flocker DownwardAPI FC AzureFile ConfigMap VsphereVolume AzureDisk PhotonPersistentDisk
  Projected PortworxVolume ScaleIO StorageOS CSI Ephemeral Image`);

function goVolume(volume: Volume): Struct {
  const given: { [field: string]: unknown } = { ...capitalised(volume) };
  const { persistentVolumeClaim: claim, projected } = volume;
  if (claim) given['PersistentVolumeClaim'] = { ClaimName: claim.claimName, ReadOnly: claim.readOnly ?? false };
  if (isJsonObject(projected)) given['Projected'] = goProjected(projected);
  return filledIn(volumeFields, given, {});
}

const projectedFields = words('Secret DownwardAPI ConfigMap ServiceAccountToken ClusterTrustBundle PodCertificate');
const partFields: { readonly [source: string]: readonly string[] } = {
  Secret: words('Name Items Optional'),
  ConfigMap: words('Name Items Optional'),
  DownwardAPI: words('Items'),
  ServiceAccountToken: words('Audience ExpirationSeconds Path'),
};
const partZeros: Struct = { Name: '', Audience: '' };

function goProjected({ sources, defaultMode }: { readonly [key: string]: Json }): Struct {
  const list: readonly Json[] = Array.isArray(sources) ? sources : [];
  const parts = list.map((source) => {
    const given = Object.entries(capitalised(source)).map(([name, part]): readonly [string, unknown] => {
      const fields = partFields[name];
      return [name, fields && isStruct(part) ? filledIn(fields, { ...part, ...goItems(name, part) }, partZeros) : part];
    });
    return filledIn(projectedFields, Object.fromEntries(given), {});
  });
  return { Sources: parts, DefaultMode: defaultMode ?? null };
}

const fileFields = words('Key Path Mode');
const fieldFields = words('Path FieldRef ResourceFieldRef Mode');

function goItems(source: string, part: Struct): Struct {
  const items = part['Items'];
  if (!Array.isArray(items)) return {};
  const fields = source === 'DownwardAPI' ? fieldFields : fileFields;
  return { Items: items.filter(isStruct).map((item) => filledIn(fields, item, {})) };
}

const goToleration = ({ key = '', operator, value = '', effect, tolerationSeconds }: Toleration): Struct => ({
  Key: key,
  Operator: operator ?? '',
  Value: value,
  Effect: effect ?? '',
  TolerationSeconds: tolerationSeconds ?? null,
});

const isStruct = (value: unknown): value is Struct =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** All fields of a struct in its order; what is not given is null, or its zero where it is kept without a pointer. */
const filledIn = (fields: readonly string[], given: Struct, zeros: Struct): Struct =>
  Object.fromEntries(fields.map((name) => [name, given[name] ?? zeros[name] ?? null]));

/** The fields given, by the names of the server's structs. */
function capitalised(value: unknown): Struct {
  if (!isStruct(value)) return {};
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [goName(name), goAny(inner)]));
}

/** Maps of a user's own keys stay as they are. */
const isOwnMap = (name: string): boolean => ['MatchLabels', 'NodeSelector', 'Limits', 'Requests'].includes(name);

function goAny(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 0 ? null : value.map(goAny);
  if (!isStruct(value)) return value ?? null;
  const fields = Object.entries(value).map(([name, inner]): readonly [string, unknown] => {
    const struct = goName(name);
    return [struct, isOwnMap(struct) ? inner : goAny(inner)];
  });
  const { APIVersion, ...rest } = Object.fromEntries(fields);
  return APIVersion === undefined ? rest : { APIVersion, ...rest };
}

const spelled: { readonly [name: string]: string } = {
  dnsPolicy: 'DNSPolicy',
  dnsConfig: 'DNSConfig',
  apiVersion: 'APIVersion',
  tty: 'TTY',
  csi: 'CSI',
  nfs: 'NFS',
  httpGet: 'HTTPGet',
  tcpSocket: 'TCPSocket',
  grpc: 'GRPC',
};

const goName = (name: string): string => spelled[name] ?? `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
