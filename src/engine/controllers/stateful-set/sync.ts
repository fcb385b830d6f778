// The main algorithm (4.4 to 4.6): what one sync creates, deletes and waits for. OrderedReady stops at the first Pod that
// is not as it should be; Parallel goes on.
import type { ReconcileError } from '../../component.ts';
import type { Pod } from '../../kinds/pod.ts';
import { podName } from './identity.ts';
import { isReady, isTerminal } from './members.ts';
import { done, stateOf } from './one-sync.ts';
import type { Outcome, Sync } from './one-sync.ts';
import { createMissingClaims, createPod, deletePod, repairPod, supplyClaims } from './pod-control.ts';
import { endOrdinal, firstOrdinal } from './range.ts';
import { claimOwnersMatch, setClaimOwners, staleClaim } from './retention.ts';
import { templateOf } from './revision-data.ts';
import { nextBatch, racing } from './slow-start.ts';
import { goOnUpdating, nextToUpdate, update } from './update.ts';

/** Runs the steps in order; a deleted set gets none of them (STS-ALG-9). */
export function runSync(sync: Sync): Outcome {
  const { set } = sync;
  if (set.metadata.deletionTimestamp !== undefined) return done;
  const underWay = goOnUpdating(sync);
  if (underWay) return underWay;
  const ordered = set.spec.podManagementPolicy !== 'Parallel';
  const step =
    (ordered ? fillInOrder(sync) : fillAtOnce(sync)) ?? (ordered ? condemnInOrder(sync) : condemnAtOnce(sync));
  if (step) return { ...done, ...step };
  return set.spec.updateStrategy?.type === 'OnDelete' ? done : update(sync);
}

/** A step that ends the sync: with an error, or to wait. */
interface Stop {
  readonly error?: ReconcileError | undefined;
  /** The next batch comes when this one has been answered. */
  readonly isUnderWay?: boolean;
}

/** 4.5 for OrderedReady: the lowest ordinal that is missing or not available decides (STS-REP-10). */
function fillInOrder(sync: Sync): Stop | undefined {
  const { set, members } = sync;
  const start = firstOrdinal(set);
  const end = endOrdinal(set);
  const missing = members.firstMissing(start);
  const first = Math.min(missing, lowest(members.unavailable, start), end);
  const repair = repairBelow(sync, start, first);
  if (repair) return { error: repair };
  if (first === end) return undefined;
  const pod = members.pods.get(first);
  return pod ? haltAt(sync, first, pod) : createNext(sync, first);
}

function createNext(sync: Sync, ordinal: number): Stop {
  const error = createAt(sync, ordinal);
  if (!error) waitForOthers(sync, ordinal, 'STS-REP-10', 'created');
  return { error };
}

/** STS-REP-1, STS-REP-4 to STS-REP-7: a Pod that holds up the sync. */
function haltAt(sync: Sync, ordinal: number, pod: Pod): Stop {
  const { set, client } = sync;
  const terminating = pod.metadata.deletionTimestamp !== undefined;
  if (isTerminal(pod)) {
    waitForOthers(sync, ordinal, 'STS-REP-1', 'terminal');
    return { error: terminating ? undefined : deletePod(set, pod, 'STS-REP-1', client) };
  }
  const claimError = pod.status.phase === 'Pending' ? supplyClaims(set, ordinal, pod, client) : undefined;
  if (claimError) return { error: claimError };
  if (terminating) waitForOthers(sync, ordinal, 'STS-REP-5', 'terminating');
  else if (isReady(pod)) waitForOthers(sync, ordinal, 'STS-REP-7', 'not-available');
  else waitForOthers(sync, ordinal, 'STS-REP-6', pod.status.phase === 'Pending' ? 'pending' : 'not-ready');
  return {};
}

/** 4.5 and 4.7 for Parallel: every Pod on its own. */
function fillAtOnce(sync: Sync): Stop | undefined {
  const { set, members, client } = sync;
  const start = firstOrdinal(set);
  const end = endOrdinal(set);
  for (const ordinal of [...members.unavailable].sort((a, b) => a - b)) {
    const pod = members.pods.get(ordinal);
    if (!pod || ordinal < start || ordinal >= end) continue;
    const error = stepOfUnavailable(sync, ordinal, pod);
    if (error) return { error };
  }
  const batch = createInBatches(sync, start, end);
  if (batch) return batch;
  const repair = repairBelow(sync, start, end);
  if (repair) return { error: repair };
  for (const ordinal of [...members.unavailable].sort((a, b) => a - b)) {
    const pod = members.pods.get(ordinal);
    if (!pod?.metadata.deletionTimestamp || ordinal < start || ordinal >= end) continue;
    client.wait({
      rule: 'STS-BURST-4',
      params: {
        set: set.metadata.name,
        pod: podName(set, ordinal),
        waitsFor: podName(set, ordinal),
        state: 'terminating',
      },
    });
  }
  return undefined;
}

/** STS-BURST-1, STS-BURST-2: one batch of those that are missing: first the claims, then the Pods. */
function createInBatches(sync: Sync, start: number, end: number): Stop | undefined {
  const { set, members, client } = sync;
  const first = members.firstMissing(start);
  if (first >= end) return undefined;
  const waiting = new Set<number>();
  if (set.spec.persistentVolumeClaimRetentionPolicy?.whenScaled === 'Delete')
    for (let ordinal = first; ordinal < end; ordinal++)
      if (!members.pods.has(ordinal) && waitsForStaleClaim(sync, ordinal)) waiting.add(ordinal);
  const isMissing = (ordinal: number): boolean =>
    ordinal >= first && !members.pods.has(ordinal) && !waiting.has(ordinal);
  const { batch, isLast } = nextBatch(end - start, (at) => isMissing(start + at));
  const missing = batch.map((at) => start + at);
  const failed = missing.filter((ordinal) => createMissingClaims(set, ordinal, client).length > 0);
  const errors = [
    ...racing(
      missing.filter((it) => !failed.includes(it)),
      set,
      client,
    ),
    ...failed,
  ].flatMap((ordinal) => createAt(sync, ordinal) ?? []);
  if (errors.length > 0) return { error: errors[0] };
  return isLast ? undefined : { isUnderWay: true };
}

function stepOfUnavailable({ set, client }: Sync, ordinal: number, pod: Pod): ReconcileError | undefined {
  if (isTerminal(pod))
    return pod.metadata.deletionTimestamp === undefined ? deletePod(set, pod, 'STS-REP-1', client) : undefined;
  return pod.status.phase === 'Pending' ? supplyClaims(set, ordinal, pod, client) : undefined;
}

/** STS-REP-8: repairs the damaged among the ordinals the sync passes. */
function repairBelow({ set, members, client }: Sync, start: number, end: number): ReconcileError | undefined {
  const { damaged, claimsToCheck } = members;
  if (damaged.size === 0 && claimsToCheck.size === 0) return undefined;
  const due = [...damaged];
  for (const ordinal of claimsToCheck) {
    // What has no Pod is looked at when it gets one.
    if (!members.pods.has(ordinal)) claimsToCheck.delete(ordinal);
    else if (ordinal >= start && ordinal < end && !damaged.has(ordinal)) due.push(ordinal);
  }
  for (const ordinal of due.sort((a, b) => a - b)) {
    const pod = members.pods.get(ordinal);
    if (!pod || ordinal < start || ordinal >= end) continue;
    if (claimOwnersMatch(set, ordinal, pod, client)) {
      claimsToCheck.delete(ordinal);
      if (!damaged.has(ordinal)) continue;
    }
    const error = repairPod(set, ordinal, pod, client);
    if (error) return error;
  }
  return undefined;
}

function waitsForStaleClaim({ set, client }: Sync, ordinal: number): boolean {
  const stale = staleClaim(set, ordinal, client);
  if (stale === undefined) return false;
  const params = { set: set.metadata.name, pod: podName(set, ordinal), claim: stale };
  client.wait({ rule: 'STS-STALE-1', params });
  return true;
}

/** 5.6: which revision a new Pod gets. STS-STALE-1: none is made on a claim that is about to go. */
function createAt(sync: Sync, ordinal: number): ReconcileError | undefined {
  if (waitsForStaleClaim(sync, ordinal)) return undefined;
  const { set, revisions, client } = sync;
  const { type, rollingUpdate } = set.spec.updateStrategy ?? {};
  const kept = rollingUpdate ? (rollingUpdate.partition ?? 0) : (set.status.currentReplicas ?? 0);
  const revision = type !== 'OnDelete' && ordinal < firstOrdinal(set) + kept ? revisions.current : revisions.update;
  const template = revision === revisions.update ? set.spec.template : (templateOf(revision) ?? set.spec.template);
  return createPod(set, ordinal, template, revision.metadata.name, client);
}

/** 4.6 for OrderedReady: the highest Pod outside the range goes, one at a time (STS-COND-1 to STS-COND-7). */
function condemnInOrder(sync: Sync): Stop | undefined {
  const { set, members, client } = sync;
  const ordinal = highestCondemned(sync);
  const pod = ordinal === undefined ? undefined : members.pods.get(ordinal);
  if (ordinal === undefined || !pod) return undefined;
  const ownerError = ownCondemnedClaims(sync);
  if (ownerError) return { error: ownerError };
  const { name } = pod.metadata;
  if (pod.metadata.deletionTimestamp !== undefined) {
    client.wait({ rule: 'STS-COND-1', params: { set: set.metadata.name, waitsFor: name, state: 'terminating' } });
    return {};
  }
  const broken = lowest(new Set([...members.unavailable].filter((at) => isCondemned(sync, at))), 0);
  if (members.unavailable.has(ordinal) && broken !== ordinal) {
    client.wait({
      ...(isReady(pod) ? { rule: 'STS-COND-3' } : { rule: 'STS-COND-2' }),
      params: { set: set.metadata.name, pod: name, waitsFor: podName(set, broken), state: stateOf(pod) },
    });
    return {};
  }
  return { error: deletePod(set, pod, 'STS-COND-4', client) };
}

/** STS-ALG-12, STS-RET-3: before any of them goes, the claims of all condemned Pods belong to whom they are to go with. */
function ownCondemnedClaims(sync: Sync): ReconcileError | undefined {
  const { set, members, client } = sync;
  const { claimsToCheck } = members;
  const outside = [...claimsToCheck].filter((ordinal) => isCondemned(sync, ordinal));
  for (const ordinal of outside.sort((a, b) => b - a)) {
    const pod = members.pods.get(ordinal);
    if (!pod || claimOwnersMatch(set, ordinal, pod, client)) {
      claimsToCheck.delete(ordinal);
      continue;
    }
    const error = setClaimOwners(set, ordinal, pod, client);
    if (error) return error;
  }
  return undefined;
}

/** STS-COND-8: in batches, too. */
function condemnAtOnce(sync: Sync): Stop | undefined {
  const { set, members, client } = sync;
  const ownerError = ownCondemnedClaims(sync);
  if (ownerError) return { error: ownerError };
  const ordinals = condemned(sync);
  const isStanding = (ordinal: number | undefined): boolean =>
    members.pods.get(ordinal ?? -1)?.metadata.deletionTimestamp === undefined;
  const { batch, isLast } = nextBatch(ordinals.length, (at) => isStanding(ordinals[at]));
  const errors: ReconcileError[] = [];
  for (const ordinal of racing(
    batch.flatMap((at) => ordinals[at] ?? []),
    set,
    client,
  )) {
    const pod = members.pods.get(ordinal);
    const error = pod && deletePod(set, pod, 'STS-COND-8', client);
    if (error) errors.push(error);
  }
  if (errors.length > 0) return { error: errors[0] };
  return isLast ? undefined : { isUnderWay: true };
}

function highestCondemned({ set, members }: Sync): number | undefined {
  const highest = members.highest();
  if (highest >= endOrdinal(set)) return highest;
  let below: number | undefined;
  for (let ordinal = firstOrdinal(set) - 1; ordinal >= 0 && below === undefined; ordinal--)
    if (members.pods.has(ordinal)) below = ordinal;
  return below;
}

/** Ordinals with a Pod outside the range, highest first (STS-ALG-5, STS-ALG-7). */
function condemned(sync: Sync): readonly number[] {
  const { set, members } = sync;
  if (members.highest() < endOrdinal(set) && firstOrdinal(set) === 0) return [];
  const outside = [...members.pods.keys()].filter((ordinal) => isCondemned(sync, ordinal));
  return outside.sort((a, b) => b - a);
}

const isCondemned = ({ set, members }: Sync, ordinal: number): boolean =>
  (ordinal < firstOrdinal(set) || ordinal >= endOrdinal(set)) && members.pods.has(ordinal);

/** The ordinals that are not there yet wait for this one; one wait for all of them. */
function waitForOthers(sync: Sync, ordinal: number, rule: string, state: string): void {
  const { set, members, client } = sync;
  const last = endOrdinal(set) - 1;
  let first = Math.max(members.firstMissing(firstOrdinal(set)), ordinal + 1);
  while (first <= last && members.pods.has(first)) first++;
  if (first > last) return waitToShrinkOrUpdate(sync, ordinal, state);
  const params = {
    set: set.metadata.name,
    first,
    last,
    pod: podName(set, first),
    waitsFor: podName(set, ordinal),
    state,
  };
  client.wait({ rule, params });
}

/** STS-ALG-13, STS-STUCK-1: nothing is to be created, but scaling down and the update come after this Pod, too. */
function waitToShrinkOrUpdate(sync: Sync, ordinal: number, state: string): void {
  const { set, revisions, client } = sync;
  const params = { set: set.metadata.name, waitsFor: podName(set, ordinal), state };
  const surplus = highestCondemned(sync);
  if (surplus !== undefined)
    return client.wait({ rule: 'STS-ALG-13', params: { ...params, pod: podName(set, surplus) } });
  if (set.spec.updateStrategy?.type === 'OnDelete') return undefined;
  const outdated = nextToUpdate(sync, revisions.update.metadata.name, ordinal);
  if (outdated === undefined) return undefined;
  const rule = outdated === ordinal ? 'STS-STUCK-1' : 'STS-RU-3';
  return client.wait({ rule, params: { ...params, pod: podName(set, outdated) } });
}

function lowest(ordinals: ReadonlySet<number>, from: number): number {
  let found = Number.POSITIVE_INFINITY;
  for (const ordinal of ordinals) if (ordinal >= from && ordinal < found) found = ordinal;
  return found;
}
