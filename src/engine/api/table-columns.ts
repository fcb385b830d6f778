// The columns of each kind, as the API server's Tables have them and kubectl prints them (TBL-3 to TBL-16). A table of data; what is
// worked out of a Pod is in pod-row.ts.
import type { Event } from '../kinds/event.ts';
import type { ApiObject, Kind, KindMap } from '../kinds/kinds.ts';
import type { Json } from '../kinds/meta.ts';
import { ageOf } from './age.ts';
import { podRow } from './pod-row.ts';
import { selectorText } from './selector.ts';

export interface Columns {
  /** As the table's head has them; a leading `+` marks those that only `-o wide` shows. */
  readonly heads: readonly string[];
  /** The cells of one object, in the order of the heads. `nowMs`: the cluster's clock, milliseconds since 1970. */
  readonly cells: (object: ApiObject, nowMs: number) => readonly string[];
}

export const columnsOf = (kind: Kind): Columns => columns[kind];

function define<K extends Kind>(
  kind: K,
  heads: string,
  cells: (object: KindMap[K], age: (time: string | null | undefined) => string, nowMs: number) => readonly string[],
): Columns {
  const isOfKind = (object: ApiObject): object is KindMap[K] => object.kind === kind;
  return {
    heads: heads.split('|'),
    cells(object, nowMs) {
      if (!isOfKind(object)) throw new Error(`a table of ${kind} must not hold a ${object.kind}`);
      return cells(object, (time) => ageOf(time, nowMs), nowMs);
    },
  };
}

const none = '<none>';

const columns: { readonly [K in Kind]: Columns } = {
  Pod: define('Pod', 'NAME|READY|STATUS|RESTARTS|AGE|+IP|+NODE|+NOMINATED NODE|+READINESS GATES', (pod, age, nowMs) => {
    const { metadata, spec, status } = pod;
    const { ready, status: shown, restarts } = podRow(pod, nowMs);
    const where = [status.podIP ?? none, spec.nodeName ?? none, status.nominatedNodeName || none, gatesOf(pod)];
    return [metadata.name, ready, shown, restarts, age(metadata.creationTimestamp), ...where];
  }),
  StatefulSet: define('StatefulSet', 'NAME|READY|AGE|+CONTAINERS|+IMAGES', ({ metadata, spec, status }, age) => {
    const ready = `${status.readyReplicas ?? 0}/${spec.replicas ?? 0}`;
    return [metadata.name, ready, age(metadata.creationTimestamp), ...containersOf(spec.template)];
  }),
  Deployment: define(
    'Deployment',
    'NAME|READY|UP-TO-DATE|AVAILABLE|AGE|+CONTAINERS|+IMAGES|+SELECTOR',
    ({ metadata, spec, status }, age) => [
      metadata.name,
      `${status.readyReplicas ?? 0}/${spec.replicas ?? 0}`,
      `${status.updatedReplicas ?? 0}`,
      `${status.availableReplicas ?? 0}`,
      age(metadata.creationTimestamp),
      ...containersOf(spec.template),
      selectorText(spec.selector),
    ],
  ),
  ReplicaSet: define(
    'ReplicaSet',
    'NAME|DESIRED|CURRENT|READY|AGE|+CONTAINERS|+IMAGES|+SELECTOR',
    ({ metadata, spec, status }, age) => [
      metadata.name,
      `${spec.replicas ?? 0}`,
      `${status.replicas}`,
      `${status.readyReplicas ?? 0}`,
      age(metadata.creationTimestamp),
      ...containersOf(spec.template),
      selectorText(spec.selector),
    ],
  ),
  PodDisruptionBudget: define(
    'PodDisruptionBudget',
    'NAME|MIN AVAILABLE|MAX UNAVAILABLE|ALLOWED DISRUPTIONS|AGE',
    ({ metadata, spec, status }, age) => [
      metadata.name,
      `${spec.minAvailable ?? 'N/A'}`,
      `${spec.maxUnavailable ?? 'N/A'}`,
      `${status.disruptionsAllowed}`,
      age(metadata.creationTimestamp),
    ],
  ),
  PriorityClass: define(
    'PriorityClass',
    'NAME|VALUE|GLOBAL-DEFAULT|AGE|PREEMPTIONPOLICY',
    ({ metadata, value, globalDefault = false, preemptionPolicy = '' }, age) => [
      metadata.name,
      `${value}`,
      `${globalDefault}`,
      age(metadata.creationTimestamp),
      preemptionPolicy,
    ],
  ),
  Service: define('Service', 'NAME|TYPE|CLUSTER-IP|EXTERNAL-IP|PORT(S)|AGE|+SELECTOR', ({ metadata, spec }, age) => {
    const ports = (spec.ports ?? []).map(
      ({ port, nodePort, protocol = 'TCP' }) => `${port}${nodePort ? `:${nodePort}` : ''}/${protocol}`,
    );
    const clusterIP = spec.clusterIPs?.[0] ?? spec.clusterIP ?? none;
    const external = externalOf(spec);
    const selector = pairsOf(spec.selector);
    return [
      metadata.name,
      spec.type ?? '',
      clusterIP || none,
      external,
      ports.join(',') || none,
      age(metadata.creationTimestamp),
      selector,
    ];
  }),
  EndpointSlice: define(
    'EndpointSlice',
    'NAME|ADDRESSTYPE|PORTS|ENDPOINTS|AGE',
    ({ metadata, addressType, ports, endpoints }, age) => [
      metadata.name,
      addressType,
      firstThree((ports ?? []).map(({ port }) => `${port ?? '*'}`)),
      firstThree((endpoints ?? []).flatMap(({ addresses }) => addresses)),
      age(metadata.creationTimestamp),
    ],
  ),
  PersistentVolumeClaim: define(
    'PersistentVolumeClaim',
    'NAME|STATUS|VOLUME|CAPACITY|ACCESS MODES|STORAGECLASS|VOLUMEATTRIBUTESCLASS|AGE|+VOLUMEMODE',
    ({ metadata, spec, status }, age) => {
      const shown = metadata.deletionTimestamp === undefined ? (status.phase ?? '') : 'Terminating';
      const bound = Boolean(spec.volumeName);
      const size = bound ? (status.capacity?.['storage'] ?? '') : '';
      const modes = bound ? modesOf(status.accessModes) : '';
      const classes = [spec.storageClassName ?? '', spec.volumeAttributesClassName ?? '<unset>'];
      const last = [age(metadata.creationTimestamp), spec.volumeMode ?? '<unset>'];
      return [metadata.name, shown, spec.volumeName ?? '', size, modes, ...classes, ...last];
    },
  ),
  PersistentVolume: define(
    'PersistentVolume',
    'NAME|CAPACITY|ACCESS MODES|RECLAIM POLICY|STATUS|CLAIM|STORAGECLASS|VOLUMEATTRIBUTESCLASS|REASON|AGE|+VOLUMEMODE',
    ({ metadata, spec, status }, age) => [
      metadata.name,
      spec.capacity?.['storage'] ?? '',
      modesOf(spec.accessModes),
      spec.persistentVolumeReclaimPolicy ?? '',
      metadata.deletionTimestamp === undefined ? (status.phase ?? '') : 'Terminating',
      spec.claimRef ? `${spec.claimRef.namespace ?? ''}/${spec.claimRef.name}` : '',
      spec.storageClassName ?? '',
      '<unset>',
      status.reason ?? '',
      age(metadata.creationTimestamp),
      spec.volumeMode ?? '<unset>',
    ],
  ),
  StorageClass: define(
    'StorageClass',
    'NAME|PROVISIONER|RECLAIMPOLICY|VOLUMEBINDINGMODE|ALLOWVOLUMEEXPANSION|AGE',
    ({ metadata, provisioner, reclaimPolicy, volumeBindingMode, allowVolumeExpansion }, age) => {
      const isDefault = metadata.annotations?.['storageclass.kubernetes.io/is-default-class'] === 'true';
      return [
        `${metadata.name}${isDefault ? ' (default)' : ''}`,
        provisioner,
        reclaimPolicy ?? 'Delete',
        volumeBindingMode ?? 'Immediate',
        `${allowVolumeExpansion ?? false}`,
        age(metadata.creationTimestamp),
      ];
    },
  ),
  VolumeAttachment: define(
    'VolumeAttachment',
    'NAME|ATTACHER|PV|NODE|ATTACHED|AGE',
    ({ metadata, spec, status }, age) => [
      metadata.name,
      spec.attacher,
      spec.source.persistentVolumeName ?? '',
      spec.nodeName,
      `${status.attached}`,
      age(metadata.creationTimestamp),
    ],
  ),
  Node: define(
    'Node',
    'NAME|STATUS|ROLES|AGE|VERSION|+INTERNAL-IP|+EXTERNAL-IP|+OS-IMAGE|+KERNEL-VERSION|+CONTAINER-RUNTIME',
    (node, age) => {
      const { metadata, status } = node;
      const info = (field: string): string => textAt(status.nodeInfo, field) ?? '<unknown>';
      const address = (type: string): string => status.addresses?.find((it) => it.type === type)?.address ?? none;
      const machine = [info('osImage'), kernelOf(node), info('containerRuntimeVersion')];
      return [
        metadata.name,
        nodeStatus(node),
        rolesOf(node),
        age(metadata.creationTimestamp),
        textAt(status.nodeInfo, 'kubeletVersion') ?? '',
        address('InternalIP'),
        address('ExternalIP'),
        ...machine,
      ];
    },
  ),
  Event: define(
    'Event',
    'LAST SEEN|TYPE|REASON|OBJECT|+SUBOBJECT|+SOURCE|MESSAGE|+FIRST SEEN|+COUNT|+NAME',
    (event, age) => {
      const { metadata, involvedObject: about } = event;
      const first = event.firstTimestamp ?? event.eventTime;
      const last = event.series?.lastObservedTime ?? event.lastTimestamp ?? first;
      const count = event.count ?? event.series?.count ?? 1;
      const object = `${about.kind.toLowerCase()}/${about.name}`;
      const what = [age(last), event.type, event.reason, object, about.fieldPath ?? '', sourceOf(event)];
      return [...what, event.message.trim(), age(first), `${count}`, metadata.name];
    },
  ),
  ControllerRevision: define('ControllerRevision', 'NAME|CONTROLLER|REVISION|AGE', ({ metadata, revision }, age) => {
    const owner = metadata.ownerReferences?.find(({ controller }) => controller === true);
    const group = owner?.apiVersion.includes('/') ? `.${owner.apiVersion.split('/')[0]}` : '';
    const by = owner ? `${owner.kind.toLowerCase()}${group}/${owner.name}` : none;
    return [metadata.name, by, `${revision}`, age(metadata.creationTimestamp)];
  }),
  Namespace: define('Namespace', 'NAME|STATUS|AGE', ({ metadata, status }, age) => [
    metadata.name,
    status.phase ?? '',
    age(metadata.creationTimestamp),
  ]),
  ConfigMap: define('ConfigMap', 'NAME|DATA|AGE', ({ metadata, data = {}, binaryData = {} }, age) => [
    metadata.name,
    `${Object.keys(data).length + Object.keys(binaryData).length}`,
    age(metadata.creationTimestamp),
  ]),
  Secret: define('Secret', 'NAME|TYPE|DATA|AGE', ({ metadata, type = '', data = {} }, age) => [
    metadata.name,
    type,
    `${Object.keys(data).length}`,
    age(metadata.creationTimestamp),
  ]),
  ServiceAccount: define('ServiceAccount', 'NAME|AGE', ({ metadata }, age) => [
    metadata.name,
    age(metadata.creationTimestamp),
  ]),
  Lease: define('Lease', 'NAME|HOLDER|AGE', ({ metadata, spec }, age) => [
    metadata.name,
    spec.holderIdentity ?? '',
    age(metadata.creationTimestamp),
  ]),
};

/** The names of the containers and their images (TBL-5). */
const containersOf = ({ spec }: KindMap['Deployment']['spec']['template']): readonly string[] => [
  spec.containers.map(({ name }) => name).join(','),
  spec.containers.map(({ image = '' }) => image).join(','),
];

/** `a=b,c=d`, sorted; `<none>` if there are none. */
export function pairsOf(map: { readonly [key: string]: string } = {}): string {
  const pairs = Object.entries(map).map(([key, value]) => `${key}=${value}`);
  return pairs.sort().join(',') || none;
}

const shortModes: { readonly [mode: string]: string } = {
  ReadWriteOnce: 'RWO',
  ReadOnlyMany: 'ROX',
  ReadWriteMany: 'RWX',
  ReadWriteOncePod: 'RWOP',
};

const modesOf = (modes: readonly string[] = []): string => modes.map((mode) => shortModes[mode] ?? mode).join(',');

function firstThree(list: readonly string[]): string {
  if (list.length === 0) return '<unset>';
  return list.slice(0, 3).join(',') + (list.length > 3 ? ` + ${list.length - 3} more...` : '');
}

function externalOf({ type, externalName, externalIPs = [] }: KindMap['Service']['spec']): string {
  if (type === 'ExternalName') return externalName ?? none;
  if (externalIPs.length > 0) return externalIPs.join(',');
  return type === 'LoadBalancer' ? '<pending>' : none;
}

function textAt(value: Json | undefined, field: string): string | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const found = (value as { readonly [field: string]: Json })[field];
  return typeof found === 'string' ? found : undefined;
}

/** TBL-10 */
function nodeStatus({ spec, status }: KindMap['Node']): string {
  const ready = status.conditions?.find(({ type }) => type === 'Ready')?.status;
  const shown = ready === undefined ? 'Unknown' : ready === 'True' ? 'Ready' : 'NotReady';
  return spec.unschedulable ? `${shown},SchedulingDisabled` : shown;
}

/** TBL-10: with the machine's architecture behind it. */
function kernelOf({ status }: KindMap['Node']): string {
  const [kernel, architecture] = ['kernelVersion', 'architecture'].map((field) => textAt(status.nodeInfo, field));
  return kernel === undefined ? '<unknown>' : `${kernel}${architecture === undefined ? '' : ` (${architecture})`}`;
}

function rolesOf({ metadata }: KindMap['Node']): string {
  const start = 'node-role.kubernetes.io/';
  const roles = Object.keys(metadata.labels ?? {}).filter((key) => key.startsWith(start));
  return (
    roles
      .map((key) => key.slice(start.length))
      .sort()
      .join(',') || none
  );
}

function gatesOf({ spec, status }: KindMap['Pod']): string {
  const gates = Array.isArray(spec.readinessGates) ? spec.readinessGates : [];
  if (gates.length === 0) return none;
  const met = gates.filter((gate: Json) => {
    const type = textAt(gate, 'conditionType');
    return status.conditions?.some((condition) => condition.type === type && condition.status === 'True') ?? false;
  });
  return `${met.length}/${gates.length}`;
}

function sourceOf({ source, reportingComponent, reportingInstance }: Event): string {
  const parts = [source.component ?? reportingComponent, source.host ?? reportingInstance];
  return parts.filter((part) => part !== '').join(', ');
}
