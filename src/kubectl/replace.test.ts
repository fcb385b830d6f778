// `kubectl replace`: whole objects in the place of others.
import { expect, test } from 'vitest';
import { createTerminal } from './testing/terminal.ts';

const text = (data: string): string => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {${data}}\n`;

test('K-34: what is there is replaced as a whole, what is not there is refused', () => {
  const input = { '-': text('x: "1"') };
  const terminal = createTerminal(input);
  expect(terminal.type('kubectl replace -f -').stderr).toBe(
    'Error from server (NotFound): error when replacing "STDIN": configmaps "a" not found\n',
  );
  terminal.type('kubectl create -f -');
  input['-'] = text('z: "2"');
  expect(terminal.type('kubectl replace -f - --dry-run=client').stdout).toBe('configmap/a replaced (dry run)\n');
  expect(terminal.type('kubectl replace -f - --dry-run=server').stdout).toBe('configmap/a replaced (server dry run)\n');
  expect(terminal.cluster.head.get('ConfigMap', 'default/a')?.data).toEqual({ x: '1' });
  expect(terminal.type('kubectl replace -f -').stdout).toBe('configmap/a replaced\n');
  expect(terminal.cluster.head.get('ConfigMap', 'default/a')?.data).toEqual({ z: '2' });
});

test('K-66: with --force it is deleted and made anew', () => {
  const terminal = createTerminal({ '-': text('x: "1"') });
  expect(terminal.type('kubectl replace --force -f -').stdout).toBe('configmap/a replaced\n');
  const { uid } = terminal.cluster.head.get('ConfigMap', 'default/a')?.metadata ?? {};
  expect(terminal.type('kubectl replace --force -f -').stdout).toBe(
    'configmap "a" deleted from default namespace\nconfigmap/a replaced\n',
  );
  expect(terminal.cluster.head.get('ConfigMap', 'default/a')?.metadata.uid).not.toBe(uid);
});
