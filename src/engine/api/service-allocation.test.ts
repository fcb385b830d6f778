import { expect, test } from 'vitest';
import type { Service } from '../kinds/service.ts';
import { createRig } from '../testing/rig.ts';
import type { Rig } from '../testing/rig.ts';
import { isStatus } from './request.ts';
import { columnsOf } from './table-columns.ts';

const ask = (rig: Rig, verb: 'create' | 'update', name: string, spec: object): string => {
  const body = { apiVersion: 'v1', kind: 'Service', metadata: { name }, spec };
  const request = { kind: 'Service', namespace: 'default', name, body } as const;
  const answered = rig.ask(verb === 'create' ? { verb, ...request } : { verb, ...request });
  return isStatus(answered.body) ? (answered.body.message ?? '') : '';
};

const found = (rig: Rig, name = 'web'): Service['spec'] => rig.view.get('Service', `default/${name}`)?.spec ?? {};
const nodePorts = (rig: Rig, name = 'web') => found(rig, name).ports?.map(({ nodePort }) => nodePort);
const http = { name: 'http', port: 80 };
const admin = { name: 'admin', port: 81 };

test.each(['NodePort', 'LoadBalancer'])(
  'TBL-6: a Service of type %s has an address, and a port on every node',
  (type) => {
    const rig = createRig([]);
    expect(ask(rig, 'create', 'web', { type, ports: [http, { ...admin, nodePort: 30_001 }] })).toBe('');
    expect(found(rig)).toMatchObject({ clusterIP: expect.stringMatching(/^10\./), externalTrafficPolicy: 'Cluster' });
    const [first = 0, second] = nodePorts(rig) ?? [];
    expect(second).toBe(30_001);
    expect(first >= 30_086 && first <= 32_767).toBe(true);
    const service = rig.view.get('Service', 'default/web');
    const cells = service && columnsOf('Service').cells(service, 0);
    const external = type === 'LoadBalancer' ? '<pending>' : '<none>';
    expect(cells?.slice(3, 5)).toEqual([external, `80:${first}/TCP,81:30001/TCP`]);
  },
);

test('a load balancer that wants no ports of nodes gets none', () => {
  const rig = createRig([]);
  ask(rig, 'create', 'web', { type: 'LoadBalancer', allocateLoadBalancerNodePorts: false, ports: [http] });
  expect(nodePorts(rig)).toEqual([undefined]);
});

test('a Service keeps its ports when others come, and gives them back with its type', () => {
  const rig = createRig([]);
  ask(rig, 'create', 'web', { type: 'NodePort', ports: [http] });
  const [first] = nodePorts(rig) ?? [];
  expect(ask(rig, 'update', 'web', { type: 'NodePort', ports: [admin, http] })).toBe('');
  expect(nodePorts(rig)?.[1]).toBe(first);
  expect(nodePorts(rig)?.[0]).not.toBe(first);
  expect(ask(rig, 'update', 'web', { type: 'ClusterIP', ports: found(rig).ports })).toBe('');
  expect(nodePorts(rig)).toEqual([undefined, undefined]);
  expect(found(rig).externalTrafficPolicy).toBeUndefined();
});

test('a Service that led elsewhere gets an address when it no longer does', () => {
  const rig = createRig([]);
  ask(rig, 'create', 'web', { type: 'ExternalName', externalName: 'example.com' });
  expect(ask(rig, 'update', 'web', { type: 'ClusterIP', ports: [http] })).toBe('');
  expect(found(rig).clusterIP).toMatch(/^10\./);
});

test.each([
  [80, 'provided port is not in the valid range. The range of valid ports is 30000-32767'],
  [30_005, 'provided port is already allocated'],
])('port %d of the nodes cannot be had', (nodePort, detail) => {
  const rig = createRig([]);
  ask(rig, 'create', 'other', { type: 'NodePort', ports: [{ ...http, nodePort: 30_005 }] });
  expect(ask(rig, 'create', 'web', { type: 'NodePort', ports: [{ ...http, nodePort }] })).toBe(
    `Service "web" is invalid: spec.ports[0].nodePort: Invalid value: ${nodePort}: ${detail}`,
  );
});
