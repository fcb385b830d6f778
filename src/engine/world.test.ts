// What the nodes of the starting world say of themselves.
import { expect, test } from 'vitest';
import { createRig } from './testing/rig.ts';

test('NODE-2: the conditions of a node that is well, Ready last', () => {
  const { view } = createRig([]);
  const said = view.get('Node', 'node-1')?.status.conditions?.map((it) => [it.type, it.status, it.reason, it.message]);
  expect(said).toEqual([
    ['MemoryPressure', 'False', 'KubeletHasSufficientMemory', 'kubelet has sufficient memory available'],
    ['DiskPressure', 'False', 'KubeletHasNoDiskPressure', 'kubelet has no disk pressure'],
    ['PIDPressure', 'False', 'KubeletHasSufficientPID', 'kubelet has sufficient PID available'],
    ['Ready', 'True', 'KubeletReady', 'kubelet is posting ready status'],
  ]);
});

test('NODE-12: the labels, annotations and version of a node', () => {
  const { metadata, status } = createRig([]).view.get('Node', 'node-2') ?? {};
  expect(metadata?.labels).toMatchObject({
    'beta.kubernetes.io/arch': 'amd64',
    'beta.kubernetes.io/os': 'linux',
    'kubernetes.io/arch': 'amd64',
    'kubernetes.io/hostname': 'node-2',
    'kubernetes.io/os': 'linux',
    'topology.kubernetes.io/zone': 'zone-b',
  });
  expect(metadata?.annotations).toEqual({
    'node.alpha.kubernetes.io/ttl': '0',
    'volumes.kubernetes.io/controller-managed-attach-detach': 'true',
  });
  expect(status?.nodeInfo).toMatchObject({ kubeletVersion: 'v1.36.2' });
});
