// Measures the start of one OrderedReady StatefulSet with claims, probes and all history kept: from its text until every Pod is
// Ready. Loading modules and preparing the schema are measured apart. Meant for a process of its own: nothing is warm.
import type { CreatedRun, Run } from '../../run/run.ts';
import { median } from './median.ts';
import { spent } from './spent.ts';

export interface OrderedStart {
  /** Wall: reading and compiling the sources is not the engine's. */
  readonly loadMs: number;
  /** The first reading and strict validation of a text of the same kinds. */
  readonly prepareMs: number;
  readonly ms: number;
  /** The same once more, when the code is warm. */
  readonly warmMs: number;
  /** Cluster time at which the last Pod was Ready, within a second. */
  readonly clusterMs: number;
  readonly changes: number;
}

const podsPerNode = 100;
const stepMs = 1_000;

/** Throws if the set is not Ready within a minute of cluster time a Pod. */
export const measureOrderedStart = (replicas: number): Promise<OrderedStart> => measureStart(replicas, startText);

/** The same without probes. */
export const measureUnprobedStart = (replicas: number): Promise<OrderedStart> =>
  measureStart(replicas, (count) => startText(count).replace(probeText, ''));

async function measureStart(replicas: number, textOf: (replicas: number) => string): Promise<OrderedStart> {
  const beginMs = performance.now();
  const { createRun } = await import('../../run/create-run.ts');
  const loadMs = performance.now() - beginMs;
  const prepareMs = spent(() => createRun(world(replicas) + textOf(0))).ms;
  const text = world(replicas) + textOf(replicas);
  const first = spent(() => start(createRun, replicas, text));
  const again =
    replicas > fewPods ? [] : Array.from({ length: 50 }, () => spent(() => start(createRun, replicas, text)));
  const warmMs = replicas > fewPods ? Number.NaN : median(again.slice(-9).map(({ ms }) => ms));
  return { loadMs, prepareMs, ...first.result, ms: first.ms, warmMs };
}

/** So few Pods start so quickly that a warm start can be measured too. */
const fewPods = 10;

type Start = Pick<OrderedStart, 'clusterMs' | 'changes'>;

function start(createRun: (text: string) => CreatedRun, replicas: number, text: string): Start {
  const created = createRun(text);
  if (!created.ok) throw new Error(`the text was refused: ${created.refusals[0]?.message ?? ''}`);
  const { run } = created;
  while (readyPods(run) < replicas) {
    if (run.cluster.nowMs > replicas * 60_000)
      throw new Error(`only ${readyPods(run)} of ${replicas} Pods became Ready`);
    run.advanceTo(run.cluster.nowMs + stepMs);
  }
  const changes = run.cluster.changes(run.cluster.startRevision).length;
  return { clusterMs: run.cluster.nowMs, changes };
}

const readyPods = (run: Run): number => run.cluster.head.get('StatefulSet', 'default/web')?.status?.readyReplicas ?? 0;

/** A Scenario document: nodes enough for all, and at least three. */
export function world(replicas: number): string {
  const names = Array.from({ length: Math.max(3, Math.ceil(replicas / podsPerNode)) }, (_, at) => `node-${at + 1}`);
  const nodes = names.map((name) => `    - {name: ${name}, cpu: "64", memory: 256Gi, pods: 110}\n`).join('');
  return `apiVersion: ordinal.dev/v1\nkind: Scenario\nmetadata: {name: bench}\nspec:\n  nodes:\n${nodes}---\n`;
}

const probeText = `          readinessProbe:
            periodSeconds: 1
            httpGet:
              path: /
              port: 80
`;

/** A StatefulSet with all it needs. */
export const startText = (replicas: number): string => `apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: flash
provisioner: pd.csi.storage.gke.io
volumeBindingMode: WaitForFirstConsumer
---
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  clusterIP: None
  selector:
    app: web
  ports:
    - name: http
      port: 80
---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: web
spec:
  replicas: ${replicas}
  serviceName: web
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: web
          image: nginx:1.27
          ports:
            - name: http
              containerPort: 80
${probeText}          volumeMounts:
            - name: data
              mountPath: /data
  volumeClaimTemplates:
    - metadata:
        name: data
      spec:
        accessModes: [ReadWriteOnce]
        storageClassName: flash
        resources:
          requests:
            storage: 1Gi
`;
