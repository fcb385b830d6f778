import { expect, test } from 'vitest';
import { definitions } from './definitions.ts';
import { pullPolicyFor } from './container-defaults.ts';
import { podStatusWithDefaults, qosClassOf } from './pod-defaults.ts';
import type { Pod } from './pod.ts';
import type { StatefulSet } from './stateful-set.ts';
import { container, metadata, pod, service, statefulSet as set } from './testing/samples.ts';

const defaultedSet = (spec: Partial<StatefulSet['spec']>, gates = {}, old?: StatefulSet): StatefulSet['spec'] =>
  definitions.StatefulSet.withDefaults(set(spec), gates, old).spec;

test.each([
  ['nginx', 'Always'],
  ['nginx:latest', 'Always'],
  ['nginx:1.25', 'IfNotPresent'],
  ['example.com:5000/nginx', 'Always'],
  ['example.com:5000/nginx:1', 'IfNotPresent'],
  [`nginx@sha256:${'a'.repeat(64)}`, 'IfNotPresent'],
])('DEF-1: %s is pulled %s', (image, policy) => {
  expect(pullPolicyFor(image)).toBe(policy);
});

test('DEF-1: a Pod requests what it is limited to; a template is left as it is', () => {
  const limited = { ...container, resources: { limits: { cpu: '1', memory: '1Gi' }, requests: { cpu: '500m' } } };
  const { containers } = definitions.Pod.withDefaults(pod({ containers: [limited] })).spec;
  expect(containers[0]?.resources?.requests).toEqual({ cpu: '500m', memory: '1Gi' });
  const { template } = defaultedSet({ template: { spec: { containers: [limited] } } });
  expect(template.spec.containers[0]?.resources?.requests).toEqual({ cpu: '500m' });
});

test('DEF-2: a Pod is linked to Services, a template says nothing of it', () => {
  expect(definitions.Pod.withDefaults(pod()).spec).toMatchObject({
    restartPolicy: 'Always',
    dnsPolicy: 'ClusterFirst',
    schedulerName: 'default-scheduler',
    securityContext: {},
    terminationGracePeriodSeconds: 30,
    enableServiceLinks: true,
  });
  expect(defaultedSet({}).template.spec.enableServiceLinks).toBeUndefined();
});

test('DEF-3: probes have their times, and an HTTP probe its path and scheme', () => {
  const readinessProbe = { httpGet: { port: 80 }, periodSeconds: 3, timeoutSeconds: 0 };
  const { containers } = definitions.Pod.withDefaults(pod({ containers: [{ ...container, readinessProbe }] })).spec;
  expect(containers[0]?.readinessProbe).toEqual({
    httpGet: { port: 80, path: '/', scheme: 'HTTP' },
    timeoutSeconds: 1,
    periodSeconds: 3,
    successThreshold: 1,
    failureThreshold: 3,
  });
});

test('STS-DEF-1, STS-DEF-4: policies', () => {
  const spec = defaultedSet({ persistentVolumeClaimRetentionPolicy: { whenScaled: 'Delete' } });
  expect(spec.podManagementPolicy).toBe('OrderedReady');
  expect(spec.persistentVolumeClaimRetentionPolicy).toEqual({ whenDeleted: 'Retain', whenScaled: 'Delete' });
});

test('STS-DEF-2: without a type the strategy gets its rollingUpdate', () => {
  expect(defaultedSet({}).updateStrategy).toEqual({ type: 'RollingUpdate', rollingUpdate: { partition: 0 } });
  expect(defaultedSet({ updateStrategy: { rollingUpdate: { partition: 2 } } }).updateStrategy).toEqual({
    type: 'RollingUpdate',
    rollingUpdate: { partition: 2 },
  });
});

test('STS-DEF-3: with a written type rollingUpdate stays away', () => {
  const updateStrategy = { type: 'RollingUpdate' } as const;
  expect(defaultedSet({ updateStrategy }).updateStrategy).toBe(updateStrategy);
});

test('STS-DEF-5: volumes of files get their mode, a volume without a source is an empty directory', () => {
  const volumes = [{ name: 'a', configMap: { name: 'x' } }, { name: 'b' }];
  const { template } = defaultedSet({ template: { spec: { containers: [container], volumes } } });
  expect(template.spec.volumes).toEqual([
    { name: 'a', configMap: { name: 'x', defaultMode: 420 } },
    { name: 'b', emptyDir: {} },
  ]);
});

test('STS-DEF-5: a variable from a field names the version of its path', () => {
  const env = [
    { name: 'POD', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
    { name: 'A', value: 'b' },
  ];
  const { template } = defaultedSet({ template: { spec: { containers: [{ ...container, env }] } } });
  expect(template.spec.containers[0]?.env).toEqual([
    { name: 'POD', valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.name' } } },
    { name: 'A', value: 'b' },
  ]);
});

test('STS-DEF-6: a claim template is a whole claim', () => {
  const volumeClaimTemplates = [{ metadata: { name: 'data' }, spec: { resources: { requests: { storage: '1Gi' } } } }];
  expect(defaultedSet({ volumeClaimTemplates }).volumeClaimTemplates).toEqual([
    {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name: 'data' },
      spec: { resources: { requests: { storage: '1Gi' } }, volumeMode: 'Filesystem' },
      status: { phase: 'Pending' },
    },
  ]);
});

test('STS-GATE-1: maxUnavailable is dropped while its gate is off, unless it is stored already', () => {
  const updateStrategy = { rollingUpdate: { maxUnavailable: 'abc' } };
  expect(defaultedSet({ updateStrategy }).updateStrategy?.rollingUpdate).toEqual({ partition: 0 });
  const stored = set({ updateStrategy: { rollingUpdate: { maxUnavailable: 2 } } });
  expect(defaultedSet({ updateStrategy }, {}, stored).updateStrategy?.rollingUpdate).toEqual({
    partition: 0,
    maxUnavailable: 'abc',
  });
});

test('STS-GATE-2: with the gate on maxUnavailable is 1', () => {
  const spec = defaultedSet({}, { MaxUnavailableStatefulSet: true });
  expect(spec.updateStrategy?.rollingUpdate).toEqual({ partition: 0, maxUnavailable: 1 });
});

test('DEF-5: a headless Service without a selector has both families', () => {
  const { spec } = definitions.Service.withDefaults(service({ clusterIP: 'None' }));
  expect(spec).toMatchObject({
    clusterIPs: ['None'],
    ipFamilyPolicy: 'RequireDualStack',
    ipFamilies: ['IPv4', 'IPv6'],
    internalTrafficPolicy: 'Cluster',
  });
});

test('DEF-5: a port is TCP and leads to the same port', () => {
  const { spec } = definitions.Service.withDefaults(service({ selector: { app: 'web' }, ports: [{ port: 80 }] }));
  expect(spec.ports).toEqual([{ port: 80, protocol: 'TCP', targetPort: 80 }]);
  expect(spec.ipFamilies).toEqual(['IPv4']);
});

test('DEF-5: a Service keeps its address when an update does not name it', () => {
  const old = service({ type: 'ClusterIP', clusterIP: '10.96.0.9', clusterIPs: ['10.96.0.9'] });
  const { spec } = definitions.Service.withDefaults(service({ ports: [{ port: 80 }] }), {}, old);
  expect(spec).toMatchObject({ clusterIP: '10.96.0.9', clusterIPs: ['10.96.0.9'] });
});

test('DEF-6: a storage class deletes and binds at once', () => {
  const given = { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', metadata, provisioner: 'p' } as const;
  expect(definitions.StorageClass.withDefaults(given)).toEqual({
    ...given,
    reclaimPolicy: 'Delete',
    volumeBindingMode: 'Immediate',
  });
});

test('DEF-6: a volume of the operator is kept, and its host path has a type', () => {
  const given = {
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata,
    spec: { hostPath: { path: '/x' } },
    status: {},
  } as const;
  expect(definitions.PersistentVolume.withDefaults(given).spec).toEqual({
    hostPath: { path: '/x', type: '' },
    persistentVolumeReclaimPolicy: 'Retain',
    volumeMode: 'Filesystem',
  });
});

test.each([
  ['BestEffort', {}],
  ['Burstable', { requests: { cpu: '1' } }],
  ['Burstable', { limits: { cpu: '1' } }],
  ['Guaranteed', { limits: { cpu: '1', memory: '1Gi' } }],
  ['Guaranteed', { limits: { cpu: '1', memory: '1Gi' }, requests: { cpu: '1000m', memory: '1024Mi' } }],
  ['Burstable', { limits: { cpu: '1', memory: '1Gi' }, requests: { cpu: '500m' } }],
])('DEF-14: %s with %j', (qosClass, resources) => {
  expect(qosClassOf({ containers: [{ ...container, resources }] })).toBe(qosClass);
});

test.each(['Pod', 'StatefulSet', 'Service'] as const)('a complete %s comes back as the same object', (kind) => {
  if (kind === 'Pod') expectSame((object) => definitions.Pod.withDefaults(object), pod({ volumes: [{ name: 'x' }] }));
  if (kind === 'StatefulSet') expectSame((object) => definitions.StatefulSet.withDefaults(object), set());
  if (kind === 'Service')
    expectSame((object) => definitions.Service.withDefaults(object), service({ clusterIP: 'None' }));
});

function expectSame<T>(withDefaults: (object: T) => T, object: T): void {
  const full = withDefaults(object);
  expect(full).not.toBe(object);
  expect(withDefaults(full)).toBe(full);
}

test('DEF-9, DEF-10: an update that leaves out what admission added gets it again', () => {
  const added = [
    { key: 'node.kubernetes.io/not-ready', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 300 },
    { key: 'node.kubernetes.io/unreachable', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 300 },
  ] as const;
  const old = pod({ priority: 0, preemptionPolicy: 'PreemptLowerPriority', tolerations: added });
  const updated = (spec: Partial<Pod['spec']>): Pod['spec'] => definitions.Pod.withDefaults(pod(spec), {}, old).spec;
  expect(updated({})).toMatchObject({ priority: 0, preemptionPolicy: 'PreemptLowerPriority', tolerations: added });
  const everything = [{ operator: 'Exists' }] as const;
  expect(updated({ tolerations: everything }).tolerations).toEqual(everything);
  const own = [{ key: 'node.kubernetes.io/unreachable', operator: 'Exists' }] as const;
  expect(updated({ tolerations: own }).tolerations).toEqual([...own, added[0]]);
});

test('a Pod in the network of its node has the ports there that its containers have; a template leaves them open', () => {
  const ports = [{ containerPort: 80 }, { containerPort: 81, hostPort: 81 }];
  const spec = { hostNetwork: true, containers: [{ ...container, ports }] };
  const { containers } = definitions.Pod.withDefaults(pod(spec)).spec;
  expect(containers[0]?.ports?.map(({ hostPort }) => hostPort)).toEqual([80, 81]);
  const { template } = defaultedSet({ template: { spec } });
  expect(template.spec.containers[0]?.ports?.map(({ hostPort }) => hostPort)).toEqual([undefined, 81]);
});

test('KUBELET-59: a container whose status somebody wrote half has a state all the same', () => {
  const half = { name: 'c', restartCount: 2 } as unknown as NonNullable<Pod['status']['containerStatuses']>[number];
  const whole = { name: 'c', state: {}, lastState: {}, ready: false, restartCount: 2, image: '', imageID: '' };
  const status = { containerStatuses: [half], initContainerStatuses: [half] };
  const filled = podStatusWithDefaults(status);
  expect(filled).toEqual({ containerStatuses: [whole], initContainerStatuses: [whole] });
  expect(podStatusWithDefaults(filled)).toBe(filled);
});
