// Whether a kubelet takes a Pod that was put on its node by hand: a scheduler has made sure of that, a user has not (KUBELET-1).
import { portsClash, portsTaken } from '../kinds/host-ports.ts';
import { affinityMismatch, nodeAffinityAccepts } from '../kinds/node-selector.ts';
import type { Pod } from '../kinds/pod.ts';
import { requestsOf } from '../kinds/pod-requests.ts';
import { milliValue, quantityValue } from '../kinds/quantity.ts';
import type { Reason } from '../reason.ts';
import type { Sync } from './sync.ts';

/** Refuses a Pod for which the node lacks something: it has failed. True if it was refused. */
export function rejectUnfit(sync: Sync): boolean {
  const { pod } = sync;
  const isPlaced = pod.status.conditions?.some(({ type }) => type === 'PodScheduled') === true;
  if (isPlaced || pod.status.startTime !== undefined || sync.sandbox) return false;
  const refusal = refusalOf(sync);
  if (!refusal) return false;
  const { reason, why, params } = refusal;
  sync.event({ type: 'Warning', reason, message: why }, 'KUBELET-1');
  const status = { ...pod.status, phase: 'Failed' as const, reason, message: `Pod was rejected: ${why}` };
  const result = sync.client.updateStatus<Pod>({ ...pod, status }, sync.reason('KUBELET-1', params));
  if (result.ok) sync.pod = result.object;
  return true;
}

interface Refusal {
  readonly reason: string;
  readonly why: string;
  readonly params: Reason['params'];
}

interface Lack {
  readonly resource: string;
  readonly wanted: number;
  readonly used: number;
  readonly most: number;
}

/** The first of Pods, CPU and memory of which the node has too little, then what the Pod says of nodes, then its ports. */
function refusalOf({ pod, node, client }: Sync): Refusal | undefined {
  const machine = client.view.get('Node', node);
  const allocatable = machine?.status.allocatable ?? {};
  const others = client.view
    .onNode(node)
    .filter(
      ({ metadata, status }) => metadata.uid !== pod.metadata.uid && !/^(Succeeded|Failed)$/.test(status.phase ?? ''),
    );
  const taken = others.map(({ spec }) => requestsOf(spec));
  const own = requestsOf(pod.spec);
  const sum = (of: 'milliCpu' | 'memory'): number => taken.reduce((all, requests) => all + requests[of], 0);
  const all: readonly Lack[] = [
    { resource: 'pods', wanted: 1, used: others.length, most: quantityValue(allocatable['pods'] ?? '0') ?? 0 },
    { resource: 'cpu', wanted: own.milliCpu, used: sum('milliCpu'), most: milliValue(allocatable['cpu'] ?? '0') ?? 0 },
    {
      resource: 'memory',
      wanted: own.memory,
      used: sum('memory'),
      most: quantityValue(allocatable['memory'] ?? '0') ?? 0,
    },
  ];
  const lack = all.find(({ wanted, used, most }) => wanted > 0 && used + wanted > most);
  if (lack) {
    const { resource, wanted, used, most } = lack;
    const why = `Node didn't have enough resource: ${resource}, requested: ${wanted}, used: ${used}, capacity: ${most}`;
    return { reason: `OutOf${resource}`, why, params: { resource } };
  }
  if (machine && !nodeAffinityAccepts(pod, machine)) return misfit('NodeAffinity', affinityMismatch);
  const isTaken = taken.some(({ hostPorts }) => portsClash(own.hostPorts, hostPorts));
  return isTaken ? misfit('NodePorts', portsTaken) : undefined;
}

const misfit = (filter: string, why: string): Refusal => ({
  reason: filter,
  why: `Predicate ${filter} failed: ${why}`,
  params: { case: filter },
});
