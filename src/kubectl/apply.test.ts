// What client-side apply prints and sends.
import { expect, test } from 'vitest';
import { withLastApplied } from './last-applied.ts';
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

test('K-30: apply of a new object prints created', () => {
  const terminal = createTerminal({ '-': service });
  expect(terminal.type('kubectl apply -f -')).toEqual({ exit: 0, stdout: 'service/dullahan created\n', stderr: '' });
  expect(terminal.cluster.head.get('Service', 'default/dullahan')?.spec.clusterIP).toBe('None');
});

test('K-80: the annotation is compact JSON with sorted keys, the namespace, empty annotations and a line break', () => {
  const terminal = createTerminal({ '-': service });
  terminal.type('kubectl apply -f -');
  const annotations = terminal.cluster.head.get('Service', 'default/dullahan')?.metadata.annotations;
  expect(annotations).toEqual({
    'kubectl.kubernetes.io/last-applied-configuration':
      '{"apiVersion":"v1","kind":"Service","metadata":{"annotations":{},"name":"dullahan","namespace":"default"},"spec":{"clusterIP":"None","ports":[{"name":"web","port":80}],"selector":{"app":"web"}}}\n',
  });
});

test('K-80: the annotation escapes what means something to HTML, and leaves itself out', () => {
  const manifest = { kind: 'X', data: '<a&b>', metadata: { name: 'x', annotations: { b: '1' } } };
  const once = withLastApplied(manifest);
  expect(once['metadata']).toHaveProperty(
    ['annotations', 'kubectl.kubernetes.io/last-applied-configuration'],
    '{"data":"\\u003ca\\u0026b\\u003e","kind":"X","metadata":{"annotations":{"b":"1"},"name":"x"}}\n',
  );
  expect(withLastApplied(once)).toEqual(once);
});

test('K-67: dry runs print what they would do and write nothing', () => {
  const terminal = createTerminal({ 'a.yaml': service });
  const revision = terminal.cluster.head.cursor.revision;
  expect(terminal.type('kubectl apply -f a.yaml --dry-run=client').stdout).toBe('service/dullahan created (dry run)\n');
  expect(terminal.type('kubectl apply -f a.yaml --dry-run=server').stdout).toBe(
    'service/dullahan created (server dry run)\n',
  );
  expect(terminal.cluster.head.cursor.revision).toBe(revision);
});

test.each([
  ['kubectl apply', 'error: must specify one of -f and -k\n'],
  ['kubectl apply -f nofile.yaml', 'error: the path "nofile.yaml" does not exist\n'],
  ['kubectl apply -f empty.yaml', 'error: no objects passed to apply\n'],
  [
    'kubectl apply -f bad.yaml',
    'error: error parsing bad.yaml: error converting YAML to JSON: yaml: line 4: did not find expected key\n',
  ],
])('K-118: %s', (line, stderr) => {
  const bad = 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: x\n spec: {}\n';
  const terminal = createTerminal({ 'empty.yaml': '', 'bad.yaml': bad });
  expect(terminal.type(line)).toEqual({ exit: 1, stdout: '', stderr });
});

test('K-119: an unknown kind and one that is not set, after which kubectl reads no further', () => {
  const unknown = 'apiVersion: apps/v1\nkind: StatefullSet\nmetadata: {name: web}\n';
  const terminal = createTerminal({ '-': `${unknown}---\n${service}---\nmetadata: {name: x}\n---\n${service}` });
  expect(terminal.type('kubectl apply -f -')).toEqual({
    exit: 1,
    stdout: 'service/dullahan created\n',
    stderr:
      'error: resource mapping not found for name: "web" namespace: "" from "STDIN": no matches for kind "StatefullSet" in version "apps/v1"\nensure CRDs are installed first\n' +
      'error: error validating "STDIN": error validating data: [apiVersion not set, kind not set]; if you choose to ignore these errors, turn validation off with --validate=false\n',
  });
});

test('K-120: an object without a name', () => {
  const terminal = createTerminal({ '-': 'apiVersion: apps/v1\nkind: StatefulSet\nspec: {}\n' });
  expect(terminal.type('kubectl apply -f -').stderr).toBe(
    'error: error when retrieving current configuration of:\nResource: "apps/v1, Resource=statefulsets", GroupVersionKind: "apps/v1, Kind=StatefulSet"\nName: "", Namespace: "default"\nfrom server for: "STDIN": resource name may not be empty\n',
  );
});

test('K-121: another namespace than -n, and an annotation that is no text', () => {
  const elsewhere = service.replace('name: dullahan', 'name: dullahan\n  namespace: nowhere');
  const mistyped = service.replace('name: dullahan', 'name: dullahan\n  annotations: {a: true}');
  const terminal = createTerminal({ a: elsewhere, b: mistyped });
  expect(terminal.type('kubectl apply -n default -f a').stderr).toBe(
    'error: the namespace from the provided object "nowhere" does not match the namespace "default". You must pass \'--namespace=nowhere\' to perform this operation.\n',
  );
  expect(terminal.type('kubectl apply -f b').stderr).toBe(
    'error: unable to decode "b": json: cannot unmarshal bool into Go struct field ObjectMeta.metadata.annotations of type string\n',
  );
});
