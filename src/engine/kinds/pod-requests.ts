// What a Pod asks a node for: the sum of its containers' requests (SCHED-15, SCHED-61).
import { hostPortsOf } from './host-ports.ts';
import type { Container, PodSpec } from './pod.ts';
import { milliValue, quantityValue } from './quantity.ts';

/** CPU in thousandths of a core, the rest in base units (bytes, pieces). */
export interface Requests {
  readonly milliCpu: number;
  readonly memory: number;
  /** Everything else by its resource name. */
  readonly others: ReadonlyMap<string, number>;
  /** As scoring counts: a container without a request counts 100m CPU and 200 MiB (SCHED-61). */
  readonly scoredMilliCpu: number;
  readonly scoredMemory: number;
  /** As `host-ports.ts` writes them. */
  readonly hostPorts: readonly string[];
}

const scoredDefault = { milliCpu: 100, memory: 200 * 1024 * 1024 };

/** The sums over the containers that run side by side, or what an init container asks for, if that is more (KUBELET-20). */
export function requestsOf(spec: PodSpec): Requests {
  const { initContainers } = spec;
  if (!initContainers?.length) return sumOf(spec.containers);
  const sidecars = initContainers.filter(({ restartPolicy }) => restartPolicy === 'Always');
  let most = sumOf([...spec.containers, ...sidecars]);
  for (const [at, container] of initContainers.entries()) {
    if (container.restartPolicy === 'Always') continue;
    const beside = initContainers.slice(0, at).filter((it) => sidecars.includes(it));
    most = largerOf(most, sumOf([...beside, container]));
  }
  return most;
}

function sumOf(containers: readonly Container[]): Requests {
  const others = new Map<string, number>();
  let [milliCpu, memory, scoredMilliCpu, scoredMemory] = [0, 0, 0, 0];
  for (const container of containers) {
    const own = containerRequests(container, others);
    milliCpu += own.milliCpu ?? 0;
    memory += own.memory ?? 0;
    scoredMilliCpu += own.milliCpu ?? scoredDefault.milliCpu;
    scoredMemory += own.memory ?? scoredDefault.memory;
  }
  return { milliCpu, memory, others, scoredMilliCpu, scoredMemory, hostPorts: hostPortsOf(containers) };
}

const largerOf = (a: Requests, b: Requests): Requests => ({
  milliCpu: Math.max(a.milliCpu, b.milliCpu),
  memory: Math.max(a.memory, b.memory),
  others: new Map(
    [...new Set([...a.others.keys(), ...b.others.keys()])].map((name) => [
      name,
      Math.max(a.others.get(name) ?? 0, b.others.get(name) ?? 0),
    ]),
  ),
  scoredMilliCpu: Math.max(a.scoredMilliCpu, b.scoredMilliCpu),
  scoredMemory: Math.max(a.scoredMemory, b.scoredMemory),
  // Only of what goes on running.
  hostPorts: a.hostPorts,
});

function containerRequests(
  { resources }: Container,
  others: Map<string, number>,
): { readonly milliCpu?: number; readonly memory?: number } {
  let own: { milliCpu?: number; memory?: number } = {};
  for (const [name, text] of Object.entries(resources?.requests ?? {})) {
    if (name === 'cpu') own = { ...own, milliCpu: milliValue(text) ?? 0 };
    else if (name === 'memory') own = { ...own, memory: quantityValue(text) ?? 0 };
    else others.set(name, (others.get(name) ?? 0) + (quantityValue(text) ?? 0));
  }
  return own;
}
