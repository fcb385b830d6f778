// What a Pod object shows to somebody who looks at it: one of eight states, and what is wrong with it. Used for the picture
// and for the swim lanes, so that the two cannot disagree.
import type { Pod } from '../engine/index.ts';
import type { PodState } from './scene.ts';

const failing = /BackOff$|^Err|Error$|^InvalidImageName$|^RunContainerError$/;

export const conditionOf = (pod: Pod, type: string): string | undefined =>
  pod.status.conditions?.find((condition) => condition.type === type)?.status;

/** `silent`: the node it is bound to no longer reports. */
export function stateOf(pod: Pod, silent: boolean): PodState {
  if (silent && pod.spec.nodeName !== undefined) return 'unknown';
  if (pod.metadata.deletionTimestamp !== undefined) return 'terminating';
  const { phase } = pod.status;
  if (phase === 'Failed') return 'failed';
  if (phase === 'Succeeded') return 'completed';
  if (troubleOf(pod) !== undefined) return 'failed';
  if (pod.spec.nodeName === undefined) return 'pending';
  if (phase !== 'Running') return 'starting';
  return conditionOf(pod, 'Ready') === 'True' ? 'ready' : 'unready';
}

/** Why a container does not run although it should, as the API names it (`CrashLoopBackOff`); undefined if none is in trouble. */
export function troubleOf(pod: Pod): string | undefined {
  for (const status of [...(pod.status.initContainerStatuses ?? []), ...(pod.status.containerStatuses ?? [])]) {
    const { waiting, terminated } = status.state;
    if (waiting?.reason !== undefined && failing.test(waiting.reason)) return waiting.reason;
    if (terminated && terminated.exitCode !== 0) return terminated.reason ?? 'Error';
  }
  return undefined;
}

export const restartsOf = (pod: Pod): number =>
  (pod.status.containerStatuses ?? []).reduce((sum, status) => sum + status.restartCount, 0);

/** `namespace/name` of the StatefulSet that controls it. */
export function setKeyOf(pod: Pod): string | null {
  const owner = pod.metadata.ownerReferences?.find((reference) => reference.controller === true);
  return owner?.kind === 'StatefulSet' ? `${pod.metadata.namespace ?? ''}/${owner.name}` : null;
}

/** The number at the end of a name that begins with its set's; null if there is none. */
export function ordinalOf(name: string, setName: string): number | null {
  if (!name.startsWith(`${setName}-`)) return null;
  const digits = name.slice(setName.length + 1);
  return /^(0|[1-9]\d*)$/.test(digits) ? Number(digits) : null;
}
