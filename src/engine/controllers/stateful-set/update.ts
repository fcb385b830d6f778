// Which out-of-date Pods one sync replaces: one at a time (5.3), or with the gate MaxUnavailableStatefulSet as many as may be
// unavailable (5.4).
import type { Pod } from '../../kinds/pod.ts';
import type { StatefulSet } from '../../kinds/stateful-set.ts';
import { podName } from './identity.ts';
import { revisionOf } from './members.ts';
import { done, stateOf } from './one-sync.ts';
import type { Outcome, Sync } from './one-sync.ts';
import { deletePod } from './pod-control.ts';
import { endOrdinal, firstOrdinal } from './range.ts';

/** STS-ALG-16, STS-GATE-3 */
export const update = (sync: Sync): Outcome => (sync.severalAtATime ? updateSeveral(sync) : updateOne(sync));

/** 5.3: from the top down to the partition, the first Pod that is out of date goes; one that is up to date but not available is waited for. */
function updateOne({ set, members, revisions, client }: Sync): Outcome {
  const bottom = lowestToUpdate(set);
  const { name } = revisions.update.metadata;
  const ordinal = members.firstToUpdate(name, endOrdinal(set) - 1, bottom);
  const pod = ordinal === undefined ? undefined : members.pods.get(ordinal);
  if (ordinal === undefined || !pod) return done;
  if (revisionOf(pod) !== name && pod.metadata.deletionTimestamp === undefined) {
    const error = deletePod(set, pod, 'STS-RU-2', client);
    return { error, deletedForUpdate: error ? 0 : 1 };
  }
  if (ordinal > bottom) {
    const params = { set: set.metadata.name, pod: podName(set, ordinal - 1), waitsFor: pod.metadata.name };
    client.wait({ rule: 'STS-RU-3', params: { ...params, state: stateOf(pod) } });
  }
  return done;
}

/** 5.4: from the top down to the partition, until as many as allowed are unavailable (STS-MU-2, STS-MU-4, STS-MU-7). */
function updateSeveral(sync: Sync): Outcome {
  const { set, members, revisions, client } = sync;
  const { name } = revisions.update.metadata;
  const bottom = lowestToUpdate(set);
  if (members.firstToUpdate(name, endOrdinal(set) - 1, bottom) === undefined) return done;
  const most = maxUnavailable(set);
  const missing = unavailableOrdinals(sync);
  const pods: Pod[] = [];
  for (let ordinal = endOrdinal(set) - 1; ordinal >= bottom; ordinal--) {
    const pod = outdatedAt(sync, ordinal, name);
    if (!pod) continue;
    if (missing.length + pods.length >= most) {
      const waitsFor = podName(set, missing[0] ?? endOrdinal(set) - 1);
      client.wait({ rule: 'STS-MU-4', params: { set: set.metadata.name, pod: pod.metadata.name, waitsFor, most } });
      break;
    }
    pods.push(pod);
  }
  return deleteNext({ uids: pods.map(({ metadata }) => metadata.uid), deleted: 0 }, sync);
}

/** Pods that a sync is to delete one after the other, and how many it has. */
interface Deletions {
  readonly uids: readonly string[];
  readonly deleted: number;
}

const deletionsKey = (set: StatefulSet): string => `deletions|${set.metadata.uid}`;

/** A sync that deletes several Pods goes on with the next one when the server has answered; undefined if none is under way. */
export function goOnUpdating(sync: Sync): Outcome | undefined {
  const under = sync.client.recall<Deletions>(deletionsKey(sync.set));
  return under && deleteNext(under, sync);
}

function deleteNext({ uids, deleted }: Deletions, sync: Sync): Outcome {
  const { set, client } = sync;
  const [uid, ...rest] = uids;
  const key = deletionsKey(set);
  if (client.recall<Deletions>(key)) client.remember(key, undefined);
  const pod = uid === undefined ? undefined : client.view.byUid(uid);
  const error = pod?.kind === 'Pod' ? deletePod(set, pod, 'STS-MU-7', client) : undefined;
  if (error || uid === undefined) return { error, deletedForUpdate: deleted };
  if (rest.length === 0) return { deletedForUpdate: deleted + 1 };
  client.remember<Deletions>(key, { uids: rest, deleted: deleted + 1 });
  return { deletedForUpdate: 0, isUnderWay: true };
}

/** STS-MU-1: a number, or a part of all replicas rounded down; at least 1. */
export function maxUnavailable({ spec }: StatefulSet): number {
  const wanted = spec.updateStrategy?.rollingUpdate?.maxUnavailable ?? 1;
  const percentage = typeof wanted === 'string' ? Number(/^([0-9]+)%$/.exec(wanted)?.[1] ?? 0) : undefined;
  const count = percentage === undefined ? Number(wanted) : Math.floor((percentage * (spec.replicas ?? 1)) / 100);
  return Math.max(count, 1);
}

/** STS-MU-2: of the whole range, also below the partition; what is not there is unavailable, too. */
function unavailableOrdinals({ set, members }: Sync): readonly number[] {
  const found: number[] = [];
  for (let ordinal = firstOrdinal(set); ordinal < endOrdinal(set); ordinal++)
    if (!members.pods.has(ordinal) || members.unavailable.has(ordinal)) found.push(ordinal);
  return found;
}

const lowestToUpdate = (set: StatefulSet): number =>
  firstOrdinal(set) + (set.spec.updateStrategy?.rollingUpdate?.partition ?? 0);

/** The Pod of an ordinal if it is at another revision and not going already. */
function outdatedAt({ members }: Sync, ordinal: number, revision: string): Pod | undefined {
  const pod = members.pods.get(ordinal);
  return pod && pod.metadata.deletionTimestamp === undefined && revisionOf(pod) !== revision ? pod : undefined;
}

/** The next Pod that an update would replace if it were not for the one at `held`. */
export function nextToUpdate(sync: Sync, revision: string, held: number): number | undefined {
  const { set, members } = sync;
  const bottom = lowestToUpdate(set);
  const found = members.firstToUpdate(revision, endOrdinal(set) - 1, bottom);
  if (found === undefined || outdatedAt(sync, found, revision)) return found;
  const next = found === held ? held - 1 : held;
  return next >= bottom && outdatedAt(sync, next, revision) ? next : undefined;
}
