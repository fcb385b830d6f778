// The manifests of a story's world: each as an object that a real API server would take.
import { nodeNames, zoneNames } from './story.ts';
import type { ClassName, Image } from './story.ts';

/** What a StatefulSet `web` may look like. */
export interface SetShape {
  readonly policy: 'OrderedReady' | 'Parallel';
  readonly strategy: object;
  readonly replicas: number;
  readonly start: number;
  readonly minReadySeconds: number;
  readonly historyLimit: number;
  readonly whenDeleted: 'Retain' | 'Delete';
  readonly whenScaled: 'Retain' | 'Delete';
  readonly claims: ClassName | 'none';
  readonly pod: PodShape;
}

/** What is asked of its Pods. */
export interface PodShape {
  readonly image: Image;
  readonly graceSeconds: number;
  readonly probes: readonly ('readiness' | 'liveness' | 'startup')[];
  readonly beside: readonly ('init' | 'sidecar')[];
  readonly hook: 'none' | 'preStop' | 'postStart' | 'failing';
  readonly placement: 'anywhere' | 'apart' | 'rather-apart' | 'spread';
  readonly priority: 'none' | 'high';
  readonly cpu: string;
  /** How long it stays on a node that is lost; 300: what every Pod has unless it says something else. */
  readonly loyalSeconds: number;
}

export const storageClass = (name: ClassName): object => ({
  apiVersion: 'storage.k8s.io/v1',
  kind: 'StorageClass',
  metadata: { name },
  provisioner: name === 'local' ? 'kubernetes.io/no-provisioner' : 'disk.example.com',
  volumeBindingMode: name === 'quick' ? 'Immediate' : 'WaitForFirstConsumer',
  reclaimPolicy: name === 'quick' ? 'Retain' : 'Delete',
  allowVolumeExpansion: name !== 'local',
  ...(name === 'zonal' ? { allowedTopologies: [{ matchLabelExpressions: [inZones(zoneNames.slice(0, 2))] }] } : {}),
});

const inZones = (values: readonly string[]): object => ({ key: 'topology.kubernetes.io/zone', values });

/** A volume made by hand: a disk of one node. */
export const localVolume = (number: number): object => ({
  apiVersion: 'v1',
  kind: 'PersistentVolume',
  metadata: { name: `local-${number}` },
  spec: {
    capacity: { storage: '1Gi' },
    accessModes: ['ReadWriteOnce'],
    storageClassName: 'local',
    local: { path: `/disks/${number}` },
    nodeAffinity: { required: { nodeSelectorTerms: [{ matchExpressions: [onNode(number)] }] } },
  },
});

const onNode = (number: number): object => ({
  key: 'kubernetes.io/hostname',
  operator: 'In',
  values: [nodeNames[number % nodeNames.length]],
});

export const priorityClass: object = {
  apiVersion: 'scheduling.k8s.io/v1',
  kind: 'PriorityClass',
  metadata: { name: 'high' },
  value: 1000,
};

export const statefulSet = (shape: SetShape): object => ({
  apiVersion: 'apps/v1',
  kind: 'StatefulSet',
  metadata: { name: 'web' },
  spec: {
    serviceName: 'web',
    replicas: shape.replicas,
    podManagementPolicy: shape.policy,
    updateStrategy: shape.strategy,
    minReadySeconds: shape.minReadySeconds,
    revisionHistoryLimit: shape.historyLimit,
    ...(shape.start > 0 ? { ordinals: { start: shape.start } } : {}),
    persistentVolumeClaimRetentionPolicy: { whenDeleted: shape.whenDeleted, whenScaled: shape.whenScaled },
    selector: { matchLabels: { app: 'web' } },
    template: { metadata: { labels: { app: 'web' } }, spec: podSpec(shape.pod, 'web', shape.claims !== 'none') },
    ...(shape.claims === 'none'
      ? {}
      : { volumeClaimTemplates: [{ metadata: { name: 'data' }, spec: claim(shape.claims) }] }),
  },
});

const claim = (storageClassName: ClassName): object => ({
  accessModes: ['ReadWriteOnce'],
  storageClassName,
  resources: { requests: { storage: '1Gi' } },
});

export const sharedClaim: object = {
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: { name: 'shared' },
  spec: claim('disk'),
};

function podSpec(shape: PodShape, app: string, mounts: boolean): object {
  const { hook, priority, loyalSeconds } = shape;
  return {
    terminationGracePeriodSeconds: shape.graceSeconds,
    ...(priority === 'none' ? {} : { priorityClassName: priority }),
    ...(loyalSeconds === 300 ? {} : { tolerations: lostNode.map((key) => staying(key, loyalSeconds)) }),
    ...placementOf(shape.placement, app),
    ...(shape.beside.length > 0 ? { initContainers: shape.beside.map((name) => besides[name]) } : {}),
    containers: [
      {
        name: 'main',
        image: shape.image,
        imagePullPolicy: 'IfNotPresent',
        ...Object.fromEntries(shape.probes.map((name) => [`${name}Probe`, probes[name]])),
        ...(shape.cpu === '0' ? {} : { resources: { requests: { cpu: shape.cpu } } }),
        ...(hook === 'none' ? {} : { lifecycle: hooks[hook] }),
        ...(mounts ? { volumeMounts: [{ name: 'data', mountPath: '/data' }] } : {}),
      },
    ],
  };
}

const lostNode = ['node.kubernetes.io/unreachable', 'node.kubernetes.io/not-ready'];

const staying = (key: string, tolerationSeconds: number): object => ({
  key,
  operator: 'Exists',
  effect: 'NoExecute',
  tolerationSeconds,
});

const besides = {
  init: { name: 'init', image: 'task' },
  sidecar: { name: 'sidecar', image: 'plain', restartPolicy: 'Always' },
};

const probes = {
  readiness: { tcpSocket: { port: 80 }, periodSeconds: 2 },
  liveness: { tcpSocket: { port: 80 }, periodSeconds: 5, failureThreshold: 2 },
  startup: { tcpSocket: { port: 80 }, periodSeconds: 3, failureThreshold: 10 },
};

const hooks = {
  preStop: { preStop: { exec: { command: ['sleep', '2'] } } },
  postStart: { postStart: { exec: { command: ['sleep', '1'] } } },
  failing: { preStop: { exec: { command: ['false'] } } },
};

function placementOf(placement: PodShape['placement'], app: string): object {
  const labelSelector = { matchLabels: { app } };
  const topologyKey = 'kubernetes.io/hostname';
  switch (placement) {
    case 'anywhere':
      return {};
    case 'apart':
      return {
        affinity: {
          podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ labelSelector, topologyKey }] },
        },
      };
    case 'rather-apart':
      return {
        affinity: {
          podAntiAffinity: {
            preferredDuringSchedulingIgnoredDuringExecution: [
              { weight: 1, podAffinityTerm: { labelSelector, topologyKey } },
            ],
          },
        },
      };
    case 'spread':
      return {
        topologySpreadConstraints: [{ labelSelector, topologyKey, maxSkew: 1, whenUnsatisfiable: 'DoNotSchedule' }],
      };
  }
}

/** A Deployment or ReplicaSet `front`. */
export interface FrontShape {
  readonly kind: 'Deployment' | 'ReplicaSet';
  readonly replicas: number;
  readonly strategy: object;
  readonly minReadySeconds: number;
  /** All its Pods write on one claim. */
  readonly shared: boolean;
  readonly pod: PodShape;
}

export const front = ({ kind, replicas, strategy, minReadySeconds, shared, pod }: FrontShape): object => ({
  apiVersion: 'apps/v1',
  kind,
  metadata: { name: 'front' },
  spec: {
    replicas,
    minReadySeconds,
    ...(kind === 'Deployment' ? { strategy } : {}),
    selector: { matchLabels: { app: 'front' } },
    template: {
      metadata: { labels: { app: 'front' } },
      spec: {
        ...podSpec(pod, 'front', shared),
        ...(shared ? { volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'shared' } }] } : {}),
      },
    },
  },
});

export const budget = (spec: object): object => ({
  apiVersion: 'policy/v1',
  kind: 'PodDisruptionBudget',
  metadata: { name: 'web' },
  spec: { selector: { matchLabels: { app: 'web' } }, ...spec },
});

export const services = {
  'web-ip': { selector: { app: 'web' }, ports: [{ port: 80 }] },
  front: { selector: { app: 'front' }, ports: [{ port: 80, targetPort: 8080 }] },
  everyone: { clusterIP: 'None', publishNotReadyAddresses: true, selector: { app: 'web' } },
  outside: { type: 'ExternalName', externalName: 'example.com' },
  'by-hand': { ports: [{ port: 80 }] },
} as const;

export const service = (name: string, spec: object): object => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name },
  spec,
});

/** The Service that governs the set. */
export const governing: object = service('web', {
  clusterIP: 'None',
  selector: { app: 'web' },
  ports: [{ name: 'http', port: 80 }],
});

/** A Pod of nobody. */
export const barePod = (name: string, restartPolicy: string, image: Image | 'task', cpu: string): object => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, labels: { app: 'bare' } },
  spec: {
    restartPolicy,
    terminationGracePeriodSeconds: 3,
    containers: [{ name: 'main', image, ...(cpu === '0' ? {} : { resources: { requests: { cpu } } }) }],
  },
});
