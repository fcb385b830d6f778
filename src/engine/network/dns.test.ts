// Names that the recordings do not ask for: reverse look-ups, endpoints without host names, aliases within the cluster.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createCluster } from '../cluster.ts';
import type { Cluster } from '../cluster.ts';
import { dnsAnswer } from './dns.ts';
import type { DnsType } from './dns-answer.ts';

type Json = { readonly [field: string]: unknown };

function cluster(...objects: readonly Json[]): Cluster {
  const made = createCluster({ seed: 1, startTimeMs: 0, nodes: [], images: [], featureGates: {} });
  for (const body of objects) {
    const isSlice = body['kind'] === 'EndpointSlice';
    const path = isSlice
      ? '/apis/discovery.k8s.io/v1/namespaces/default/endpointslices'
      : '/api/v1/namespaces/default/services';
    const { code, body: answered } = made.dispatch({ http: { method: 'POST', path, body } });
    if (code !== 201) throw new Error(JSON.stringify(answered));
  }
  return made;
}

const service = (name: string, spec: Json): Json => ({ kind: 'Service', metadata: { name }, spec });

const slice = (service_: string, endpoints: readonly Json[], ports: readonly Json[] | null): Json => ({
  ...{ kind: 'EndpointSlice', apiVersion: 'discovery.k8s.io/v1', addressType: 'IPv4', endpoints, ports },
  metadata: { name: `${service_}-1`, labels: { 'kubernetes.io/service-name': service_ } },
});

/** `STATUS data…` of the answer. */
function asked(from: Cluster, name: string, type: DnsType = 'A'): string {
  const { status, answer } = dnsAnswer(from.head, { name, type });
  return [status, ...answer.map((record) => record.data)].join(' ');
}

const headless = (name: string): Json => service(name, { clusterIP: 'None', ports: [{ name: 'db', port: 5432 }] });

const behind = cluster(
  headless('db'),
  slice(
    'db',
    [
      { addresses: ['10.244.1.5'], conditions: { ready: true }, hostname: 'Main' },
      { addresses: ['10.244.1.6'], conditions: {} },
      { addresses: ['10.244.1.7'], conditions: { ready: false, serving: true, terminating: true }, hostname: 'gone' },
    ],
    [
      { name: 'db', port: 5432, protocol: 'TCP' },
      { name: 'admin', port: 8080, protocol: 'TCP' },
    ],
  ),
  service('front', { selector: { app: 'none' }, ports: [{ port: 80 }] }),
  service('alias', { type: 'ExternalName', externalName: 'db.default.svc.cluster.local' }),
  service('loop', { type: 'ExternalName', externalName: 'loop.default.svc.cluster.local' }),
);

const front = behind.head.get('Service', 'default/front')?.spec.clusterIP ?? '';
const reversed = (address: string): string => `${address.split('.').reverse().join('.')}.in-addr.arpa`;

test('DNS-1, DNS-3: a headless Service has the addresses of its endpoints that are ready, or do not say', () => {
  expect(asked(behind, 'db.default.svc.cluster.local.')).toBe('NOERROR 10.244.1.5 10.244.1.6');
});

test('DNS-2: an endpoint without a host name goes by its address; case does not count', () => {
  expect(asked(behind, '10-244-1-6.db.default.svc.cluster.local')).toBe('NOERROR 10.244.1.6');
  expect(asked(behind, 'main.DB.default.svc.cluster.local')).toBe('NOERROR 10.244.1.5');
  expect(asked(behind, '10-244-1-5.db.default.svc.cluster.local')).toBe('NXDOMAIN');
  expect(asked(behind, 'gone.db.default.svc.cluster.local')).toBe('NXDOMAIN');
});

test('DNS-4, DNS-5: a Service with an address answers without endpoints, but not for one of them', () => {
  expect(asked(behind, 'front.default.svc.cluster.local')).toBe(`NOERROR ${front}`);
  expect(asked(behind, '10-244-1-6.front.default.svc.cluster.local')).toBe('NXDOMAIN');
  expect(asked(cluster(headless('empty')), 'empty.default.svc.cluster.local')).toBe('NXDOMAIN');
});

test('DNS-6: SRV shares a hundred among all ports of all endpoints; a port without a name has no name', () => {
  expect(asked(behind, 'db.default.svc.cluster.local', 'SRV').split(' 0 ').slice(1)).toEqual([
    '25 5432 main.db.default.svc.cluster.local.',
    '25 8080 main.db.default.svc.cluster.local.',
    '25 5432 10-244-1-6.db.default.svc.cluster.local.',
    '25 8080 10-244-1-6.db.default.svc.cluster.local.',
  ]);
  expect(asked(behind, '_ADMIN._tcp.db.default.svc.cluster.local', 'SRV')).toContain('50 8080 main.db');
  expect(asked(behind, '_admin._udp.db.default.svc.cluster.local', 'SRV')).toBe('NXDOMAIN');
  expect(asked(behind, '_http._tcp.front.default.svc.cluster.local', 'SRV')).toBe('NXDOMAIN');
});

test('DNS-9: what has too many labels is not there, what lies outside is not asked for', () => {
  expect(asked(behind, 'x._db._tcp.db.default.svc.cluster.local')).toBe('NXDOMAIN');
  expect(asked(behind, 'db.default.pods.cluster.local')).toBe('NXDOMAIN');
  expect(asked(behind, 'default.svc.cluster.local')).toBe('NOERROR');
  expect(asked(behind, 'none.svc.cluster.local')).toBe('NXDOMAIN');
  expect(asked(behind, 'example.com')).toBe('REFUSED');
});

test('DNS-10: an alias within the cluster is followed, but not for ever, and has nothing below it', () => {
  expect(asked(behind, 'alias.default.svc.cluster.local')).toBe(
    'NOERROR db.default.svc.cluster.local. 10.244.1.5 10.244.1.6',
  );
  expect(asked(behind, 'alias.default.svc.cluster.local', 'CNAME')).toBe('NOERROR db.default.svc.cluster.local.');
  expect(asked(behind, 'alias.default.svc.cluster.local', 'SRV')).toBe('NOERROR');
  expect(asked(behind, 'main.alias.default.svc.cluster.local')).toBe('NXDOMAIN');
  expect(asked(behind, 'loop.default.svc.cluster.local').split(' ').length).toBeLessThan(12);
});

test('DNS-11: an address leads back to its Service, or to an endpoint that is ready and has a host name', () => {
  expect(asked(behind, reversed(front), 'PTR')).toBe('NOERROR front.default.svc.cluster.local.');
  expect(asked(behind, reversed('10.244.1.5'), 'PTR')).toBe('NOERROR Main.db.default.svc.cluster.local.');
  expect(asked(behind, reversed('10.244.1.6'), 'PTR')).toBe('NXDOMAIN');
  expect(asked(behind, reversed('10.244.1.7'), 'PTR')).toBe('NXDOMAIN');
  expect(asked(behind, reversed('10.244.1.5'), 'A')).toBe('NOERROR');
});

test('DNS-12: the name of any address in a namespace that is there is that address', () => {
  expect(asked(behind, '10-244-9-9.default.pod.cluster.local')).toBe('NOERROR 10.244.9.9');
  expect(asked(behind, '10-244-9-999.default.pod.cluster.local')).toBe('NXDOMAIN');
  expect(asked(behind, '10-244-9-9.none.pod.cluster.local')).toBe('NXDOMAIN');
});

test('DNS-14: kubeadm lets answers live 30 seconds', () => {
  const { answer } = dnsAnswer(behind.head, { name: 'front.default.svc.cluster.local', type: 'A' }, { ttlSeconds: 30 });
  expect(answer[0]?.ttlSeconds).toBe(30);
});

test('DNS-9: any name has an answer', () => {
  const label = fc.constantFrom(
    '',
    'db',
    'main',
    '_db',
    '_tcp',
    'default',
    'svc',
    'pod',
    'cluster',
    'local',
    '1',
    'a-b',
  );
  const name = fc.oneof(
    fc.array(label, { maxLength: 9 }).map((labels) => labels.join('.')),
    fc.array(label, { maxLength: 5 }).map((labels) => `${labels.join('.')}.default.svc.cluster.local`),
    fc.array(fc.nat({ max: 300 }), { maxLength: 6 }).map((parts) => `${parts.join('.')}.in-addr.arpa`),
    fc.string(),
  );
  const type = fc.constantFrom<DnsType>('A', 'AAAA', 'CNAME', 'PTR', 'SOA', 'SRV', 'TXT', 'MX', 'NS');
  fc.assert(
    fc.property(name, type, (asks, of) => {
      const { status, answer, authority } = dnsAnswer(behind.head, { name: asks, type: of });
      if (status === 'NOERROR') expect(answer.length + authority.length).toBeGreaterThan(0);
      else expect(answer).toEqual([]);
    }),
    { numRuns: 1_000 },
  );
});
