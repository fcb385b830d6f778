// Which address a new Pod gets: the next one of its node's network, as the common address managers do.
import type { MachineClient } from '../component.ts';

const hostsOfNetwork = 253;

/** The address after the last one given, round and round, leaving out those in use. */
export function podAddress(node: string, client: MachineClient): string {
  const scope = `address|${node}`;
  const cidr = client.view.get('Node', node)?.spec.podCIDR ?? '10.244.0.0/24';
  const used = (): ReadonlySet<string | undefined> => new Set(client.view.sandboxesOn(node).map(({ ip }) => ip));
  let number = client.recall<number>(scope) ?? 0;
  let address = addressAt(cidr, number);
  if (number >= hostsOfNetwork) {
    const taken = used();
    // A node with more Pods than its network has hosts goes on in the networks that no node has.
    if (taken.size < hostsOfNetwork) number %= hostsOfNetwork;
    for (address = addressAt(cidr, number); taken.has(address); address = addressAt(cidr, number)) number++;
  }
  client.remember(scope, number + 1);
  return address;
}

function addressAt(cidr: string, number: number): string {
  const [first = '10', second = '244', third = '0'] = cidr.split('.');
  const round = Math.floor(number / hostsOfNetwork);
  const host = (number % hostsOfNetwork) + 2;
  if (round === 0) return `${first}.${second}.${third}.${host}`;
  const network = Number(third) * 64 + round;
  return `${first}.${128 + (Math.floor(network / 256) % 100)}.${network % 256}.${host}`;
}
