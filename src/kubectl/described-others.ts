// Sets, claims, Services, StorageClasses and whatever else as `kubectl describe` shows them, up to their Events (K-102, K-104).
// Columns are still tabs.
import type { ApiObject, EndpointSlice, Json, KindMap, Pod, StatefulSet } from '../engine/index.ts';
import { bytesOfBase64, selectorText } from '../engine/index.ts';
import { printYaml } from '../manifest/print-yaml.ts';
import type { Shell } from './command.ts';
import { annotationLines, beside, labelLines, terminatingText, timeText } from './described-parts.ts';
import { goJson } from './go-json.ts';
import { lastAppliedKey } from './last-applied.ts';
import { podTemplateText } from './pod-template-text.ts';

const head = ({ metadata }: ApiObject): string =>
  `Name:\t${metadata.name}\n${metadata.namespace === undefined ? '' : `Namespace:\t${metadata.namespace}\n`}`;

/** `pods`: those it controls. */
export function describedSet(set: StatefulSet, pods: readonly Pod[]): string {
  const { metadata, spec, status } = set;
  const strategy = spec.updateStrategy;
  const count = (...phases: readonly string[]): number =>
    pods.filter((pod) => phases.includes(pod.status.phase ?? '')).length;
  const shown = `${count('Running')} Running / ${count('Pending')} Waiting / ${count('Succeeded')} Succeeded / ${count('Failed')} Failed`;
  return [
    head(set),
    `CreationTimestamp:\t${timeText(metadata.creationTimestamp)}\n`,
    `Selector:\t${selectorText(spec.selector)}\n`,
    labelLines('Labels:', metadata.labels),
    annotationLines(metadata.annotations),
    `Replicas:\t${spec.replicas ?? 1} desired | ${status.replicas ?? 0} total\n`,
    `Update Strategy:\t${strategy?.type ?? ''}\n`,
    strategy?.rollingUpdate?.partition === undefined ? '' : `  Partition:\t${strategy.rollingUpdate.partition}\n`,
    `Pods Status:\t${shown}\n`,
    podTemplateText(spec.template as unknown as Json),
    claimTemplates(spec.volumeClaimTemplates ?? []),
  ].join('');
}

function claimTemplates(claims: NonNullable<StatefulSet['spec']['volumeClaimTemplates']>): string {
  if (claims.length === 0) return 'Volume Claims:\t<none>\n';
  const parts = claims.map(({ metadata, spec }) =>
    [
      `  Name:\t${metadata.name}\n  StorageClass:\t${spec.storageClassName ?? ''}\n`,
      labelLines('  Labels:', metadata.labels),
      labelLines('  Annotations:', metadata.annotations),
      `  Capacity:\t${spec.resources?.requests?.['storage'] ?? ''}\n`,
      `  Access Modes:\t[${(spec.accessModes ?? []).join(' ')}]\n`,
    ].join(''),
  );
  return `Volume Claims:\n${parts.join('')}`;
}

const shortModes: { readonly [mode: string]: string } = {
  ReadWriteOnce: 'RWO',
  ReadOnlyMany: 'ROX',
  ReadWriteMany: 'RWX',
  ReadWriteOncePod: 'RWOP',
};

/** `users`: the Pods that mount it. */
export function describedClaim(shell: Shell, claim: KindMap['PersistentVolumeClaim'], users: readonly Pod[]): string {
  const { metadata, spec, status } = claim;
  const isBound = Boolean(spec.volumeName);
  const modes = isBound ? (status.accessModes ?? []).map((mode) => shortModes[mode] ?? mode).join(',') : '';
  return [
    head(claim),
    `StorageClass:\t${spec.storageClassName ?? ''}\n`,
    `Status:\t${terminatingText(shell, claim, status.phase ?? '')}\n`,
    `Volume:\t${spec.volumeName ?? ''}\n`,
    labelLines('Labels:', metadata.labels),
    annotationLines(metadata.annotations),
    `Finalizers:\t[${(metadata.finalizers ?? []).join(' ')}]\n`,
    `Capacity:\t${isBound ? (status.capacity?.['storage'] ?? '') : ''}\n`,
    `Access Modes:\t${modes}\nVolumeMode:\t${spec.volumeMode ?? ''}\n`,
    beside(
      'Used By:',
      users.map((pod) => pod.metadata.name),
    ),
  ].join('');
}

/** `slices`: those of the Service. */
export function describedService(service: KindMap['Service'], slices: readonly EndpointSlice[]): string {
  const { metadata, spec } = service;
  const ports = (spec.ports ?? []).map(({ name, port, protocol = 'TCP', targetPort, nodePort }) => {
    const own = slices.flatMap((slice) => addressesAt(slice, name ?? ''));
    const shown = own.slice(0, 3).join(',') + (own.length > 3 ? ` + ${own.length - 3} more...` : '');
    return [
      `Port:\t${name || '<unset>'}  ${port}/${protocol}\nTargetPort:\t${targetPort ?? port}/${protocol}\n`,
      nodePort ? `NodePort:\t${name || '<unset>'}  ${nodePort}/${protocol}\n` : '',
      `Endpoints:\t${shown}\n`,
    ].join('');
  });
  return [
    head(service),
    labelLines('Labels:', metadata.labels),
    annotationLines(metadata.annotations),
    labelLines('Selector:', spec.selector),
    `Type:\t${spec.type ?? ''}\n`,
    spec.ipFamilyPolicy ? `IP Family Policy:\t${spec.ipFamilyPolicy}\n` : '',
    spec.ipFamilies ? `IP Families:\t${spec.ipFamilies.join(',')}\n` : '',
    `IP:\t${spec.clusterIP ?? ''}\n`,
    spec.clusterIPs ? `IPs:\t${spec.clusterIPs.join(',')}\n` : 'IPs:\t<none>\n',
    spec.externalName ? `External Name:\t${spec.externalName}\n` : '',
    ...ports,
    `Session Affinity:\t${spec.sessionAffinity ?? ''}\n`,
    spec.externalTrafficPolicy ? `External Traffic Policy:\t${spec.externalTrafficPolicy}\n` : '',
    spec.internalTrafficPolicy ? `Internal Traffic Policy:\t${spec.internalTrafficPolicy}\n` : '',
  ].join('');
}

/** Of the ready endpoints. */
const addressesAt = ({ endpoints, ports }: EndpointSlice, name: string): readonly string[] =>
  (ports ?? [])
    .filter((port) => (port.name ?? '') === name)
    .flatMap(({ port }) =>
      (endpoints ?? [])
        .filter(({ conditions }) => conditions.ready)
        .flatMap(({ addresses }) => addresses.map((address) => `${address}:${port}`)),
    );

export function describedClass(storageClass: KindMap['StorageClass']): string {
  const { metadata, provisioner, parameters, allowVolumeExpansion, reclaimPolicy, volumeBindingMode } = storageClass;
  const { annotations = {} } = metadata;
  const isDefault = annotations['storageclass.kubernetes.io/is-default-class'] === 'true';
  const shown = Object.entries(annotations)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => `${key}=${value}`);
  const applied = annotations[lastAppliedKey] === undefined ? '' : '\n';
  const expands = allowVolumeExpansion === undefined ? '<unset>' : allowVolumeExpansion ? 'True' : 'False';
  return [
    `Name:\t${metadata.name}\nIsDefaultClass:\t${isDefault ? 'Yes' : 'No'}\n`,
    `Annotations:\t${shown.join(',').trimEnd() || '<none>'}\n${applied}`,
    `Provisioner:\t${provisioner}\n`,
    `Parameters:\t${
      Object.entries(parameters ?? {})
        .map(([key, value]) => `${key}=${value}`)
        .sort()
        .join(',') || '<none>'
    }\n`,
    `AllowVolumeExpansion:\t${expands}\nMountOptions:\t<none>\n`,
    `ReclaimPolicy:\t${reclaimPolicy ?? ''}\nVolumeBindingMode:\t${volumeBindingMode ?? ''}\n`,
  ].join('');
}

/** Each value in full. */
export function describedConfigMap(map: KindMap['ConfigMap']): string {
  const { metadata, data, binaryData } = map;
  return [
    head(map),
    labelLines('Labels:', metadata.labels),
    annotationLines(metadata.annotations),
    '\nData\n====\n',
    ...byKey(data).map(([key, value]) => `${key}:\n----\n${value}\n\n`),
    '\nBinaryData\n====\n',
    ...byKey(binaryData).map(([key, value]) => `${key}: ${bytesOfBase64(value)} bytes\n`),
    '\n',
  ].join('');
}

/** Of Secrets only the sizes are shown. */
export function describedSecret(secret: KindMap['Secret']): string {
  const { metadata, type = '', data } = secret;
  return [
    head(secret),
    labelLines('Labels:', metadata.labels),
    annotationLines(metadata.annotations),
    `\nType:\t${type}\n\nData\n====\n`,
    ...byKey(data).map(([key, value]) => `${key}:\t${bytesOfBase64(value)} bytes\n`),
  ].join('');
}

const byKey = (data: { readonly [key: string]: string } = {}): readonly (readonly [string, string])[] =>
  Object.entries(data).sort(([a], [b]) => (a < b ? -1 : 1));

/** Of kinds that have no description of their own here: their fields as YAML, which is not what kubectl prints. */
export function describedPlainly(object: ApiObject): string {
  const { apiVersion: _version, kind: _kind, metadata, ...rest } = object;
  const { labels, annotations } = metadata;
  const fields = JSON.parse(goJson(rest)) as object;
  return `${head(object)}${labelLines('Labels:', labels)}${annotationLines(annotations)}${Object.keys(fields).length > 0 ? printYaml(fields) : ''}`;
}
