// What makes a Pod the one with its ordinal: name, host name, labels, claims (STS-ID-*, STS-PVC-*).
import type { Draft } from '../../component.ts';
import type { OwnerReference, StringMap } from '../../kinds/meta.ts';
import type { PersistentVolumeClaim } from '../../kinds/persistent-volume-claim.ts';
import type { Pod, PodTemplateSpec, Volume } from '../../kinds/pod.ts';
import type { StatefulSet } from '../../kinds/stateful-set.ts';

export const podNameLabel = 'statefulset.kubernetes.io/pod-name';
const podIndexLabel = 'apps.kubernetes.io/pod-index';
export const revisionLabel = 'controller-revision-hash';

/** STS-ID-1 */
export const podName = (set: StatefulSet, ordinal: number): string => `${set.metadata.name}-${ordinal}`;

/** STS-ID-2, STS-ID-3: the ordinal of a member's name; undefined if it is no member's, or out of range. */
export function ordinalOf(setName: string, name: string): number | undefined {
  const match = memberName.exec(name);
  if (match?.[1] !== setName) return undefined;
  const ordinal = Number(match[2]);
  return ordinal <= 2_147_483_647 ? ordinal : undefined;
}

/** STS-OWN-2: a member's name; its ordinal may be out of range. */
export const isMemberName = (setName: string, name: string): boolean => memberName.exec(name)?.[1] === setName;

const memberName = /^(.*)-([0-9]+)$/;

/** STS-PVC-1 */
export const claimName = (template: string, set: StatefulSet, ordinal: number): string =>
  `${template}-${podName(set, ordinal)}`;

/** The ordinal a claim's name speaks of; undefined if it is no claim of the set. */
export function ordinalOfClaim(set: StatefulSet, name: string): number | undefined {
  for (const { metadata } of set.spec.volumeClaimTemplates ?? []) {
    const prefix = `${metadata.name ?? ''}-`;
    const ordinal = name.startsWith(prefix) ? ordinalOf(set.metadata.name, name.slice(prefix.length)) : undefined;
    if (ordinal !== undefined) return ordinal;
  }
  return undefined;
}

/** STS-ID-6 */
export function ownerReference(set: StatefulSet): OwnerReference {
  const { name, uid } = set.metadata;
  return { apiVersion: 'apps/v1', kind: 'StatefulSet', name, uid, controller: true, blockOwnerDeletion: true };
}

/** The Pod of an ordinal at a revision (STS-ID-4, STS-ID-5, STS-PVC-5). */
export function podOf(set: StatefulSet, ordinal: number, template: PodTemplateSpec, revision: string): Draft<Pod> {
  const name = podName(set, ordinal);
  const { metadata = {}, spec } = template;
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      generateName: `${set.metadata.name}-`,
      namespace: set.metadata.namespace ?? 'default',
      labels: { ...metadata.labels, ...identityLabels(name, ordinal), [revisionLabel]: revision },
      ...(metadata.annotations ? { annotations: metadata.annotations } : {}),
      ownerReferences: [ownerReference(set)],
    },
    spec: {
      ...spec,
      hostname: name,
      subdomain: set.spec.serviceName ?? '',
      volumes: volumesOf(set, ordinal, spec.volumes),
    },
  };
}

/** STS-ID-5: the two labels that say which member a Pod is. */
export const identityLabels = (name: string, ordinal: number): StringMap => ({
  [podIndexLabel]: String(ordinal),
  [podNameLabel]: name,
});

/** STS-PVC-5: claim volumes first; a template's volume of the same name gives way. */
export function volumesOf(set: StatefulSet, ordinal: number, own: readonly Volume[] = []): readonly Volume[] {
  const templates = set.spec.volumeClaimTemplates ?? [];
  const claims = templates.map(({ metadata: { name = '' } }) => ({
    name,
    persistentVolumeClaim: { claimName: claimName(name, set, ordinal) },
  }));
  return [...claims, ...own.filter((volume) => !claims.some((claim) => claim.name === volume.name))];
}

/** STS-PVC-2: the claims of an ordinal, labelled by the template and the selector. */
export function claimsOf(set: StatefulSet, ordinal: number): readonly Draft<PersistentVolumeClaim>[] {
  const namespace = set.metadata.namespace ?? 'default';
  return (set.spec.volumeClaimTemplates ?? []).map(({ metadata, spec }) => {
    const labels = { ...metadata.labels, ...set.spec.selector.matchLabels };
    return {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: {
        name: claimName(metadata.name ?? '', set, ordinal),
        namespace,
        ...(Object.keys(labels).length > 0 ? { labels } : {}),
        ...(metadata.annotations ? { annotations: metadata.annotations } : {}),
      },
      spec,
    };
  });
}

/** STS-REPAIR-1 (name and namespace hold for every member) and STS-REPAIR-2. */
export const isIntact = (set: StatefulSet, ordinal: number, pod: Pod): boolean =>
  pod.metadata.labels?.[podNameLabel] === pod.metadata.name && storageMatches(set, ordinal, pod);

/** STS-REPAIR-2 */
export function storageMatches(set: StatefulSet, ordinal: number, pod: Pod): boolean {
  return (set.spec.volumeClaimTemplates ?? []).every(({ metadata: { name = '' } }) =>
    pod.spec.volumes?.some(
      (volume) => volume.name === name && volume.persistentVolumeClaim?.claimName === claimName(name, set, ordinal),
    ),
  );
}
