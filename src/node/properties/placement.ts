// Invariants of the scheduler: it binds a Pod only to a node that takes it.
import type { Change, Node, Pod, Taint } from '../../engine/index.ts';
import { selects } from './network.ts';
import { isTerminal } from './order.ts';
import { startOfRuns } from './story.ts';
import type { World } from './world.ts';

/** Why a Pod should not have been bound to its node. */
export function placementFaults(change: Change, world: World): readonly string[] {
  if (change.kind !== 'Pod' || !change.after || !change.before || change.before.spec.nodeName !== undefined) return [];
  const pod = change.after;
  const name = pod.spec.nodeName;
  if (name === undefined) return [];
  const sinceMs = chosenSinceMs(pod, change.atMs);
  const isJustChanged = world.nodeMs(name) >= sinceMs;
  const node = world.get('Node', name);
  return [
    ...(isJustChanged ? [] : nodeFaults(pod, node)),
    ...roomFaults(pod, name, world),
    ...(world.labelledMs >= sinceMs ? [] : companyFaults(pod, name, world)),
  ];
}

/** SCHED-1: a node is chosen a moment before the Pod is bound, or long before if a volume has to be made there first. */
function chosenSinceMs({ spec, metadata }: Pod, atMs: number): number {
  const waits = spec.volumes?.some((volume) => volume.persistentVolumeClaim) ?? false;
  return waits ? Date.parse(metadata.creationTimestamp ?? '') - startOfRuns : atMs - 50;
}

function nodeFaults({ metadata: { name }, spec }: Pod, node: Node | undefined): readonly string[] {
  if (!node) return [`${name} is bound to a node that is not there`];
  const taints = (node.spec.taints ?? []).filter(({ effect }) => effect !== 'PreferNoSchedule');
  const untolerated = taints.filter((taint) => !spec.tolerations?.some((toleration) => tolerates(toleration, taint)));
  return untolerated.map(({ key }) => `${name} is bound to ${node.metadata.name} in spite of ${key}`);
}

const tolerates = (
  { key, effect, operator = 'Equal', value = '' }: NonNullable<Pod['spec']['tolerations']>[number],
  taint: Taint,
): boolean =>
  (key === undefined || key === taint.key) &&
  (effect === undefined || effect === taint.effect) &&
  (operator === 'Exists' || value === (taint.value ?? ''));

/** Four cores to a node. */
function roomFaults(pod: Pod, node: string, world: World): readonly string[] {
  const beside = world.pods.filter((other) => other.spec.nodeName === node && !isTerminal(other));
  const asked = [pod, ...beside].reduce((sum, it) => sum + milliCoresOf(it), 0);
  return asked <= 4000
    ? []
    : [`${pod.metadata.name} is bound to ${node}, where then ${asked} m of 4000 m are asked for`];
}

const milliCoresOf = ({ spec }: Pod): number =>
  spec.containers.reduce((sum, { resources }) => sum + milliCores(resources?.requests?.['cpu'] ?? '0'), 0);

const milliCores = (quantity: string): number =>
  quantity.endsWith('m') ? Number.parseInt(quantity, 10) : Number(quantity) * 1000;

/** Those who want to be alone on a node are. */
function companyFaults(pod: Pod, node: string, world: World): readonly string[] {
  if (!JSON.stringify(pod.spec.affinity ?? '').includes('"requiredDuringScheduling')) return [];
  const app = pod.metadata.labels?.['app'] ?? '';
  const other = world.pods.find((it) => it.spec.nodeName === node && !isTerminal(it) && selects({ app }, it));
  return other ? [`${pod.metadata.name} wants to be apart, and is bound to the node of ${other.metadata.name}`] : [];
}
