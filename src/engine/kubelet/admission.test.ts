import { expect, test } from 'vitest';
import { eventsOf, podOf, started } from '../testing/kubelet-rig.ts';

const asking = (requests: object, nodeName: string | undefined) => ({
  containers: [{ name: 'main', image: 'runs', resources: { requests } }],
  ...(nodeName === undefined ? {} : { nodeName }),
});

test.each([
  [{ cpu: '5' }, 'OutOfcpu', "Node didn't have enough resource: cpu, requested: 5000, used: 0, capacity: 4000"],
  [
    { memory: '8Gi' },
    'OutOfmemory',
    "Node didn't have enough resource: memory, requested: 8589934592, used: 0, capacity: 4026531840",
  ],
])('KUBELET-1: a Pod put on a node by hand that asks for %j fails there', (requests, reason, message) => {
  const rig = started(asking(requests, 'node-1'));
  rig.advanceTo(5000);
  expect(podOf(rig).status).toMatchObject({ phase: 'Failed', reason, message: `Pod was rejected: ${message}` });
  expect(eventsOf(rig)).toEqual([`${reason} ${message}`]);
});

test('KUBELET-1: one that fits runs, and one that waits for the scheduler is not refused', () => {
  const placed = started(asking({ cpu: '1' }, 'node-1'));
  placed.advanceTo(5000);
  expect(podOf(placed).status.phase).toBe('Running');
  const waiting = started(asking({ cpu: '5' }, undefined));
  waiting.advanceTo(5000);
  expect(podOf(waiting).status.phase).toBe('Pending');
});

test.each([
  { nodeSelector: { disk: 'fast' } },
  {
    affinity: {
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: {
          nodeSelectorTerms: [{ matchExpressions: [{ key: 'disk', operator: 'Exists' }] }],
        },
      },
    },
  },
])('KUBELET-1: one that asks for another node fails there: %j', (more) => {
  const rig = started({ ...asking({}, 'node-1'), ...more });
  rig.advanceTo(5000);
  const why = "Predicate NodeAffinity failed: node(s) didn't match Pod's node affinity/selector";
  expect(podOf(rig).status).toMatchObject({
    ...{ phase: 'Failed', reason: 'NodeAffinity', message: `Pod was rejected: ${why}` },
  });
  expect(eventsOf(rig)).toEqual([`NodeAffinity ${why}`]);
});

test('KUBELET-1: one whose port of the node is taken fails there', () => {
  const ports = [{ containerPort: 80, hostPort: 8080 }];
  const spec = { containers: [{ name: 'main', image: 'runs', ports }], nodeName: 'node-1' };
  const rig = started(spec);
  rig.advanceTo(5000);
  rig.create('Pod', { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'late' }, spec });
  rig.advanceTo(10_000);
  expect(podOf(rig).status.phase).toBe('Running');
  expect(rig.view.get('Pod', 'default/late')?.status).toMatchObject({
    phase: 'Failed',
    reason: 'NodePorts',
    message: "Pod was rejected: Predicate NodePorts failed: node(s) didn't have free ports for the requested pod ports",
  });
});

test('a Pod in the network of its node has its address from the first status on', () => {
  const rig = started({ containers: [{ name: 'main', image: 'runs' }], hostNetwork: true, nodeName: 'node-1' });
  rig.advanceTo(5000);
  const ips = rig
    .changes()
    .flatMap(({ kind, after }) => (kind === 'Pod' && after?.status.startTime ? [after.status] : []));
  expect(ips[0]).toMatchObject({ phase: 'Pending', podIP: '192.0.2.1', hostIP: '192.0.2.1' });
  expect(podOf(rig).status).toMatchObject({ phase: 'Running', podIP: '192.0.2.1' });
  expect(rig.view.sandbox(podOf(rig).metadata.uid)?.ip).toBe('192.0.2.1');
});
