// A cluster of chosen components for rule tests: no scheduler or kubelet but what the test brings.
import { Agenda } from '../agenda.ts';
import type { Change } from '../api/change.ts';
import type { Answer, ApiRequest } from '../api/request.ts';
import { answer } from '../api/server.ts';
import { Store } from '../api/store.ts';
import type { View } from '../api/view.ts';
import type { ApiContext } from '../api/writes.ts';
import type { Component } from '../component.ts';
import { Driver } from '../driver.ts';
import { inject, reasonOf } from '../faults.ts';
import type { Fault } from '../faults.ts';
import type { NodeOptions } from '../options.ts';
import { buildWorld } from '../world.ts';
import { createPodRemoval } from '../controllers/pod-removal.ts';

export interface Rig {
  readonly view: View;
  readonly store: Store;
  ask(request: ApiRequest): Answer;
  /** Creates, or throws what the server answered. */
  create(kind: ApiRequest['kind'], body: unknown): void;
  advanceTo(ms: number): void;
  /** Breaks or mends something, or throws why it cannot be done. */
  strike(fault: Fault): void;
  /** Changes after the starting world. */
  changes(): readonly Change[];
}

const node = (name: string, zone: string): NodeOptions => ({ name, zone, cpu: '4', memory: '3840Mi', pods: 110 });

/** Starts the components over a world of three nodes. */
export function createRig(components: readonly Component[], gates: ApiContext['gates'] = {}): Rig {
  const store = new Store();
  const api: ApiContext = { store, seed: 1, startTimeMs: Date.UTC(2026, 0, 1), gates };
  buildWorld(api, [node('node-1', 'zone-a'), node('node-2', 'zone-b'), node('node-3', 'zone-c')]);
  const start = store.revision;
  const driver = new Driver(api, new Agenda(store), [createPodRemoval(), ...components]);
  const ask = (request: ApiRequest) => answer(api, request, { input: 1 });
  return {
    view: store.head,
    store,
    ask,
    create(kind, body) {
      const { code, body: answered } = ask({ verb: 'create', kind, namespace: 'default', body });
      if (code !== 201) throw new Error(JSON.stringify(answered));
    },
    strike(fault) {
      const refusal = inject(api, fault, { actor: 'user', cause: { input: 2 }, reason: reasonOf(fault) });
      if (refusal) throw new Error(JSON.stringify(refusal));
    },
    advanceTo: (ms) => void driver.advanceTo(ms),
    changes: () => store.log.changes.slice(start),
  };
}
