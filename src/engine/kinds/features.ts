// What Kubernetes would act on and this version does not yet: a name for each such effect, and what it is, in English. The page's
// languages say the same under the same names.

export const features = {
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
} as const;

export type Feature = keyof typeof features;
