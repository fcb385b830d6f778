// What the server gives a Service besides its defaults: an address of its own (SVC-1), and ports on every node (TBL-6).
import { invalidValue } from '../kinds/field-error.ts';
import type { FieldError } from '../kinds/field-error.ts';
import { keyOf } from '../kinds/kinds.ts';
import type { ApiObject } from '../kinds/kinds.ts';
import type { Service, ServicePort } from '../kinds/service.ts';
import { random } from '../random.ts';
import { clusterIpFor } from './cluster-ip.ts';
import type { View } from './view.ts';

interface Context {
  readonly store: { readonly head: View };
  readonly seed: number;
}

/** The object, a Service with all it needs; `old` on an update. Expects a defaulted object. */
export function withAllocations(object: ApiObject, context: Context, old?: ApiObject): ApiObject {
  if (object.kind !== 'Service' || object === old) return object;
  return withNodePorts(withClusterIp(object, context), context, old?.kind === 'Service' ? old.spec : undefined);
}

/** SVC-1: a Service that is not headless gets an address of its own. */
function withClusterIp(service: Service, { store, seed }: Context): Service {
  if (service.spec.type === 'ExternalName' || service.spec.clusterIP) return service;
  const taken = new Set(store.head.list('Service').flatMap(({ spec }) => spec.clusterIPs ?? []));
  const address = clusterIpFor(seed, keyOf(service), taken);
  return { ...service, spec: { ...service.spec, clusterIP: address, clusterIPs: [address] } };
}

const lowest = 30_000;
const count = 2_768;
/** The lowest ports are left for those that are asked for by number, as the real allocator does. */
const reserved = 86;

const needsNodePorts = ({ type, allocateLoadBalancerNodePorts }: Service['spec']): boolean =>
  type === 'NodePort' || (type === 'LoadBalancer' && allocateLoadBalancerNodePorts !== false);

const portsOf = (spec: Service['spec'] | undefined): readonly number[] =>
  (spec?.ports ?? []).flatMap(({ nodePort }) => nodePort || []);

/** A port that had one keeps it, others get a free one; a Service of another type gives back what it did not ask for. */
function withNodePorts(service: Service, { store, seed }: Context, old: Service['spec'] | undefined): Service {
  const { spec } = service;
  const had = old && needsNodePorts(old) ? old : undefined;
  if (!needsNodePorts(spec)) return had ? withoutNodePorts(service, had) : service;
  if (!spec.ports || spec.ports.every(({ nodePort }) => nodePort)) return service;
  const taken = new Set([...store.head.list('Service').flatMap((other) => portsOf(other.spec)), ...portsOf(spec)]);
  const ports = spec.ports.map((port): ServicePort => {
    if (port.nodePort) return port;
    const kept = had?.ports?.find(({ name }) => (name ?? '') === (port.name ?? ''))?.nodePort;
    const nodePort =
      kept && !portsOf(spec).includes(kept) ? kept : freePort(seed, `${keyOf(service)}/${port.port}`, taken);
    taken.add(nodePort);
    return { ...port, nodePort };
  });
  return { ...service, spec: { ...spec, ports } };
}

function freePort(seed: number, key: string, taken: ReadonlySet<number>): number {
  const span = count - reserved;
  const start = Math.floor(random(seed, 'node-port', key) * span);
  for (let step = 0; step < span; step++) {
    const port = lowest + reserved + ((start + step) % span);
    if (!taken.has(port)) return port;
  }
  throw new Error('the range of node ports must not be used up');
}

/** What only the old type had, where it is as it was. */
function withoutNodePorts(service: Service, old: Service['spec']): Service {
  const { externalTrafficPolicy, allocateLoadBalancerNodePorts: _allocates, ...rest } = service.spec;
  const own = portsOf(old);
  const isSame = portsOf(rest).every((port) => own.includes(port));
  const ports = isSame ? rest.ports?.map(({ nodePort: _port, ...port }) => port) : rest.ports;
  const policy = externalTrafficPolicy === old.externalTrafficPolicy ? undefined : externalTrafficPolicy;
  return {
    ...service,
    spec: { ...rest, ...(ports ? { ports } : {}), ...(policy === undefined ? {} : { externalTrafficPolicy: policy }) },
  };
}

/** The mistakes so far, and the ports of nodes that a Service cannot have. */
export function withPortMistakes(
  errors: readonly FieldError[],
  object: ApiObject,
  { store }: Context,
): readonly FieldError[] {
  if (object.kind !== 'Service' || portsOf(object.spec).length === 0) return errors;
  const others = store.head.list('Service').filter((other) => keyOf(other) !== keyOf(object));
  const taken = new Set(others.flatMap(({ spec }) => portsOf(spec)));
  const found = [...errors];
  object.spec.ports?.forEach(({ nodePort }, at) => {
    if (!nodePort) return;
    const isOutside = nodePort < lowest || nodePort >= lowest + count;
    const range = `provided port is not in the valid range. The range of valid ports is ${lowest}-${lowest + count - 1}`;
    const detail = isOutside ? range : taken.has(nodePort) ? 'provided port is already allocated' : undefined;
    if (detail) found.push(invalidValue(`spec.ports[${at}].nodePort`, nodePort, detail));
  });
  return found;
}
