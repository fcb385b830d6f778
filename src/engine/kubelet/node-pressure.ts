// A machine that runs out of memory or disk: its kubelet says so of the node, drives out one Pod at a time until there is enough
// again, and keeps the condition for five minutes (KUBELET-80 to KUBELET-82).
import type { MachineClient } from '../component.ts';
import type { Condition } from '../kinds/meta.ts';
import type { Node } from '../kinds/node.ts';
import type { Container, Pod } from '../kinds/pod.ts';
import { requestsOf } from '../kinds/pod-requests.ts';
import type { Machine } from '../machine.ts';
import { timings } from '../timings.ts';
import { failPod, goOnFailing } from './failing.ts';
import { Sync } from './sync.ts';
import type { Kubelet } from './sync.ts';

type Resource = NonNullable<Machine['pressure']>;

/** What a kubelet remembers of the pressure on its node. */
interface Pressure {
  readonly resource: Resource;
  /** Seen with this pass of the eviction loop. */
  readonly noticeAtMs: number;
  /** The Pod that is being driven out. */
  readonly victim?: string;
  /** There is enough again; the condition goes at this time. */
  readonly calmAtMs?: number;
}

const words = {
  memory: {
    condition: 'MemoryPressure',
    reclaimed: 'memory',
    resource: 'memory',
    threshold: '100Mi',
    available: '52Mi',
    on: ['KubeletHasInsufficientMemory', 'kubelet has insufficient memory available'],
    off: ['KubeletHasSufficientMemory', 'kubelet has sufficient memory available'],
    events: ['NodeHasInsufficientMemory', 'NodeHasSufficientMemory'],
  },
  disk: {
    condition: 'DiskPressure',
    reclaimed: 'ephemeral-storage',
    resource: 'ephemeral-storage',
    threshold: '10Gi',
    available: '8Gi',
    on: ['KubeletHasDiskPressure', 'kubelet has disk pressure'],
    off: ['KubeletHasNoDiskPressure', 'kubelet has no disk pressure'],
    events: ['NodeHasDiskPressure', 'NodeHasNoDiskPressure'],
  },
} as const;

/** One look at the pressure on a node. */
export function reclaim(node: string, kubelet: Kubelet, client: MachineClient, nowMs: number): void {
  const scope = `pressure|${node}`;
  const known = client.recall<Pressure>(scope);
  const next = step(node, known, kubelet, client, nowMs);
  if (next !== known) client.remember(scope, next);
}

function step(
  node: string,
  known: Pressure | undefined,
  kubelet: Kubelet,
  client: MachineClient,
  nowMs: number,
): Pressure | undefined {
  const resource = client.view.machine(node)?.pressure;
  if (!known || (known.calmAtMs !== undefined && resource)) {
    if (!resource) return undefined;
    if (known && known.resource !== resource) setCondition(node, known.resource, false, client, nowMs);
    const { evictionLookMs } = timings.kubelet;
    const noticeAtMs = (Math.floor(nowMs / evictionLookMs) + 1) * evictionLookMs;
    client.requeue(noticeAtMs - nowMs);
    return { resource, noticeAtMs };
  }
  if (known.calmAtMs !== undefined) return calmDown(node, known, known.calmAtMs, client, nowMs);
  if (known.noticeAtMs > nowMs) {
    client.requeue(known.noticeAtMs - nowMs);
    return known;
  }
  if (!resource) return calm(known, client, nowMs);
  if (known.victim === undefined) return evictOne(node, known, kubelet, client, nowMs);
  const object = client.view.byUid(known.victim);
  const victim = object?.kind === 'Pod' ? object : undefined;
  if (victim && victim.status.phase !== 'Failed' && victim.metadata.deletionTimestamp === undefined) {
    goOnFailing(new Sync(victim, node, kubelet, client, nowMs));
    if (client.view.byUid(known.victim)?.kind === 'Pod') client.requeue(timings.kubelet.relistMs);
  }
  const now = client.view.byUid(known.victim);
  if (now?.kind === 'Pod' && now.status.phase !== 'Failed' && now.metadata.deletionTimestamp === undefined)
    return known;
  const machine = client.view.machine(node);
  if (machine) {
    const { pressure: _relieved, ...rest } = machine;
    client.setMachine(rest, { rule: 'KUBELET-81', params: { node } });
  }
  return calm(known, client, nowMs);
}

function calm(known: Pressure, client: MachineClient, nowMs: number): Pressure {
  const { pressureMs } = timings.kubelet;
  client.requeue(pressureMs);
  return { resource: known.resource, noticeAtMs: known.noticeAtMs, calmAtMs: nowMs + pressureMs };
}

/** KUBELET-80: the condition outlasts the pressure. */
function calmDown(
  node: string,
  known: Pressure,
  calmAtMs: number,
  client: MachineClient,
  nowMs: number,
): Pressure | undefined {
  if (calmAtMs > nowMs) {
    client.requeue(calmAtMs - nowMs);
    return known;
  }
  setCondition(node, known.resource, false, client, nowMs);
  return undefined;
}

/** KUBELET-81 */
function evictOne(node: string, known: Pressure, kubelet: Kubelet, client: MachineClient, nowMs: number): Pressure {
  const { resource } = known;
  setCondition(node, resource, true, client, nowMs);
  const object = client.view.get('Node', node);
  const text = `Attempting to reclaim ${words[resource].reclaimed}`;
  const reason = { rule: 'KUBELET-81', params: { node } };
  if (object)
    client.event(object, { type: 'Warning', reason: 'EvictionThresholdMet', message: text, host: node }, reason);
  const [victim] = ranked(node, client);
  if (!victim) {
    client.requeue(timings.kubelet.evictionLookMs);
    return { resource, noticeAtMs: nowMs + timings.kubelet.evictionLookMs };
  }
  const sync = new Sync(victim, node, kubelet, client, nowMs);
  const message = messageOf(victim, resource);
  sync.event({ type: 'Warning', reason: 'Evicted', message }, 'KUBELET-82');
  failPod(
    sync,
    { reason: 'Evicted', message, rule: 'KUBELET-82', isDisruption: true },
    timings.kubelet.evictionGraceMs,
  );
  client.requeue(timings.kubelet.relistMs);
  return { ...known, victim: victim.metadata.uid };
}

/** KUBELET-81: first those that use more than they asked for, which are those that asked for nothing; then the least important. */
function ranked(node: string, { view }: MachineClient): readonly Pod[] {
  const running = view
    .onNode(node)
    .filter(({ status, metadata }) => status.phase === 'Running' && metadata.deletionTimestamp === undefined);
  const asked = (pod: Pod): number => (requestsOf(pod.spec).memory > 0 ? 1 : 0);
  return [...running].sort(
    (a, b) =>
      asked(a) - asked(b) ||
      (a.spec.priority ?? 0) - (b.spec.priority ?? 0) ||
      (a.metadata.name < b.metadata.name ? 1 : -1),
  );
}

/** KUBELET-82: how much a container uses nobody simulates; that it is too much is all there is to say. */
function messageOf({ spec }: Pod, resource: Resource): string {
  const { resource: name, threshold, available } = words[resource];
  const uses = spec.containers.map(
    (container) =>
      `Container ${container.name} was using 900Mi, request is ${requestOf(container, name)}, has larger consumption of ${name}. `,
  );
  return `The node was low on resource: ${name}. Threshold quantity: ${threshold}, available: ${available}. ${uses.join('')}`;
}

const requestOf = ({ resources }: Container, name: string): string => resources?.requests?.[name] ?? '0';

function setCondition(node: string, resource: Resource, holds: boolean, client: MachineClient, nowMs: number): void {
  const object = client.view.get('Node', node);
  if (!object) return;
  const { condition, on, off, events } = words[resource];
  const [reason, message] = holds ? on : off;
  const now = client.timeText(nowMs);
  const conditions = (object.status.conditions ?? []).map((it): Condition =>
    it.type === condition
      ? { ...it, status: holds ? 'True' : 'False', reason, message, lastTransitionTime: now, lastHeartbeatTime: now }
      : it,
  );
  const why = { rule: 'KUBELET-80', params: { node, condition, case: holds ? 'on' : 'off' } };
  client.updateStatus<Node>({ ...object, status: { ...object.status, conditions } }, why);
  const said = events[holds ? 0 : 1];
  client.event(
    object,
    { type: 'Normal', reason: said, message: `Node ${node} status is now: ${said}`, host: node },
    why,
  );
}
