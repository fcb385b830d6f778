// What a kubelet says of its node: the Lease that shows it is alive, and every ten seconds the status (NODE-1, NODE-2, NODE-10).
import type { MachineClient } from '../component.ts';
import type { Lease } from '../kinds/lease.ts';
import type { Condition } from '../kinds/meta.ts';
import type { Node } from '../kinds/node.ts';
import { timings } from '../timings.ts';
import type { UsedVolumes } from './used-volumes.ts';
import { isNodeStatusTime, nextNodeStatusMs, withVolumesInUse } from './volumes-in-use.ts';

/** Writes the node's status if it is time and something changed, else asks to be woken when it is. */
export function reportNode(name: string, volumes: UsedVolumes, client: MachineClient, nowMs: number): void {
  const node = client.view.get('Node', name);
  if (!node) return;
  if (!isNodeStatusTime(name, client, nowMs)) {
    client.requeue(nextNodeStatusMs(name, client, nowMs) - nowMs);
    return;
  }
  const used = volumes.follow(client.view);
  if (used.hasUnboundClaim(name)) client.requeue(nextNodeStatusMs(name, client, nowMs) - nowMs);
  const reported = withVolumesInUse(node, used);
  const isBack = node.status.conditions?.some(({ type, status }) => type === 'Ready' && status !== 'True') === true;
  const next = isBack
    ? { ...reported, conditions: calmConditions(reported.conditions ?? [], client.timeText(nowMs)) }
    : reported;
  if (next === node.status) return;
  client.updateStatus<Node>(
    { ...node, status: next },
    {
      rule: isBack ? 'NODE-10' : 'KUBELET-11',
      params: { node: name, volumes: next.volumesInUse?.length ?? 0 },
    },
  );
  if (!isBack) return;
  const message = `Node ${name} status is now: NodeReady`;
  client.event(
    node,
    { type: 'Normal', reason: 'NodeReady', message, host: name },
    { rule: 'NODE-10', params: { node: name } },
  );
}

const calm: { readonly [type: string]: readonly [status: Condition['status'], reason: string, message: string] } = {
  MemoryPressure: ['False', 'KubeletHasSufficientMemory', 'kubelet has sufficient memory available'],
  DiskPressure: ['False', 'KubeletHasNoDiskPressure', 'kubelet has no disk pressure'],
  PIDPressure: ['False', 'KubeletHasSufficientPID', 'kubelet has sufficient PID available'],
  Ready: ['True', 'KubeletReady', 'kubelet is posting ready status'],
};

const calmConditions = (conditions: readonly Condition[], now: string): readonly Condition[] =>
  conditions.map((condition) => {
    const [status, reason, message] = calm[condition.type] ?? [
      condition.status,
      condition.reason ?? '',
      condition.message ?? '',
    ];
    const lastTransitionTime = status === condition.status ? (condition.lastTransitionTime ?? now) : now;
    return { ...condition, status, reason, message, lastTransitionTime, lastHeartbeatTime: now };
  });

/** A node that falls silent leaves the time of its last renewal; one that is heard again renews as before. */
export function keepLease(name: string, isHeard: boolean, client: MachineClient, nowMs: number): void {
  const lease = client.view.get('Lease', `kube-node-lease/${name}`);
  if (!lease || (lease.spec.renewTime === undefined) === isHeard) return;
  const { renewTime: _last, ...spec } = lease.spec;
  const phaseMs = Math.floor(client.random('lease', name) * timings.kubelet.leaseMs);
  const renewedMs = Math.max(
    0,
    phaseMs + Math.floor((nowMs - phaseMs) / timings.kubelet.leaseMs) * timings.kubelet.leaseMs,
  );
  const next = isHeard ? spec : { ...spec, renewTime: client.timeText(renewedMs) };
  client.update<Lease>(
    { ...lease, spec: next },
    { rule: 'NODE-1', params: { node: name, case: isHeard ? 'heard' : 'silent' } },
  );
}
