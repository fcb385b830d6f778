// Invariants of endpoints: only Pods that deserve it, and all of them.
import type { Change, Endpoint, Pod, Service } from '../../engine/index.ts';
import { isReady, isTerminal } from './order.ts';
import type { World } from './world.ts';

/** What the endpoint controller says that is not so. */
export function networkFaults(change: Change, world: World): readonly string[] {
  if (change.kind !== 'EndpointSlice' || change.actor !== 'endpoint-slice-controller' || !change.after) return [];
  const { metadata, endpoints } = change.after;
  const name = metadata.labels?.['kubernetes.io/service-name'] ?? '';
  const service = world.get('Service', `default/${name}`);
  if (!service) return [`SVC-2: ${metadata.name} is written for ${name}, which is gone`];
  return endpointFaults(service, endpoints ?? [], world);
}

/** SVC-3, SVC-4 */
export function endpointFaults(
  service: Service,
  endpoints: readonly Endpoint[],
  world: Pick<World, 'pods' | 'get'>,
): readonly string[] {
  const publishes = service.spec.publishNotReadyAddresses === true;
  const deserving = world.pods.filter((pod) => selects(service.spec.selector, pod) && isBehind(pod, publishes, world));
  const wanted = deserving.map((pod) => lineOf(pod, publishes)).sort();
  const written = endpoints.map((endpoint) => lineOfEndpoint(endpoint)).sort();
  if (wanted.join() === written.join()) return [];
  return [
    `SVC-3: the endpoints of ${service.metadata.name} are ${written.join(', ')}; its Pods are ${wanted.join(', ')}`,
  ];
}

/** Whether labels of an object are all those of a map. */
export const selects = (
  selector: { readonly [key: string]: string } | undefined,
  { metadata }: { readonly metadata: { readonly labels?: { readonly [key: string]: string } } },
): boolean =>
  selector !== undefined && Object.entries(selector).every(([key, value]) => metadata.labels?.[key] === value);

const isBehind = (pod: Pod, publishes: boolean, world: Pick<World, 'get'>): boolean =>
  pod.status.podIP !== undefined &&
  !isTerminal(pod) &&
  (publishes || world.get('Node', pod.spec.nodeName ?? '') !== undefined);

function lineOf(pod: Pod, publishes: boolean): string {
  const serving = isReady(pod);
  const terminating = pod.metadata.deletionTimestamp !== undefined;
  const ready = publishes || (serving && !terminating);
  return `${pod.metadata.name} ${pod.metadata.uid} ${pod.status.podIP ?? ''} ${ready} ${serving} ${terminating}`;
}

const lineOfEndpoint = ({ addresses, conditions: { ready, serving, terminating }, targetRef }: Endpoint): string =>
  `${targetRef?.name ?? ''} ${targetRef?.uid ?? ''} ${addresses.join()} ${ready} ${serving} ${terminating}`;
