// Whom a Pod would have to drive off a node to fit there: as few as possible, the least important first (SCHED-70).
import { selects } from '../api/selector.ts';
import type { View } from '../api/view.ts';
import { keyOf } from '../kinds/kinds.ts';
import type { Node } from '../kinds/node.ts';
import type { Pod } from '../kinds/pod.ts';
import type { Rejection } from './messages.ts';

export interface Victims {
  readonly node: Node;
  /** The most important first. */
  readonly pods: readonly Pod[];
  /** How many of them a budget would have kept. */
  readonly violations: number;
}

export const priorityOf = ({ spec }: Pod): number => spec.priority ?? 0;

/** Whether the Pod fits on the node as if `keys` were not there; the rejection if it does not. */
export type Trial = (node: Node, keys: readonly string[]) => Rejection | undefined;

/** Victims on a node; a text says why there are none. */
export function victimsOn(node: Node, pod: Pod, view: View, trial: Trial): Victims | readonly string[] {
  const lower = view
    .onNode(node.metadata.name)
    .filter((other) => priorityOf(other) < priorityOf(pod) && !isOver(other))
    .sort(byImportance);
  if (lower.length === 0) return ['No preemption victims found for incoming pod'];
  const gone = new Set(lower.map((it) => keyOf(it)));
  const rejection = trial(node, [...gone]);
  if (rejection) return rejection.reasons;
  const violating = violatingAmong(lower, view);
  let violations = 0;
  for (const candidate of [...lower.filter((it) => violating.has(it)), ...lower.filter((it) => !violating.has(it))]) {
    gone.delete(keyOf(candidate));
    if (!trial(node, [...gone])) continue;
    gone.add(keyOf(candidate));
    if (violating.has(candidate)) violations++;
  }
  return { node, pods: lower.filter((it) => gone.has(keyOf(it))), violations };
}

const isOver = ({ status: { phase } }: Pod): boolean => phase === 'Succeeded' || phase === 'Failed';

/** Higher priority first, then who has run for longer. */
const byImportance = (a: Pod, b: Pod): number =>
  priorityOf(b) - priorityOf(a) || compare(a.status.startTime ?? '~', b.status.startTime ?? '~');

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Pods whose going their budgets do not allow, each one taken off what is left. */
function violatingAmong(pods: readonly Pod[], view: View): ReadonlySet<Pod> {
  const violating = new Set<Pod>();
  const left = new Map<string, number>();
  for (const pod of pods) {
    for (const budget of view.list('PodDisruptionBudget', pod.metadata.namespace)) {
      if (!selects(budget.spec.selector, pod.metadata.labels)) continue;
      if (budget.status.disruptedPods?.[pod.metadata.name] !== undefined) continue;
      const allowed = (left.get(keyOf(budget)) ?? budget.status.disruptionsAllowed) - 1;
      left.set(keyOf(budget), allowed);
      if (allowed < 0) violating.add(pod);
    }
  }
  return violating;
}

/** The node where least is lost: budgets, then the highest priority, their sum, their number, then who began last (SCHED-70). */
export function leastLoss(candidates: readonly Victims[]): Victims | undefined {
  return candidates.reduce<Victims | undefined>((best, it) => (best && !isLess(it, best) ? best : it), undefined);
}

function isLess(a: Victims, b: Victims): boolean {
  const top = ({ pods }: Victims): number => Math.max(...pods.map(priorityOf));
  const sum = ({ pods }: Victims): number => pods.reduce((total, pod) => total + priorityOf(pod) + 2 ** 31, 0);
  const difference = a.violations - b.violations || top(a) - top(b) || sum(a) - sum(b) || a.pods.length - b.pods.length;
  return difference === 0 ? compare(startOf(b), startOf(a)) < 0 : difference < 0;
}

/** When the first of its most important Pods began. */
function startOf({ pods }: Victims): string {
  const top = Math.max(...pods.map(priorityOf));
  const starts = pods.filter((pod) => priorityOf(pod) === top).map((pod) => pod.status.startTime ?? '~');
  return starts.sort(compare)[0] ?? '';
}
