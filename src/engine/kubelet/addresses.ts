// Which address a new Pod gets: the next one of its node's network, as the common address managers do.
import type { MachineClient } from '../component.ts';

const hostsOfNetwork = 253;

/** The node's own, for Pods in its network. */
export const nodeAddress = (nodeName: string, { view }: MachineClient): string | undefined =>
  view.get('Node', nodeName)?.status.addresses?.find(({ type }) => type === 'InternalIP')?.address;

/** The address after the last one given; a full round leaves out those in use. */
export function podAddress(nodeName: string, client: MachineClient): string {
  const scope = `address|${nodeName}`;
  const node = client.view.get('Node', nodeName);
  const cidr = node?.spec.podCIDR ?? '10.244.0.0/24';
  let number = client.recall<number>(scope) ?? 0;
  // A node that may run more Pods than its network has hosts goes on in networks that no node has.
  const goesRound = Number(node?.status.allocatable?.['pods'] ?? 0) <= hostsOfNetwork;
  if (goesRound && number >= hostsOfNetwork) {
    const taken = new Set(client.view.sandboxesOn(nodeName).map(({ ip }) => ip));
    do number = (number + 1) % hostsOfNetwork;
    while (taken.has(addressAt(cidr, number)));
    client.remember(scope, hostsOfNetwork + number);
    return addressAt(cidr, number);
  }
  client.remember(scope, number + 1);
  return addressAt(cidr, number);
}

function addressAt(cidr: string, number: number): string {
  const [first = '10', second = '244', third = '0'] = cidr.split('.');
  const round = Math.floor(number / hostsOfNetwork);
  const host = (number % hostsOfNetwork) + 2;
  if (round === 0) return `${first}.${second}.${third}.${host}`;
  const network = Number(third) * 64 + round;
  return `${first}.${128 + (Math.floor(network / 256) % 100)}.${network % 256}.${host}`;
}
