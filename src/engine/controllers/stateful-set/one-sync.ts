// What one sync of a set works with and comes to, and the few questions that all of its steps ask.
import type { Client, ReconcileError } from '../../component.ts';
import type { Pod } from '../../kinds/pod.ts';
import type { StatefulSet } from '../../kinds/stateful-set.ts';
import { isReady } from './members.ts';
import type { Members } from './members.ts';
import type { Revisions } from './revisions.ts';

export interface Sync {
  readonly set: StatefulSet;
  readonly members: Members;
  readonly revisions: Revisions;
  readonly client: Client;
  /** The gate MaxUnavailableStatefulSet (STS-GATE-3). */
  readonly severalAtATime: boolean;
}

/** What a sync came to: an error to be retried, and how many Pods it deleted for an update. */
export interface Outcome {
  readonly error?: ReconcileError | undefined;
  readonly deletedForUpdate: number;
  /** A batch of calls has been made, and another is to come: the sync is not over (STS-BURST-1). */
  readonly isUnderWay?: boolean;
}

export const done: Outcome = { deletedForUpdate: 0 };

/** Why a Pod is unavailable. */
export const stateOf = (pod: Pod): string =>
  pod.metadata.deletionTimestamp === undefined ? (isReady(pod) ? 'not-available' : 'not-ready') : 'terminating';
