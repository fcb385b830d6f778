// `kubectl describe` where recordings show nothing: columns, what is deleted, what has crashed, other kinds.
import { expect, test } from 'vitest';
import { aligned } from './tab-writer.ts';
import { createTerminal } from './testing/terminal.ts';

test('K-21: a column is as wide as its widest cell among the lines that have it one after another', () => {
  expect(aligned('a:\tb\nlonger:\tc\n  x\n1:\t2\t3\n')).toBe('a:       b\nlonger:  c\n  x\n1:  2  3\n');
  expect(aligned('a\tb\tc\nlonger\td\n\te\n')).toBe('a       b  c\nlonger  d\n        e\n');
});

const pod = `apiVersion: v1
kind: Pod
metadata: {name: web, annotations: {note: "x"}}
spec:
  terminationGracePeriodSeconds: 60
  containers:
    - name: nginx
      image: nginx:1.25
      command: [sh, -c]
      env: [{name: A, value: "1"}]
      resources: {requests: {cpu: 100m}, limits: {memory: 64Mi}}
      readinessProbe: {httpGet: {path: /ok, port: 80}}
      ports: [{containerPort: 80}, {containerPort: 81, protocol: UDP}]
      volumeMounts: [{name: tmp, mountPath: /tmp}]
  volumes: [{name: tmp, emptyDir: {}}]
`;

test('K-100, K-101, K-106: a Pod before it is scheduled, running, and while it is terminated', () => {
  const terminal = createTerminal({ '-': pod });
  terminal.type('kubectl apply -f -');
  const early = terminal.type('kubectl describe pod web').stdout;
  expect(early).toContain('Node:             <none>\n');
  expect(early).toContain('Annotations:      note: x\n');
  terminal.cluster.advanceTo(20_000);
  const running = terminal.type('kubectl describe pod web').stdout.replaceAll(/(?<=\S) {2,}/g, '  ');
  for (const part of [
    '    Ports:  80/TCP, 81/UDP\n',
    '    Command:\n      sh\n      -c\n',
    '    Limits:\n      memory:  64Mi\n',
    '    Requests:\n      cpu:  ',
    '    Readiness:  ',
    'http-get http://:80/ok delay=0s timeout=1s period=10s #success=1 #failure=3\n',
    "    Type:  EmptyDir (a temporary directory that shares a pod's lifetime)\n",
    'QoS Class:  Burstable\n',
  ]) {
    expect(running).toContain(part);
  }
  terminal.type('kubectl delete pod web --wait=false');
  const deleted = terminal.type('kubectl describe pod web').stdout;
  expect(deleted).toMatch(/Status: +Terminating \(lasts <invalid>\)\nTermination Grace Period: +60s\n/);
});

test('K-102, K-104: a set without claims, a Service with an address, and a class without annotations', () => {
  const text = `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: web}
spec:
  replicas: 0
  serviceName: web
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: nginx, image: nginx:1.25}]}
---
apiVersion: v1
kind: Service
metadata: {name: front}
spec: {selector: {app: web}, ports: [{port: 80}]}
---
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: {name: fast}
provisioner: x.example.com
`;
  const terminal = createTerminal({ '-': text });
  terminal.type('kubectl create -f -');
  expect(terminal.type('kubectl describe sts').stdout).toContain('Volume Claims:     <none>\n');
  expect(terminal.type('kubectl describe svc front').stdout).toMatch(/Port: +<unset> {2}80\/TCP\n/);
  expect(terminal.type('kubectl describe sc fast').stdout).toMatch(/AllowVolumeExpansion: +<unset>\n/);
});

test('a kind without a layout of its own is described by its fields', () => {
  const { stdout } = createTerminal({}).type('kubectl describe lease node-1 -n kube-node-lease');
  expect(stdout).toMatch(/^Name: +node-1\nNamespace: +kube-node-lease\nLabels: +<none>\nAnnotations: +<none>\n/);
  expect(stdout).toContain('spec:\n');
});

const settings = `apiVersion: v1
kind: Secret
metadata: {name: login}
stringData: {user: web, password: s3cret}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: settings}
data: {mode: "a\\nb"}
binaryData: {raw: AAEC}
---
apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
    - name: nginx
      image: nginx:1.25
      envFrom:
        - configMapRef: {name: settings}
        - {prefix: DB_, secretRef: {name: login, optional: true}}
      env:
        - {name: PASSWORD, valueFrom: {secretKeyRef: {name: login, key: password}}}
        - {name: CPU, valueFrom: {resourceFieldRef: {resource: requests.cpu}}}
        - {name: MEMORY, valueFrom: {resourceFieldRef: {resource: limits.memory, divisor: 1Mi}}}
        - {name: MOST, valueFrom: {resourceFieldRef: {resource: limits.cpu}}}
      resources: {requests: {cpu: 1500m}, limits: {memory: 64Mi}}
      volumeMounts: [{name: login, mountPath: /login}]
  volumes:
    - {name: login, secret: {secretName: login}}
    - {name: both, projected: {sources: [{secret: {name: login}}]}}
`;

test('a ConfigMap in full, of a Secret the sizes, and a Pod with what it takes from them', () => {
  const terminal = createTerminal({ '-': settings });
  expect(terminal.type('kubectl apply -f -').stdout).toBe(
    'secret/login created\nconfigmap/settings created\npod/web created\n',
  );
  expect(terminal.type('kubectl describe secret login').stdout).toBe(
    [
      'Name:         login\nNamespace:    default\nLabels:       <none>\nAnnotations:  <none>\n',
      'Type:  Opaque\n',
      'Data\n====\npassword:  6 bytes\nuser:      3 bytes\n',
    ].join('\n'),
  );
  expect(terminal.type('kubectl describe cm settings').stdout).toMatch(
    /\nData\n====\nmode:\n----\na\nb\n\n\nBinaryData\n====\nraw: 3 bytes\n\nEvents: +<none>\n$/,
  );
  const pod = terminal.type('kubectl describe pod web').stdout.replaceAll(/(?<=\S) {2,}/g, '  ');
  for (const part of [
    '    Environment Variables from:\n      settings  ConfigMap  Optional: false\n',
    "      login  Secret with prefix 'DB_'  Optional: true\n",
    "      PASSWORD:  <set to the key 'password' in secret 'login'>  Optional: false\n",
    '      CPU:  2 (requests.cpu)\n      MEMORY:  64 (limits.memory)\n      MOST:  node allocatable (limits.cpu)\n',
    '  login:\n    Type:  Secret (a volume populated by a Secret)\n    SecretName:  login\n    Optional:  false\n',
    '    SecretName:  login\n    Optional:  false\n',
  ]) {
    expect(pod).toContain(part);
  }
});

test('TBL-3: a Secret with its type and how much it holds; its data in base64', () => {
  const terminal = createTerminal({ '-': settings });
  terminal.type('kubectl apply -f -');
  const { stdout } = terminal.type('kubectl get secret');
  expect(stdout).toMatch(/^NAME +TYPE +DATA +AGE\nlogin +Opaque +2 +0s\n$/);
  expect(terminal.type("kubectl get secret login -o jsonpath='{.data.password}'").stdout).toBe('czNjcmV0');
  const byType = terminal.type('kubectl get secret --field-selector type=Opaque -o name').stdout;
  expect(byType).toBe('secret/login\n');
});

test('K-106: one that is not there is said', () => {
  expect(createTerminal({}).type('kubectl describe pod nobody')).toEqual({
    ...{ exit: 1, stdout: '', stderr: 'Error from server (NotFound): pods "nobody" not found\n' },
  });
});

test('K-104: a Service with a port on every node', () => {
  const text =
    'apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {type: NodePort, ports: [{port: 80, nodePort: 30080}]}\n';
  const terminal = createTerminal({ '-': text });
  terminal.type('kubectl apply -f -');
  expect(terminal.type('kubectl describe svc web').stdout).toMatch(
    /Type: +NodePort\n.*NodePort: +<unset> +30080\/TCP\n.*External Traffic Policy: +Cluster\nInternal Traffic Policy: +Cluster\n/s,
  );
});
