// The starting world of scenario.md: namespaces, the Service `kubernetes`, a ServiceAccount and a ConfigMap in each namespace,
// and the nodes, already Ready. Written straight into the store at 0 ms.
import type { Author } from './api/store.ts';
import type { ApiContext } from './api/writes.ts';
import { nowText, put } from './api/writes.ts';
import type { NodeOptions } from './options.ts';
import { clusterIpOfKubernetes } from './api/cluster-ip.ts';
import type { ApiObject, Kind } from './kinds/kinds.ts';
import { apiVersionOf } from './kinds/kinds.ts';
import type { Condition, ObjectMeta } from './kinds/meta.ts';
import type { Node } from './kinds/node.ts';
import { randomUid } from './random.ts';

const namespaces = ['default', 'kube-node-lease', 'kube-public', 'kube-system'] as const;

const author = (rule: string): Author => ({ actor: 'cluster', cause: { input: 0 }, reason: { rule } });

/** Writes the starting world. */
export function buildWorld(api: ApiContext, nodes: readonly NodeOptions[]): void {
  for (const name of namespaces) buildNamespace(api, name);
  putNew(api, 'SVC-1', {
    kind: 'Service',
    metadata: { name: 'kubernetes', namespace: 'default', labels: { component: 'apiserver', provider: 'kubernetes' } },
    ...kubernetesService,
  });
  nodes.forEach((node, at) => buildNode(api, node, at + 1));
}

function buildNamespace(api: ApiContext, name: string): void {
  const labels = { 'kubernetes.io/metadata.name': name };
  putNew(api, 'DEF-7', {
    kind: 'Namespace',
    metadata: { name, labels },
    spec: { finalizers: ['kubernetes'] },
    status: { phase: 'Active' },
  });
  putNew(api, 'DEF-8', { kind: 'ServiceAccount', metadata: { name: 'default', namespace: name } });
  putNew(api, 'DEF-8', {
    kind: 'ConfigMap',
    metadata: { name: 'kube-root-ca.crt', namespace: name },
    data: { 'ca.crt': '(simulated certificate)' },
  });
}

const kubernetesService = {
  spec: {
    type: 'ClusterIP',
    clusterIP: clusterIpOfKubernetes,
    clusterIPs: [clusterIpOfKubernetes],
    ports: [{ name: 'https', port: 443, protocol: 'TCP', targetPort: 6443 }],
    sessionAffinity: 'None',
    internalTrafficPolicy: 'Cluster',
    ipFamilies: ['IPv4'],
    ipFamilyPolicy: 'SingleStack',
  },
  status: { loadBalancer: {} },
};

/** A node with its lease and its machine; number n has the address 192.0.2.n and the Pod network 10.244.n.0/24. */
function buildNode(api: ApiContext, options: NodeOptions, number: number): void {
  const { name } = options;
  const node = putNew(api, 'NODE-11', {
    kind: 'Node',
    metadata: { name, labels: nodeLabels(options), annotations: nodeAnnotations },
    spec: { podCIDR: `10.244.${number}.0/24`, ...(options.taints?.length ? { taints: options.taints } : {}) },
    status: nodeStatus(api, options, number),
  });
  putNew(api, 'NODE-1', {
    kind: 'Lease',
    metadata: {
      name,
      namespace: 'kube-node-lease',
      ownerReferences: [{ apiVersion: 'v1', kind: 'Node', name, uid: node.metadata.uid }],
    },
    // Without `renewTime`: it is being renewed (see kinds/lease.ts).
    spec: { holderIdentity: name, leaseDurationSeconds: 40 },
  });
  const machine = { node: name, powered: true, connected: true, kubeletRunning: true, boots: 0, images: [] };
  api.store.write('Machine', name, machine, author('NODE-1'));
}

/** NODE-12; a zone comes from the operator, a region does not. */
function nodeLabels({ name, zone, labels }: NodeOptions): Record<string, string> {
  return {
    'beta.kubernetes.io/arch': 'amd64',
    'beta.kubernetes.io/os': 'linux',
    'kubernetes.io/arch': 'amd64',
    'kubernetes.io/hostname': name,
    'kubernetes.io/os': 'linux',
    'topology.kubernetes.io/zone': zone,
    ...labels,
  };
}

const nodeAnnotations = {
  'node.alpha.kubernetes.io/ttl': '0',
  'volumes.kubernetes.io/controller-managed-attach-detach': 'true',
};

function nodeStatus(api: ApiContext, { name, cpu, memory, pods }: NodeOptions, number: number): Node['status'] {
  const capacity = { cpu, memory, pods: String(pods), 'ephemeral-storage': '50Gi' };
  return {
    capacity,
    allocatable: capacity,
    conditions: nodeConditions(nowText(api)),
    addresses: [
      { type: 'InternalIP', address: `192.0.2.${number}` },
      { type: 'Hostname', address: name },
    ],
    nodeInfo: {
      kubeletVersion: 'v1.36.2',
      operatingSystem: 'linux',
      architecture: 'amd64',
      osImage: 'simulated',
      kernelVersion: 'simulated',
      containerRuntimeVersion: 'simulated://1',
    },
  };
}

/** NODE-2 */
function nodeConditions(now: string): readonly Condition[] {
  const calm = (type: string, reason: string, message: string): Condition => ({
    type,
    status: 'False',
    lastHeartbeatTime: now,
    lastTransitionTime: now,
    reason,
    message,
  });
  return [
    calm('MemoryPressure', 'KubeletHasSufficientMemory', 'kubelet has sufficient memory available'),
    calm('DiskPressure', 'KubeletHasNoDiskPressure', 'kubelet has no disk pressure'),
    calm('PIDPressure', 'KubeletHasSufficientPID', 'kubelet has sufficient PID available'),
    { ...calm('Ready', 'KubeletReady', 'kubelet is posting ready status'), status: 'True' },
  ];
}

function putNew(
  api: ApiContext,
  rule: string,
  bare: { kind: Kind; metadata: Partial<ObjectMeta> & { name: string }; [field: string]: unknown },
): ApiObject {
  const revision = api.store.revision + 1;
  const uid = randomUid(api.seed, `${bare.kind}/${bare.metadata.namespace ?? ''}/${bare.metadata.name}/${revision}`);
  const metadata = { ...bare.metadata, uid, resourceVersion: String(revision), creationTimestamp: nowText(api) };
  const object = { apiVersion: apiVersionOf(bare.kind), ...bare, metadata } as unknown as ApiObject;
  return put(api, object, author(rule));
}
