// What stands behind a Service's name in the DNS: its own address, or, if it has none or an endpoint is asked for, the
// addresses of its ready endpoints (DNS-1 to DNS-7).
import type { View } from '../api/view.ts';
import type { Endpoint, EndpointSlice } from '../kinds/endpoint-slice.ts';
import type { Service } from '../kinds/service.ts';

/** What a name asks for: everything, one endpoint, or one port. All in lower case. */
export interface Wanted {
  readonly endpoint?: string;
  readonly port?: string;
  readonly protocol?: string;
}

/** One address at one port; none if the Service has no ports. */
export interface Host {
  readonly host: string;
  readonly address: string;
  readonly port: number | undefined;
}

/** None: there is no such name (DNS-4). */
export function hostsOf(view: View, service: Service, wanted: Wanted, domain: string): readonly Host[] {
  const { name, namespace = 'default' } = service.metadata;
  const host = `${name}.${namespace}.svc.${domain}`;
  const { clusterIP = '' } = service.spec;
  if (clusterIP !== 'None' && wanted.endpoint === undefined) {
    const address = clusterIP;
    return (service.spec.ports ?? [])
      .filter((port) => isWanted(port, wanted))
      .map(({ port }) => ({ host, address, port }));
  }
  return slicesOf(view, name, namespace).flatMap((slice) =>
    (slice.endpoints ?? []).filter(isReady).flatMap((endpoint) => endpointHosts(slice, endpoint, wanted, host)),
  );
}

/** The slices of a Service that hold IPv4 addresses: the cluster has no others. */
export const slicesOf = (view: View, service: string, namespace: string): readonly EndpointSlice[] =>
  view
    .labelled('EndpointSlice', namespace, { 'kubernetes.io/service-name': service })
    .filter(({ addressType }) => addressType === 'IPv4');

/** DNS-3; one that does not say is ready. */
export const isReady = ({ conditions }: Endpoint): boolean =>
  (conditions as Partial<Endpoint['conditions']> | undefined)?.ready ?? true;

function endpointHosts(slice: EndpointSlice, endpoint: Endpoint, wanted: Wanted, service: string): readonly Host[] {
  return endpoint.addresses.flatMap((address) => {
    const own = (endpoint.hostname ?? address.replaceAll('.', '-')).toLowerCase();
    if (wanted.endpoint !== undefined && wanted.endpoint !== own) return [];
    const ports = slice.ports?.length ? slice.ports : [{}];
    return ports
      .filter((port) => isWanted(port, wanted))
      .map(({ port }: { readonly port?: number }) => ({ host: `${own}.${service}`, address, port }));
  });
}

const isWanted = (
  { name = '', protocol = 'TCP' }: { readonly name?: string; readonly protocol?: string },
  wanted: Wanted,
): boolean =>
  wanted.port === undefined || (wanted.port === name.toLowerCase() && wanted.protocol === protocol.toLowerCase());
