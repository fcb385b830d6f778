// Invariants of status fields: the counts of one status agree with each other, and what is over stays over.
import type { ApiChange, Change, ContainerStatus, Pod } from '../../engine/index.ts';
import { isReady, isTerminal } from './order.ts';
import type { World } from './world.ts';

/** What a written status says that cannot be. */
export function statusFaults(change: Change, world: World): readonly string[] {
  if (change.after === undefined || change.actor === 'user') return [];
  switch (change.kind) {
    case 'StatefulSet':
      return setFaults(change, world);
    case 'ReplicaSet':
    case 'Deployment':
      return countFaults(change.kind, change.after.status, ['replicas', 'readyReplicas', 'availableReplicas']);
    case 'PodDisruptionBudget':
      return allowedFaults(change);
    case 'Pod':
      return podFaults(change, change.after);
    case 'PersistentVolumeClaim': {
      const { status, spec, metadata } = change.after;
      return status.phase === 'Bound' && !spec.volumeName ? [`${metadata.name} is Bound to nothing`] : [];
    }
    default:
      return [];
  }
}

/** None below zero, and each at most the one before it. */
function countFaults(what: string, status: object, names: readonly string[]): readonly string[] {
  const counts = names.map((name) => numberIn(status, name));
  const isWrong = counts.some((count, at) => count < 0 || count > (counts[at - 1] ?? Infinity));
  return isWrong ? [`the status of a ${what} is ${JSON.stringify(status)}`] : [];
}

const numberIn = (status: object, name: string): number => {
  const value: unknown = Object.entries(status).find(([at]) => at === name)?.[1] ?? 0;
  return typeof value === 'number' ? value : Number.NaN;
};

function setFaults({ before, after }: ApiChange<'StatefulSet'>, world: World): readonly string[] {
  if (!after || before?.status === after.status) return [];
  const { status } = after;
  const unknown = [status.currentRevision, status.updateRevision].filter(
    (name) => name !== undefined && !world.get('ControllerRevision', `default/${name}`),
  );
  const isOlder = (status.observedGeneration ?? 0) < (before?.status.observedGeneration ?? 0);
  return [
    ...countFaults('StatefulSet', status, ['replicas', 'readyReplicas', 'availableReplicas']),
    ...countFaults('StatefulSet', status, ['replicas', 'currentReplicas']),
    ...countFaults('StatefulSet', status, ['replicas', 'updatedReplicas']),
    ...unknown.map((name) => `STS-STAT-3: the status names the revision ${name}, which is not there`),
    ...(isOlder ? [`observedGeneration falls to ${status.observedGeneration}`] : []),
  ];
}

/** PDB-5 */
function allowedFaults({ after, actor }: ApiChange<'PodDisruptionBudget'>): readonly string[] {
  if (!after || actor !== 'disruption-controller') return [];
  const { disruptionsAllowed, currentHealthy, desiredHealthy, expectedPods, conditions } = after.status;
  // A budget that cannot be counted allows nothing (PDB-2).
  if (disruptionsAllowed === 0 && conditions?.some(({ reason }) => reason === 'SyncFailed')) return [];
  const allowed = expectedPods <= 0 ? 0 : Math.max(0, currentHealthy - desiredHealthy);
  return disruptionsAllowed === allowed ? [] : [`PDB-5: ${JSON.stringify(after.status)} should allow ${allowed}`];
}

function podFaults({ before, actor }: ApiChange<'Pod'>, after: Pod): readonly string[] {
  const { name } = after.metadata;
  const { status } = after;
  if (!before || before.status === status) return [];
  const faults: string[] = [];
  const [was, is] = [before.status.phase, status.phase];
  // NODE-54: after a reboot the init containers run again, and the Pod is Pending once more.
  const mayBegin = (after.spec.initContainers ?? []).length > 0;
  if (was !== is && (isTerminal(before) || (was === 'Running' && is === 'Pending' && !mayBegin))) {
    faults.push(`KUBELET-11: ${name} was ${was} and is ${is}`);
  }
  const isUnready = status.containerStatuses?.some(({ ready }) => !ready) ?? true;
  // Others, such as the one that clears up after a node, write a phase and leave the rest (NODE-42).
  if (actor === 'kubelet' && isReady(after) && (is !== 'Running' || isUnready))
    faults.push(`${name} is Ready, and its containers are not`);
  for (const { name: container, restartCount } of containersOf(after)) {
    const old = containersOf(before).find((it) => it.name === container);
    if (old && restartCount < old.restartCount)
      faults.push(`${name}: ${container} has restarted less often than before`);
  }
  if (before.status.podIP !== undefined && status.podIP !== undefined && after.spec.nodeName !== before.spec.nodeName) {
    faults.push(`${name} has moved`);
  }
  return faults;
}

const containersOf = ({ status }: Pod): readonly ContainerStatus[] => [
  ...(status.initContainerStatuses ?? []),
  ...(status.containerStatuses ?? []),
];
