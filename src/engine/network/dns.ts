// The cluster's DNS as a pure function of a view: what CoreDNS answers a question with (DNS-1 to DNS-15). It has no memory and
// no cache: what a resolver sees while Pods come and go is what the EndpointSlices say at that instant.
import type { View } from '../api/view.ts';
import { answered, nameError, noData } from './dns-answer.ts';
import type { DnsAnswer, DnsQuestion, Zone } from './dns-answer.ts';
import { hostsOf } from './dns-hosts.ts';
import type { Host, Wanted } from './dns-hosts.ts';
import { reverseAnswer } from './dns-reverse.ts';

export interface DnsOptions {
  /** DNS-14: the plugin's default; kubeadm writes 30. */
  readonly ttlSeconds?: number;
}

const clusterDomain = 'cluster.local';

/** More than a chain of CNAMEs is followed. */
const longestChain = 8;

/** The answer to a question; a name outside the cluster is REFUSED, because nobody is asked further. */
export function dnsAnswer(view: View, question: DnsQuestion, { ttlSeconds = 5 }: DnsOptions = {}): DnsAnswer {
  const serial = Math.floor(view.cursor.ms / 1000);
  return answerTo(view, question, { domain: clusterDomain, ttlSeconds, serial }, 0);
}

function answerTo(view: View, question: DnsQuestion, zone: Zone, depth: number): DnsAnswer {
  const name = question.name.replace(/\.$/, '').toLowerCase();
  if (name.endsWith('.in-addr.arpa')) return reverseAnswer(view, question, zone);
  if (name === zone.domain) return apexAnswer(question, zone);
  if (!name.endsWith(`.${zone.domain}`)) return { status: 'REFUSED', answer: [], authority: [], additional: [] };
  const labels = name.slice(0, -zone.domain.length - 1).split('.');
  const branch = labels.at(-1);
  if (branch === 'dns-version' && labels.length === 1) return versionAnswer(question, zone);
  const namespace = labels.at(-2);
  if (branch !== 'svc' && branch !== 'pod') return nameError(zone);
  if (namespace === undefined) return noData(zone);
  if (!view.get('Namespace', namespace)) return nameError(zone);
  const rest = labels.slice(0, -2);
  if (rest.length === 0) return noData(zone);
  if (branch === 'pod') return podAnswer(question, rest, zone);
  return serviceAnswer(view, question, { namespace, labels: rest }, zone, depth);
}

/** DNS-9, DNS-13 */
function apexAnswer(question: DnsQuestion, zone: Zone): DnsAnswer {
  const nothing = noData(zone);
  return question.type === 'SOA' ? { ...nothing, answer: nothing.authority, authority: [] } : nothing;
}

/** DNS-8 */
function versionAnswer(question: DnsQuestion, zone: Zone): DnsAnswer {
  const record = { name: question.name, ttlSeconds: 28_800, type: 'TXT', data: '"1.1.0"' } as const;
  return answered(question.type === 'TXT' ? [record] : [], zone);
}

/** DNS-12: any address is believed. */
function podAnswer(question: DnsQuestion, labels: readonly string[], zone: Zone): DnsAnswer {
  const address = labels.length === 1 ? labels[0]?.replaceAll('-', '.') : undefined;
  if (address === undefined || !isAddress(address)) return nameError(zone);
  const record = { name: question.name, ttlSeconds: zone.ttlSeconds, type: 'A', data: address } as const;
  return answered(question.type === 'A' ? [record] : [], zone);
}

const isAddress = (text: string): boolean =>
  /^\d{1,3}(\.\d{1,3}){3}$/.test(text) && text.split('.').every((part) => Number(part) < 256);

interface Sought {
  readonly namespace: string;
  /** What stands before the namespace: `[endpoint or _port _protocol] service`. */
  readonly labels: readonly string[];
}

function serviceAnswer(
  view: View,
  question: DnsQuestion,
  { namespace, labels }: Sought,
  zone: Zone,
  depth: number,
): DnsAnswer {
  const service = view.get('Service', `${namespace}/${labels.at(-1) ?? ''}`);
  const wanted = wantedBy(labels.slice(0, -1));
  if (!service || !wanted) return nameError(zone);
  if (service.spec.type === 'ExternalName') {
    const target = (service.spec.externalName ?? '').replace(/\.$/, '');
    return labels.length === 1 ? aliasAnswer(view, question, target, zone, depth) : nameError(zone);
  }
  const hosts = hostsOf(view, service, wanted, zone.domain);
  if (hosts.length === 0) return nameError(zone);
  if (question.type === 'SRV') return portsAnswer(question, hosts, zone);
  if (question.type !== 'A') return noData(zone);
  const addresses = [...new Set(hosts.map(({ address }) => address))];
  const { name } = question;
  return answered(
    addresses.map((data) => ({ name, ttlSeconds: zone.ttlSeconds, type: 'A', data })),
    zone,
  );
}

/** One label before the service is an endpoint, two are a port and its protocol. */
function wantedBy(labels: readonly string[]): Wanted | undefined {
  const [first, second] = labels.map((label) => label.replace(/^_/, ''));
  if (labels.length > 2) return undefined;
  if (first === undefined) return {};
  return second === undefined ? { endpoint: labels[0] ?? '' } : { port: first, protocol: second };
}

/** DNS-10 */
function aliasAnswer(view: View, question: DnsQuestion, target: string, zone: Zone, depth: number): DnsAnswer {
  const { name, type } = question;
  if (type !== 'A' && type !== 'AAAA' && type !== 'CNAME') return noData(zone);
  const alias = { name, ttlSeconds: zone.ttlSeconds, type: 'CNAME', data: `${target}.` } as const;
  const isFollowed = type !== 'CNAME' && depth < longestChain;
  const followed = isFollowed ? answerTo(view, { name: target, type }, zone, depth + 1).answer : [];
  return answered([alias, ...followed], zone);
}

/** DNS-6, DNS-7 */
function portsAnswer(question: DnsQuestion, hosts: readonly Host[], zone: Zone): DnsAnswer {
  const { name } = question;
  const { ttlSeconds } = zone;
  const weight = Math.max(1, Math.floor(100 / hosts.length));
  const open = hosts.filter(({ port }) => port !== undefined);
  const ports = new Set(open.map(({ port, host }) => `0 ${weight} ${port} ${host}.`));
  const addresses = new Map(open.map(({ host, address }) => [`${host} ${address}`, { host, address }]));
  return answered(
    [...ports].map((data) => ({ name, ttlSeconds, type: 'SRV', data })),
    zone,
    [...addresses.values()].map(({ host, address }) => ({ name: host, ttlSeconds, type: 'A', data: address })),
  );
}
