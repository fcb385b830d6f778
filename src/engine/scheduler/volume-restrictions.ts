// Claims for one Pod alone, and volumes that lie in a zone: what they exclude (SCHED-16, SCHED-22).
import type { View } from '../api/view.ts';
import { keyOf } from '../kinds/kinds.ts';
import type { Node } from '../kinds/node.ts';
import type { PersistentVolume } from '../kinds/persistent-volume.ts';
import { claimKeysOf } from '../kinds/pod-claims.ts';
import type { Pod } from '../kinds/pod.ts';
import type { Rejection } from './messages.ts';
import type { Usage } from './usage.ts';

/** SCHED-16: a ReadWriteOncePod claim that another Pod uses excludes every node. */
export function onePodFilter(pod: Pod, usage: Usage, view: View): ((node: Node) => Rejection) | undefined {
  const isTaken = claimKeysOf(pod).some(
    (key) =>
      view.get('PersistentVolumeClaim', key)?.spec.accessModes?.includes('ReadWriteOncePod') === true &&
      view.usingClaim(key).some((other) => keyOf(other) !== keyOf(pod) && usage.isPlaced(keyOf(other))),
  );
  return isTaken ? () => taken : undefined;
}

const taken: Rejection = {
  reasons: [
    'node(s) unavailable due to PersistentVolumeClaim with ReadWriteOncePod access mode already in-use by another pod',
  ],
  preemptible: true,
};

const zoneLabels = [
  'failure-domain.beta.kubernetes.io/zone',
  'failure-domain.beta.kubernetes.io/region',
  'topology.kubernetes.io/zone',
  'topology.kubernetes.io/region',
];

/** SCHED-22: the labels of a volume say where it lies; a node that says nothing of zones takes all. */
export function zoneRejects(volumes: readonly PersistentVolume[], { metadata }: Node): Rejection | undefined {
  const node = metadata.labels ?? {};
  if (!zoneLabels.some((label) => node[label] !== undefined)) return undefined;
  const isElsewhere = volumes.some((volume) =>
    zoneLabels.some((label) => {
      const zones = volume.metadata.labels?.[label]?.split('__');
      return zones !== undefined && !zones.includes(node[label] ?? '');
    }),
  );
  return isElsewhere ? { reasons: ['node(s) had no available volume zone'], preemptible: false } : undefined;
}
