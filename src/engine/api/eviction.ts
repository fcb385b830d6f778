// POST pods/eviction: a deletion that a PodDisruptionBudget may refuse (SUB-4, PDB-7 to PDB-12).
import type { Condition } from '../kinds/meta.ts';
import { keyOf } from '../kinds/kinds.ts';
import { withPodCondition } from '../kinds/pod-condition.ts';
import type { PodDisruptionBudget } from '../kinds/pod-disruption-budget.ts';
import type { Pod } from '../kinds/pod.ts';
import { deleteObject } from './deletion.ts';
import type { DeleteOptions } from './request.ts';
import { selects } from './selector.ts';
import { badRequest, evictionHeld, notFound, severalBudgets } from './status.ts';
import type { Status } from './status.ts';
import type { Author } from './store.ts';
import type { ApiContext } from './writes.ts';
import { nowText, updateObjectStatus } from './writes.ts';

interface Eviction {
  readonly metadata?: { readonly name?: string };
  readonly deleteOptions?: DeleteOptions | null;
}

/** Why a Pod was not evicted; undefined if its deletion has begun. `body` is an Eviction. */
export function evictPod(
  api: ApiContext,
  podKey: string,
  body: unknown,
  author: Author,
  dryRun: boolean,
): Status | undefined {
  const name = podKey.slice(podKey.indexOf('/') + 1);
  const eviction = typeof body === 'object' && body !== null ? (body as Eviction) : {};
  if (eviction.metadata?.name !== name) return badRequest('name in URL does not match name in Eviction object');
  const pod = api.store.get('Pod', podKey);
  if (!pod) return notFound('Pod', name);
  const refusal = refusalOf(api, pod, author, dryRun);
  if (refusal) return refusal;
  if (!dryRun) mark(api, pod, author);
  const deleted = deleteObject(api, 'Pod', podKey, author, eviction.deleteOptions ?? {}, dryRun);
  return deleted.ok ? undefined : deleted.status;
}

/** What the budgets say; one that lets the Pod go has it noted down. */
function refusalOf(api: ApiContext, pod: Pod, author: Author, dryRun: boolean): Status | undefined {
  if (isFreeToGo(pod)) return undefined;
  const { namespace, labels } = pod.metadata;
  const budgets = api.store.head
    .list('PodDisruptionBudget', namespace)
    .filter(({ spec }) => selects(spec.selector, labels));
  const [budget] = budgets;
  if (!budget) return undefined;
  if (budgets.length > 1) return severalBudgets;
  return isUnready(pod) && mayGoUnready(budget) ? undefined : spend(api, budget, pod, author, dryRun);
}

/** PDB-7 */
const isFreeToGo = ({ metadata, status: { phase } }: Pod): boolean =>
  metadata.deletionTimestamp !== undefined || phase === 'Succeeded' || phase === 'Failed' || phase === 'Pending';

const isUnready = ({ status }: Pod): boolean =>
  !status.conditions?.some((condition) => condition.type === 'Ready' && condition.status === 'True');

/** PDB-8 */
function mayGoUnready({ spec, status }: PodDisruptionBudget): boolean {
  if (spec.unhealthyPodEvictionPolicy === 'AlwaysAllow') return true;
  return status.currentHealthy >= status.desiredHealthy && status.desiredHealthy > 0;
}

/** PDB-9, PDB-10 */
function spend(
  api: ApiContext,
  budget: PodDisruptionBudget,
  pod: Pod,
  author: Author,
  dryRun: boolean,
): Status | undefined {
  const { metadata, status } = budget;
  if ((status.observedGeneration ?? 0) < (metadata.generation ?? 0))
    return evictionHeld(`The disruption budget ${metadata.name} is still being processed by the server.`, 10);
  if (status.disruptionsAllowed <= 0) return evictionHeld(holdingText(budget));
  if (dryRun) return undefined;
  const disruptionsAllowed = status.disruptionsAllowed - 1;
  const disruptedPods = { ...status.disruptedPods, [pod.metadata.name]: nowText(api) };
  const next = { ...status, disruptionsAllowed, disruptedPods };
  const written = disruptionsAllowed > 0 ? next : { ...next, conditions: exhausted(api, budget) };
  const reason = { rule: 'PDB-9', params: { budget: metadata.name, pod: pod.metadata.name } };
  const result = updateObjectStatus(api, { ...budget, status: written }, { ...author, reason });
  return result.ok ? undefined : result.status;
}

function holdingText({ metadata: { name }, status }: PodDisruptionBudget): string {
  const held = `The disruption budget ${name} does not allow evicting pods currently`;
  const failed = status.conditions?.find(({ type, reason }) => type === 'DisruptionAllowed' && reason === 'SyncFailed');
  if (failed) return `${held} because it failed sync: ${failed.message ?? ''}`;
  if (status.currentHealthy > status.desiredHealthy) return held;
  return `The disruption budget ${name} needs ${status.desiredHealthy} healthy pods and has ${status.currentHealthy} currently`;
}

function exhausted(api: ApiContext, { metadata, status }: PodDisruptionBudget): readonly Condition[] {
  const others = (status.conditions ?? []).filter(({ type }) => type !== 'DisruptionAllowed');
  const condition: Condition = {
    type: 'DisruptionAllowed',
    status: 'False',
    ...(metadata.generation === undefined ? {} : { observedGeneration: metadata.generation }),
    lastTransitionTime: nowText(api),
    reason: 'InsufficientPods',
    message: '',
  };
  return [...others, condition];
}

/** PDB-9: the Pod says why it goes; unlike other conditions this one does not say which generation it saw. */
function mark(api: ApiContext, pod: Pod, author: Author): void {
  const standing = api.store.get('Pod', keyOf(pod)) ?? pod;
  const condition = {
    type: 'DisruptionTarget',
    status: 'True',
    reason: 'EvictionByEvictionAPI',
    message: 'Eviction API: evicting',
  } as const;
  const status = withPodCondition(standing, condition, nowText(api));
  const conditions = (status.conditions ?? []).map((it) => (it.type === condition.type ? withoutGeneration(it) : it));
  const reason = { rule: 'PDB-9', params: { pod: pod.metadata.name } };
  updateObjectStatus(api, { ...standing, status: { ...status, conditions } }, { ...author, reason });
}

function withoutGeneration(condition: Condition): Condition {
  const { observedGeneration: _none, ...rest } = condition;
  return rest;
}
