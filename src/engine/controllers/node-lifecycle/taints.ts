// The taints of a node, from its conditions: those that keep new Pods away come and go at once, those that drive Pods out come
// one node at a time and only while some node is left (NODE-7 to NODE-10, NODE-60).
import type { View } from '../../api/view.ts';
import type { Client } from '../../component.ts';
import type { Node, Taint } from '../../kinds/node.ts';
import { timings } from '../../timings.ts';
import { nextLoopMs, readyOf } from './loop.ts';

const unreachable = 'node.kubernetes.io/unreachable';
const notReady = 'node.kubernetes.io/not-ready';
const unschedulable = 'node.kubernetes.io/unschedulable';
/** KUBELET-83: the taints of a node that runs out of something, by the condition that says so. */
const pressures: readonly (readonly [condition: string, taint: string])[] = [
  ['MemoryPressure', 'node.kubernetes.io/memory-pressure'],
  ['DiskPressure', 'node.kubernetes.io/disk-pressure'],
  ['PIDPressure', 'node.kubernetes.io/pid-pressure'],
];
const pressing: ReadonlySet<string> = new Set(pressures.map(([, taint]) => taint));

/** The taints of the pressures on a node. */
export const pressuresOn = ({ status }: Node): readonly string[] =>
  pressures.flatMap(([condition, taint]) =>
    status.conditions?.some((it) => it.type === condition && it.status === 'True') ? [taint] : [],
  );

const conditional: ReadonlySet<string> = new Set([unreachable, notReady]);

/** Brings a node's taints in line with its state; what has to wait is asked for again. */
export function syncTaints(node: Node, client: Client, nowMs: number): void {
  const current = syncNoSchedule(node, client);
  const key = keyFor(node);
  const standing = (current.spec.taints ?? []).filter(
    ({ effect, key: of }) => effect === 'NoExecute' && conditional.has(of),
  );
  const mayEvict = key !== undefined && !isEverythingDown(client.view);
  if (mayEvict && !standing.some((taint) => taint.key === key)) addNoExecute(current, key, client, nowMs);
  else if (!mayEvict && standing.length > 0) dropNoExecute(current, client, nowMs);
}

/** The taint that the Ready condition stands for. */
function keyFor(node: Node): string | undefined {
  const ready = readyOf(node);
  if (ready === 'True') return undefined;
  return ready === 'Unknown' ? unreachable : notReady;
}

/** NODE-7, NODE-60 */
function syncNoSchedule(node: Node, client: Client): Node {
  const key = keyFor(node);
  const wanted = [
    ...(key === undefined ? [] : [key]),
    ...(node.spec.unschedulable ? [unschedulable] : []),
    ...pressuresOn(node),
  ];
  const owned = (taint: Taint): boolean =>
    taint.effect === 'NoSchedule' &&
    (conditional.has(taint.key) || pressing.has(taint.key) || taint.key === unschedulable);
  const taints = node.spec.taints ?? [];
  const kept = taints.filter((taint) => !owned(taint) || wanted.includes(taint.key));
  const added = wanted.filter((name) => !kept.some((taint) => owned(taint) && taint.key === name));
  if (added.length === 0 && kept.length === taints.length) return node;
  const isPressed = [...added, ...taints.map((it) => it.key)].some((it) => pressing.has(it));
  const rule = isPressed
    ? 'KUBELET-83'
    : added.includes(unschedulable) || taints.some(({ key: of }) => of === unschedulable)
      ? 'NODE-60'
      : 'NODE-7';
  return writeTaints(
    node,
    [...kept, ...added.map((name): Taint => ({ key: name, effect: 'NoSchedule' }))],
    rule,
    client,
  );
}

/** NODE-8: one node of a zone every ten seconds. */
function addNoExecute(node: Node, key: string, client: Client, nowMs: number): void {
  const scope = `zone|${node.metadata.labels?.['topology.kubernetes.io/zone'] ?? ''}`;
  const { passMs, evictionMs } = timings.nodeLifecycle;
  const name = node.metadata.name;
  const due = client.recall<number>(`pass|${name}`);
  const freeAtMs = client.recall<number>(scope) ?? 0;
  if (due === undefined || due > nowMs || freeAtMs > nowMs) {
    const atMs = Math.max(due ?? nowMs + 2 * passMs, freeAtMs);
    client.remember(`pass|${name}`, atMs);
    client.wait({ rule: 'NODE-8', params: { node: name } });
    client.requeue(atMs - nowMs);
    return;
  }
  client.remember(`pass|${name}`, undefined);
  client.remember(scope, nowMs + evictionMs);
  const others = (node.spec.taints ?? []).filter(
    (taint) => taint.effect !== 'NoExecute' || !conditional.has(taint.key),
  );
  writeTaints(node, [...others, { key, effect: 'NoExecute', timeAdded: client.timeText(nowMs) }], 'NODE-8', client);
}

/** NODE-9, NODE-10: in the next pass of the loop. */
function dropNoExecute(node: Node, client: Client, nowMs: number): void {
  const name = node.metadata.name;
  client.remember(`pass|${name}`, undefined);
  const scope = `drop|${name}`;
  const dueMs = client.recall<number>(scope) ?? nextLoopMs(nowMs, client);
  if (dueMs > nowMs) {
    client.remember(scope, dueMs);
    client.requeue(dueMs - nowMs);
    return;
  }
  client.remember(scope, undefined);
  const kept = (node.spec.taints ?? []).filter((taint) => taint.effect !== 'NoExecute' || !conditional.has(taint.key));
  writeTaints(node, kept, 'NODE-10', client);
}

/** NODE-9: with every node silent it is rather the controller that is cut off, so nobody is driven out. */
const isEverythingDown = (view: View): boolean => view.list('Node').every((node) => readyOf(node) !== 'True');

function writeTaints(node: Node, taints: readonly Taint[], rule: string, client: Client): Node {
  const { taints: _before, ...spec } = node.spec;
  const next = { ...node, spec: taints.length > 0 ? { ...spec, taints } : spec };
  const result = client.update<Node>(next, { rule, params: { node: node.metadata.name } });
  return result.ok ? result.object : node;
}
