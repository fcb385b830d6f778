// Which Pods a ReplicaSet that has too many lets go first (DEP-10).
import type { Pod } from '../../kinds/pod.ts';
import { parseTime } from '../../time.ts';

/** The Pods in the order in which they go. `crowd`: Pods of the same Deployment per node; `nowMs` counts from 1970. */
export const victimsFirst = (pods: readonly Pod[], crowd: ReadonlyMap<string, number>, nowMs: number): readonly Pod[] =>
  [...pods].sort((a, b) => compared(a, b, crowd, nowMs));

/** Negative: `a` goes first. Each line decides only where those before it see no difference. */
function compared(a: Pod, b: Pod, crowd: ReadonlyMap<string, number>, nowMs: number): number {
  const crowdAt = ({ spec }: Pod): number => crowd.get(spec.nodeName ?? '') ?? 0;
  return (
    rank(isAssigned(a), isAssigned(b)) ||
    phaseRank(a) - phaseRank(b) ||
    rank(readySince(a) !== undefined, readySince(b) !== undefined) ||
    costOf(a) - costOf(b) ||
    crowdAt(b) - crowdAt(a) ||
    byAge(readySince(a), readySince(b), a, b, nowMs) ||
    restartsOf(b) - restartsOf(a) ||
    byAge(a.metadata.creationTimestamp, b.metadata.creationTimestamp, a, b, nowMs)
  );
}

/** What does not have it goes first. */
const rank = (a: boolean, b: boolean): number => Number(a) - Number(b);

const isAssigned = ({ spec }: Pod): boolean => spec.nodeName !== undefined;

const phases = ['Pending', 'Unknown', 'Running'];
const phaseRank = ({ status }: Pod): number => phases.indexOf(status.phase ?? '');

const readySince = ({ status }: Pod): string | undefined =>
  status.conditions?.find(({ type, status: holds }) => type === 'Ready' && holds === 'True')?.lastTransitionTime ??
  undefined;

const costOf = ({ metadata }: Pod): number =>
  Number(metadata.annotations?.['controller.kubernetes.io/pod-deletion-cost'] ?? 0) || 0;

const restartsOf = ({ status }: Pod): number =>
  Math.max(0, ...(status.containerStatuses ?? []).map(({ restartCount }) => restartCount));

/** The younger goes first, but ages of the same power of two are the same: then the uid decides. */
function byAge(a: string | undefined, b: string | undefined, podA: Pod, podB: Pod, nowMs: number): number {
  if (a === undefined || b === undefined || a === b) return 0;
  const difference = magnitude(nowMs - parseTime(a)) - magnitude(nowMs - parseTime(b));
  return difference || (podA.metadata.uid < podB.metadata.uid ? -1 : 1);
}

const nanosecondsPerMs = 1_000_000;
const magnitude = (ageMs: number): number => (ageMs > 0 ? Math.floor(Math.log2(ageMs * nanosecondsPerMs)) : -1);
