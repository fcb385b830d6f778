// What apply does to an object that is there already.
import { expect, test } from 'vitest';
import { createTerminal } from './testing/terminal.ts';

const service = `apiVersion: v1
kind: Service
metadata:
  name: dullahan
spec:
  clusterIP: None
  selector: {app: web}
  ports:
    - {port: 80, name: web}
`;

test('K-81: an unchanged object sends no patch and prints unchanged, a changed one is configured', () => {
  const files = { '-': service };
  const terminal = createTerminal(files);
  terminal.type('kubectl apply -f -');
  expect(terminal.type('kubectl apply -f -').stdout).toBe('service/dullahan unchanged\n');
  files['-'] = service.replace('port: 80', 'port: 81');
  expect(terminal.type('kubectl apply -f -').stdout).toBe('service/dullahan configured\n');
  expect(terminal.cluster.head.get('Service', 'default/dullahan')?.spec.ports?.[0]?.port).toBe(81);
});

const warning =
  'Warning: resource services/dullahan is missing the kubectl.kubernetes.io/last-applied-configuration annotation which is required by kubectl apply. kubectl apply should only be used on resources created declaratively by either kubectl create --save-config or kubectl apply. The missing annotation will be patched automatically.\n';

test('K-31: an object that apply did not create gets the annotation, with a warning', () => {
  const terminal = createTerminal({ '-': service });
  const spec = { clusterIP: 'None', selector: { app: 'web' }, ports: [{ port: 80, name: 'web' }] };
  const body = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'dullahan' }, spec };
  terminal.cluster.dispatch({ request: { verb: 'create', kind: 'Service', namespace: 'default', body } });
  const configured = { exit: 0, stdout: 'service/dullahan configured\n' };
  expect(terminal.type('kubectl apply -f -')).toEqual({ ...configured, stderr: warning });
  expect(terminal.type('kubectl apply -f -').stderr).toBe('');
});

test('K-32: an object that is being deleted is changed with a warning', () => {
  const files = { '-': service.replace('name: dullahan', 'name: dullahan\n  finalizers: [example.com/hold]') };
  const terminal = createTerminal(files);
  terminal.type('kubectl apply -f -');
  terminal.type('kubectl delete svc dullahan --wait=false');
  expect(terminal.type('kubectl apply -f -').stderr).toBe(
    'Warning: Detected changes to resource dullahan which is currently being deleted.\n',
  );
});

const set = (replicas: string): string => `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: web}
spec:
  serviceName: web${replicas}
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers: [{name: nginx, image: nginx}]
`;

test.each([
  ['is reset by', '\n  replicas: 1', 1],
  ['is kept by', '', 5],
])('K-83: a number of replicas that was scaled %s the next apply', (_does, replicas, expected) => {
  const terminal = createTerminal({ '-': set(replicas) });
  terminal.type('kubectl apply -f -');
  terminal.cluster.dispatch({
    request: {
      verb: 'patch',
      kind: 'StatefulSet',
      namespace: 'default',
      name: 'web',
      subresource: 'scale',
      patchType: 'merge',
      body: { spec: { replicas: 5 } },
    },
  });
  terminal.type('kubectl apply -f -');
  expect(terminal.cluster.head.get('StatefulSet', 'default/web')?.spec.replicas).toBe(expected);
});

test('K-85, GOT-28: a set with claim templates is always configured, and nothing is written', () => {
  const templates = `  volumeClaimTemplates:
    - metadata: {name: data}
      spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
`;
  const terminal = createTerminal({ '-': set('') + templates });
  terminal.type('kubectl apply -f -');
  const { revision } = terminal.cluster.head.cursor;
  expect(terminal.type('kubectl apply -f -').stdout).toBe('statefulset.apps/web configured\n');
  expect(terminal.cluster.head.cursor.revision).toBe(revision);
});
