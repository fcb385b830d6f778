// What must hold once nothing is broken any more and the cluster has come to rest.
import type { Cluster, Pod, StatefulSet, View } from '../../engine/index.ts';
import { isRule } from './bookkeeping.ts';
import { tend } from './mend.ts';
import { endpointFaults } from './network.ts';
import { isHealthy, rangeOf } from './order.ts';
import { nodeNames } from './story.ts';
import type { Story } from './story.ts';

/** The longest back-off of a queue (STS-Q-9) twice, and the eviction and force detach before it. */
const patienceMs = 3_600_000;
const lookMs = 30_000;

/**
 * Lets time pass until the cluster is at rest, tending it now and then. Gives whether it came to rest within an hour of
 * cluster time; `look` says no when it has seen enough.
 */
export function settle(cluster: Cluster, story: Story, look: () => boolean): boolean {
  const endMs = cluster.nowMs + patienceMs;
  while (cluster.nowMs < endMs) {
    cluster.advanceTo(cluster.nowMs + lookMs);
    if (!look()) return false;
    if (!tend(cluster, story) && cluster.isSettled()) return true;
  }
  return false;
}

/** What is wrong with a cluster at rest. */
export function restFaults(cluster: Cluster): readonly string[] {
  const { head } = cluster;
  const set = head.get('StatefulSet', 'default/web');
  if (!set) return ['the set is gone'];
  const pods = head.list('Pod', 'default');
  const own = pods.filter(({ metadata }) => metadata.ownerReferences?.some(({ uid }) => uid === set.metadata.uid));
  const names = own.map(({ metadata }) => metadata.name).join();
  const wanted = rangeOf(set)
    .map((ordinal) => `web-${ordinal}`)
    .join();
  return [
    ...(names === wanted ? [] : [`there are the Pods ${names} instead of ${wanted}`]),
    ...pods.filter((pod) => !isHealthy(pod)).map(({ metadata }) => `${metadata.name} is not Ready`),
    ...pods.flatMap((pod) => podFaults(pod, head)),
    ...setFaults(set, own),
    ...frontFaults(head, pods),
    ...serviceFaults(head, pods),
    ...budgetFaults(head, pods),
    ...nodeFaults(head),
    ...attachmentFaults(head, pods),
    ...waitFaults(cluster),
  ];
}

function podFaults({ metadata: { uid, name }, spec }: Pod, view: View): readonly string[] {
  const sandbox = view.sandbox(uid);
  const runs = sandbox?.processes.some(({ exitAtMs }) => exitAtMs === undefined || exitAtMs > view.cursor.ms) ?? false;
  if (!sandbox || !runs || sandbox.node !== spec.nodeName)
    return [`${name} is Ready, and nothing of it runs on ${spec.nodeName}`];
  return (spec.volumes ?? []).flatMap(({ persistentVolumeClaim: source }) => {
    if (!source) return [];
    const claim = view.get('PersistentVolumeClaim', `default/${source.claimName}`);
    if (claim?.status.phase !== 'Bound') return [`the claim ${source.claimName} is not Bound`];
    const volume = claim.spec.volumeName ?? '';
    return sandbox.mounted.includes(volume) ? [] : [`${name} runs without ${volume}`];
  });
}

/** STS-STAT: the counts are those of the Pods. */
function setFaults({ status, metadata, spec }: StatefulSet, pods: readonly Pod[]): readonly string[] {
  const of = (revision?: string): number =>
    pods.filter((pod) => pod.metadata.labels?.['controller-revision-hash'] === revision).length;
  const counted = {
    observedGeneration: metadata.generation ?? 0,
    replicas: pods.length,
    readyReplicas: pods.filter(isHealthy).length,
    availableReplicas: pods.filter(isHealthy).length,
    currentReplicas: of(status.currentRevision),
    updatedReplicas: of(status.updateRevision),
  };
  const faults = differences('web', status, counted);
  const outdated = spec.updateStrategy?.type === 'RollingUpdate' && counted.updatedReplicas !== pods.length;
  return outdated ? [...faults, `only ${counted.updatedReplicas} of ${pods.length} Pods are updated`] : faults;
}

function differences(name: string, status: object, counted: object): readonly string[] {
  const written = Object.fromEntries(Object.keys(counted).map((field) => [field, valueOf(status, field)]));
  if (JSON.stringify(written) === JSON.stringify(counted)) return [];
  return [`the status of ${name} says ${JSON.stringify(written)}, the Pods say ${JSON.stringify(counted)}`];
}

const valueOf = (status: object, name: string): unknown => Object.entries(status).find(([at]) => at === name)?.[1] ?? 0;

/** Deployments and ReplicaSets have what they ask for. */
function frontFaults(view: View, pods: readonly Pod[]): readonly string[] {
  const sets = view.list('ReplicaSet', 'default');
  const ofSets = sets.flatMap(({ metadata, spec, status }) => {
    const own = pods.filter((pod) => pod.metadata.ownerReferences?.some(({ uid }) => uid === metadata.uid)).length;
    const counted = { replicas: own, readyReplicas: own, availableReplicas: own };
    const wrong = own === (spec.replicas ?? 1) ? [] : [`${metadata.name} has ${own} of ${spec.replicas} Pods`];
    return [...wrong, ...differences(metadata.name, status, counted)];
  });
  const ofDeployments = view.list('Deployment', 'default').flatMap(({ metadata, spec, status }) => {
    const wished = spec.replicas ?? 1;
    const counted = { observedGeneration: metadata.generation ?? 0, replicas: wished, updatedReplicas: wished };
    return differences(metadata.name, status, { ...counted, readyReplicas: wished, availableReplicas: wished });
  });
  return [...ofSets, ...ofDeployments];
}

/** Every Service that selects Pods has them as endpoints, and nothing else. */
function serviceFaults(view: View, pods: readonly Pod[]): readonly string[] {
  return view.list('Service', 'default').flatMap((service) => {
    const labels = { 'kubernetes.io/service-name': service.metadata.name };
    const slices = view.labelled('EndpointSlice', 'default', labels);
    if (!service.spec.selector || service.spec.type === 'ExternalName')
      return slices.length === 0 ? [] : [`SVC-7: ${service.metadata.name} has endpoints`];
    const endpoints = slices.flatMap((slice) => slice.endpoints ?? []);
    return endpointFaults(service, endpoints, { pods, get: (kind, key) => view.get(kind, key) });
  });
}

/** PDB-4 */
function budgetFaults(view: View, pods: readonly Pod[]): readonly string[] {
  const currentHealthy = pods.filter((pod) => pod.metadata.labels?.['app'] === 'web' && isHealthy(pod)).length;
  return view.list('PodDisruptionBudget', 'default').flatMap(({ metadata, status }) => {
    const observedGeneration = metadata.generation ?? 0;
    return differences(metadata.name, status, { observedGeneration, currentHealthy, disruptedPods: 0 });
  });
}

/** NODE-5: nodes are Ready again, and nothing keeps Pods away from them. */
const nodeFaults = (view: View): readonly string[] =>
  nodeNames.flatMap((name) => {
    const node = view.get('Node', name);
    const isUp = node?.status.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True') ?? false;
    const taints = node?.spec.taints ?? [];
    return isUp && taints.length === 0 ? [] : [`${name} is ${isUp ? '' : 'not '}Ready, with ${JSON.stringify(taints)}`];
  });

/** VOL-42: a volume is attached where a Pod uses it, and nowhere else. */
function attachmentFaults(view: View, pods: readonly Pod[]): readonly string[] {
  const used = new Set(
    pods.flatMap(({ spec }) =>
      (spec.volumes ?? []).flatMap(({ persistentVolumeClaim: source }) => {
        const claim = source && view.get('PersistentVolumeClaim', `default/${source.claimName}`);
        return claim ? [`${claim.spec.volumeName ?? ''} on ${spec.nodeName ?? ''}`] : [];
      }),
    ),
  );
  return view.list('VolumeAttachment').flatMap(({ spec, status }) => {
    const what = `${spec.source.persistentVolumeName} on ${spec.nodeName}`;
    return used.has(what) && status.attached ? [] : [`VOL-42: ${what} is attached for nobody`];
  });
}

const waitFaults = (cluster: Cluster): readonly string[] =>
  cluster
    .waits()
    .filter(({ reason }) => !isRule(reason.rule))
    .map(({ component, reason }) => `${component} waits for ${reason.rule}, which is no rule`);
