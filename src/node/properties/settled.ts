// What must hold once nothing is broken any more and the cluster has come to rest.
import type { Cluster, Pod, View } from '../../engine/index.ts';
import { isHealthy } from './order.ts';
import { tend } from './play.ts';
import type { Shape } from './story.ts';

/** The longest back-off of a queue (STS-Q-9) twice, and the eviction and force detach before it. */
const patienceMs = 3_600_000;
const lookMs = 30_000;

/**
 * Lets time pass until the cluster is at rest, tending it now and then. Gives whether it came to rest within an hour of
 * cluster time.
 */
export function settle(cluster: Cluster, shape: Shape, look: () => void): boolean {
  const endMs = cluster.nowMs + patienceMs;
  while (cluster.nowMs < endMs) {
    cluster.advanceTo(cluster.nowMs + lookMs);
    look();
    if (!tend(cluster, shape) && cluster.isSettled()) return true;
  }
  return false;
}

/** What is wrong with a cluster at rest. */
export function restFaults({ head }: Cluster): readonly string[] {
  const set = head.get('StatefulSet', 'default/web');
  if (!set) return ['the set is gone'];
  const replicas = set.spec.replicas ?? 1;
  const pods = head.list('Pod', 'default');
  const names = pods.map(({ metadata }) => metadata.name).join();
  const wanted = Array.from({ length: replicas }, (_, ordinal) => `web-${ordinal}`).join();
  return [
    ...(names === wanted ? [] : [`there are the Pods ${names} instead of ${wanted}`]),
    ...pods.filter((pod) => !isHealthy(pod)).map(({ metadata }) => `${metadata.name} is not Ready`),
    ...pods.flatMap((pod) => podFaults(pod, head)),
    ...statusFaults(head, pods),
    ...endpointFaults(head, pods),
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
function statusFaults(view: View, pods: readonly Pod[]): readonly string[] {
  const set = view.get('StatefulSet', 'default/web');
  if (!set) return [];
  const { status, metadata, spec } = set;
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
  const written = Object.fromEntries(Object.keys(counted).map((name) => [name, valueOf(status, name)]));
  const faults = JSON.stringify(written) === JSON.stringify(counted) ? [] : [stated(written, counted)];
  const outdated = spec.updateStrategy?.type === 'RollingUpdate' && counted.updatedReplicas !== pods.length;
  return outdated ? [...faults, `only ${counted.updatedReplicas} of ${pods.length} Pods are updated`] : faults;
}

const valueOf = (status: object, name: string): unknown => Object.entries(status).find(([at]) => at === name)?.[1] ?? 0;

const stated = (written: object, counted: object): string =>
  `the status says ${JSON.stringify(written)}, the Pods say ${JSON.stringify(counted)}`;

/** Every Ready Pod is an endpoint, and nothing else. */
function endpointFaults(view: View, pods: readonly Pod[]): readonly string[] {
  const slices = view.labelled('EndpointSlice', 'default', { 'kubernetes.io/service-name': 'web' });
  const ready = slices.flatMap(({ endpoints }) =>
    (endpoints ?? []).flatMap(({ conditions, targetRef }) => (conditions?.ready ? (targetRef?.name ?? '?') : [])),
  );
  const names = pods.map(({ metadata }) => metadata.name);
  return ready.sort().join() === names.join() ? [] : [`endpoints are ${ready.join()}, Pods ${names.join()}`];
}
