// What a DNS question and its answer are, and the answers that say no (DNS-4, DNS-8, DNS-9, DNS-13).

export type DnsType = 'A' | 'AAAA' | 'CNAME' | 'MX' | 'NS' | 'PTR' | 'SOA' | 'SRV' | 'TXT';

export interface DnsQuestion {
  /** With or without the dot at its end, in any case. */
  readonly name: string;
  readonly type: DnsType;
}

export interface DnsRecord {
  /** Without the dot at its end; an answer repeats the question's (DNS-15). */
  readonly name: string;
  readonly ttlSeconds: number;
  readonly type: DnsType;
  readonly data: string;
}

export interface DnsAnswer {
  readonly status: 'NOERROR' | 'NXDOMAIN' | 'REFUSED';
  readonly answer: readonly DnsRecord[];
  readonly authority: readonly DnsRecord[];
  readonly additional: readonly DnsRecord[];
}

export interface Zone {
  readonly domain: string;
  readonly ttlSeconds: number;
  readonly serial: number;
}

/** There is no such name. */
export const nameError = (zone: Zone): DnsAnswer => ({ ...noData(zone), status: 'NXDOMAIN' });

/** The name is there, and has no record of this type. */
export const noData = (zone: Zone): DnsAnswer => ({
  ...{ status: 'NOERROR', answer: [], additional: [] },
  authority: [startOfAuthority(zone)],
});

/** These records, or NODATA if there are none. */
export const answered = (
  records: readonly DnsRecord[],
  zone: Zone,
  additional: readonly DnsRecord[] = [],
): DnsAnswer =>
  records.length === 0
    ? noData(zone)
    : {
        ...{ status: 'NOERROR', authority: [], additional },
        answer: records.map((record) => ({ ...record, name: record.name.replace(/\.$/, '') })),
      };

/** DNS-13 */
const startOfAuthority = ({ domain, ttlSeconds, serial }: Zone): DnsRecord => ({
  ...{ name: domain, ttlSeconds, type: 'SOA' },
  data: `ns.dns.${domain}. hostmaster.${domain}. ${serial} 7200 1800 86400 ${ttlSeconds}`,
});
