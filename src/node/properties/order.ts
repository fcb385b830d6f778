// Invariants of the StatefulSet controller's order: what it may create and delete, given what there is.
import { typeOf } from '../../engine/index.ts';
import type { Change, Pod, StatefulSet } from '../../engine/index.ts';
import { startOfRuns } from './story.ts';
import type { World } from './world.ts';

/** What the controller does out of turn. `gate`: MaxUnavailableStatefulSet. */
export function orderFaults(change: Change, world: World, gate: boolean): readonly string[] {
  if (change.kind !== 'Pod' || change.actor !== 'statefulset-controller') return [];
  const pod = change.after ?? change.before;
  const set = pod && world.sets.find(({ metadata }) => isOwnedBy(pod, metadata.uid));
  if (!pod || !set) return [];
  const type = typeOf(change);
  const scene: Scene = {
    set,
    gate,
    nowMs: change.atMs,
    pods: world.pods.filter((it) => isOwnedBy(it, set.metadata.uid)),
    isSeen: (it) => !gate || change.atMs - world.podMs(`${it.metadata.namespace ?? ''}/${it.metadata.name}`) > batchMs,
  };
  if (type === 'ADDED') return [...claimFaults(pod, set), ...creationFaults(pod, scene)];
  const goes = type === 'DELETED' || pod.metadata.deletionTimestamp !== undefined;
  if (!goes || change.before?.metadata.deletionTimestamp !== undefined) return [];
  return deletionFaults(pod, change.reason.rule, scene);
}

/** A set and its Pods at an instant. */
interface Scene {
  readonly set: StatefulSet;
  readonly gate: boolean;
  readonly nowMs: number;
  readonly pods: readonly Pod[];
  /** Whether the sync can have seen a Pod as it is. */
  isSeen(pod: Pod): boolean;
}

/** A sync that deletes several Pods decides once, and deletes one after the other (STS-MU-9). */
const batchMs = 50;

const isOwnedBy = ({ metadata }: Pod, uid: string): boolean =>
  metadata.ownerReferences?.some((owner) => owner.uid === uid) ?? false;

const ordinalOf = ({ metadata: { name } }: Pod): number => Number(name.slice(name.lastIndexOf('-') + 1));

export const isReady = ({ status }: Pod): boolean =>
  status.conditions?.some(({ type, status: holds }) => type === 'Ready' && holds === 'True') ?? false;

/** Running, Ready and not terminating. */
export const isHealthy = (pod: Pod): boolean =>
  pod.metadata.deletionTimestamp === undefined && pod.status.phase === 'Running' && isReady(pod);

/** STS-REP-9 */
function isAvailable(pod: Pod, { set, nowMs }: Scene): boolean {
  if (!isHealthy(pod)) return false;
  const { minReadySeconds = 0 } = set.spec;
  if (minReadySeconds === 0) return true;
  const since = pod.status.conditions?.find(({ type }) => type === 'Ready')?.lastTransitionTime ?? '';
  return Date.parse(since) + minReadySeconds * 1000 <= startOfRuns + nowMs;
}

/** The ordinals there are to be, from the first. */
export function rangeOf({ spec }: StatefulSet): readonly number[] {
  const start = spec.ordinals?.start ?? 0;
  return Array.from({ length: spec.replicas ?? 1 }, (_, index) => start + index);
}

const isOrdered = (set: StatefulSet): boolean => set.spec.podManagementPolicy !== 'Parallel';

/** STS-PVC-1, STS-PVC-5 */
function claimFaults(pod: Pod, set: StatefulSet): readonly string[] {
  const wanted = (set.spec.volumeClaimTemplates ?? []).map(({ metadata }) => `${metadata.name}-${pod.metadata.name}`);
  const mounted = (pod.spec.volumes ?? []).flatMap((volume) => volume.persistentVolumeClaim?.claimName ?? []);
  return wanted.join() === mounted.join() ? [] : [`${pod.metadata.name} has claims ${mounted.join()}`];
}

function creationFaults(pod: Pod, scene: Scene): readonly string[] {
  const { set } = scene;
  const { name } = pod.metadata;
  const range = rangeOf(set);
  const ordinal = ordinalOf(pod);
  if (!range.includes(ordinal)) return [`${name} is created, though only ${range.join()} are wanted`];
  if (set.metadata.deletionTimestamp !== undefined) return [`${name} is created for a set that is being deleted`];
  if (!isOrdered(set)) return [];
  const missing = unavailable(scene, (other) => other < ordinal);
  return missing.length > 0
    ? [`STS-REP-10: ${name} is created while web-${missing.join(', web-')} is not available`]
    : [];
}

/** Wanted ordinals, of those asked for, without a Pod of the set that is available. */
function unavailable(scene: Scene, asked: (ordinal: number) => boolean): readonly number[] {
  const owned = new Map(scene.pods.map((pod) => [ordinalOf(pod), pod]));
  return rangeOf(scene.set).filter((ordinal) => {
    const pod = owned.get(ordinal);
    return asked(ordinal) && (!pod || !isAvailable(pod, scene));
  });
}

/** As above, without those that fell ill while the sync was at it. */
const seenUnavailable = (scene: Scene, asked: (ordinal: number) => boolean): readonly number[] =>
  unavailable(scene, asked).filter((ordinal) => {
    const pod = scene.pods.find((it) => ordinalOf(it) === ordinal);
    return !pod || pod.metadata.deletionTimestamp !== undefined || scene.isSeen(pod);
  });

function deletionFaults(pod: Pod, rule: string, scene: Scene): readonly string[] {
  const { set, gate } = scene;
  const { name } = pod.metadata;
  if (set.metadata.deletionTimestamp !== undefined) return [`${name} is deleted for a set that is being deleted`];
  if (rule === 'STS-REP-1') return isTerminal(pod) ? [] : [`STS-REP-1: ${name} is ${pod.status.phase}`];
  const range = rangeOf(set);
  if (!range.includes(ordinalOf(pod))) return isOrdered(set) ? scaleDownFaults(pod, scene) : [];
  const { type, rollingUpdate } = set.spec.updateStrategy ?? {};
  if (type === 'OnDelete') return [`${name} is deleted (${rule}) though the strategy is OnDelete`];
  if (range.indexOf(ordinalOf(pod)) < (rollingUpdate?.partition ?? 0))
    return [`${name} is deleted (${rule}) below the partition`];
  return [...orderedUpdateFaults(pod, scene), ...(gate ? budgetFaults(pod, scene) : turnFaults(pod, scene))];
}

export const isTerminal = ({ status }: Pod): boolean => status.phase === 'Failed' || status.phase === 'Succeeded';

/** STS-ALG-13, STS-COND-7: from the top, one after the other, once all that stay are available. */
function scaleDownFaults(pod: Pod, scene: Scene): readonly string[] {
  const { name } = pod.metadata;
  const above = condemned(scene).filter((other) => ordinalOf(other) > ordinalOf(pod));
  return [
    ...above.map((other) => `STS-COND-7: ${name} is deleted before ${other.metadata.name}`),
    ...unavailable(scene, () => true).map((at) => `STS-ALG-13: ${name} is deleted while web-${at} is not available`),
  ];
}

function condemned({ set, pods }: Scene): readonly Pod[] {
  const range = rangeOf(set);
  return pods.filter((pod) => !range.includes(ordinalOf(pod)));
}

/** An ordered set updates only what is whole: all that is too much gone, all below available. */
function orderedUpdateFaults(pod: Pod, scene: Scene): readonly string[] {
  const { name } = pod.metadata;
  if (!isOrdered(scene.set)) return [];
  return [
    ...condemned(scene).map((other) => `STS-ALG-13: ${name} is updated before ${other.metadata.name} is gone`),
    ...seenUnavailable(scene, (other) => other < ordinalOf(pod)).map(
      (at) => `STS-REP-10: ${name} is updated while web-${at} is not available`,
    ),
  ];
}

/** STS-RU-2, STS-RU-3: from the top down, each once those above it are available again. */
function turnFaults(pod: Pod, scene: Scene): readonly string[] {
  const { name } = pod.metadata;
  const range = rangeOf(scene.set);
  return scene.pods
    .filter(
      (other) => range.includes(ordinalOf(other)) && ordinalOf(other) > ordinalOf(pod) && !isAvailable(other, scene),
    )
    .map((other) => `STS-RU-3: ${name} is updated while ${other.metadata.name} is not available`);
}

/** STS-MU-4, STS-MU-7: never more missing than may be. */
function budgetFaults(pod: Pod, scene: Scene): readonly string[] {
  const { spec } = scene.set;
  const most = mostUnavailable(spec.updateStrategy?.rollingUpdate?.maxUnavailable ?? 1, spec.replicas ?? 1);
  const others = seenUnavailable(scene, (ordinal) => ordinal !== ordinalOf(pod));
  if (others.length < most) return [];
  return [
    `STS-MU-7: ${pod.metadata.name} is updated while web-${others.join(', web-')} of at most ${most} are missing`,
  ];
}

/** STS-MU-1 */
const mostUnavailable = (wish: number | string, replicas: number): number =>
  Math.max(1, typeof wish === 'number' ? wish : Math.floor((Number.parseInt(wish, 10) * replicas) / 100));
