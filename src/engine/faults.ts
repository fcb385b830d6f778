// What a user may break and mend. A fault touches machines and processes, never API objects: the cluster has to find out.
import type { Author } from './api/store.ts';
import type { ApiContext } from './api/writes.ts';
import type { Process, Sandbox, StorageWork } from './machine.ts';
import type { Reason } from './reason.ts';

export type Fault =
  | { readonly kind: 'crash'; readonly pod: string; readonly container?: string; readonly exitCode?: number }
  /** All probes of the Pod fail, or succeed again. `pod`: `namespace/name`. */
  | { readonly kind: 'unready' | 'ready'; readonly pod: string }
  /** The machine runs out of something until a Pod has been driven out. */
  | { readonly kind: 'pressure'; readonly node: string; readonly resource: 'memory' | 'disk' }
  /** The storage system behind a StorageClass refuses to do something, or does it again. */
  | { readonly kind: 'fail' | 'mend'; readonly work: StorageWork; readonly storageClass: string }
  /** What a claim is bound to runs full, or is emptied by hand. `claim`: `namespace/name`. */
  | { readonly kind: 'fill' | 'mend'; readonly claim: string }
  | {
      readonly kind: 'power-off' | 'power-on' | 'cut' | 'heal' | 'stop-kubelet' | 'start-kubelet';
      readonly node: string;
    };

/** Why a fault cannot be done; `code` is for translation, `params` name what it is about. */
export interface FaultRefusal {
  readonly code:
    'no-pod' | 'no-node' | 'not-running' | 'no-container' | 'no-probe' | 'no-class' | 'no-volume' | 'already';
  readonly params: { readonly [name: string]: string };
}

/** The reason of a fault's writes: a user did it. */
export function reasonOf(fault: Fault): Reason {
  if ('storageClass' in fault)
    return { rule: 'VOL-23', params: { fault: `${fault.kind}-${fault.work}`, storageClass: fault.storageClass } };
  if ('claim' in fault) return { rule: 'VOL-11', params: { fault: fault.kind, claim: fault.claim } };
  if ('node' in fault) return { rule: 'NODE-53', params: { fault: fault.kind, node: fault.node } };
  return { rule: 'KUBELET-30', params: { fault: fault.kind, pod: fault.pod } };
}

/** Breaks or mends; undefined when done. */
export function inject(api: ApiContext, fault: Fault, author: Author): FaultRefusal | undefined {
  if ('storageClass' in fault) return strikeStorage(api, fault, author);
  if ('claim' in fault) return strikeDisk(api, fault, author);
  if (!('node' in fault)) return strikePod(api, fault, author);
  return fault.kind === 'pressure' ? press(api, fault, author) : strikeNode(api, fault.kind, fault.node, author);
}

function strikePod(api: ApiContext, fault: Extract<Fault, { pod: string }>, author: Author): FaultRefusal | undefined {
  const pod = api.store.get('Pod', fault.pod);
  const name = fault.pod.slice(fault.pod.indexOf('/') + 1);
  if (!pod) return { code: 'no-pod', params: { pod: name } };
  const sandbox = api.store.sandbox(pod.metadata.uid);
  const alive = (sandbox?.processes ?? []).filter((process) => isAlive(process, api.store.nowMs));
  if (!sandbox || (alive.length === 0 && fault.kind !== 'ready')) return { code: 'not-running', params: { pod: name } };
  if (fault.kind === 'crash') return crash(api, sandbox, fault, author);
  const hasProbe = [...pod.spec.containers, ...(pod.spec.initContainers ?? [])].some(
    (it) => it.readinessProbe ?? it.livenessProbe ?? it.startupProbe,
  );
  if (!hasProbe) return { code: 'no-probe', params: { pod: name } };
  const unready = fault.kind === 'unready';
  const processes = sandbox.processes.map((process) => ({ ...process, unready }));
  api.store.write('Sandbox', sandbox.uid, { ...sandbox, processes }, author);
  return undefined;
}

function crash(
  api: ApiContext,
  sandbox: Sandbox,
  { container, exitCode = 1 }: Extract<Fault, { kind: 'crash' }>,
  author: Author,
): FaultRefusal | undefined {
  const { nowMs } = api.store;
  const victim = sandbox.processes.findLast(
    (process) => isAlive(process, nowMs) && (container === undefined || process.container === container),
  );
  if (!victim) return { code: 'no-container', params: { pod: sandbox.name, container: container ?? '' } };
  const processes = sandbox.processes.map((process) =>
    process === victim ? { ...process, exitAtMs: nowMs, exitCode } : process,
  );
  api.store.write('Sandbox', sandbox.uid, { ...sandbox, processes }, author);
  return undefined;
}

const isAlive = ({ exitAtMs }: Process, nowMs: number): boolean => exitAtMs === undefined || exitAtMs > nowMs;

/** KUBELET-80 */
function press(
  api: ApiContext,
  { node, resource }: Extract<Fault, { kind: 'pressure' }>,
  author: Author,
): FaultRefusal | undefined {
  const machine = api.store.head.machine(node);
  if (!machine) return { code: 'no-node', params: { node } };
  if (!machine.powered || machine.pressure) return { code: 'already', params: { node, state: 'pressure' } };
  api.store.write('Machine', node, { ...machine, pressure: resource }, author);
  return undefined;
}

function strikeStorage(
  api: ApiContext,
  { kind, work, storageClass }: Extract<Fault, { storageClass: string }>,
  author: Author,
): FaultRefusal | undefined {
  if (!api.store.get('StorageClass', storageClass)) return { code: 'no-class', params: { storageClass } };
  const before = api.store.head.failing(storageClass);
  if (before.includes(work) === (kind === 'fail')) {
    return { code: 'already', params: { storageClass, state: `${kind}-${work}` } };
  }
  const failing = kind === 'fail' ? [...before, work] : before.filter((it) => it !== work);
  const after = failing.length > 0 ? { storageClass, failing } : undefined;
  api.store.write('Backend', storageClass, after, author);
  return undefined;
}

function strikeDisk(
  api: ApiContext,
  { kind, claim }: Extract<Fault, { claim: string }>,
  author: Author,
): FaultRefusal | undefined {
  const name = claim.slice(claim.indexOf('/') + 1);
  const volume = api.store.get('PersistentVolumeClaim', claim)?.spec.volumeName;
  const capacity = volume && api.store.get('PersistentVolume', volume)?.spec.capacity?.['storage'];
  if (!volume || !capacity) return { code: 'no-volume', params: { claim: name } };
  const isFull = api.store.head.fullSinceMs(volume) !== undefined;
  if (isFull === (kind === 'fill')) return { code: 'already', params: { claim: name, state: `${kind}-disk` } };
  const after = kind === 'fill' ? { volume, fullSinceMs: api.store.nowMs, capacity } : undefined;
  api.store.write('Disk', volume, after, author);
  return undefined;
}

type NodeFault = Exclude<Extract<Fault, { node: string }>['kind'], 'pressure'>;

const switches: {
  readonly [K in NodeFault]: { readonly field: 'powered' | 'connected' | 'kubeletRunning'; readonly on: boolean };
} = {
  'power-off': { field: 'powered', on: false },
  'power-on': { field: 'powered', on: true },
  cut: { field: 'connected', on: false },
  heal: { field: 'connected', on: true },
  'stop-kubelet': { field: 'kubeletRunning', on: false },
  'start-kubelet': { field: 'kubeletRunning', on: true },
};

function strikeNode(api: ApiContext, kind: NodeFault, node: string, author: Author): FaultRefusal | undefined {
  const machine = api.store.head.machine(node);
  if (!machine) return { code: 'no-node', params: { node } };
  const { field, on } = switches[kind];
  if (machine[field] === on) return { code: 'already', params: { node, state: kind } };
  if (kind === 'power-off') loseMemory(api, node, author);
  const boots = machine.boots + (kind === 'power-on' ? 1 : 0);
  const { pressure, ...calm } = machine;
  // A machine that is switched off runs out of nothing any more.
  const standing = pressure === undefined || kind !== 'power-off' ? machine : calm;
  api.store.write('Machine', node, { ...standing, [field]: on, boots }, author);
  return undefined;
}

/** NODE-53: everything that ran is gone at once, with its addresses and mounts; what is left is what a disk keeps. */
function loseMemory(api: ApiContext, node: string, author: Author): void {
  const { nowMs } = api.store;
  for (const sandbox of api.store.head.sandboxesOn(node)) {
    const { ip: _lost, ...rest } = sandbox;
    const processes = sandbox.processes.map((process) =>
      isAlive(process, nowMs) ? { ...process, exitAtMs: nowMs, exitCode: 255, lost: true } : process,
    );
    api.store.write('Sandbox', sandbox.uid, { ...rest, mounted: [], processes }, author);
  }
}
