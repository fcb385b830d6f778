// What the scheduler knows of a Pod's claims: whether it may try at all, which nodes their volumes allow, and what is still to
// be bound once a node is chosen (SCHED-18 to SCHED-21, SCHED-27, VOL-21 to VOL-26).
import { selects } from '../api/selector.ts';
import type { View } from '../api/view.ts';
import type { PersistentVolume } from '../kinds/persistent-volume.ts';
import type { PersistentVolumeClaim } from '../kinds/persistent-volume-claim.ts';
import { dig, nodeSelectorAccepts, topologyAllows } from '../kinds/node-selector.ts';
import type { Node } from '../kinds/node.ts';
import { claimKeysOf } from '../kinds/pod-claims.ts';
import type { Pod } from '../kinds/pod.ts';
import { quantityValue } from '../kinds/quantity.ts';
import type { StorageClass } from '../kinds/storage-class.ts';
import type { Rejection } from './messages.ts';

export const selectedNodeAnnotation = 'volume.kubernetes.io/selected-node';
const bindCompletedAnnotation = 'pv.kubernetes.io/bind-completed';

export interface PodClaims {
  /** Volumes that are there: they may tie the Pod to nodes. */
  readonly bound: readonly PersistentVolume[];
  /** A Bound claim whose volume is gone (SCHED-21). */
  readonly lost: boolean;
  /** Claims whose class waits for a first consumer: bound for the node that is chosen. */
  readonly unbound: readonly UnboundClaim[];
}

export interface UnboundClaim {
  readonly claim: PersistentVolumeClaim;
  readonly storageClass: StorageClass;
  /** Volumes made by hand that would do, smallest first (VOL-2). */
  readonly fitting: readonly PersistentVolume[];
}

export type ReadClaims =
  | { readonly ok: true; readonly claims: PodClaims }
  /** SCHED-27 */
  | {
      readonly ok: false;
      readonly rule: string;
      readonly reason: string;
      readonly claim: string;
      readonly case?: string;
    };

/** Looks at a Pod's claims before any node is looked at (SCHED-27). `free`: volumes nobody has claimed. */
export function readClaims(pod: Pod, view: View, free: Iterable<PersistentVolume>): ReadClaims {
  const keys = claimKeysOf(pod);
  if (keys.length === 0) return { ok: true, claims: { bound: [], lost: false, unbound: [] } };
  const bound: PersistentVolume[] = [];
  const unbound: UnboundClaim[] = [];
  let [lost, immediate] = [false, ''];
  for (const key of keys) {
    const claim = view.get('PersistentVolumeClaim', key);
    const refusal = refusalOf(key, claim);
    if (!claim || refusal) return { ok: false, ...(refusal ?? missing(key)) };
    if (isBound(claim)) {
      const volume = view.get('PersistentVolume', claim.spec.volumeName ?? '');
      if (volume) bound.push(volume);
      else lost = true;
      continue;
    }
    const storageClass = view.get('StorageClass', claim.spec.storageClassName ?? '');
    if (storageClass?.volumeBindingMode !== 'WaitForFirstConsumer' || claim.spec.volumeName) immediate ||= key;
    else unbound.push({ claim, storageClass, fitting: fittingVolumes(claim, free) });
  }
  if (immediate) {
    const reason = 'pod has unbound immediate PersistentVolumeClaims';
    return { ok: false, rule: 'VOL-20', reason, claim: nameOf(immediate), case: 'unbound' };
  }
  return { ok: true, claims: { bound, lost, unbound } };
}

const nameOf = (key: string): string => key.slice(key.indexOf('/') + 1);

const missing = (key: string) => {
  const name = nameOf(key);
  return { rule: 'VOL-33', claim: name, reason: `persistentvolumeclaim "${name}" not found` };
};

function refusalOf(key: string, claim: PersistentVolumeClaim | undefined) {
  const name = nameOf(key);
  if (!claim) return missing(key);
  if (claim.metadata.deletionTimestamp !== undefined)
    return { rule: 'VOL-32', claim: name, reason: `persistentvolumeclaim "${name}" is being deleted` };
  if (claim.status.phase === 'Lost') {
    const volume = claim.spec.volumeName ?? '';
    const reason = `persistentvolumeclaim "${name}" bound to non-existent persistentvolume "${volume}"`;
    return { rule: 'SCHED-27', claim: name, reason };
  }
  return undefined;
}

/** Both sides are written: only then may a Pod use it. */
export const isBound = (claim: PersistentVolumeClaim): boolean =>
  claim.spec.volumeName !== undefined && claim.metadata.annotations?.[bindCompletedAnnotation] !== undefined;

/** SCHED-18, SCHED-19, SCHED-21: whether the volumes can be had on a node. */
export function claimsReject({ bound, lost, unbound }: PodClaims, node: Node): Rejection | undefined {
  const reasons: string[] = [];
  if (bound.some((volume) => !volumeAccepts(volume, node)))
    reasons.push("node(s) didn't match PersistentVolume's node affinity");
  if (unbound.some((it) => !canHave(it, node)))
    reasons.push("node(s) didn't find available persistent volumes to bind");
  if (lost) reasons.push('node(s) unavailable due to one or more pvc(s) bound to non-existent pv(s)');
  return reasons.length > 0 ? { reasons, preemptible: false } : undefined;
}

const volumeAccepts = (volume: PersistentVolume, node: Node): boolean =>
  nodeSelectorAccepts(dig(volume.spec.nodeAffinity, 'required'), node);

/** The volume made by hand that a claim gets on a node, if there is one. */
export const volumeFor = ({ fitting }: UnboundClaim, node: Node): PersistentVolume | undefined =>
  fitting.find((volume) => volumeAccepts(volume, node));

/** VOL-24, VOL-26: whether a claim can get a volume on a node, made by hand or anew. */
export function canHave(unbound: UnboundClaim, node: Node): boolean {
  const selected = unbound.claim.metadata.annotations?.[selectedNodeAnnotation];
  if (selected !== undefined) return selected === node.metadata.name;
  if (volumeFor(unbound, node)) return true;
  const { provisioner, allowedTopologies } = unbound.storageClass;
  return provisioner !== 'kubernetes.io/no-provisioner' && topologyAllows(allowedTopologies, node);
}

/** VOL-2 */
function fittingVolumes(claim: PersistentVolumeClaim, free: Iterable<PersistentVolume>): readonly PersistentVolume[] {
  const size = (volume: PersistentVolume): number => quantityValue(volume.spec.capacity?.['storage'] ?? '0') ?? 0;
  const wanted = quantityValue(claim.spec.resources?.requests?.['storage'] ?? '0') ?? 0;
  return [...free]
    .filter(
      (volume) =>
        volume.spec.storageClassName === claim.spec.storageClassName &&
        (volume.spec.volumeMode ?? 'Filesystem') === (claim.spec.volumeMode ?? 'Filesystem') &&
        size(volume) >= wanted &&
        (claim.spec.accessModes ?? []).every((mode) => volume.spec.accessModes?.includes(mode)) &&
        (claim.spec.selector === undefined || selects(claim.spec.selector, volume.metadata.labels)),
    )
    .sort((a, b) => size(a) - size(b) || (a.metadata.name < b.metadata.name ? -1 : 1));
}
