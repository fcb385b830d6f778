// One look of a kubelet at one Pod: the object, what is physically there, and what it remembers. Changes of the latter two go
// through here, so that later steps of the same look see them.
import type { MachineClient } from '../component.ts';
import type { Container, Pod } from '../kinds/pod.ts';
import type { Process, Sandbox } from '../machine.ts';
import type { Reason } from '../reason.ts';
import type { Behaviours } from './behaviour.ts';
import { freshMemory } from './memory.ts';
import type { PodMemory } from './memory.ts';

export interface Kubelet {
  readonly behaviourOf: Behaviours;
  readonly seed: number;
}

export class Sync {
  readonly client: MachineClient;
  readonly kubelet: Kubelet;
  readonly node: string;
  readonly nowMs: number;
  pod: Pod;
  #sandbox: Sandbox | undefined;
  #memory: PodMemory;

  constructor(pod: Pod, node: string, kubelet: Kubelet, client: MachineClient, nowMs: number) {
    this.client = client;
    this.kubelet = kubelet;
    this.node = node;
    this.nowMs = nowMs;
    this.pod = pod;
    this.#sandbox = client.view.sandbox(pod.metadata.uid);
    const boots = client.view.machine(node)?.boots ?? 0;
    const memory = client.recall<PodMemory>(pod.metadata.uid);
    this.#memory = memory?.boots === boots ? memory : freshMemory(boots);
  }

  get sandbox(): Sandbox | undefined {
    return this.#sandbox;
  }

  get memory(): PodMemory {
    return this.#memory;
  }

  remember(change: { readonly [F in keyof PodMemory]?: PodMemory[F] | undefined }): void {
    // Not by deleting fields: that would make every later copy of the memory slow.
    const next: { [field: string]: unknown } = {};
    const whole: { readonly [field: string]: unknown } = { ...this.#memory, ...change };
    for (const field in whole) if (whole[field] !== undefined) next[field] = whole[field];
    this.#memory = next as unknown as PodMemory;
    this.client.remember(this.pod.metadata.uid, this.#memory);
  }

  setSandbox(sandbox: Sandbox | undefined, reason: Reason): void {
    this.#sandbox = sandbox;
    this.client.setSandbox(this.pod.metadata.uid, sandbox, reason);
  }

  /** Replaces processes of the sandbox. */
  setProcesses(processes: readonly Process[], reason: Reason): void {
    if (this.#sandbox) this.setSandbox({ ...this.#sandbox, processes }, reason);
  }

  /** A container's newest process. */
  processOf(container: string): Process | undefined {
    return this.#sandbox?.processes.findLast((process) => process.container === container);
  }

  isAlive(process: Process | undefined): process is Process {
    return process !== undefined && (process.exitAtMs === undefined || process.exitAtMs > this.nowMs);
  }

  event(
    happening: { readonly type: 'Normal' | 'Warning'; readonly reason: string; readonly message: string },
    rule: string,
    container?: Container,
  ): void {
    const list = this.pod.spec.initContainers?.some(({ name }) => name === container?.name)
      ? 'initContainers'
      : 'containers';
    const fieldPath = container && `spec.${list}{${container.name}}`;
    const params = { pod: this.pod.metadata.name, ...(container ? { container: container.name } : {}) };
    this.client.event(
      this.pod,
      { ...happening, host: this.node, ...(fieldPath === undefined ? {} : { fieldPath }) },
      { rule, params },
    );
  }

  reason(rule: string, params: Reason['params'] = {}): Reason {
    return { rule, params: { pod: this.pod.metadata.name, node: this.node, ...params } };
  }

  /** A number in [0, 1) for this Pod. */
  chance(purpose: string): number {
    return this.client.random(purpose, `${this.pod.metadata.uid}/${this.nowMs}`);
  }

  later(atMs: number, options?: { readonly idle?: boolean }): void {
    this.client.requeue(atMs - this.nowMs, options);
  }
}
