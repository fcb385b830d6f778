// What the properties are tried on: a StatefulSet of some shape, and what is done to it when. Plain data, so that a failure can
// print all that is needed to play it again.
import type { Fault } from '../../engine/index.ts';

/** The StatefulSet `web`, and the world it lives in. */
export interface Shape {
  readonly seed: number;
  readonly policy: 'OrderedReady' | 'Parallel';
  readonly claims: boolean;
  readonly strategy: 'RollingUpdate' | 'OnDelete';
  readonly replicas: number;
  readonly image: Image;
  readonly graceSeconds: number;
  readonly probe: boolean;
}

export const images = ['plain', 'slow', 'deaf', 'missing', 'crashing', 'ending'] as const;
export type Image = (typeof images)[number];

/** Pods of these images never stay Ready. */
export const brokenImages: ReadonlySet<string> = new Set(['missing', 'crashing', 'ending']);

export type Deed =
  | { readonly do: 'apply' }
  | { readonly do: 'scale'; readonly replicas: number }
  | { readonly do: 'image'; readonly image: Image }
  | { readonly do: 'annotate'; readonly value: string }
  | { readonly do: 'partition'; readonly partition: number }
  | { readonly do: 'delete-pod'; readonly ordinal: number; readonly graceSeconds?: number | undefined }
  | { readonly do: 'delete-claim'; readonly ordinal: number }
  | { readonly do: 'delete-set'; readonly propagation: 'Background' | 'Foreground' | 'Orphan' }
  | { readonly do: 'label'; readonly ordinal: number; readonly app: 'web' | 'other' }
  | { readonly do: 'cordon'; readonly node: number; readonly on: boolean }
  | { readonly do: 'strike'; readonly fault: Fault };

/** A deed, so long after the one before it. */
export interface Step {
  readonly afterMs: number;
  readonly deed: Deed;
}

export interface Story {
  readonly shape: Shape;
  readonly steps: readonly Step[];
}

export const nodeNames = ['node-1', 'node-2', 'node-3'] as const;

export const nodeName = (number: number): string => nodeNames[number % nodeNames.length] ?? nodeNames[0];

export const storageClass = {
  apiVersion: 'storage.k8s.io/v1',
  kind: 'StorageClass',
  metadata: { name: 'disk' },
  provisioner: 'disk.example.com',
  volumeBindingMode: 'WaitForFirstConsumer',
};

export const service = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'web' },
  spec: { clusterIP: 'None', selector: { app: 'web' }, ports: [{ name: 'http', port: 80 }] },
};

/** The manifest of the set. */
export const setOf = ({ policy, strategy, replicas, claims, ...shape }: Shape): object => ({
  apiVersion: 'apps/v1',
  kind: 'StatefulSet',
  metadata: { name: 'web' },
  spec: {
    serviceName: 'web',
    replicas,
    podManagementPolicy: policy,
    updateStrategy: { type: strategy },
    selector: { matchLabels: { app: 'web' } },
    template: { metadata: { labels: { app: 'web' } }, spec: podSpec(shape, claims) },
    ...(claims ? { volumeClaimTemplates: [claimTemplate] } : {}),
  },
});

const podSpec = ({ image, graceSeconds, probe }: Pick<Shape, 'image' | 'graceSeconds' | 'probe'>, claims: boolean) => ({
  terminationGracePeriodSeconds: graceSeconds,
  containers: [
    {
      name: 'main',
      image,
      imagePullPolicy: 'IfNotPresent',
      ...(probe ? { readinessProbe: { tcpSocket: { port: 80 }, periodSeconds: 2 } } : {}),
      ...(claims ? { volumeMounts: [{ name: 'data', mountPath: '/data' }] } : {}),
    },
  ],
});

const claimTemplate = {
  metadata: { name: 'data' },
  spec: {
    accessModes: ['ReadWriteOnce'],
    storageClassName: 'disk',
    resources: { requests: { storage: '1Gi' } },
  },
};
