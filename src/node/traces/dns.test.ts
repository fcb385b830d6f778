// What CoreDNS answered for the Services of dns.yaml: when all Pods are ready, when one is not, and after scaling down.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { DnsRecord, DnsType, View } from '../../engine/index.ts';
import { dnsAnswer } from '../../engine/index.ts';
import { createRun } from '../../run/create-run.ts';
import type { Run } from '../../run/run.ts';

interface Query {
  readonly name: string;
  readonly type: DnsType;
  readonly status: string;
  readonly answer?: readonly string[];
  readonly authority?: readonly string[];
  readonly additional?: readonly string[];
}

interface Instant {
  readonly when: string;
  readonly queries: readonly Query[];
}

const file = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');

const recorded = JSON.parse(file('dns.json')) as readonly Instant[];

/** What was done before each instant, and how long after it was asked. */
const before: { readonly [when: string]: readonly string[] } = {
  'all ready': [],
  'tkb-sts-1 is not ready': ['chaos unready pod/tkb-sts-1'],
  'scaled to 1': ['chaos ready pod/tkb-sts-1', 'kubectl scale sts tkb-sts --replicas=1'],
};

const created = createRun(file('dns.yaml'));
if (!created.ok) throw new Error('dns.yaml must be readable');
const { run } = created;

/** Plays up to an instant; instants come in their order. */
function playedTo(when: string, { cluster }: Run): View {
  for (const line of before[when] ?? []) {
    run.submit({ kind: 'line', value: line });
    run.advanceTo(cluster.nowMs + 30_000);
  }
  run.advanceTo(Math.max(cluster.nowMs, 60_000));
  return cluster.head;
}

const pods = ['tkb-sts-0', 'tkb-sts-1', 'tkb-sts-2'];

function shown({ name, ttlSeconds, type, data }: DnsRecord, view: View): string {
  const places = [
    ...pods.map((pod) => [view.get('Pod', `default/${pod}`)?.status.podIP, `<ip of ${pod}>`]),
    [view.get('Service', 'default/front')?.spec.clusterIP, '<ip of service front>'],
  ];
  const place = places.find(([address]) => address === data)?.[1] ?? data;
  return `${name}. ${ttlSeconds} ${type} ${type === 'SOA' ? place.replace(/ \d+ 7200/, ' <serial> 7200') : place}`;
}

const sorted = (lines: readonly string[] = []): readonly string[] => [...lines].sort();

test.each(recorded)(
  'DNS-1, DNS-2, DNS-3, DNS-4, DNS-5, DNS-6, DNS-7, DNS-8, DNS-9, DNS-10, DNS-12, DNS-13, DNS-14, DNS-15, SVC-10: $when',
  ({ when, queries }) => {
    const view = playedTo(when, run);
    for (const { name, type, status, answer, authority, additional } of queries) {
      const found = dnsAnswer(view, { name, type });
      const lines = (records: readonly DnsRecord[]): readonly string[] => sorted(records.map((it) => shown(it, view)));
      expect({
        ...{ name, type, status: found.status, answer: lines(found.answer) },
        ...{ authority: lines(found.authority), additional: lines(found.additional) },
      }).toEqual({
        ...{ name, type, status, answer: sorted(answer) },
        ...{ authority: sorted(authority), additional: sorted(additional) },
      });
    }
  },
);
