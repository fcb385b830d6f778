// Finds the fields of Pods, sets and storage whose effect is not simulated yet. What the stored object has already is not found
// again: it was let through before.
import type { Unsimulated } from './definition.ts';
import type { Deployment } from './deployment.ts';
import { equal } from './equality.ts';
import type { Feature } from './features.ts';
import type { Node } from './node.ts';
import type { PersistentVolumeClaim, PersistentVolumeClaimSpec } from './persistent-volume-claim.ts';
import type { PersistentVolume } from './persistent-volume.ts';
import type { Pod, PodSpec, Volume } from './pod.ts';
import type { ReplicaSet } from './replica-set.ts';
import type { Service } from './service.ts';
import type { StatefulSet } from './stateful-set.ts';

export const unsimulatedInPod = (pod: Pod, old?: Pod): readonly Unsimulated[] => inPodSpec(pod.spec, old?.spec, 'spec');

/** What the Pods of a Deployment or ReplicaSet would ask for. */
export const unsimulatedInTemplate = (set: Deployment | ReplicaSet, old?: Deployment | ReplicaSet) =>
  inPodSpec(set.spec.template.spec, old?.spec.template.spec, 'spec.template.spec');

/** Also what its Pods and claims would ask for. */
export function unsimulatedInStatefulSet({ spec }: StatefulSet, old?: StatefulSet): readonly Unsimulated[] {
  const before = old?.spec;
  return [
    ...inPodSpec(spec.template.spec, before?.template.spec, 'spec.template.spec'),
    ...(spec.volumeClaimTemplates ?? []).flatMap((claim, at) =>
      inClaimSpec(claim.spec, before?.volumeClaimTemplates?.[at]?.spec, `spec.volumeClaimTemplates[${at}].spec`),
    ),
  ];
}

export const unsimulatedInClaim = (claim: PersistentVolumeClaim, old?: PersistentVolumeClaim): readonly Unsimulated[] =>
  inClaimSpec(claim.spec, old?.spec, 'spec');

export function unsimulatedInVolume({ spec }: PersistentVolume, old?: PersistentVolume): readonly Unsimulated[] {
  const isNew = spec.persistentVolumeReclaimPolicy !== old?.spec.persistentVolumeReclaimPolicy;
  return [
    ...Object.keys(spec)
      .filter((name) => volumeSources.includes(name) && !(old && name in old.spec))
      .map((name): Unsimulated => ({ path: `spec.${name}`, feature: 'volume-type' })),
    ...found(
      isNew && spec.persistentVolumeReclaimPolicy === 'Recycle',
      'spec.persistentVolumeReclaimPolicy',
      'recycling',
    ),
  ];
}

export function unsimulatedInService({ spec }: Service, old?: Service): readonly Unsimulated[] {
  const isDual = spec.ipFamilies?.includes('IPv6') === true && !(spec.clusterIP === 'None' && !spec.selector);
  return [
    ...inFields(spec, old?.spec, 'spec', { externalIPs: 'external-ips' }),
    ...found(isDual && !equal(spec.ipFamilies, old?.spec.ipFamilies), 'spec.ipFamilies', 'ipv6'),
  ];
}

/** A node made by hand would have no machine; one that is there may be cordoned and tainted. */
export const unsimulatedInNode = (_node: Node, old?: Node): readonly Unsimulated[] => found(!old, 'kind', 'machines');

/** The sources of PersistentVolumes that no driver here knows. */
const volumeSources = ['nfs', 'iscsi', 'fc', 'cephfs', 'rbd', 'glusterfs', 'azureFile', 'azureDisk', 'vsphereVolume'];

function found(isFound: boolean, path: string, feature: Feature): readonly Unsimulated[] {
  return isFound ? [{ path, feature }] : [];
}

/** The fields of a table that are given and are not as before. */
function inFields<T extends object>(
  object: T | undefined,
  old: T | undefined,
  path: string,
  table: { readonly [K in keyof T]?: Feature },
): readonly Unsimulated[] {
  if (!object || object === old) return [];
  const missing: Unsimulated[] = [];
  for (const key in table) {
    const feature = table[key];
    const value = object[key];
    if (feature && isGiven(value) && !equal(value, old?.[key])) missing.push({ path: `${path}.${key}`, feature });
  }
  return missing;
}

const isGiven = (value: unknown): boolean =>
  typeof value === 'object' && value !== null ? Object.keys(value).length > 0 : Boolean(value);

function inPodSpec(spec: PodSpec, old: PodSpec | undefined, path: string): readonly Unsimulated[] {
  if (spec === old) return [];
  return [
    ...inFields(spec, old, path, podFeatures),
    ...spec.containers.flatMap((it, at) =>
      inFields(it, old?.containers[at], `${path}.containers[${at}]`, { restartPolicy: 'container-restart' }),
    ),
    ...(spec.initContainers ?? []).flatMap((it, at) => {
      const before = old?.initContainers?.[at];
      const isOwn =
        it.restartPolicy !== undefined && it.restartPolicy !== 'Always' && it.restartPolicy !== before?.restartPolicy;
      return found(isOwn, `${path}.initContainers[${at}].restartPolicy`, 'container-restart');
    }),
    ...(spec.volumes ?? []).flatMap((it, at) => inVolume(it, old?.volumes, `${path}.volumes[${at}]`)),
  ];
}

const podFeatures = {
  ephemeralContainers: 'ephemeral-containers',
  runtimeClassName: 'runtime-class',
  resources: 'pod-resources',
  resourceClaims: 'devices',
} as const;

/** Sources that are there without anything having to be done. */
const plainSources = [
  'persistentVolumeClaim',
  'emptyDir',
  'configMap',
  'secret',
  'downwardAPI',
  'projected',
  'hostPath',
];

function inVolume(volume: Volume, old: readonly Volume[] | undefined, path: string): readonly Unsimulated[] {
  if (old?.some((it) => equal(it, volume))) return [];
  return Object.keys(volume)
    .filter((name) => name !== 'name' && !plainSources.includes(name))
    .map((name) => ({ path: `${path}.${name}`, feature: 'volume-type' }));
}

function inClaimSpec(
  spec: PersistentVolumeClaimSpec,
  old: PersistentVolumeClaimSpec | undefined,
  path: string,
): readonly Unsimulated[] {
  return [
    ...inFields(spec, old, path, {
      dataSource: 'data-source',
      dataSourceRef: 'data-source',
      volumeAttributesClassName: 'volume-attributes',
    }),
  ];
}
