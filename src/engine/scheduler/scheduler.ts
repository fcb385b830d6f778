// The scheduler: who wakes it, and one attempt for one Pod from the checks of its claims to the binding (2.1, 2.4).
import type { Change } from '../api/change.ts';
import type { View } from '../api/view.ts';
import type { ApiComponent, Client } from '../component.ts';
import { keyOf } from '../kinds/kinds.ts';
import type { Node } from '../kinds/node.ts';
import type { Pod } from '../kinds/pod.ts';
import { timings } from '../timings.ts';
import { AvailableVolumes } from './available-volumes.ts';
import { readClaims } from './claims.ts';
import type { PodClaims } from './claims.ts';
import { fail, isUnschedulable } from './failure.ts';
import type { Attempt } from './filters.ts';
import { attemptFor, rejectionOf } from './filters.ts';
import { noNodes, preFilterMessage, unschedulableMessage } from './messages.ts';
import type { Rejection } from './messages.ts';
import { preempt } from './preemption.ts';
import type { RejectedNode } from './preemption.ts';
import { ask, nominate, progressOf, versionsOf } from './pre-bind.ts';
import type { Reserved, Versions } from './pre-bind.ts';
import { scoresOf } from './scores.ts';
import { Usage } from './usage.ts';
import { priorityOf } from './victims.ts';
import { changesCompany, minds, wakesAll } from './wakes.ts';

/** What a scheduler knows besides the view; derived from it. */
interface Knowledge {
  readonly usage: Usage;
  readonly volumes: AvailableVolumes;
}

/** What it remembers of a Pod: the node it is on its way to, or until when an error holds it back. */
interface Memory {
  readonly reserved?: Reserved;
  /** The node is chosen; what is to be written for it is written at this time. */
  readonly wish?: Wish;
  readonly retryAtMs?: number;
}

interface Wish {
  readonly uid: string;
  readonly node: string;
  readonly claims: Versions;
  readonly atMs: number;
}

/** A new scheduler for Pods of `schedulerName: default-scheduler` (SCHED-1). */
export function createScheduler(): ApiComponent {
  const knowledge: Knowledge = { usage: new Usage(), volumes: new AvailableVolumes() };
  return {
    name: 'default-scheduler',
    sees: 'api',
    watches: ['Pod', 'Node', 'PersistentVolumeClaim', 'PersistentVolume', 'StorageClass'],
    wakeDelayMs: timings.wakeMs.scheduler,
    wakes,
    reconcile(key, client, nowMs) {
      const pod = client.view.get('Pod', key);
      const memory = client.recall<Memory>(key);
      if (memory?.reserved && memory.reserved.pod.metadata.uid !== pod?.metadata.uid) forsake(memory.reserved, client);
      if (!pod || !isToSchedule(pod)) client.remember(key, undefined);
      else
        schedule(
          pod,
          (memory?.wish?.uid ?? memory?.reserved?.pod.metadata.uid) === pod.metadata.uid ? memory : undefined,
          knowledge,
          client,
          nowMs,
        );
      return undefined;
    },
  };
}

/** SCHED-1 */
const isToSchedule = ({ spec, metadata }: Pod): boolean =>
  spec.nodeName === undefined &&
  metadata.deletionTimestamp === undefined &&
  (spec.schedulerName ?? 'default-scheduler') === 'default-scheduler' &&
  !(Array.isArray(spec.schedulingGates) && spec.schedulingGates.length > 0);

/** SCHED-51: a new or changed Pod, and Pods that did not fit whenever something that could help them has changed. */
function wakes(change: Change, view: View): Iterable<string> {
  if (change.kind === 'Pod' && change.after && change.after.spec.nodeName === undefined) {
    const { before, after } = change;
    const isNews = !before || before.spec !== after.spec || before.metadata.labels !== after.metadata.labels;
    return isNews ? [change.key] : [];
  }
  if (change.kind === 'Pod' && change.before && !change.after && change.before.spec.nodeName === undefined)
    return [change.key];
  if (change.kind === 'PersistentVolumeClaim')
    return view.usingClaim(change.key).flatMap((pod) => (isUnschedulable(pod) ? [keyOf(pod)] : []));
  const all = wakesAll(change);
  if (!all && !changesCompany(change)) return [];
  const tried = view.unschedulable().filter((pod) => all || minds(pod));
  return tried.sort((a, b) => priorityOf(b) - priorityOf(a)).map((pod) => keyOf(pod));
}

/** VOL-22: a Pod that is gone while its volumes were being bound. */
function forsake({ pod }: Reserved, client: Client): void {
  const { name } = pod.metadata;
  const error = `pod does not exist any more: pod "${name}" not found`;
  client.event(
    pod,
    {
      type: 'Warning',
      reason: 'FailedScheduling',
      message: preBindError(error),
      action: 'Scheduling',
    },
    { rule: 'VOL-22', params: { pod: name } },
  );
  client.remember(keyOf(pod), undefined);
}

const preBindError = (error: string): string => `running PreBind plugin "VolumeBinding": binding volumes: ${error}`;

function schedule(pod: Pod, memory: Memory | undefined, knowledge: Knowledge, client: Client, nowMs: number): void {
  const standing = memory ?? client.recall<Memory>(keyOf(pod));
  if (standing?.retryAtMs !== undefined && standing.retryAtMs > nowMs) {
    client.wait({ rule: 'SCHED-50', params: { pod: pod.metadata.name } });
    client.requeue(standing.retryAtMs - nowMs);
  } else if (memory?.wish) preBind(pod, memory.wish, knowledge, client, nowMs);
  else if (memory?.reserved) goOn(pod, memory.reserved, client, nowMs);
  else attempt(pod, knowledge, client, nowMs);
}

function attempt(pod: Pod, { usage, volumes }: Knowledge, client: Client, nowMs: number): void {
  const { view } = client;
  const nodes = view.list('Node');
  usage.follow(view);
  const read = readClaims(pod, view, volumes.follow(view));
  if (nodes.length === 0) return fail(pod, { rule: 'SCHED-3', message: noNodes }, client, nowMs);
  if (!read.ok) {
    const { rule, reason, claim, case: kind } = read;
    return fail(
      pod,
      {
        rule,
        message: preFilterMessage(nodes.length, reason),
        params: { claim, ...(kind === undefined ? {} : { case: kind }) },
      },
      client,
      nowMs,
    );
  }
  const own = keyOf(pod);
  const { wish, node, rejected } = usage.without([own], () => place(pod, read.claims, nodes, usage, client));
  if (node) return choose(wish, node, client, nowMs);
  const trial = (on: Node, keys: readonly string[]): Rejection | undefined =>
    usage.without([own, ...keys], () => {
      const again = attemptFor(pod, read.claims, nodes, usage, view);
      return rejectionOf(again, on, usage.on(on.metadata.name));
    });
  const preempted = preempt(pod, rejected, trial, client, nowMs);
  const message = unschedulableMessage(
    rejected.map(({ rejection }) => rejection),
    'message' in preempted ? preempted.message : undefined,
  );
  const nominated = 'node' in preempted ? { nominatedNodeName: preempted.node } : {};
  return fail(pod, { rule: 'SCHED-6', message, ...nominated }, client, nowMs);
}

/** The node a Pod gets, or why each of them rejects it. */
function place(
  pod: Pod,
  claims: PodClaims,
  nodes: readonly Node[],
  usage: Usage,
  client: Client,
): { readonly wish: Attempt; readonly node: Node | undefined; readonly rejected: readonly RejectedNode[] } {
  const wish = attemptFor(pod, claims, nodes, usage, client.view);
  const rejected: RejectedNode[] = [];
  const fitting = nodes.filter((node) => {
    const rejection = rejectionOf(wish, node, usage.on(node.metadata.name));
    if (rejection) rejected.push({ node, rejection });
    return !rejection;
  });
  const nominated = fitting.find(({ metadata }) => metadata.name === pod.status.nominatedNodeName);
  const node = nominated ?? (fitting.length > 1 ? best(wish, fitting, nodes, usage, client) : fitting[0]);
  return { wish, node, rejected };
}

/** SCHED-4: the highest score; the seed decides between equals, the same for the same Pod made again of the same revision. */
function best(
  wish: Attempt,
  nodes: readonly Node[],
  all: readonly Node[],
  usage: Usage,
  client: Client,
): Node | undefined {
  const scores = scoresOf(wish, nodes, all, usage, client.view);
  const top = Math.max(...scores);
  const equals = nodes.filter((_, at) => scores[at] === top);
  const revision = wish.pod.metadata.labels?.['controller-revision-hash'] ?? '';
  return equals[Math.floor(client.random('binding', `${keyOf(wish.pod)} ${revision}`) * equals.length)];
}

function choose({ pod, claims }: Attempt, node: Node, client: Client, nowMs: number): void {
  if (claims.unbound.length === 0) return bind(pod, node.metadata.name, client, nowMs);
  const name = node.metadata.name;
  const error = nominate(pod, name, client);
  if (error !== undefined) return retryLater(pod, preBindError(error), client, nowMs);
  const { uid } = pod.metadata;
  const atMs = nowMs + timings.scheduler.preBindMs;
  client.remember<Memory>(keyOf(pod), { wish: { uid, node: name, claims: versionsOf(claims), atMs } });
  return client.requeue(timings.scheduler.preBindMs);
}

/** STS-RET-12: what was read when the node was chosen is written now; a claim that has changed in between is refused. */
function preBind(pod: Pod, wish: Wish, { volumes }: Knowledge, client: Client, nowMs: number): void {
  if (wish.atMs > nowMs) return client.requeue(wish.atMs - nowMs);
  const node = client.view.get('Node', wish.node);
  const read = readClaims(pod, client.view, volumes.follow(client.view));
  const missing = node ? undefined : `node "${wish.node}" not found`;
  const error = !read.ok ? read.reason : node ? ask(pod, node, read.claims, wish.claims, client) : missing;
  if (error !== undefined) return retryLater(pod, `running PreBind plugin "VolumeBinding": ${error}`, client, nowMs);
  const reserved: Reserved = { node: wish.node, sinceMs: nowMs, pod };
  client.remember<Memory>(keyOf(pod), { reserved });
  return goOn(pod, reserved, client, nowMs);
}

function goOn(pod: Pod, reserved: Reserved, client: Client, nowMs: number): void {
  const progress = progressOf(reserved, pod, client, nowMs);
  if (progress.kind === 'bound') return bind(pod, reserved.node, client, nowMs);
  if (progress.kind === 'failed') return retryLater(pod, preBindError(progress.error), client, nowMs);
  const params = { pod: pod.metadata.name, node: reserved.node, claims: progress.claims.join(', ') };
  client.wait({ rule: 'VOL-22', params });
  return client.requeue(progress.nextLookMs);
}

/** SCHED-5 */
function bind(pod: Pod, node: string, client: Client, nowMs: number): void {
  const { name, namespace = 'default' } = pod.metadata;
  const reason = { rule: 'SCHED-5', params: { pod: name, node } };
  const bound = client.bind(keyOf(pod), node, reason);
  if (!bound.ok) return retryLater(pod, bound.status.message ?? 'binding refused', client, nowMs);
  client.remember(keyOf(pod), undefined);
  const message = `Successfully assigned ${namespace}/${name} to ${node}`;
  return client.event(bound.object, { type: 'Normal', reason: 'Scheduled', message, action: 'Binding' }, reason);
}

/** SCHED-50: after an error, as against a Pod that does not fit, the next try waits. */
function retryLater(pod: Pod, message: string, client: Client, nowMs: number): void {
  const { errorRetryMs } = timings.scheduler;
  const delayMs = Math.round(errorRetryMs * (1 + client.random('retry', `${pod.metadata.uid}/${nowMs}`)));
  client.remember<Memory>(keyOf(pod), { retryAtMs: nowMs + delayMs });
  fail(client.view.get('Pod', keyOf(pod)) ?? pod, { rule: 'SCHED-50', message, error: true }, client, nowMs);
  client.requeue(delayMs);
}
