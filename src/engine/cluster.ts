// The façade: a cluster is a function of its options and inputs. Synchronous, JSON at its border.
import type { Change } from './api/change.ts';
import type { Answer, ApiRequest } from './api/request.ts';
import type { Cursor, View, Wait } from './api/view.ts';
import type { Taint } from './kinds/node.ts';

/** A node of the starting world. Quantities as Kubernetes writes them. */
export interface NodeOptions {
  readonly name: string;
  readonly zone: string;
  readonly cpu: string;
  readonly memory: string;
  readonly pods: number;
  readonly labels?: { readonly [key: string]: string };
  readonly taints?: readonly Taint[];
}

/** How containers of matching images behave (first match of the glob wins). Times in milliseconds. */
export interface ImageBehaviour {
  readonly match: string;
  /** 'error': the image does not exist. */
  readonly pullMs: number | 'error';
  readonly startMs: number;
  readonly readyMs: number;
  /** 'never': it ignores the signal and is killed when the grace period ends. */
  readonly stopMs: number | 'never';
  readonly exit?: { readonly code: number; readonly afterMs: number };
}

export interface ClusterOptions {
  /** Everything random is random(seed, purpose, key). */
  readonly seed: number;
  /** Cluster time 0 as milliseconds since 1970. */
  readonly startTimeMs: number;
  readonly nodes: readonly NodeOptions[];
  readonly images: readonly ImageBehaviour[];
  readonly featureGates: { readonly [gate: string]: boolean };
}

/** Everything from outside the engine, stamped with the cluster's present time. */
export type Input = { readonly request: ApiRequest };

/** A wait that has ended, or not yet (`toMs` absent). */
export interface WaitSpan extends Wait {
  readonly toMs?: number;
}

export interface Cluster {
  readonly options: ClusterOptions;
  /** Cluster time: milliseconds since its start. */
  readonly nowMs: number;
  /** The present. */
  readonly head: View;
  dispatch(input: Input): Answer;
  /**
   * Runs until cluster time `ms`, or until `keepGoing` (asked now and then) says no; gives the time reached.
   * Throws an assertion naming the components if work within one instant exceeds its bound (a livelock).
   */
  advanceTo(ms: number, keepGoing?: () => boolean): number;
  /** When the agenda has something next; `idle` entries (see AgendaEntry) are left out unless asked for. */
  nextMs(options?: { readonly idle?: boolean }): number | undefined;
  /** Nothing on the agenda can change an object, repeated and expiring Events aside. */
  isSettled(): boolean;
  /** The state at an instant of the past or present. The view moves at the next call: use it at once. */
  viewAt(cursor: Cursor): View;
  /** Changes after a revision, in order. */
  changes(sinceRevision?: number): readonly Change[];
  /** The last change at or before a time, as a cursor. */
  cursorAt(ms: number): Cursor;
  /** All waits there ever were, in order of beginning. */
  waits(): readonly WaitSpan[];
  /** A cluster of its own with the same past up to the cursor. */
  forkAt(cursor: Cursor): Cluster;
}

export function createCluster(options: ClusterOptions): Cluster {
  throw new Error(`the cluster is being built: ${options.seed}`);
}
