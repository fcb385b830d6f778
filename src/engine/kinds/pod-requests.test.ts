import { expect, test } from 'vitest';
import type { Container } from './pod.ts';
import { requestsOf } from './pod-requests.ts';

const asking = (name: string, cpu: string, more: Partial<Container> = {}): Container => ({
  name,
  image: 'nginx:1.25',
  resources: { requests: { cpu } },
  ...more,
});

test('SCHED-15: containers side by side are added up', () => {
  expect(requestsOf({ containers: [asking('a', '100m'), asking('b', '200m')] }).milliCpu).toBe(300);
});

test('KUBELET-20: an init container counts only where it asks for more than all that follow', () => {
  const containers = [asking('a', '100m'), asking('b', '200m')];
  expect(requestsOf({ containers, initContainers: [asking('i', '250m')] }).milliCpu).toBe(300);
  expect(requestsOf({ containers, initContainers: [asking('i', '1'), asking('j', '500m')] }).milliCpu).toBe(1000);
});

test('KUBELET-21: a sidecar counts beside the containers, and beside the init containers after it', () => {
  const sidecar = asking('s', '400m', { restartPolicy: 'Always' });
  const containers = [asking('a', '100m')];
  expect(requestsOf({ containers, initContainers: [sidecar] }).milliCpu).toBe(500);
  expect(requestsOf({ containers, initContainers: [sidecar, asking('i', '300m')] }).milliCpu).toBe(700);
  expect(requestsOf({ containers, initContainers: [asking('i', '300m'), sidecar] }).milliCpu).toBe(500);
});
