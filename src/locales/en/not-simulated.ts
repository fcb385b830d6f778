// What a manifest may ask for that this version does not simulate yet, by the engine's name for it, in English. Each is what
// `applied.unsupported` says was not applied.

export const notSimulated = {
  'ephemeral-containers': 'containers added to a running Pod',
  'container-restart': 'a restart policy of a single container',
  'runtime-class': 'a choice of container runtime',
  'pod-resources': 'requests and limits of a whole Pod',
  devices: 'devices claimed by a Pod',
  'volume-type': 'this sort of volume',
  'external-ips': 'Services with addresses from outside',
  ipv6: 'IPv6',
  'data-source': 'claims that start from a snapshot or another claim',
  'volume-attributes': 'classes of volume attributes',
  recycling: 'volumes that are wiped and used again',
  machines: 'nodes made by hand; a Scenario document lists the nodes',
};
