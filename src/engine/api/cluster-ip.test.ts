import { expect, test } from 'vitest';
import { clusterIpFor } from './cluster-ip.ts';

test('SVC-1: a Service gets an address of 10.96.0.0/12, the same one each time', () => {
  const address = clusterIpFor(7, 'default/web', new Set());
  expect(address).toMatch(/^10\.(9[6-9]|10\d|11[01])\.\d+\.\d+$/);
  expect(clusterIpFor(7, 'default/web', new Set())).toBe(address);
  expect(clusterIpFor(8, 'default/web', new Set())).not.toBe(address);
});

test('SVC-1: an address in use is not given twice', () => {
  const first = clusterIpFor(7, 'default/web', new Set());
  expect(clusterIpFor(7, 'default/web', new Set([first]))).not.toBe(first);
});
