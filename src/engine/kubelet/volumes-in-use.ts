// The volumes a node says it uses: written with the node's status, every ten seconds on a clock of its own (KUBELET-11, VOL-41,
// NODE-2). Between two writes the wishes are collected, so that a quiet node costs nothing.
import type { MachineClient } from '../component.ts';
import type { Node } from '../kinds/node.ts';
import { attachableName } from '../kinds/volume-name.ts';
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
  const { nodeStatusMs, nodeStatusJitterMs } = timings.kubelet;
  const ownMs = client.random('node status', node) * nodeStatusJitterMs;
  const phaseMs = Math.floor(client.random('node status', '') * nodeStatusMs + ownMs);
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

export const isNodeStatusTime = (node: string, client: MachineClient, nowMs: number): boolean =>
  nextNodeStatusMs(node, client, nowMs - 1) === nowMs;

/** The node's status with what was collected; the very same if nothing was. */
export function withVolumesInUse(node: Node, client: MachineClient): Node['status'] {
  const { name: nodeName } = node.metadata;
  const hasBooted = rememberBoot(nodeName, client);
  const wishes = client.recall<Wishes>(scope(nodeName)) ?? (hasBooted ? none : undefined);
  if (!wishes) return node.status;
  client.remember(scope(nodeName), undefined);
  const listed = node.status.volumesInUse ?? [];
  const before = hasBooted ? listed.filter((name) => isWanted(name, nodeName, client)) : listed;
  const kept = before.filter((name) => !wishes.drop.includes(name));
  const volumesInUse = [...kept, ...wishes.add.filter((name) => !kept.includes(name))];
  if (volumesInUse.length === before.length && volumesInUse.every((name, at) => name === before[at]))
    return node.status;
  const { volumesInUse: _before, ...status } = node.status;
  return volumesInUse.length > 0 ? { ...status, volumesInUse } : status;
}

/** Whether the machine was switched on since the last report: what it had mounted before is gone. */
function rememberBoot(node: string, client: MachineClient): boolean {
  const boots = client.view.machine(node)?.boots ?? 0;
  const before = client.recall<number>(`boots|${node}`) ?? 0;
  if (before !== boots) client.remember(`boots|${node}`, boots);
  return before !== boots;
}

/** Some Pod of the node mounts the volume. */
const isWanted = (name: string, node: string, { view }: MachineClient): boolean =>
  view.onNode(node).some(({ spec, metadata: { namespace = 'default' } }) =>
    (spec.volumes ?? []).some(({ persistentVolumeClaim }) => {
      const claim = view.get('PersistentVolumeClaim', `${namespace}/${persistentVolumeClaim?.claimName ?? ''}`);
      const volume = claim && view.get('PersistentVolume', claim.spec.volumeName ?? '');
      return volume !== undefined && attachableName(volume) === name;
    }),
  );
