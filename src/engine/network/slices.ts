// What has to change in the EndpointSlices of a Service: an endpoint stays in the slice it is in, a new one goes where there is
// room, at most a hundred to a slice (SVC-2 to SVC-7).
import { equal } from '../api/equality.ts';
import type { View } from '../api/view.ts';
import type { Endpoint, EndpointSlice } from '../kinds/endpoint-slice.ts';
import { keyOf } from '../kinds/kinds.ts';
import type { Pod } from '../kinds/pod.ts';
import type { Service, ServicePort } from '../kinds/service.ts';
import type { Backends } from './backends.ts';

const mostEndpoints = 100;

type Ports = NonNullable<EndpointSlice['ports']>;

/** A slice that is being changed; without `slice` a new one. */
export interface SliceEdit {
  readonly slice?: EndpointSlice;
  readonly endpoints: Endpoint[];
  ports: Ports;
  /** Uids of the Pods that were not in it before. */
  readonly added: string[];
}

/** The slices to be written for the Pods that changed. An edit without endpoints is a slice that is no longer needed. */
export function sliceEdits(
  service: Service,
  backends: Backends,
  standing: readonly EndpointSlice[],
  view: View,
): readonly SliceEdit[] {
  const plan = new Plan(standing);
  const added: Pod[] = [];
  for (const uid of backends.dirty) {
    const pod = backends.pods.get(uid);
    const key = backends.places.get(uid) ?? '';
    const fits = pod && plan.has(key) && equal(plan.portsOf(key), portsOf(service, pod));
    if (fits) plan.replace(key, uid, endpointOf(pod, service, view));
    else {
      plan.remove(key, uid);
      backends.places.delete(uid);
      if (pod) added.push(pod);
    }
  }
  for (const pod of added) plan.add(portsOf(service, pod), pod.metadata.uid, endpointOf(pod, service, view));
  backends.dirty.clear();
  return plan.edits();
}

/** The edits so far, over the slices as they stand. */
class Plan {
  readonly #standing = new Map<string, EndpointSlice>();
  readonly #edits = new Map<string, SliceEdit>();

  constructor(standing: readonly EndpointSlice[]) {
    for (const slice of standing) this.#standing.set(keyOf(slice), slice);
  }

  has(key: string): boolean {
    return this.#standing.has(key);
  }

  portsOf(key: string): EndpointSlice['ports'] | undefined {
    return this.#edits.get(key)?.ports ?? this.#standing.get(key)?.ports;
  }

  replace(key: string, uid: string, endpoint: Endpoint): void {
    const { endpoints } = this.#edit(key);
    const at = endpoints.findIndex(({ targetRef }) => targetRef?.uid === uid);
    if (at < 0) endpoints.push(endpoint);
    else endpoints[at] = endpoint;
  }

  remove(key: string, uid: string): void {
    if (!this.#standing.has(key)) return;
    const { endpoints } = this.#edit(key);
    const at = endpoints.findIndex(({ targetRef }) => targetRef?.uid === uid);
    if (at >= 0) endpoints.splice(at, 1);
  }

  /** Into the first slice with the same ports and room, an empty one, or a new one. */
  add(ports: Ports, uid: string, endpoint: Endpoint): void {
    const edit = this.#withRoom(ports) ?? this.#newEdit(ports);
    edit.ports = ports;
    edit.endpoints.push(endpoint);
    edit.added.push(uid);
  }

  edits(): readonly SliceEdit[] {
    return [...this.#edits.values()];
  }

  #withRoom(ports: Ports): SliceEdit | undefined {
    for (const [key, slice] of this.#standing) {
      const edit = this.#edits.get(key);
      const count = (edit?.endpoints ?? slice.endpoints ?? []).length;
      const fits = count === 0 || equal(edit?.ports ?? slice.ports, ports);
      if (fits && count < mostEndpoints) return this.#edit(key);
    }
    return [...this.#edits.values()].find(
      (edit) => !edit.slice && edit.endpoints.length < mostEndpoints && equal(edit.ports, ports),
    );
  }

  #newEdit(ports: Ports): SliceEdit {
    const edit: SliceEdit = { endpoints: [], ports, added: [] };
    this.#edits.set(`new ${this.#edits.size}`, edit);
    return edit;
  }

  #edit(key: string): SliceEdit {
    const slice = this.#standing.get(key);
    const found = this.#edits.get(key) ?? {
      ...(slice ? { slice } : {}),
      endpoints: [...(slice?.endpoints ?? [])],
      ports: slice?.ports ?? [],
      added: [],
    };
    this.#edits.set(key, found);
    return found;
  }
}

/** SVC-6: a named targetPort is looked up in each Pod, so Pods may differ. */
const portsOf = (service: Service, pod: Pod): Ports =>
  (service.spec.ports ?? []).flatMap((port) => portOf(port, pod) ?? []);

function portOf(port: ServicePort, pod: Pod): Ports[number] | undefined {
  const { name = '', protocol = 'TCP', appProtocol, targetPort = port.port } = port;
  const number = typeof targetPort === 'number' ? targetPort : containerPort(targetPort, protocol, pod);
  return number === undefined
    ? undefined
    : { name, port: number, protocol, ...(appProtocol === undefined ? {} : { appProtocol }) };
}

const containerPort = (name: string, protocol: string, { spec }: Pod): number | undefined =>
  spec.containers
    .flatMap(({ ports = [] }) => ports)
    .find((port) => port.name === name && (port.protocol ?? 'TCP') === protocol)?.containerPort;

/** SVC-4, SVC-5 */
function endpointOf(pod: Pod, service: Service, view: View): Endpoint {
  const { name, namespace, uid, deletionTimestamp } = pod.metadata;
  const { nodeName, hostname, subdomain } = pod.spec;
  const serving = pod.status.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True') === true;
  const terminating = deletionTimestamp !== undefined;
  const ready = service.spec.publishNotReadyAddresses === true || (serving && !terminating);
  const zone = view.get('Node', nodeName ?? '')?.metadata.labels?.['topology.kubernetes.io/zone'];
  const isNamed = hostname !== undefined && subdomain === service.metadata.name;
  return {
    addresses: [pod.status.podIP ?? ''],
    conditions: { ready, serving, terminating },
    ...(isNamed ? { hostname } : {}),
    ...(nodeName === undefined ? {} : { nodeName }),
    ...(zone === undefined ? {} : { zone }),
    targetRef: { kind: 'Pod', ...(namespace === undefined ? {} : { namespace }), name, uid },
  };
}
