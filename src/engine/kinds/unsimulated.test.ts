import { expect, test } from 'vitest';
import { definitions } from './definitions.ts';
import type { Node } from './node.ts';
import type { Pod } from './pod.ts';
import type { Service } from './service.ts';
import { container, metadata, pod, service, statefulSet, template } from './testing/samples.ts';

/** `path feature` of each. */
const shown = (missing: readonly { readonly path: string; readonly feature: string }[]): readonly string[] =>
  missing.map(({ path, feature }) => `${path} ${feature}`);

const inPod = (spec: object, old?: Pod): readonly string[] =>
  shown(definitions.Pod.notSimulated(definitions.Pod.withDefaults(pod(spec)), old));

const inSet = (spec: object): readonly string[] =>
  shown(definitions.StatefulSet.notSimulated(definitions.StatefulSet.withDefaults(statefulSet(spec))));

test('what is simulated is not named', () => {
  const volumes = ['emptyDir', 'configMap', 'secret', 'projected', 'downwardAPI'].map((name) => ({ name, [name]: {} }));
  const readinessProbe = { httpGet: { port: 80 }, initialDelaySeconds: 3 };
  const resources = { requests: { cpu: '1' }, limits: { memory: '1Gi' } };
  const spec = {
    containers: [{ ...container, readinessProbe, resources }],
    volumes,
    tolerations: [{ operator: 'Exists' }],
    nodeSelector: { a: 'b' },
    terminationGracePeriodSeconds: 1,
    affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [] } } },
  };
  expect(inPod(spec)).toEqual([]);
  expect(
    inSet({ template: { ...template, spec }, updateStrategy: { type: 'OnDelete' }, podManagementPolicy: 'Parallel' }),
  ).toEqual([]);
});

test.each([
  [{ runtimeClassName: 'slow' }, 'spec.runtimeClassName runtime-class'],
  [{ containers: [{ ...container, restartPolicy: 'Never' }] }, 'spec.containers[0].restartPolicy container-restart'],
  [{ volumes: [{ name: 'a', nfs: {} }] }, 'spec.volumes[0].nfs volume-type'],
])('a Pod with %j', (spec, expected) => {
  expect(inPod(spec)).toEqual([expected]);
});

test.each([
  [
    { template: { ...template, spec: { ...template.spec, runtimeClassName: 'slow' } } },
    'spec.template.spec.runtimeClassName runtime-class',
  ],
])('a set with %j', (spec, expected) => {
  expect(inSet(spec)).toEqual([expected]);
});

test('what is stored already is not named again', () => {
  const old = definitions.Pod.withDefaults(pod({ runtimeClassName: 'slow' }));
  expect(inPod({ runtimeClassName: 'slow' }, old)).toEqual([]);
});

test('a Service with addresses from outside', () => {
  expect(shown(definitions.Service.notSimulated(service({ externalIPs: ['192.0.2.9'] })))).toEqual([
    'spec.externalIPs external-ips',
  ]);
});

test('a Service with a cluster address, and a headless one, are simulated', () => {
  const specs: readonly Service['spec'][] = [
    {},
    { type: 'NodePort' },
    { type: 'LoadBalancer' },
    { clusterIP: 'None' },
    { clusterIP: 'None', selector: { a: 'b' } },
  ];
  for (const spec of specs)
    expect(definitions.Service.notSimulated(definitions.Service.withDefaults(service(spec)))).toEqual([]);
});

test('nodes come from the scenario; those that are there may be tainted', () => {
  const node = (effect: 'NoSchedule' | 'NoExecute'): Node => ({
    apiVersion: 'v1',
    kind: 'Node',
    metadata,
    spec: { taints: [{ key: 'a', effect }] },
    status: {},
  });
  const { notSimulated } = definitions.Node;
  expect(shown(notSimulated(node('NoSchedule')))).toEqual(['kind machines']);
  expect(notSimulated(node('NoSchedule'), { ...node('NoSchedule'), spec: {} })).toEqual([]);
  expect(notSimulated(node('NoExecute'), node('NoSchedule'))).toEqual([]);
});
