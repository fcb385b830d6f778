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

/** The node's status with what was collected; the very same if nothing comes of it. */
export function withVolumesInUse(node: Node, client: MachineClient): Node['status'] {
  const { name: nodeName } = node.metadata;
  const wishes = client.recall<Wishes>(scope(nodeName)) ?? none;
  if (wishes !== none) client.remember(scope(nodeName), undefined);
  const listed = node.status.volumesInUse ?? [];
  if (listed.length + wishes.add.length === 0) return node.status;
  // A Pod may have gone before its volume was mounted, or its machine may have lost what was: neither unmounts anything.
  const used = volumesUsedOn(nodeName, client);
  const kept = listed.filter((name) => !wishes.drop.includes(name));
  const added = wishes.add.filter((name) => !kept.includes(name));
  const volumesInUse = [...kept, ...added].filter((name) => used.has(name));
  if (volumesInUse.length === listed.length && volumesInUse.every((name, at) => name === listed[at]))
    return node.status;
  const { volumesInUse: _before, ...status } = node.status;
  return volumesInUse.length > 0 ? { ...status, volumesInUse } : status;
}

/** Names of the volumes that are mounted on a node, or that a Pod there, which is not over, is to mount. */
function volumesUsedOn(node: string, { view }: MachineClient): ReadonlySet<string> {
  const mounted = view.sandboxesOn(node).flatMap((sandbox) => sandbox.mounted);
  const wanted = view.onNode(node).flatMap(({ spec, status: { phase }, metadata: { namespace = 'default' } }) => {
    if (phase === 'Succeeded' || phase === 'Failed') return [];
    return (spec.volumes ?? []).flatMap(({ persistentVolumeClaim: source }) =>
      source ? (view.get('PersistentVolumeClaim', `${namespace}/${source.claimName}`)?.spec.volumeName ?? []) : [],
    );
  });
  return new Set(
    [...mounted, ...wanted].flatMap((name) => {
      const volume = view.get('PersistentVolume', name);
      return (volume && attachableName(volume)) ?? [];
    }),
  );
}
