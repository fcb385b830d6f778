// The addresses of Services, chosen from 10.96.0.0/12 by the seed and the Service's key (SVC-1).
import { random } from '../random.ts';

/** The address of the Service `kubernetes`: the first of the range. */
export const clusterIpOfKubernetes = '10.96.0.1';

const base = 10 * 2 ** 24 + 96 * 2 ** 16;
const size = 2 ** 20;
/** The lowest addresses are left for those that are asked for by name, as the real allocator does. */
const reserved = 256;

/** A free address for the Service `namespace/name`: the same for the same seed, key and addresses in use. */
export function clusterIpFor(seed: number, key: string, taken: ReadonlySet<string>): string {
  const span = size - reserved - 1;
  const start = Math.floor(random(seed, 'cluster-ip', key) * span);
  for (let step = 0; step < span; step++) {
    const address = dotted(base + reserved + ((start + step) % span));
    if (!taken.has(address)) return address;
  }
  throw new Error('the range of cluster IPs must not be used up');
}

const dotted = (address: number): string =>
  [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join('.');
