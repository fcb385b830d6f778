// `kubectl taint` and `kubectl wait`, from the line to what it prints.
import { expect, test } from 'vitest';
import { createTerminal } from './testing/terminal.ts';
import type { Terminal } from './testing/terminal.ts';

const taints = ({ cluster }: Terminal): unknown =>
  cluster.head.get('Node', 'node-1')?.spec.taints?.map(({ key, value = '', effect }) => `${key}=${value}:${effect}`);

/** Exit code, then what was printed. */
function typed(terminal: Terminal, line: string): string {
  const { exit, stdout, stderr } = terminal.type(line);
  return `${exit} ${stdout}${stderr}`.trimEnd();
}

test('K-46: taints are put on, changed and taken off', () => {
  const terminal = createTerminal({});
  expect(typed(terminal, 'kubectl taint node node-1 a=b:NoSchedule')).toBe('0 node/node-1 tainted');
  expect(typed(terminal, 'kubectl taint nodes node-1 c:PreferNoSchedule')).toBe('0 node/node-1 tainted');
  expect(taints(terminal)).toEqual(['c=:PreferNoSchedule', 'a=b:NoSchedule']);
  expect(typed(terminal, 'kubectl taint node/node-1 a=x:NoSchedule')).toBe(
    '1 error: node node-1 already has a taint(s) with same effect(s) and --overwrite is false',
  );
  expect(typed(terminal, 'kubectl taint node node-1 a=x:NoSchedule --overwrite')).toBe('0 node/node-1 modified');
  expect(typed(terminal, 'kubectl taint node node-1 a- d:NoSchedule')).toBe('0 node/node-1 modified');
  expect(typed(terminal, 'kubectl taint node node-1 zz-')).toBe('1 error: taint "zz" not found');
  expect(typed(terminal, 'kubectl taint node --all c:PreferNoSchedule-')).toContain('node/node-1 untainted');
  expect(taints(terminal)).toEqual(['d=:NoSchedule']);
  expect(typed(terminal, 'kubectl taint node node-1 d- --dry-run=client')).toBe('0 node/node-1 untainted (dry run)');
  expect(taints(terminal)).toEqual(['d=:NoSchedule']);
});

test.each([
  ['kubectl taint pod x a:NoSchedule', 'invalid resource type pod, only node types are supported'],
  ['kubectl taint node node-1', 'at least one taint update is required'],
  ['kubectl taint node node-1 a:Never', 'invalid taint effect: Never, unsupported taint effect'],
  ['kubectl taint node node-1 a=b=c:NoSchedule', 'invalid taint spec: a=b=c:NoSchedule'],
])('K-122: %s is refused', (line, sentence) => {
  expect(typed(createTerminal({}), line)).toContain(`1 error: ${sentence}`);
});

const pod = `apiVersion: v1
kind: Pod
metadata: {name: web, labels: {app: web}}
spec: {terminationGracePeriodSeconds: 5, containers: [{name: nginx, image: nginx:1.25}]}
`;

test('K-52: wait goes on until the condition is met, or gives up', () => {
  const terminal = createTerminal({ '-': pod });
  terminal.type('kubectl create -f -');
  expect(typed(terminal, 'kubectl wait --for=condition=Ready pod/web --timeout=1ms')).toBe(
    '1 error: timed out waiting for the condition on pods/web',
  );
  expect(typed(terminal, 'kubectl wait --for=condition=Ready pod -l app=web')).toBe('0 pod/web condition met');
  expect(terminal.cluster.head.get('Pod', 'default/web')?.status.phase).toBe('Running');
  expect(typed(terminal, "kubectl wait --for=jsonpath='{.status.phase}'=Running pod/web")).toBe(
    '0 pod/web condition met',
  );
  terminal.type('kubectl delete pod web --wait=false');
  expect(typed(terminal, 'kubectl wait --for=delete pod/web')).toBe('0 pod/web condition met');
  expect(terminal.cluster.head.get('Pod', 'default/web')).toBeUndefined();
});

test.each([
  ['kubectl wait pod/x', '1 error: unrecognized condition: []'],
  ['kubectl wait --for=magic pod/x', '1 error: unrecognized condition: "magic"'],
  ['kubectl wait --for=condition=Ready pod/x', '1 Error from server (NotFound): pods "x" not found'],
  ['kubectl wait --for=delete pod/x', '0'],
  ['kubectl wait --for=condition=Ready pod -l a=b', '1 error: no matching resources found'],
])('K-52: %s', (line, printed) => {
  expect(typed(createTerminal({}), line)).toBe(printed);
});
