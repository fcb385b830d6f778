// A component's hands: its writes carry its name, the cause that woke it and its reason, and its waits replace those of the
// key's last reconcile.
import type { Agenda } from './agenda.ts';
import { bindPod } from './api/binding.ts';
import { deleteObject } from './api/deletion.ts';
import { recordEvent } from './api/events.ts';
import type { Author } from './api/store.ts';
import type { AgendaEntry, View, Wait } from './api/view.ts';
import type { ApiContext } from './api/writes.ts';
import { createObject, updateObject, updateObjectStatus } from './api/writes.ts';
import type { Draft, Happening, MachineClient, Result } from './component.ts';
import type { ApiObject, Kind } from './kinds/kinds.ts';
import type { Machine, Sandbox } from './machine.ts';
import { random } from './random.ts';
import type { Cause, Reason } from './reason.ts';
import { rfc3339 } from './time.ts';

/** The client as the driver holds it: it says when a reconcile begins and ends. */
export interface DrivenClient extends MachineClient {
  begin(entry: AgendaEntry): void;
  end(): void;
}

export function createClient(api: ApiContext, agenda: Agenda, component: string): DrivenClient {
  return new RecordingClient(api, agenda, component);
}

class RecordingClient implements DrivenClient {
  readonly view: View;
  readonly #api: ApiContext;
  readonly #agenda: Agenda;
  readonly #component: string;
  #key = '';
  #row = '';
  #cause: Cause = { input: 0 };
  #reasons: Reason[] = [];

  constructor(api: ApiContext, agenda: Agenda, component: string) {
    this.view = api.store.head;
    this.#api = api;
    this.#agenda = agenda;
    this.#component = component;
  }

  begin(entry: AgendaEntry): void {
    this.#key = entry.row.key;
    this.#row = entry.row.text;
    this.#cause = entry.cause;
    this.#reasons = [];
  }

  /** Waits that are the same as before go on; they do not begin anew. */
  end(): void {
    const { store } = this.#api;
    const before = store.tables.maps.wait.get(this.#row) ?? noWaits;
    if (
      before.length === this.#reasons.length &&
      before.every((wait, at) => sameReason(wait.reason, this.#reasons[at]))
    )
      return;
    const after = this.#reasons.map((reason): Wait => {
      const standing = before.find((wait) => sameReason(wait.reason, reason));
      return standing ?? { component: this.#component, key: this.#key, sinceMs: store.nowMs, reason };
    });
    store.note('wait', this.#row, after.length > 0 ? after : undefined);
  }

  create<T extends ApiObject>(object: Draft<T>, reason: Reason): Result<T> {
    return createObject(this.#api, object, this.#author(reason));
  }

  update<T extends ApiObject>(object: T, reason: Reason): Result<T> {
    return updateObject(this.#api, object, this.#author(reason));
  }

  updateStatus<T extends ApiObject>(object: T, reason: Reason): Result<T> {
    return updateObjectStatus(this.#api, object, this.#author(reason));
  }

  delete(
    kind: Kind,
    key: string,
    reason: Reason,
    options: Parameters<MachineClient['delete']>[3] = {},
  ): Result<ApiObject | undefined> {
    return deleteObject(this.#api, kind, key, this.#author(reason), options);
  }

  bind(podKey: string, node: string, reason: Reason): Result<ApiObject> {
    return bindPod(this.#api, podKey, node, this.#author(reason));
  }

  event(about: ApiObject, happening: Happening, reason: Reason): void {
    recordEvent(this.#api, about, happening, this.#author(reason));
  }

  wait(reason: Reason): void {
    this.#reasons.push(reason);
  }

  requeue(afterMs: number, options?: { readonly idle?: boolean }): void {
    const { store } = this.#api;
    const cause = { timer: { component: this.#component, key: this.#key, revision: store.revision } };
    this.#agenda.schedule(
      this.#component,
      this.#key,
      store.nowMs + Math.max(0, Math.ceil(afterMs)),
      cause,
      options?.idle ?? false,
    );
  }

  recall<T>(scope: string): T | undefined {
    return this.#api.store.tables.maps.memory.get(this.#memoryKey(scope)) as T | undefined;
  }

  remember<T>(scope: string, value: T | undefined): void {
    this.#api.store.note('memory', this.#memoryKey(scope), value);
  }

  random(purpose: string, key: string): number {
    return random(this.#api.seed, purpose, key);
  }

  timeText(atMs: number): string {
    return rfc3339(this.#api.startTimeMs + atMs);
  }

  setMachine(machine: Machine, reason: Reason): void {
    this.#api.store.write('Machine', machine.node, machine, this.#author(reason));
  }

  setSandbox(uid: string, sandbox: Sandbox | undefined, reason: Reason): void {
    if (this.#api.store.sandbox(uid) !== sandbox) this.#api.store.write('Sandbox', uid, sandbox, this.#author(reason));
  }

  /** What is remembered of a key lies under the key's own row. */
  #memoryKey(scope: string): string {
    return scope === this.#key ? this.#row : `${this.#component}|${scope}`;
  }

  #author(reason: Reason): Author {
    return { actor: this.#component, cause: this.#cause, reason };
  }
}

const noWaits: readonly Wait[] = [];

function sameReason(a: Reason, b: Reason | undefined): boolean {
  if (!b || a.rule !== b.rule) return false;
  const names = Object.keys(a.params ?? {});
  return (
    names.length === Object.keys(b.params ?? {}).length && names.every((name) => a.params?.[name] === b.params?.[name])
  );
}
