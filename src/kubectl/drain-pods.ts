// Which Pods of a node a drain evicts, and what it says of the others (K-50, K-51): decided before the first one goes.
import type { Pod } from '../engine/index.ts';

export interface DrainOptions {
  readonly force: boolean;
  readonly deleteEmptyDirData: boolean;
}

export interface DrainPlan {
  readonly pods: readonly Pod[];
  /** Why it does not begin; one for each reason, with the Pods. */
  readonly refusals: readonly string[];
  /** `reason: pods` joined; empty if there is nothing to warn of. */
  readonly warning: string;
}

/** What becomes of the Pods of a node. */
export function drainPlan(all: readonly Pod[], { force, deleteEmptyDirData }: DrainOptions): DrainPlan {
  const pods: Pod[] = [];
  const refusals = new Map<string, string[]>();
  const warnings = new Map<string, string[]>();
  for (const pod of all) {
    if (isMirror(pod)) continue;
    const isOver = pod.status.phase === 'Succeeded' || pod.status.phase === 'Failed';
    const hasData = !isOver && pod.spec.volumes?.some(({ emptyDir }) => emptyDir !== undefined) === true;
    const isLone = !isOver && !pod.metadata.ownerReferences?.some(({ controller }) => controller === true);
    const note = (into: Map<string, string[]>, reason: string) =>
      into.set(reason, [...(into.get(reason) ?? []), `${pod.metadata.namespace ?? ''}/${pod.metadata.name}`]);
    if (hasData && !deleteEmptyDirData)
      note(refusals, 'Pods with local storage (use --delete-emptydir-data to override)');
    else if (isLone && !force) note(refusals, 'Pods that declare no controller (use --force to override)');
    else {
      if (isLone) note(warnings, 'deleting Pods that declare no controller');
      else if (hasData) note(warnings, 'deleting Pods with local storage');
      pods.push(pod);
    }
  }
  return {
    pods,
    refusals: [...refusals].map(([reason, names]) => `cannot delete ${reason}: ${names.join(', ')}`),
    warning: [...warnings].map(([reason, names]) => `${reason}: ${names.join(', ')}`).join('; '),
  };
}

const isMirror = ({ metadata }: Pod): boolean => metadata.annotations?.['kubernetes.io/config.mirror'] !== undefined;
