// `kubectl create` without a file.
import { expect, test } from 'vitest';
import { createTerminal } from './testing/terminal.ts';

test('K-34: a Secret, a ConfigMap and a Namespace of words', () => {
  const terminal = createTerminal({});
  const { head } = terminal.cluster;
  const line = "kubectl create secret generic login --from-literal=password='a=1,2' --from-literal user=web";
  expect(terminal.type(line).stdout).toBe('secret/login created\n');
  expect(head.get('Secret', 'default/login')).toMatchObject({
    type: 'Opaque',
    data: { password: Buffer.from('a=1,2').toString('base64'), user: Buffer.from('web').toString('base64') },
  });
  expect(terminal.type('kubectl create ns team').stdout).toBe('namespace/team created\n');
  expect(terminal.type('kubectl create cm settings --from-literal=a=1 -n team').stdout).toBe(
    'configmap/settings created\n',
  );
  expect(head.get('ConfigMap', 'team/settings')?.data).toEqual({ a: '1' });
  expect(terminal.type('kubectl create cm other --dry-run=client').stdout).toBe('configmap/other created (dry run)\n');
  expect(head.get('ConfigMap', 'default/other')).toBeUndefined();
});

test.each([
  ['create cm', "exactly one NAME is required, got 0\nSee 'kubectl create configmap -h' for help and examples"],
  [
    'create secret generic a b',
    "exactly one NAME is required, got 2\nSee 'kubectl create secret generic -h' for help and examples",
  ],
  ['create cm a --from-literal=x', 'invalid literal source x, expected key=value'],
  [
    'create cm a --from-literal=x=1 --from-literal=x=2',
    'cannot add key "x", another key by that name already exists in Data for ConfigMap "a"',
  ],
  [
    'create secret generic a --from-literal=x=1 --from-literal=x=2',
    'cannot add key x, another key by that name already exists',
  ],
  ['create cm kube-root-ca.crt', 'failed to create configmap: configmaps "kube-root-ca.crt" already exists'],
  [
    'create deployment web --dry-run=client',
    'kubectl create deployment web is not simulated yet: write it down and use create -f',
  ],
])('kubectl %s', (line, message) => {
  expect(createTerminal({}).type(`kubectl ${line}`)).toMatchObject({ exit: 1, stderr: `error: ${message}\n` });
});

test('K-34: a Namespace that is there already', () => {
  expect(createTerminal({}).type('kubectl create namespace default').stderr).toBe(
    'Error from server (AlreadyExists): namespaces "default" already exists\n',
  );
});
