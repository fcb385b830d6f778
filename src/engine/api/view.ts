// The state at one cursor: the only way to read, for controllers, kubectl, scene and lessons alike.
import type { ApiObject, Kind, KindMap } from '../kinds/kinds.ts';
import type { Pod } from '../kinds/pod.ts';
import type { Machine, Sandbox, StorageWork } from '../machine.ts';
import type { Cause, Reason } from '../reason.ts';

/** An instant: many changes share a millisecond, so it names the last one included as well. */
export interface Cursor {
  readonly ms: number;
  readonly revision: number;
}

/** Something held back, and why. Replaced each time its (component, key) is reconciled. */
export interface Wait {
  readonly component: string;
  readonly key: string;
  readonly sinceMs: number;
  readonly reason: Reason;
}

/** Whose work it is: of one (component, key) always the very same object. */
export interface AgendaRow {
  readonly component: string;
  readonly key: string;
  /** Its key in the tables, `component|key`: kept, because joining the two each time would cost more than the look-up. */
  readonly text: string;
}

/** Pending work: one entry per (component, key). */
export interface AgendaEntry {
  readonly atMs: number;
  /** Orders entries of one millisecond. */
  readonly sequence: number;
  readonly row: AgendaRow;
  readonly cause: Cause;
  /** It can only repeat an Event or let one expire; it does not keep a cluster from being settled. */
  readonly idle: boolean;
}

/** What has a history that can be followed. */
export interface Recorded extends KindMap {
  readonly Sandbox: Sandbox;
}

/**
 * Reads of one instant. A view of the past is materialised and moves: use it before asking for the next one.
 * Keys are `namespace/name`, or `name` for cluster-scoped kinds. Lists are sorted by key.
 */
export interface View {
  readonly cursor: Cursor;
  get<K extends Kind>(kind: K, key: string): KindMap[K] | undefined;
  list<K extends Kind>(kind: K, namespace?: string): readonly KindMap[K][];
  count(kind: Kind): number;
  /** Objects with an ownerReference to this uid. */
  owned(uid: string): readonly ApiObject[];
  byUid(uid: string): ApiObject | undefined;
  /** Pods whose `spec.nodeName` is this node. */
  onNode(node: string): readonly Pod[];
  /** Pods of a namespace that mount the claim `namespace/name`. */
  usingClaim(claimKey: string): readonly Pod[];
  /** Pods without `spec.nodeName`. */
  unscheduled(): readonly Pod[];
  /** Those of them that were tried and fitted nowhere: PodScheduled is False. */
  unschedulable(): readonly Pod[];
  /** Objects of a kind in a namespace with all these labels. */
  labelled<K extends Kind>(
    kind: K,
    namespace: string,
    labels: { readonly [key: string]: string },
  ): readonly KindMap[K][];
  /** Events about the object with this uid, oldest first. */
  eventsAbout(uid: string): readonly KindMap['Event'][];
  /** Objects or sandboxes written after a revision, each once, in the order of their last change; deleted ones as they last were. */
  changedSince<K extends Kind | 'Sandbox'>(
    kind: K,
    revision: number,
  ): readonly {
    readonly key: string;
    readonly object: Recorded[K];
    readonly deleted: boolean;
    /** Of that change, in cluster milliseconds. */
    readonly atMs: number;
  }[];
  machine(node: string): Machine | undefined;
  machines(): readonly Machine[];
  /** What the storage system behind a StorageClass refuses to do. */
  failing(storageClass: string): readonly StorageWork[];
  /** Since when a PersistentVolume is full, in cluster milliseconds; undefined if it is not. */
  fullSinceMs(volume: string): number | undefined;
  /** How many machines come before one in the order of their names; 0 if there is none of that name. */
  machinesBefore(node: string): number;
  sandbox(uid: string): Sandbox | undefined;
  sandboxesOn(node: string): readonly Sandbox[];
  waits(): readonly Wait[];
  /** The agenda, soonest first. */
  upcoming(): readonly AgendaEntry[];
}
