// The volumes a node says it uses: written with the node's status, every ten seconds on a clock of its own (KUBELET-11, VOL-41,
// NODE-2).
import type { MachineClient } from '../component.ts';
import type { Node } from '../kinds/node.ts';
import { timings } from '../timings.ts';
import { placeOf } from './start-order.ts';
import type { UsedVolumes } from './used-volumes.ts';

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
export function withVolumesInUse({ metadata, status: before }: Node, used: UsedVolumes): Node['status'] {
  const listed = before.volumesInUse ?? none;
  const volumesInUse = used.listed(metadata.name, listed);
  if (volumesInUse === listed) return before;
  const { volumesInUse: _before, ...status } = before;
  return volumesInUse.length > 0 ? { ...status, volumesInUse } : status;
}

const none: readonly string[] = [];
