// A set's Pods, summed up and kept up to date from what changed since the last look, so that a sync costs the same for three
// Pods and for three thousand. It is derived from the view alone: dropping it changes nothing but time.
import type { View } from '../../api/view.ts';
import { selects } from '../../api/selector.ts';
import type { Pod } from '../../kinds/pod.ts';
import type { StatefulSet } from '../../kinds/stateful-set.ts';
import { parseTime } from '../../time.ts';
import { isIntact, isMemberName, ordinalOf, ordinalOfClaim, revisionLabel } from './identity.ts';

export class Members {
  /** Owned Pods with an ordinal. */
  readonly pods = new Map<number, Pod>();
  /** Ordinals of Pods that are not Running and Ready for minReadySeconds, or are terminating. */
  readonly unavailable = new Set<number>();
  /** Ordinals of Pods whose labels or volumes are not those of their identity (STS-REPAIR-3). */
  readonly damaged = new Set<number>();
  /** Ordinals whose claims may not belong to whom the retention policy says. */
  readonly claimsToCheck = new Set<number>();
  /** Keys of Pods in the namespace that nobody controls (STS-OWN-1). */
  readonly orphans = new Map<string, Pod>();
  /** Owned Pods that no longer match (STS-OWN-3). */
  readonly strays = new Map<string, Pod>();
  /** Pods by `controller-revision-hash`: those not terminating, and all. */
  readonly standing = new Map<string, number>();
  readonly ofRevision = new Map<string, number>();
  ready = 0;
  #total = 0;
  /** Of the Pods that are Ready, but not for long enough yet: when they will be Available, in milliseconds since 1970. */
  readonly #settling = new Map<string, number>();
  #minReadySeconds = 0;
  readonly #set: StatefulSet;
  readonly #owned = new Map<string, Pod>();
  #revision = 0;
  #claimRevision = 0;
  /** As it was when the claims were last looked through. */
  #spec: StatefulSet['spec'] | undefined;
  #start = 0;
  #firstGap = 0;
  #highest = -1;
  #updated: { readonly revision: string; readonly top: number; from: number } = { revision: '', top: -1, from: 0 };

  constructor(set: StatefulSet) {
    this.#set = set;
  }

  /** These sums are for the same object: a set made anew under the name has Pods of its own, and its selector never changes. */
  isOf(set: StatefulSet): boolean {
    return set.metadata.uid === this.#set.metadata.uid;
  }

  /** Takes in what happened since the last look; `nowMs` counts from 1970. */
  follow(view: View, set: StatefulSet, nowMs = 0): void {
    const { minReadySeconds = 0 } = set.spec;
    this.#takeIn(view);
    if (set.spec.volumeClaimTemplates?.length) this.#takeInClaims(view, set);
    if (minReadySeconds !== this.#minReadySeconds) this.#askForMore(minReadySeconds);
    for (const [key, atMs] of this.#settling) {
      if (atMs > nowMs) continue;
      this.#settling.delete(key);
      this.#placeByKey(key, this.#owned.get(key));
    }
  }

  /** Ready for minReadySeconds: what `availableReplicas` counts (STS-REP-9). */
  get available(): number {
    return this.ready - this.#settling.size;
  }

  /** When the next of the Pods that are Ready will be Available, in milliseconds since 1970; undefined if all are (STS-Q-8). */
  nextAvailableMs(): number | undefined {
    return this.#settling.size === 0 ? undefined : Math.min(...this.#settling.values());
  }

  #takeIn(view: View): void {
    const { revision } = view.cursor;
    if (revision === this.#revision) return;
    for (const { key, object, deleted } of view.changedSince('Pod', this.#revision)) {
      if (object.metadata.namespace !== this.#set.metadata.namespace) continue;
      this.#replace(key, deleted ? undefined : object);
    }
    this.#revision = revision;
  }

  /** All claimed Pods, members or not (STS-ALG-3). */
  get total(): number {
    return this.#total;
  }

  /** The lowest ordinal from `start` on that has no Pod. */
  firstMissing(start: number): number {
    if (start !== this.#start) this.#firstGap = start;
    this.#start = start;
    while (this.pods.has(this.#firstGap)) this.#firstGap++;
    return this.#firstGap;
  }

  /** The highest ordinal that has a Pod; -1 if there is none. */
  highest(): number {
    while (this.#highest >= 0 && !this.pods.has(this.#highest)) this.#highest--;
    return this.#highest;
  }

  /** From `top` down to `bottom`, the first ordinal whose Pod is not at a revision, or not available; undefined if all are. */
  firstToUpdate(revision: string, top: number, bottom: number): number | undefined {
    if (this.#updated.revision !== revision || this.#updated.top !== top)
      this.#updated = { revision, top, from: top + 1 };
    while (this.#updated.from > bottom) {
      const ordinal = this.#updated.from - 1;
      const pod = this.pods.get(ordinal);
      if (!pod || this.unavailable.has(ordinal) || revisionOf(pod) !== revision) return ordinal;
      this.#updated.from = ordinal;
    }
    return undefined;
  }

  /** Another policy or range concerns all claims, a change of one its own ordinal (STS-RET-5). */
  #takeInClaims(view: View, set: StatefulSet): void {
    const { revision } = view.cursor;
    if (!this.#spec || !hasSameClaimPolicy(set.spec, this.#spec))
      for (const ordinal of this.pods.keys()) this.claimsToCheck.add(ordinal);
    else if (revision !== this.#claimRevision)
      for (const { object } of view.changedSince('PersistentVolumeClaim', this.#claimRevision)) {
        const ordinal = ordinalOfClaim(this.#set, object.metadata.name);
        if (ordinal !== undefined && object.metadata.namespace === set.metadata.namespace)
          this.claimsToCheck.add(ordinal);
      }
    this.#spec = set.spec;
    this.#claimRevision = revision;
  }

  #replace(key: string, after: Pod | undefined): void {
    const owned = after !== undefined && controllerUid(after) === this.#set.metadata.uid;
    this.orphans.delete(key);
    this.strays.delete(key);
    if (after && !owned && controllerUid(after) === undefined) this.orphans.set(key, after);
    const before = this.#owned.get(key);
    const now = owned ? after : undefined;
    const name = key.slice(key.indexOf('/') + 1);
    const ordinal = ordinalOf(this.#set.metadata.name, name);
    if (before) this.#count(before, -1);
    if (now) this.#count(now, 1);
    if (now) this.#owned.set(key, now);
    else this.#owned.delete(key);
    if (now && !(isMemberName(this.#set.metadata.name, name) && this.#selects(now))) this.strays.set(key, now);
    this.#settle(key, now);
    if (ordinal !== undefined && (before || now)) this.#place(ordinal, key, now);
  }

  /** Another minReadySeconds: who was Available may have to wait again, who waited may not (STS-REP-9). */
  #askForMore(minReadySeconds: number): void {
    this.#minReadySeconds = minReadySeconds;
    this.#updated = { revision: '', top: -1, from: 0 };
    for (const [key, pod] of this.#owned) {
      this.#settle(key, pod);
      this.#placeByKey(key, pod);
    }
  }

  #settle(key: string, pod: Pod | undefined): void {
    const sinceMs = pod && this.#minReadySeconds > 0 ? readySinceMs(pod) : undefined;
    if (sinceMs === undefined) this.#settling.delete(key);
    else this.#settling.set(key, sinceMs + this.#minReadySeconds * 1000);
  }

  #placeByKey(key: string, pod: Pod | undefined): void {
    const ordinal = ordinalOf(this.#set.metadata.name, key.slice(key.indexOf('/') + 1));
    if (ordinal !== undefined) this.#place(ordinal, key, pod);
  }

  #selects(pod: Pod): boolean {
    return selects(this.#set.spec.selector, pod.metadata.labels ?? {});
  }

  #count(pod: Pod, by: 1 | -1): void {
    this.#total += by;
    if (isReady(pod)) this.ready += by;
    add(this.ofRevision, revisionOf(pod), by);
    if (pod.metadata.deletionTimestamp === undefined) add(this.standing, revisionOf(pod), by);
  }

  #place(ordinal: number, key: string, pod: Pod | undefined): void {
    if (pod) this.pods.set(ordinal, pod);
    else this.pods.delete(ordinal);
    if (!pod && ordinal < this.#firstGap) this.#firstGap = Math.max(ordinal, this.#start);
    if (pod && ordinal > this.#highest) this.#highest = ordinal;
    if (ordinal >= this.#updated.from) this.#updated.from = Math.min(ordinal, this.#updated.top) + 1;
    if (pod && (!isHealthy(pod) || this.#settling.has(key))) this.unavailable.add(ordinal);
    else this.unavailable.delete(ordinal);
    if (pod && !isIntact(this.#set, ordinal, pod)) this.damaged.add(ordinal);
    else this.damaged.delete(ordinal);
  }
}

function hasSameClaimPolicy(one: StatefulSet['spec'], other: StatefulSet['spec']): boolean {
  const [a, b] = [one.persistentVolumeClaimRetentionPolicy, other.persistentVolumeClaimRetentionPolicy];
  return (
    one === other ||
    (a?.whenDeleted === b?.whenDeleted &&
      a?.whenScaled === b?.whenScaled &&
      one.replicas === other.replicas &&
      one.ordinals?.start === other.ordinals?.start)
  );
}

/** Running and Ready, and staying. */
export const isHealthy = (pod: Pod): boolean => isReady(pod) && pod.metadata.deletionTimestamp === undefined;

/** Phase Running and condition Ready: what `readyReplicas` counts, terminating or not. */
export function isReady(pod: Pod): boolean {
  return (
    pod.status.phase === 'Running' &&
    pod.status.conditions?.some((it) => it.type === 'Ready' && it.status === 'True') === true
  );
}

/** Since when a Pod is Running and Ready, in milliseconds since 1970; undefined if it is not. */
export function readySinceMs(pod: Pod): number | undefined {
  const since = isReady(pod)
    ? pod.status.conditions?.find(({ type }) => type === 'Ready')?.lastTransitionTime
    : undefined;
  return since === undefined || since === null ? undefined : parseTime(since);
}

export const isTerminal = (pod: Pod): boolean => pod.status.phase === 'Failed' || pod.status.phase === 'Succeeded';

export const revisionOf = (pod: Pod): string => pod.metadata.labels?.[revisionLabel] ?? '';

/** The uid of a Pod's controller (STS-OWN-1). */
export const controllerUid = (pod: Pod): string | undefined =>
  pod.metadata.ownerReferences?.find((owner) => owner.controller)?.uid;

function add(counts: Map<string, number>, name: string, by: number): void {
  const count = (counts.get(name) ?? 0) + by;
  if (count === 0) counts.delete(name);
  else counts.set(name, count);
}
