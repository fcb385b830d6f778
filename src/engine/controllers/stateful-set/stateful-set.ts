// The StatefulSet controller: who wakes it, and the outermost steps of a sync (4.1, 4.2).
import type { Change } from '../../api/change.ts';
import { selects } from '../../api/selector.ts';
import type { View } from '../../api/view.ts';
import type { ApiComponent, Client, ReconcileError } from '../../component.ts';
import { keyOf } from '../../kinds/kinds.ts';
import type { FeatureGates } from '../../kinds/definitions.ts';
import type { Pod } from '../../kinds/pod.ts';
import type { StatefulSet } from '../../kinds/stateful-set.ts';
import { parseTime } from '../../time.ts';
import { timings } from '../../timings.ts';
import { claimPods } from './ownership.ts';
import { controllerUid, Members } from './members.ts';
import { chosenRevisions, ownRevisions, truncateHistory } from './revisions.ts';
import type { Revisions } from './revisions.ts';
import { isWorthWriting, statusOf, withFewerCurrent } from './status.ts';
import { countedBefore, forgetBatch, isWaiting, waitForBatch } from './batch.ts';
import { runSync } from './sync.ts';

/** A new controller. The sums it keeps of each set's Pods are derived from the view; nothing else is remembered. */
export function createStatefulSetController(gates: FeatureGates = {}): ApiComponent {
  const severalAtATime = gates['MaxUnavailableStatefulSet'] === true;
  const known = new Map<string, Members>();
  return {
    name: 'statefulset-controller',
    sees: 'api',
    watches: ['StatefulSet', 'Pod'],
    wakeDelayMs: timings.wakeMs.statefulSet,
    wakes,
    reconcile(key, client, nowMs) {
      const set = client.view.get('StatefulSet', key);
      if (!set || isWaiting(key, client, nowMs)) return undefined;
      const now = { ms: set.spec.minReadySeconds ? parseTime(client.timeText(0)) + nowMs : 0 };
      const members = membersOf(known, set);
      const error = reconcileSet(set, members, { ...now, atMs: nowMs, severalAtATime }, client);
      lookAgain(members, now, client);
      return error;
    },
  };
}

/** STS-Q-2 to STS-Q-4: a Pod wakes its controller, an orphan every set that selects it. */
function wakes(change: Change, view: View): readonly string[] {
  if (change.kind === 'StatefulSet') return change.after ? [change.key] : [];
  if (change.kind !== 'Pod') return [];
  const { before, after } = change;
  const [old, now] = [before && controllerUid(before), after && controllerUid(after)];
  const keys = old === undefined || old === now ? [] : setWithUid(old, view);
  if (now !== undefined) return [...keys, ...setWithUid(now, view)];
  return after ? [...keys, ...setsSelecting(after, before, view)] : keys;
}

function setWithUid(uid: string, view: View): readonly string[] {
  const owner = view.byUid(uid);
  return owner?.kind === 'StatefulSet' ? [keyOf(owner)] : [];
}

function setsSelecting(orphan: Pod, before: Pod | undefined, view: View): readonly string[] {
  if (before && before.metadata.labels === orphan.metadata.labels && controllerUid(before) === undefined) return [];
  const labels = orphan.metadata.labels ?? {};
  return view
    .list('StatefulSet', orphan.metadata.namespace)
    .flatMap((set) => (selects(set.spec.selector, labels) ? [keyOf(set)] : []));
}

/** The time of a look, in milliseconds since 1970; 0 where it does not matter. */
interface Now {
  readonly ms: number;
}

/** STS-Q-7, STS-Q-8: the set is looked at again when the next of its Pods has been Ready for long enough. */
function lookAgain(members: Members, now: Now, client: Client): void {
  const nextMs = members.nextAvailableMs();
  if (nextMs !== undefined) client.requeue(nextMs - now.ms);
}

function membersOf(known: Map<string, Members>, set: StatefulSet): Members {
  const key = keyOf(set);
  const found = known.get(key);
  const members = found?.isOf(set) ? found : new Members(set);
  known.set(key, members);
  return members;
}

/** 4.2, in its exact order; the status is written and history truncated even after an error. */
function reconcileSet(
  set: StatefulSet,
  members: Members,
  now: Now & { readonly atMs: number; readonly severalAtATime: boolean },
  client: Client,
): ReconcileError | undefined {
  members.follow(client.view, set, now.ms);
  const own = ownRevisions(set, client);
  if ('error' in own) return own;
  const claimError = claimPods(set, members, client);
  if (claimError) return claimError;
  members.follow(client.view, set, now.ms);
  const revisions = chosenRevisions(set, own, client);
  if ('error' in revisions) return revisions;
  const sync = { set, members, revisions, client, severalAtATime: now.severalAtATime };
  const { error, deletedForUpdate, isUnderWay: goesOn } = runSync(sync);
  const seen = countedBefore(set, client);
  if (goesOn && !error) return waitForBatch(set, seen ?? statusOf(set, members, revisions, 0), client, now.atMs);
  forgetBatch(set, client);
  const status = seen ? withFewerCurrent(seen, deletedForUpdate) : statusOf(set, members, revisions, deletedForUpdate);
  const statusError = isWorthWriting(set.status, status) ? writeStatus(set, status, client) : undefined;
  truncateHistory(set, own, liveRevisions(members, revisions), client);
  return error ?? statusError;
}

function writeStatus(set: StatefulSet, status: StatefulSet['status'], client: Client): ReconcileError | undefined {
  const { replicas, readyReplicas = 0, updatedReplicas = 0 } = status;
  const params = { set: set.metadata.name, replicas, readyReplicas, updatedReplicas };
  const result = client.updateStatus({ ...set, status }, { rule: 'STS-STAT-3', params });
  return result.ok ? undefined : { error: result.status.message ?? 'status refused' };
}

/** STS-TRUNC-1 */
function liveRevisions(members: Members, { current, update }: Revisions): ReadonlySet<string> {
  return new Set([current.metadata.name, update.metadata.name, ...members.ofRevision.keys()]);
}
