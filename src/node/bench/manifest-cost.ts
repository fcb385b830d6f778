// Measures what pressing Apply costs before any controller acts: reading the text, strict validation, and comparing with what was
// applied last and with what the server has.
import { createRun } from '../../run/create-run.ts';
import type { Run } from '../../run/run.ts';
import { median } from './median.ts';
import { spent } from './spent.ts';

export interface ManifestCost {
  /** One changed document of 60 lines, the median of the last of many Applies in a row; milliseconds. */
  readonly oneMs: number;
  /** As many as asked for, all changed; of 52 lines each, or a thousand would be more than a text may hold. */
  readonly manyMs: number;
}

export function measureManifests(count: number): ManifestCost {
  const small = startedWith(manifest(0, 0, environment));
  const each = Array.from({ length: 60 }, (_, at) => timeOf(small, manifest(0, at + 1, environment), 1));
  const oneMs = median(each.slice(-9));
  const many = (replicas: number) => Array.from({ length: count }, (_, at) => manifest(at, replicas)).join('---\n');
  const large = startedWith(many(0));
  return { oneMs, manyMs: timeOf(large, many(1), count) };
}

function startedWith(text: string): Run {
  const created = createRun(text);
  if (!created.ok) throw new Error(`the text was refused: ${created.refusals[0]?.message ?? ''}`);
  return created.run;
}

function timeOf(run: Run, text: string, documents: number): number {
  const { result, ms } = spent(() => run.submit({ kind: 'edit', value: text }));
  const configured =
    result.kind === 'edit' ? result.applied.filter(({ outcome }) => outcome === 'configured').length : 0;
  if (configured !== documents) throw new Error(`${configured} of ${documents} documents were configured`);
  return ms;
}

const environment = `        env:
${['A', 'B', 'C'].map((name) => `        - name: ${name}\n          value: "1"\n`).join('')}`;

/** 53 lines, and what is put in. */
const manifest = (at: number, replicas: number, more = ''): string => `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: web-${at}
  labels:
    app: web
    tier: front
spec:
  replicas: ${replicas}
  serviceName: web
  podManagementPolicy: OrderedReady
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
        tier: front
    spec:
      terminationGracePeriodSeconds: 10
      containers:
      - name: web
        image: nginx:1.27
${more}        ports:
        - name: http
          containerPort: 80
        resources:
          requests:
            cpu: 10m
            memory: 8Mi
        readinessProbe:
          periodSeconds: 1
          httpGet:
            path: /
            port: 80
        volumeMounts:
        - name: data
          mountPath: /data
          readOnly: false
  volumeClaimTemplates:
  - metadata:
      name: data
      labels:
        app: web
    spec:
      storageClassName: flash
      accessModes:
      - ReadWriteOnce
      resources:
        requests:
          storage: 1Gi
`;
