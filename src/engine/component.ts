// The one plug-in protocol: everything that acts in the cluster is a Component, and acts through its Client.
import type { Change } from './api/change.ts';
import type { Happening } from './api/events.ts';
import type { DeleteOptions } from './api/request.ts';
import type { Draft, Result } from './api/result.ts';
import type { View } from './api/view.ts';
import type { ApiObject, Kind } from './kinds/kinds.ts';
import type { Machine, Sandbox } from './machine.ts';
import type { Reason } from './reason.ts';

export type { Draft, Happening, Result };

/** How a component reads and writes. One consistent view (the head); writes take effect at once and are seen by later reads. */
export interface Client {
  readonly view: View;
  create<T extends ApiObject>(object: Draft<T>, reason: Reason): Result<T>;
  /** PUT of the main resource: `status` is ignored; a stale resourceVersion is a 409 (API-6, API-20). */
  update<T extends ApiObject>(object: T, reason: Reason): Result<T>;
  /** PUT of the status subresource: all but `status` is ignored. */
  updateStatus<T extends ApiObject>(object: T, reason: Reason): Result<T>;
  delete(kind: Kind, key: string, reason: Reason, options?: DeleteOptions): Result<ApiObject | undefined>;
  /** POST pods/binding (SUB-3). */
  bind(podKey: string, node: string, reason: Reason): Result<ApiObject>;
  event(about: ApiObject, happening: Happening, reason: Reason): void;
  /** Something is held back by this key; all waits of a key are replaced at each reconcile. */
  wait(reason: Reason): void;
  /** Wake this key again. `idle`: it can then only repeat an Event (see AgendaEntry). The soonest request wins. */
  requeue(afterMs: number, options?: { readonly idle?: boolean }): void;
  /** Plain data this component alone remembers; `scope` is usually the key. Forks and rewinds carry it along. */
  recall<T>(scope: string): T | undefined;
  remember<T>(scope: string, value: T | undefined): void;
  /** A number in [0, 1) that depends on the seed, the purpose and the key only. */
  random(purpose: string, key: string): number;
  /** A cluster time as the API writes it (API-2). */
  timeText(atMs: number): string;
}

/** A kubelet's client also touches its machine. */
export interface MachineClient extends Client {
  setMachine(machine: Machine, reason: Reason): void;
  setSandbox(uid: string, sandbox: Sandbox | undefined, reason: Reason): void;
}

/** A reconcile that failed; the key is tried again with the work queue's back-off (STS-Q-9). */
export interface ReconcileError {
  readonly error: string;
}

interface ComponentOf<C extends Client> {
  /** As its Events and the log name it. */
  readonly name: string;
  /** Changes of other kinds never reach `wakes`. */
  readonly watches: readonly Change['kind'][];
  /** Milliseconds from a change to the reconcile it causes: the informer's delay (`timings.ts`). */
  readonly wakeDelayMs: number;
  /** What it does when woken can only repeat Events or let them expire (see AgendaEntry). */
  readonly idle?: boolean;
  /** Keys to look at after a change. */
  wakes(change: Change, view: View): Iterable<string>;
  /** Told which key, never what happened. Runs to completion on one view plus its own writes. */
  reconcile(key: string, client: C, nowMs: number): ReconcileError | undefined;
}

export type ApiComponent = ComponentOf<Client> & { readonly sees: 'api' };
export type MachineComponent = ComponentOf<MachineClient> & { readonly sees: 'machine' };
export type Component = ApiComponent | MachineComponent;
