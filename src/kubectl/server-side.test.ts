// `kubectl apply --server-side`, and under which names the verbs write.
import { expect, test } from 'vitest';
import { createTerminal } from './testing/terminal.ts';
import type { Terminal } from './testing/terminal.ts';

const text = (value: string): string => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {x: "${value}"}\n`;

const owners = (terminal: Terminal): unknown =>
  terminal.cluster.head
    .get('ConfigMap', 'default/a')
    ?.metadata.managedFields?.map(({ manager, operation }) => `${manager} ${operation}`);

test('K-30, K-33: server-side apply says so, and in a conflict what can be done', () => {
  const input = { '-': text('1') };
  const terminal = createTerminal(input);
  const line = 'kubectl apply --server-side -f -';
  expect(terminal.type(line)).toEqual({ exit: 0, stdout: 'configmap/a serverside-applied\n', stderr: '' });
  input['-'] = text('2');
  const refused = terminal.type(`${line} --field-manager=other`);
  expect(refused.exit).toBe(1);
  expect(refused.stderr.split('\n').slice(0, 2)).toEqual([
    'error: Apply failed with 1 conflict: conflict with "kubectl": .data.x',
    'Please review the fields above--they currently have other managers. Here',
  ]);
  expect(refused.stderr.trimEnd().split('\n')).toHaveLength(12);
  const dry = terminal.type(`${line} --field-manager=other --force-conflicts --dry-run=server`);
  expect(dry.stdout).toBe('configmap/a serverside-applied (server dry run)\n');
  expect(owners(terminal)).toEqual(['kubectl Apply']);
  expect(terminal.type(`${line} --field-manager=other --force-conflicts`).exit).toBe(0);
  expect(owners(terminal)).toEqual(['other Apply']);
});

test('K-84: kubectl takes over what it applied as a client', () => {
  const input = { '-': text('1') };
  const terminal = createTerminal(input);
  terminal.type('kubectl apply -f -');
  input['-'] = text('2');
  expect(terminal.type('kubectl apply --server-side --field-manager=other -f -').stderr).toContain(
    'conflict with "kubectl-client-side-apply" using v1',
  );
  expect(terminal.type('kubectl apply --server-side -f -').stdout).toBe('configmap/a serverside-applied\n');
});

test('API-13: verbs write under their own names, which -o yaml shows only if asked', () => {
  const terminal = createTerminal({ '-': text('1') });
  terminal.type('kubectl apply --server-side -f -');
  terminal.type('kubectl label cm a l=1');
  terminal.type('kubectl annotate cm a n=1 --field-manager=me');
  terminal.type(`kubectl patch cm a -p '{"data":{"y":"1"}}'`);
  expect(owners(terminal)).toEqual(['kubectl Apply', 'kubectl-label Update', 'me Update', 'kubectl-patch Update']);
  expect(terminal.type('kubectl get cm a -o yaml').stdout).not.toContain('managedFields');
  expect(terminal.type('kubectl get cm a -o yaml --show-managed-fields').stdout).toContain('f:labels:');
});

test.each([
  ['kubectl apply -f - --force-conflicts', 'error: --force-conflicts only works with --server-side\n'],
  [
    'kubectl apply -f - --server-side --dry-run=client',
    "error: --dry-run=client doesn't work with --server-side (did you mean --dry-run=server instead?)\n",
  ],
])('K-24: %s is refused', (line, stderr) => {
  expect(createTerminal({ '-': text('1') }).type(line)).toEqual({ exit: 1, stdout: '', stderr });
});
