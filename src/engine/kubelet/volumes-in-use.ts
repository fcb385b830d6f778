// The volumes a node says it uses: written with the node's status, every ten seconds on a clock of its own (KUBELET-11, VOL-41,
// NODE-2), and read off its Pods and mounts anew each time: a Pod may go before its volume was mounted, a machine lose what was.
import type { View } from '../api/view.ts';
import type { MachineClient } from '../component.ts';
import type { Node } from '../kinds/node.ts';
import { claimKeysOf } from '../kinds/pod-claims.ts';
import type { Pod } from '../kinds/pod.ts';
import { attachableName } from '../kinds/volume-name.ts';
import { timings } from '../timings.ts';
import { placeOf } from './start-order.ts';

/** When a node next writes its status: after `nowMs`, on a grid of its own (NODE-2). */
export function nextNodeStatusMs(node: string, client: MachineClient, nowMs: number): number {
  const { nodeStatusMs, nodeStatusApartMs } = timings.kubelet;
  const commonMs = Math.floor(client.random('node status', '') * nodeStatusMs);
  const phaseMs = commonMs + placeOf(node, client) * nodeStatusApartMs;
  return phaseMs + (Math.floor((nowMs - phaseMs) / nodeStatusMs) + 1) * nodeStatusMs;
}

export const isNodeStatusTime = (node: string, client: MachineClient, nowMs: number): boolean =>
  nextNodeStatusMs(node, client, nowMs - 1) === nowMs;

/** The node's status with the volumes that are in use by now; the very same if they were listed before. */
export function withVolumesInUse(node: Node, client: MachineClient): Node['status'] {
  const listed = node.status.volumesInUse ?? [];
  const used = volumesUsedOn(node.metadata.name, client);
  const known = new Set(listed);
  const volumesInUse = [...listed.filter((name) => used.has(name)), ...[...used].filter((name) => !known.has(name))];
  if (volumesInUse.length === listed.length && volumesInUse.every((name, at) => name === listed[at]))
    return node.status;
  const { volumesInUse: _before, ...status } = node.status;
  return volumesInUse.length > 0 ? { ...status, volumesInUse } : status;
}

/** Names of the attachable volumes that are mounted on a node, or that a Pod there, which is not over, is to mount. */
function volumesUsedOn(node: string, { view }: MachineClient): ReadonlySet<string> {
  const volumes = new Set<string>();
  for (const { mounted } of view.sandboxesOn(node)) for (const name of mounted) volumes.add(name);
  for (const claim of claimsWantedOn(node, view)) volumes.add(boundTo(claim, view) ?? '');
  const used = new Set<string>();
  for (const name of volumes) {
    const volume = view.get('PersistentVolume', name);
    const attachable = volume && attachableName(volume);
    if (attachable !== undefined) used.add(attachable);
  }
  return used;
}

/** Whether a Pod of the node waits for a claim: its volume is to be listed as soon as there is one. */
export const hasUnboundClaim = (node: string, { view }: MachineClient): boolean =>
  claimsWantedOn(node, view).some((claim) => boundTo(claim, view) === undefined);

/** Keys of the claims of a node's Pods that are not over. */
function claimsWantedOn(node: string, view: View): readonly string[] {
  const claims: string[] = [];
  for (const pod of view.onNode(node)) {
    if (!isOver(pod)) for (const key of claimKeysOf(pod)) claims.push(key);
  }
  return claims;
}

const isOver = ({ status: { phase } }: Pod): boolean => phase === 'Succeeded' || phase === 'Failed';

/** The volume of a claim. */
const boundTo = (claim: string, view: View): string | undefined =>
  view.get('PersistentVolumeClaim', claim)?.spec.volumeName;
