// What `kubectl delete` prints, sends and waits for.
import { expect, test } from 'vitest';
import { createTerminal } from './testing/terminal.ts';
import type { Terminal } from './testing/terminal.ts';

const documents = ['a', 'b']
  .map((name) => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}, labels: {app: web}}\n`)
  .join('---\n');

function started(): Terminal {
  const terminal = createTerminal({ '-': documents });
  terminal.type('kubectl apply -f -');
  return terminal;
}

const left = ({ cluster }: Terminal): readonly string[] =>
  cluster.head.list('ConfigMap', 'default').map(({ metadata }) => metadata.name);

test('K-39: delete by name prints a line for each; a missing one fails the command, the others are deleted', () => {
  const terminal = started();
  expect(terminal.type('kubectl delete cm a nosuch b')).toEqual({
    exit: 1,
    stdout: 'configmap "a" deleted from default namespace\nconfigmap "b" deleted from default namespace\n',
    stderr: 'Error from server (NotFound): configmaps "nosuch" not found\n',
  });
  expect(left(terminal)).toEqual(['kube-root-ca.crt']);
});

test('K-39: delete by resource/name, by selector, of a file; --ignore-not-found says nothing', () => {
  const terminal = started();
  expect(terminal.type('kubectl delete configmap/a -o name').stdout).toBe('configmap/a\n');
  expect(terminal.type('kubectl delete cm -l app=web').stdout).toBe('configmap "b" deleted from default namespace\n');
  expect(terminal.type('kubectl delete cm -l app=web').stdout).toBe('No resources found\n');
  expect(terminal.type('kubectl delete cm a --ignore-not-found')).toEqual({ exit: 0, stdout: '', stderr: '' });
  expect(terminal.type('kubectl delete -f -').stderr).toBe(
    'Error from server (NotFound): error when deleting "STDIN": configmaps "a" not found\nError from server (NotFound): error when deleting "STDIN": configmaps "b" not found\n',
  );
});

test('K-67: a dry run deletes nothing', () => {
  const terminal = started();
  expect(terminal.type('kubectl delete cm a --dry-run=server').stdout).toBe(
    'configmap "a" deleted from default namespace (server dry run)\n',
  );
  expect(terminal.type('kubectl delete cm a --dry-run=client').stdout).toBe(
    'configmap "a" deleted from default namespace (dry run)\n',
  );
  expect(left(terminal)).toContain('a');
});

test('K-25: --force warns and does not wait for the kubelet', () => {
  const pod = 'apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec:\n  containers: [{name: c, image: x}]\n';
  const terminal = createTerminal({ '-': pod });
  terminal.type('kubectl apply -f -');
  expect(terminal.type('kubectl delete pod p --grace-period=0 --force')).toEqual({
    exit: 0,
    stdout: 'pod "p" force deleted from default namespace\n',
    stderr:
      'Warning: Immediate deletion does not wait for confirmation that the running resource has been terminated. The resource may continue to run on the cluster indefinitely.\n',
  });
});

test('K-39: delete waits until the object is gone; --wait=false does not; --timeout gives up', () => {
  const held = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: held, finalizers: [example.com/hold]}\n';
  const terminal = createTerminal({ '-': held });
  terminal.type('kubectl apply -f -');
  expect(terminal.type('kubectl delete cm held --wait=false').exit).toBe(0);
  expect(terminal.type('kubectl delete cm held --timeout=2s')).toEqual({
    exit: 1,
    stdout: 'configmap "held" deleted from default namespace\n',
    stderr: 'error: timed out waiting for the condition on configmaps/held\n',
  });
  expect(terminal.cluster.nowMs).toBe(2000);
});

test('K-40: a cluster-scoped object is not scoped to -n', () => {
  const storageClass = 'apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata: {name: flash}\nprovisioner: x\n';
  const terminal = createTerminal({ '-': storageClass });
  terminal.type('kubectl apply -f -');
  expect(terminal.type('kubectl delete sc flash -n default')).toEqual({
    exit: 0,
    stdout: 'storageclass.storage.k8s.io "flash" deleted\n',
    stderr: 'Warning: deleting cluster-scoped resources, not scoped to the provided namespace\n',
  });
});

test.each([
  ['kubectl delete foo x', 'error: the server doesn\'t have a resource type "foo"\n'],
  ['kubectl delete pods', 'error: resource(s) were provided, but no name was specified\n'],
  [
    'kubectl delete pods x --cascade=never',
    'error: invalid cascade value (never). Must be "background", "foreground", or "orphan"\n',
  ],
])('K-24: %s', (line, stderr) => {
  expect(createTerminal({}).type(line)).toEqual({ exit: 1, stdout: '', stderr });
});

test('K-115: names and a selector exclude one another', () => {
  expect(createTerminal({}).type('kubectl delete pods x -l a=b').stderr).toBe(
    'error: name cannot be provided when a selector is specified\n',
  );
});

test('K-116: delete of nothing explains what may be named', () => {
  expect(createTerminal({}).type('kubectl delete').stderr).toMatch(/^error: You must provide one or more resources/);
});
