// What `kubectl drain` prints, whom it evicts and what it waits for.
import { expect, test } from 'vitest';
import { createTerminal } from './testing/terminal.ts';
import type { Terminal } from './testing/terminal.ts';

const pod = (name: string, more = ''): string =>
  `apiVersion: v1
kind: Pod
metadata: {name: ${name}, labels: {app: web}}
spec:
  nodeName: node-1
  terminationGracePeriodSeconds: 5
  containers: [{name: c, image: nginx:1.25}]${more}
`;

const set = (replicas: number, minAvailable: number): string =>
  `apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: web}
spec: {minAvailable: ${minAvailable}, selector: {matchLabels: {app: web}}}
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: web}
spec:
  replicas: ${replicas}
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      terminationGracePeriodSeconds: 5
      nodeSelector: {kubernetes.io/hostname: node-1}
      containers: [{name: c, image: nginx:1.25}]
`;

function started(text: string): Terminal {
  const terminal = createTerminal({ '-': text });
  terminal.type('kubectl apply -f -');
  terminal.cluster.advanceTo(10_000);
  return terminal;
}

test('K-47, NODE-62: drain cordons the node, evicts its Pods and waits until they are gone', () => {
  const terminal = started(set(1, 0));
  expect(terminal.type('kubectl drain node-1')).toEqual({
    exit: 0,
    stdout: 'node/node-1 cordoned\nevicting pod default/web-0\npod/web-0 evicted\nnode/node-1 drained\n',
    stderr: '',
  });
  const { head } = terminal.cluster;
  expect(head.get('Node', 'node-1')?.spec.unschedulable).toBe(true);
  expect(head.get('Pod', 'default/web-0')?.spec.nodeName).toBeUndefined();
  expect(terminal.type('kubectl drain node-1').stdout).toBe('node/node-1 already cordoned\nnode/node-1 drained\n');
});

test('K-48, K-49: what a budget holds is tried again every five seconds, until time is up', () => {
  const terminal = started(set(1, 1));
  const held = 'error when evicting pods/"web-0" -n "default"';
  const why = "Cannot evict pod as it would violate the pod's disruption budget.";
  const error = `${held}: global timeout reached: 8s`;
  const startMs = terminal.cluster.nowMs;
  expect(terminal.type('kubectl drain node-1 --timeout=8s')).toEqual({
    exit: 1,
    stdout: `node/node-1 cordoned\n${'evicting pod default/web-0\n'.repeat(3)}`,
    stderr: [
      `${held} (will retry after 5s): ${why}`,
      `${held} (will retry after 5s): ${why}`,
      `There are pending pods in node "node-1" when an error occurred: ${error}`,
      'pod/web-0',
      `error: unable to drain node "node-1" due to error: ${error}, continuing command...`,
      'There are pending nodes to be drained:',
      ' node-1',
      `${error}\n`,
    ].join('\n'),
  });
  expect(terminal.cluster.nowMs - startMs).toBeGreaterThanOrEqual(10_000);
  expect(terminal.cluster.head.get('Pod', 'default/web-0')?.metadata.deletionTimestamp).toBeUndefined();
});

test('K-50: Pods that would not come back, or lose their data, stop the drain; the node stays cordoned', () => {
  const terminal = started(`${pod('lone')}---\n${pod('data', '\n  volumes: [{name: v, emptyDir: {}}]')}`);
  const { exit, stdout, stderr } = terminal.type('kubectl drain node-1');
  expect([exit, stdout]).toEqual([1, 'node/node-1 cordoned\n']);
  const data = 'cannot delete Pods with local storage (use --delete-emptydir-data to override): default/data';
  const lone = 'cannot delete Pods that declare no controller (use --force to override): default/lone';
  expect(stderr).toBe(
    `error: unable to drain node "node-1" due to error: [${data}, ${lone}], continuing command...\n` +
      `There are pending nodes to be drained:\n node-1\n${data}\n${lone}\n`,
  );
});

test('K-51: --force lets them go, with a warning', () => {
  const terminal = started(pod('lone'));
  expect(terminal.type('kubectl drain node-1 --force')).toEqual({
    exit: 0,
    stdout: 'node/node-1 cordoned\nevicting pod default/lone\npod/lone evicted\nnode/node-1 drained\n',
    stderr: 'Warning: deleting Pods that declare no controller: default/lone\n',
  });
});

test('K-67: a dry run says what it would do', () => {
  const terminal = started(set(1, 0));
  expect(terminal.type('kubectl drain node-1 --dry-run=client').stdout).toBe(
    'node/node-1 cordoned (dry run)\nevicting pod default/web-0 (dry run)\nnode/node-1 drained (dry run)\n',
  );
  expect(terminal.cluster.head.get('Node', 'node-1')?.spec.unschedulable).toBeUndefined();
});
