// Measures the start of one OrderedReady StatefulSet with claims, probes and all history kept: apply until every Pod is Ready.
// Loading modules and preparing the schema are measured apart. Meant for a process of its own: nothing is warm.
import type { Cluster, ClusterOptions, Kind } from '../../engine/index.ts';

export interface OrderedStart {
  /** Milliseconds, wall. */
  readonly loadMs: number;
  /** First strict validation of a manifest of the same kinds. */
  readonly prepareMs: number;
  readonly wallMs: number;
  readonly cpuMs: number;
  /** Cluster time at which the last Pod was Ready. */
  readonly clusterMs: number;
  readonly changes: number;
}

const podsPerNode = 110;
const stepMs = 1_000;

/** Throws if the set is not Ready within a minute of cluster time a Pod. */
export async function measureOrderedStart(replicas: number): Promise<OrderedStart> {
  const beginMs = performance.now();
  const { createCluster } = await import('../../engine/index.ts');
  const loadMs = performance.now() - beginMs;
  const options = optionsFor(replicas);
  const rehearsal = createCluster(options);
  apply(rehearsal, 1);
  const prepareMs = performance.now() - beginMs - loadMs;

  const cluster = createCluster(options);
  const cpuBefore = process.cpuUsage();
  const wallBefore = performance.now();
  apply(cluster, replicas);
  while (readyPods(cluster) < replicas) {
    if (cluster.nowMs > replicas * 60_000)
      throw new Error(`only ${readyPods(cluster)} of ${replicas} Pods became Ready`);
    cluster.advanceTo(cluster.nowMs + stepMs);
  }
  const wallMs = performance.now() - wallBefore;
  const { user, system } = process.cpuUsage(cpuBefore);
  const changes = cluster.changes(cluster.startRevision).length;
  return { loadMs, prepareMs, wallMs, cpuMs: (user + system) / 1_000, clusterMs: cluster.nowMs, changes };
}

/** Enough nodes for all, and at least three. */
function optionsFor(replicas: number): ClusterOptions {
  const count = Math.max(3, Math.ceil(replicas / (podsPerNode - 10)));
  const nodes = Array.from({ length: count }, (_, at) => ({
    name: `node-${at + 1}`,
    zone: `zone-${'abc'[at % 3] ?? 'a'}`,
    cpu: '64',
    memory: '256Gi',
    pods: podsPerNode,
  }));
  const images = [{ match: '*', pullMs: 500, startMs: 0, readyMs: 0, stopMs: 1_000 }];
  return { seed: 1, startTimeMs: Date.UTC(2026, 0, 1), nodes, images, featureGates: {} };
}

function apply(cluster: Cluster, replicas: number): void {
  for (const [kind, body] of manifest(replicas)) {
    const { code, body: answer } = cluster.dispatch({
      request: { verb: 'create', kind, namespace: 'default', body, fieldValidation: 'Strict' },
    });
    if (code !== 201) throw new Error(`the server answered ${code}: ${JSON.stringify(answer)}`);
  }
}

const readyPods = (cluster: Cluster): number =>
  cluster.head.get('StatefulSet', 'default/web')?.status?.readyReplicas ?? 0;

const manifest = (replicas: number): readonly (readonly [Kind, unknown])[] => [
  [
    'StorageClass',
    {
      apiVersion: 'storage.k8s.io/v1',
      kind: 'StorageClass',
      metadata: { name: 'flash' },
      provisioner: 'pd.csi.storage.gke.io',
      volumeBindingMode: 'WaitForFirstConsumer',
    },
  ],
  [
    'Service',
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'web' },
      spec: { clusterIP: 'None', selector: { app: 'web' }, ports: [{ name: 'http', port: 80 }] },
    },
  ],
  [
    'StatefulSet',
    {
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      metadata: { name: 'web' },
      spec: {
        replicas,
        serviceName: 'web',
        selector: { matchLabels: { app: 'web' } },
        template: { metadata: { labels: { app: 'web' } }, spec: podSpec },
        volumeClaimTemplates: [
          {
            metadata: { name: 'data' },
            spec: {
              accessModes: ['ReadWriteOnce'],
              storageClassName: 'flash',
              resources: { requests: { storage: '1Gi' } },
            },
          },
        ],
      },
    },
  ],
];

const podSpec = {
  containers: [
    {
      name: 'web',
      image: 'nginx:1.27',
      ports: [{ name: 'http', containerPort: 80 }],
      readinessProbe: { httpGet: { path: '/', port: 80 }, periodSeconds: 1 },
      volumeMounts: [{ name: 'data', mountPath: '/data' }],
    },
  ],
};
