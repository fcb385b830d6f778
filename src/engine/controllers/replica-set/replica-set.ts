// The ReplicaSet controller: keeps as many Pods of a template as are asked for, whichever they are (DEP-9 to DEP-12).
import type { Change } from '../../api/change.ts';
import { equal } from '../../kinds/equality.ts';
import { selects } from '../../api/selector.ts';
import type { View } from '../../api/view.ts';
import type { ApiComponent, Client, ReconcileError } from '../../component.ts';
import { keyOf } from '../../kinds/kinds.ts';
import type { Pod } from '../../kinds/pod.ts';
import type { ReplicaSet } from '../../kinds/replica-set.ts';
import { parseTime } from '../../time.ts';
import { timings } from '../../timings.ts';
import { controllerReference, controllerUid, ownedAmong } from '../owned.ts';
import { isActive, isTerminating, nextAvailableMs, statusOf } from './status.ts';
import type { SyncFailure } from './status.ts';
import { victimsFirst } from './victims.ts';

/** A creation under way: how many Pods come next, and those made already (DEP-11). */
interface SlowStart {
  readonly batch: number;
  readonly made: readonly string[];
}

/** DEP-11 */
const mostPerSync = 500;

/** A new controller; keys are those of ReplicaSets. */
export function createReplicaSetController(): ApiComponent {
  return {
    name: 'replicaset-controller',
    sees: 'api',
    watches: ['ReplicaSet', 'Pod'],
    wakeDelayMs: timings.wakeMs.replicaSet,
    wakes,
    reconcile(key, client, nowMs) {
      const set = client.view.get('ReplicaSet', key);
      if (set) return sync(set, client, nowMs);
      client.remember(key, undefined);
      return undefined;
    },
  };
}

function wakes(change: Change, view: View): readonly string[] {
  if (change.kind === 'ReplicaSet') return change.after ? [change.key] : [];
  if (change.kind !== 'Pod') return [];
  const { before, after } = change;
  const owners = new Set([before, after].flatMap((pod) => (pod ? (controllerUid(pod) ?? []) : [])));
  const keys = [...owners].flatMap((uid) => {
    const owner = view.byUid(uid);
    return owner?.kind === 'ReplicaSet' ? [keyOf(owner)] : [];
  });
  if (!after || controllerUid(after) !== undefined) return keys;
  if (before && before.metadata.labels === after.metadata.labels && controllerUid(before) === undefined) return keys;
  const selecting = view
    .list('ReplicaSet', after.metadata.namespace)
    .flatMap((set) => (selects(set.spec.selector, after.metadata.labels) ? [keyOf(set)] : []));
  return [...keys, ...selecting];
}

function sync(set: ReplicaSet, client: Client, nowMs: number): ReconcileError | undefined {
  const pods = ownedAmong(set, candidatesOf(set, client.view), client);
  const active = pods.filter(isActive);
  const terminating = pods.filter(isTerminating).length;
  const key = keyOf(set);
  const excess = active.length - (set.spec.replicas ?? 1);
  if (set.metadata.deletionTimestamp !== undefined || excess === 0) {
    client.remember(key, undefined);
    return writeStatus(set, active, terminating, undefined, client, nowMs);
  }
  if (excess > 0) {
    client.remember(key, undefined);
    const failure = deletePods(set, active, excess, client, nowMs);
    const error = writeStatus(set, active, terminating, failure, client, nowMs);
    return failure ? { error: failure.message } : error;
  }
  const made = createPods(set, Math.min(-excess, mostPerSync), client);
  if (made === 'more to come') return undefined;
  const before = active.filter(({ metadata }) => !made.names.includes(metadata.name));
  const error = writeStatus(set, before, terminating, made.failure, client, nowMs);
  return made.failure ? { error: made.failure.message } : error;
}

/** Its Pods, and those of nobody that it selects. */
function candidatesOf({ metadata, spec }: ReplicaSet, view: View): readonly Pod[] {
  const own = view.owned(metadata.uid).flatMap((it) => (it.kind === 'Pod' ? [it] : []));
  const orphans = view
    .labelled('Pod', metadata.namespace ?? 'default', spec.selector.matchLabels ?? {})
    .filter((pod) => controllerUid(pod) === undefined);
  return [...own, ...orphans];
}

/** DEP-11: one Pod first, then two, then four: if the first fails, no flood of requests fails with it. */
function createPods(
  set: ReplicaSet,
  missing: number,
  client: Client,
): 'more to come' | { readonly names: readonly string[]; readonly failure?: SyncFailure } {
  const key = keyOf(set);
  const { batch, made } = client.recall<SlowStart>(key) ?? { batch: 1, made: [] };
  const names = [...made];
  for (let at = 0; at < Math.min(batch, missing); at++) {
    const created = createPod(set, client);
    if ('reason' in created) {
      client.remember(key, undefined);
      return { names, failure: created };
    }
    names.push(created.metadata.name);
  }
  if (missing <= batch) {
    client.remember(key, undefined);
    return { names };
  }
  client.remember<SlowStart>(key, { batch: batch * 2, made: names });
  client.requeue(timings.replicaSet.batchMs);
  return 'more to come';
}

function createPod(set: ReplicaSet, client: Client): Pod | SyncFailure {
  const { name, namespace = 'default' } = set.metadata;
  const { metadata: { labels, annotations } = {}, spec } = set.spec.template;
  const metadata = {
    generateName: `${name}-`,
    namespace,
    ...(labels ? { labels } : {}),
    ...(annotations ? { annotations } : {}),
    ownerReferences: [controllerReference(set)],
  };
  const reason = { rule: 'DEP-11', params: { set: name, replicas: set.spec.replicas ?? 1 } };
  const result = client.create<Pod>({ apiVersion: 'v1', kind: 'Pod', metadata, spec }, reason);
  const why = { rule: 'DEP-12', params: { set: name } };
  if (!result.ok) {
    const message = result.status.message ?? '';
    client.event(set, { type: 'Warning', reason: 'FailedCreate', message: `Error creating: ${message}` }, why);
    return { reason: 'FailedCreate', message };
  }
  const message = `Created pod: ${result.object.metadata.name}`;
  client.event(set, { type: 'Normal', reason: 'SuccessfulCreate', message }, why);
  return result.object;
}

function deletePods(
  set: ReplicaSet,
  active: readonly Pod[],
  excess: number,
  client: Client,
  nowMs: number,
): SyncFailure | undefined {
  const order = victimsFirst(active, crowdAround(set, client.view), parseTime(client.timeText(0)) + nowMs);
  const params = { set: set.metadata.name, replicas: set.spec.replicas ?? 1 };
  let failure: SyncFailure | undefined;
  for (const pod of order.slice(0, excess)) {
    const { name } = pod.metadata;
    const result = client.delete('Pod', keyOf(pod), { rule: 'DEP-10', params: { ...params, pod: name } });
    if (!result.ok && result.status.reason === 'NotFound') continue;
    const why = { rule: 'DEP-12', params };
    if (result.ok) {
      client.event(set, { type: 'Normal', reason: 'SuccessfulDelete', message: `Deleted pod: ${name}` }, why);
      continue;
    }
    const message = result.status.message ?? '';
    client.event(set, { type: 'Warning', reason: 'FailedDelete', message: `Error deleting: ${message}` }, why);
    failure = { reason: 'FailedDelete', message };
  }
  return failure;
}

/** Active Pods per node, of this set and of the others of its Deployment. */
function crowdAround(set: ReplicaSet, view: View): ReadonlyMap<string, number> {
  const owner = controllerUid(set);
  const sets = owner === undefined ? [set] : view.owned(owner);
  const crowd = new Map<string, number>();
  for (const { kind, metadata } of sets) {
    if (kind !== 'ReplicaSet') continue;
    for (const pod of view.owned(metadata.uid)) {
      if (pod.kind !== 'Pod' || !isActive(pod)) continue;
      const node = pod.spec.nodeName ?? '';
      crowd.set(node, (crowd.get(node) ?? 0) + 1);
    }
  }
  return crowd;
}

function writeStatus(
  set: ReplicaSet,
  active: readonly Pod[],
  terminating: number,
  failure: SyncFailure | undefined,
  client: Client,
  nowMs: number,
): ReconcileError | undefined {
  const startMs = parseTime(client.timeText(0));
  const status = statusOf(set, active, terminating, failure, startMs + nowMs, client.timeText(nowMs));
  const nextMs = nextAvailableMs(set, active, startMs + nowMs);
  if (nextMs !== undefined) client.requeue(nextMs - startMs - nowMs);
  if (equal(status, set.status)) return undefined;
  const { replicas, readyReplicas = 0 } = status;
  const params = { set: set.metadata.name, replicas, readyReplicas };
  const result = client.updateStatus<ReplicaSet>({ ...set, status }, { rule: 'DEP-9', params });
  return result.ok ? undefined : { error: result.status.message ?? 'status refused' };
}
