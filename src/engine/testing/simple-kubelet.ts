// Stands in for scheduler and kubelet in tests of controllers: a Pod is bound, runs and stops, each a second after the last
// step, unless its image says `broken`.
import type { MachineComponent } from '../component.ts';
import type { Pod } from '../kinds/pod.ts';

const reason = { rule: 'KUBELET-58' };

/** Moves every Pod one step a second: bound, Running and Ready; or, once deleted, Succeeded, gone. */
export function createSimpleKubelet(): MachineComponent {
  return {
    name: 'simple-kubelet',
    sees: 'machine',
    watches: ['Pod'],
    wakeDelayMs: 1000,
    wakes: (change) => (change.after ? [change.key] : []),
    reconcile(key, client, nowMs) {
      const pod = client.view.get('Pod', key);
      if (!pod) return undefined;
      const { deletionTimestamp } = pod.metadata;
      if (!pod.spec.nodeName) client.bind(key, 'node-1', reason);
      else if (deletionTimestamp !== undefined && pod.status.phase === 'Running')
        client.updateStatus(withStatus(pod, 'Succeeded', 'False', client.timeText(nowMs)), reason);
      else if (deletionTimestamp !== undefined) client.delete('Pod', key, reason, { gracePeriodSeconds: 0 });
      else if (pod.status.phase === 'Pending' && !isBroken(pod))
        client.updateStatus(withStatus(pod, 'Running', 'True', client.timeText(nowMs)), reason);
      return undefined;
    },
  };
}

const isBroken = (pod: Pod): boolean => pod.spec.containers.some((container) => container.image?.includes('broken'));

function withStatus(
  pod: Pod,
  phase: 'Running' | 'Succeeded',
  ready: 'True' | 'False',
  lastTransitionTime: string,
): Pod {
  const others = (pod.status.conditions ?? []).filter((condition) => condition.type !== 'Ready');
  const conditions = [...others, { type: 'Ready', status: ready, lastTransitionTime }];
  return { ...pod, status: { ...pod.status, phase, conditions } };
}
