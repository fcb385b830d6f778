// The façade: a cluster is a function of its options and inputs. Synchronous, JSON at its border.
import { Agenda } from './agenda.ts';
import type { Change } from './api/change.ts';
import type { HttpRequest } from './api/http.ts';
import { answerHttp } from './api/http-door.ts';
import type { HttpAnswer } from './api/http-door.ts';
import type { Answer, ApiRequest } from './api/request.ts';
import { answer } from './api/server.ts';
import { Store } from './api/store.ts';
import type { Cursor, View } from './api/view.ts';
import { waitSpans } from './api/wait-spans.ts';
import type { WaitSpan } from './api/wait-spans.ts';
import type { ApiContext } from './api/writes.ts';
import { createComponents } from './components.ts';
import { Driver } from './driver.ts';
import { execute } from './exec.ts';
import type { ExecAnswer, ExecRequest } from './exec.ts';
import type { ClusterOptions } from './options.ts';
import type { Fault, FaultRefusal } from './faults.ts';
import { inject, reasonOf } from './faults.ts';
import { behavioursOf } from './kubelet/behaviour.ts';
import { readLog } from './logs.ts';
import type { LogRequest } from './logs.ts';
import { buildWorld } from './world.ts';

/** Everything from outside the engine, stamped with the cluster's present time. */
export type Input = { readonly request: ApiRequest } | { readonly http: HttpRequest } | { readonly fault: Fault };

interface DatedInput {
  readonly atMs: number;
  readonly input: Input;
}

export interface Cluster {
  readonly options: ClusterOptions;
  /** The revision of the starting world's last object. */
  readonly startRevision: number;
  /** Cluster time: milliseconds since its start. */
  readonly nowMs: number;
  /** The present. */
  readonly head: View;
  dispatch(input: { readonly request: ApiRequest }): Answer;
  dispatch(input: { readonly http: HttpRequest }): HttpAnswer;
  /** Runs a program in a container; nothing changes. */
  execute(request: ExecRequest): ExecAnswer;
  /** What a container printed; nothing changes. */
  readLog(request: LogRequest): ExecAnswer;
  /** Breaks or mends something; gives why it cannot be done. */
  strike(fault: Fault): FaultRefusal | undefined;
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
  /** How many requests and faults have come from outside. */
  readonly inputCount: number;
  /**
   * A cluster of its own with the same past up to the cursor. `inputs`: how many had come by then, where several came at one
   * time; otherwise all until then.
   */
  forkAt(cursor: Cursor, inputs?: number): Cluster;
}

/** Builds the starting world at 0 ms. Nothing runs before `advanceTo`. */
export function createCluster(options: ClusterOptions): Cluster {
  const store = new Store();
  buildWorld(apiContext(store, options), options.nodes);
  return new SimulatedCluster(options, store, store.revision, []);
}

const apiContext = (store: Store, options: ClusterOptions): ApiContext => ({
  store,
  seed: options.seed,
  startTimeMs: options.startTimeMs,
  gates: options.featureGates,
});

class SimulatedCluster implements Cluster {
  readonly options: ClusterOptions;
  readonly startRevision: number;
  readonly #store: Store;
  readonly #api: ApiContext;
  readonly #agenda: Agenda;
  readonly #driver: Driver;
  readonly #inputs: DatedInput[];

  constructor(options: ClusterOptions, store: Store, startRevision: number, inputs: readonly DatedInput[]) {
    this.options = options;
    this.startRevision = startRevision;
    this.#store = store;
    this.#api = apiContext(store, options);
    this.#agenda = new Agenda(store);
    this.#driver = new Driver(this.#api, this.#agenda, createComponents(options));
    this.#inputs = [...inputs];
  }

  get nowMs(): number {
    return this.#store.nowMs;
  }

  get head(): View {
    return this.#store.head;
  }

  dispatch(input: { readonly request: ApiRequest }): Answer;
  dispatch(input: { readonly http: HttpRequest }): HttpAnswer;
  dispatch(input: Exclude<Input, { fault: Fault }>): Answer | HttpAnswer {
    this.#inputs.push({ atMs: this.nowMs, input });
    const cause = { input: this.#inputs.length };
    return 'http' in input ? answerHttp(this.#api, input.http, cause) : answer(this.#api, input.request, cause);
  }

  execute(request: ExecRequest): ExecAnswer {
    return execute(this.head, request);
  }

  readLog(request: LogRequest): ExecAnswer {
    return readLog(this.head, behavioursOf(this.options.images), this.options.startTimeMs, request);
  }

  strike(fault: Fault): FaultRefusal | undefined {
    this.#inputs.push({ atMs: this.nowMs, input: { fault } });
    return inject(this.#api, fault, { actor: 'chaos', cause: { input: this.#inputs.length }, reason: reasonOf(fault) });
  }

  advanceTo(ms: number, keepGoing?: () => boolean): number {
    return this.#driver.advanceTo(ms, keepGoing);
  }

  nextMs(options?: { readonly idle?: boolean }): number | undefined {
    return options?.idle ? this.#agenda.nextMs() : this.#agenda.nextBusyMs();
  }

  isSettled(): boolean {
    return this.nextMs() === undefined;
  }

  viewAt(cursor: Cursor): View {
    return this.#store.viewAt(cursor);
  }

  changes(sinceRevision = 0): readonly Change[] {
    return sinceRevision === 0 ? this.#store.log.changes : this.#store.log.changes.slice(sinceRevision);
  }

  cursorAt(ms: number): Cursor {
    return { ms: Math.min(ms, this.nowMs), revision: this.#store.log.revisionAt(ms) };
  }

  waits(): readonly WaitSpan[] {
    return waitSpans(this.#store.log);
  }

  get inputCount(): number {
    return this.#inputs.length;
  }

  forkAt(cursor: Cursor, inputs?: number): Cluster {
    const kept = this.#inputs.filter(({ atMs }, at) => (inputs === undefined ? atMs <= cursor.ms : at < inputs));
    return new SimulatedCluster(this.options, this.#store.forkAt(cursor), this.startRevision, kept);
  }
}
