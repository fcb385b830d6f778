// The volumes a node says it uses: written with the node's status, every ten seconds on a clock of its own (KUBELET-11, VOL-41,
// NODE-2). Between two writes the wishes are collected, so that a quiet node costs nothing.
import type { MachineClient } from '../component.ts';
import { timings } from '../timings.ts';
import type { Sync } from './sync.ts';

interface Wishes {
  readonly add: readonly string[];
  readonly drop: readonly string[];
}

const none: Wishes = { add: [], drop: [] };
const scope = (node: string): string => `in-use|${node}`;

/** When a node next writes its status: after `nowMs`, on a grid of its own. */
export function nextNodeStatusMs(node: string, client: MachineClient, nowMs: number): number {
  const { nodeStatusMs } = timings.kubelet;
  const phaseMs = Math.floor(client.random('node status', node) * nodeStatusMs);
  return phaseMs + (Math.floor((nowMs - phaseMs) / nodeStatusMs) + 1) * nodeStatusMs;
}

/** A volume is to be listed with the next status. */
export function wantInUse(name: string, { client, node }: Sync): void {
  const { add, drop } = client.recall<Wishes>(scope(node)) ?? none;
  if (add.includes(name)) return;
  const inUse = client.view.get('Node', node)?.status.volumesInUse?.includes(name) ?? false;
  if (inUse && !drop.includes(name)) return;
  client.remember(scope(node), { add: inUse ? add : [...add, name], drop: drop.filter((it) => it !== name) });
}

/** A volume is no longer mounted by anybody on the node. */
export function dropFromUse(name: string, node: string, client: MachineClient): void {
  const { add, drop } = client.recall<Wishes>(scope(node)) ?? none;
  client.remember(scope(node), { add: add.filter((it) => it !== name), drop: [...drop, name] });
}

/** Writes what was collected if it is time, else asks to be woken when it is. */
export function reportVolumesInUse(nodeName: string, client: MachineClient, nowMs: number): void {
  const wishes = client.recall<Wishes>(scope(nodeName));
  const node = client.view.get('Node', nodeName);
  if (!node) return;
  const isTime = nextNodeStatusMs(nodeName, client, nowMs - 1) === nowMs;
  if (!isTime) {
    client.requeue(nextNodeStatusMs(nodeName, client, nowMs) - nowMs);
    return;
  }
  if (!wishes) return;
  client.remember(scope(nodeName), undefined);
  const before = node.status.volumesInUse ?? [];
  const kept = before.filter((name) => !wishes.drop.includes(name));
  const volumesInUse = [...kept, ...wishes.add.filter((name) => !kept.includes(name))];
  const same = volumesInUse.length === before.length && volumesInUse.every((name, at) => name === before[at]);
  if (same) return;
  const { volumesInUse: _before, ...status } = node.status;
  client.updateStatus(
    { ...node, status: volumesInUse.length > 0 ? { ...status, volumesInUse } : status },
    { rule: 'KUBELET-11', params: { node: nodeName, volumes: volumesInUse.length } },
  );
}
