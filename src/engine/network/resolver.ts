// The resolver inside a Pod: which names it tries for the one it is given, and what nslookup prints (DNS-22 to DNS-24).
import type { View } from '../api/view.ts';
import type { Pod } from '../kinds/pod.ts';
import type { DnsAnswer, DnsType } from './dns-answer.ts';
import { dnsAnswer } from './dns.ts';

export interface ProgramOutput {
  readonly exit: number;
  readonly stdout: string;
  readonly stderr: string;
}

const server = '10.96.0.10';
const fewestDots = 5;

/** Where a node of this world asks: it knows nothing of the cluster's names. */
const serverOfNodes = '198.51.100.53';

const unknownName: DnsAnswer = { status: 'NXDOMAIN', answer: [], authority: [], additional: [] };

/** A Pod in its node's network resolves as the node does, unless it says that it wants otherwise. */
const asksCluster = ({ spec: { dnsPolicy = 'ClusterFirst', hostNetwork = false } }: Pod): boolean =>
  dnsPolicy === 'ClusterFirstWithHostNet' || (dnsPolicy === 'ClusterFirst' && !hostNetwork);

/** What a container takes for its name: in its node's network that is the node's. */
export const hostnameOf = ({ metadata, spec }: Pick<Pod, 'metadata' | 'spec'>): string =>
  (spec.hostNetwork ? spec.nodeName : spec.hostname) ?? metadata.name;

const searched = ({ metadata }: Pod): readonly string[] => [
  `${metadata.namespace}.svc.cluster.local`,
  'svc.cluster.local',
  'cluster.local',
];

/** DNS-22 */
export const resolvConf = (pod: Pod): string =>
  asksCluster(pod)
    ? `search ${searched(pod).join(' ')}\nnameserver ${server}\noptions ndots:${fewestDots}\n`
    : `nameserver ${serverOfNodes}\n`;

/** DNS-23: a Pod knows its own name, ready or not. */
export function hostsFile({ metadata, spec, status }: Pod): string {
  const name = hostnameOf({ metadata, spec });
  const full =
    spec.subdomain && !spec.hostNetwork ? `${name}.${spec.subdomain}.${metadata.namespace}.svc.cluster.local\t` : '';
  return `# Kubernetes-managed hosts file${spec.hostNetwork ? ' (host network)' : ''}.
127.0.0.1\tlocalhost
::1\tlocalhost ip6-localhost ip6-loopback
${status.podIP ?? ''}\t${full}${name}
`;
}

/** DNS-22: the names tried, in order. */
function candidates(name: string, pod: Pod): readonly string[] {
  if (name.endsWith('.')) return [name.slice(0, -1)];
  if (!asksCluster(pod)) return [name];
  const longer = searched(pod).map((domain) => `${name}.${domain}`);
  return name.split('.').length > fewestDots ? [name, ...longer] : [...longer, name];
}

const typesAsked: { readonly [word: string]: DnsType } = {
  a: 'A',
  aaaa: 'AAAA',
  cname: 'CNAME',
  ptr: 'PTR',
  soa: 'SOA',
  srv: 'SRV',
  txt: 'TXT',
};

/** DNS-24: `nslookup [-type=TYPE] NAME`, asked of the cluster at this instant. */
export function nslookup(view: View, pod: Pod, args: readonly string[]): ProgramOutput {
  const word = args.find((arg) => arg.startsWith('-'))?.match(/^-(?:type|query|q)=(.+)$/)?.[1];
  const names = args.filter((arg) => !arg.startsWith('-'));
  const [given] = names;
  const type = word === undefined ? 'A' : typesAsked[word.toLowerCase()];
  if (given === undefined || names.length > 1 || type === undefined || names.length < args.length - 1) {
    return { exit: 1, stdout: '', stderr: 'Usage: nslookup [-type=QUERY_TYPE] HOST\n' };
  }
  const isAddress = /^\d+(\.\d+){3}$/.test(given);
  const name = isAddress ? `${given.split('.').reverse().join('.')}.in-addr.arpa.` : given;
  const tried = candidates(name, pod).map((candidate) => {
    const question = { name: candidate, type: isAddress ? 'PTR' : type } as const;
    return { candidate, answer: asksCluster(pod) ? dnsAnswer(view, question) : unknownName };
  });
  const found = tried.find(({ answer }) => answer.status === 'NOERROR') ?? tried[0];
  const asked = asksCluster(pod) ? server : serverOfNodes;
  const head = `Server:    ${asked}\nAddress:   ${asked}:53\n\n`;
  if (!found || found.answer.status !== 'NOERROR') {
    const why = `** server can't find ${found?.candidate ?? name}: ${found?.answer.status ?? 'NXDOMAIN'}\n\n`;
    return { exit: 1, stdout: head + why, stderr: '' };
  }
  return { exit: 0, stdout: `${head}${lines(found.candidate, found.answer)}\n`, stderr: '' };
}

function lines(name: string, { answer }: DnsAnswer): string {
  if (answer.length === 0) return `*** Can't find ${name}: No answer\n`;
  return answer.map((record) => line(record.type, record.name, record.data)).join('');
}

function line(type: DnsType, name: string, data: string): string {
  const bare = data.replace(/\.$/, '');
  if (type === 'A') return `Name:   ${name}\nAddress: ${data}\n`;
  if (type === 'CNAME') return `${name}\tcanonical name = ${bare}\n`;
  if (type === 'PTR') return `${name}\tname = ${bare}\n`;
  if (type === 'SRV') return `${name}\tservice = ${bare}\n`;
  return type === 'TXT' ? `${name}\ttext = ${data}\n` : `${name}\t${type} ${data}\n`;
}
