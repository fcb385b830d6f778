// Whose address it is: the names that DNS gives back for an address (DNS-11).
import type { View } from '../api/view.ts';
import { answered, nameError } from './dns-answer.ts';
import type { DnsAnswer, DnsQuestion, Zone } from './dns-answer.ts';
import { isReady } from './dns-hosts.ts';

/** NXDOMAIN for an address that is neither a Service's nor that of a ready endpoint with a host name. */
export function reverseAnswer(view: View, question: DnsQuestion, zone: Zone): DnsAnswer {
  const reverse: Zone = { ...zone, domain: 'in-addr.arpa' };
  const labels = question.name
    .toLowerCase()
    .replace(/\.in-addr\.arpa\.?$/, '')
    .split('.');
  const address = labels.toReversed().join('.');
  const names = [...serviceNames(view, address), ...endpointNames(view, address)];
  if (names.length === 0 || labels.length !== 4) return nameError(reverse);
  if (question.type !== 'PTR') return answered([], reverse);
  const { name } = question;
  const records = [...new Set(names)].map((host) => ({
    ...{ name, ttlSeconds: zone.ttlSeconds, type: 'PTR' as const },
    data: `${host}.svc.${zone.domain}.`,
  }));
  return answered(records, reverse);
}

const serviceNames = (view: View, address: string): readonly string[] =>
  view
    .list('Service')
    .filter(({ spec }) => spec.clusterIP === address)
    .map(({ metadata }) => `${metadata.name}.${metadata.namespace}`);

const endpointNames = (view: View, address: string): readonly string[] =>
  view.list('EndpointSlice').flatMap(({ metadata, endpoints }) => {
    const service = metadata.labels?.['kubernetes.io/service-name'];
    return (endpoints ?? [])
      .filter((endpoint) => service !== undefined && isReady(endpoint) && endpoint.addresses.includes(address))
      .flatMap(({ hostname }) => (hostname === undefined ? [] : [`${hostname}.${service}.${metadata.namespace}`]));
  });
