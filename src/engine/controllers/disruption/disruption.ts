// The disruption controller: keeps the counts of PodDisruptionBudgets, which say how many Pods may still be evicted (section 7).
import type { Change } from '../../api/change.ts';
import type { View } from '../../api/view.ts';
import { selects } from '../../api/selector.ts';
import type { ApiComponent, Client, ReconcileError } from '../../component.ts';
import { keyOf } from '../../kinds/kinds.ts';
import type { Condition } from '../../kinds/meta.ts';
import type { PodDisruptionBudget, PodDisruptionBudgetStatus } from '../../kinds/pod-disruption-budget.ts';
import type { Pod } from '../../kinds/pod.ts';
import { parseTime } from '../../time.ts';
import { timings } from '../../timings.ts';
import { disruptedAmong, healthyAmong, isReady } from './counts.ts';
import type { Disrupted } from './counts.ts';
import { expectationOf } from './expectation.ts';

/** A new controller. Keys are those of budgets. */
export function createDisruptionController(): ApiComponent {
  return {
    name: 'disruption-controller',
    sees: 'api',
    watches: ['PodDisruptionBudget', 'Pod'],
    wakeDelayMs: timings.wakeMs.disruption,
    wakes,
    reconcile(key, client, nowMs) {
      const budget = client.view.get('PodDisruptionBudget', key);
      if (budget) return sync(budget, client, nowMs);
      client.remember(key, undefined);
      return undefined;
    },
  };
}

function wakes(change: Change, view: View): readonly string[] {
  if (change.kind === 'PodDisruptionBudget') return [change.key];
  if (change.kind !== 'Pod' || !counts(change.before, change.after)) return [];
  const pods = [change.before, change.after].flatMap((pod) => pod ?? []);
  return view
    .list('PodDisruptionBudget', pods[0]?.metadata.namespace)
    .flatMap((budget) =>
      pods.some(({ metadata }) => selects(budget.spec.selector, metadata.labels)) ? [keyOf(budget)] : [],
    );
}

/** Whether a change of a Pod can change a count. */
function counts(before: Pod | undefined, after: Pod | undefined): boolean {
  if (!before || !after) return true;
  return (
    isReady(before) !== isReady(after) ||
    before.metadata.deletionTimestamp !== after.metadata.deletionTimestamp ||
    before.metadata.labels !== after.metadata.labels ||
    before.metadata.ownerReferences !== after.metadata.ownerReferences
  );
}

/** What it has seen of one budget: the Pods that were let go. */
type Seen = readonly string[];

const about = 'controllermanager';

function sync(budget: PodDisruptionBudget, client: Client, nowMs: number): ReconcileError | undefined {
  const key = keyOf(budget);
  const pods = podsOf(budget, client.view);
  const { name } = budget.metadata;
  if (pods.length === 0) {
    const happening = {
      type: 'Normal',
      reason: 'NoPods',
      message: 'No matching pods found',
      component: about,
    } as const;
    client.event(budget, happening, { rule: 'PDB-6', params: { budget: name } });
  }
  const expectation = expectationOf(budget, pods, client.view);
  if ('error' in expectation) return fail(budget, expectation.error, client, nowMs);
  if (expectation.unmanaged) warnOfUnmanaged(budget, client);
  const disrupted = disruptedAmong(budget, pods, client.recall<Seen>(key) ?? [], (time) => ageMs(time, client, nowMs));
  client.remember<Seen>(key, Object.keys(disrupted.entries));
  for (const pod of disrupted.overdue) warnOfOverdue(budget, pod, client);
  const currentHealthy = healthyAmong(pods, disrupted.entries);
  const { expectedPods, desiredHealthy } = expectation;
  const free = expectedPods > 0 ? Math.max(0, currentHealthy - desiredHealthy) : 0;
  write(budget, { expectedPods, desiredHealthy, currentHealthy, disruptionsAllowed: free }, disrupted, client, nowMs);
  if (disrupted.nextLookMs !== undefined) client.requeue(disrupted.nextLookMs);
  return undefined;
}

function podsOf({ metadata, spec }: PodDisruptionBudget, view: View): readonly Pod[] {
  const { selector } = spec;
  if (!selector) return [];
  return view
    .labelled('Pod', metadata.namespace ?? 'default', selector.matchLabels ?? {})
    .filter((pod) => selects(selector, pod.metadata.labels));
}

/** PDB-5 */
function write(
  budget: PodDisruptionBudget,
  counted: Omit<PodDisruptionBudgetStatus, 'conditions' | 'disruptedPods' | 'observedGeneration'>,
  { entries }: Disrupted,
  client: Client,
  nowMs: number,
): void {
  const { generation, name } = budget.metadata;
  const isAllowed = counted.disruptionsAllowed > 0;
  const reason = isAllowed ? 'SufficientPods' : 'InsufficientPods';
  const status: PodDisruptionBudgetStatus = {
    ...counted,
    ...(generation === undefined ? {} : { observedGeneration: generation }),
    ...(Object.keys(entries).length > 0 ? { disruptedPods: entries } : {}),
    conditions: [conditionOf(budget, isAllowed ? 'True' : 'False', reason, '', client.timeText(nowMs))],
  };
  const params = { budget: name, healthy: counted.currentHealthy, desired: counted.desiredHealthy };
  client.updateStatus<PodDisruptionBudget>({ ...budget, status }, { rule: 'PDB-5', params });
}

function conditionOf(
  { metadata, status }: PodDisruptionBudget,
  holds: 'True' | 'False',
  reason: string,
  message: string,
  now: string,
): Condition {
  const standing = status.conditions?.find(({ type }) => type === 'DisruptionAllowed');
  return {
    type: 'DisruptionAllowed',
    status: holds,
    ...(metadata.generation === undefined ? {} : { observedGeneration: metadata.generation }),
    lastTransitionTime: standing?.status === holds ? (standing.lastTransitionTime ?? now) : now,
    reason,
    message,
  };
}

/** A budget that cannot be counted allows nothing. */
function fail(budget: PodDisruptionBudget, error: string, client: Client, nowMs: number): ReconcileError {
  const why = { rule: 'PDB-2', params: { budget: budget.metadata.name } };
  const message = `Failed to calculate the number of expected pods: ${error}`;
  const reason = 'CalculateExpectedPodCountFailed';
  client.event(budget, { type: 'Warning', reason, message, component: about }, why);
  const conditions = [conditionOf(budget, 'False', 'SyncFailed', error, client.timeText(nowMs))];
  client.updateStatus<PodDisruptionBudget>(
    { ...budget, status: { ...budget.status, disruptionsAllowed: 0, conditions } },
    why,
  );
  return { error };
}

function warnOfUnmanaged(budget: PodDisruptionBudget, client: Client): void {
  const { matchLabels = {}, matchExpressions = [] } = budget.spec.selector ?? {};
  const labels = Object.entries(matchLabels).map(([key, value]) => `${key}: ${value},`);
  const others = matchExpressions.map(
    ({ key, operator, values = [] }) =>
      `LabelSelectorRequirement{Key:${key},Operator:${operator},Values:[${values.join(' ')}],},`,
  );
  const selector = `&LabelSelector{MatchLabels:map[string]string{${labels.sort().join('')}},MatchExpressions:[]LabelSelectorRequirement{${others.join('')}},}`;
  const message =
    `Pods selected by this PodDisruptionBudget (selector: ${selector}) were found to be unmanaged. As a result, the status ` +
    'of the PDB cannot be calculated correctly, which may result in undefined behavior. To account for these pods please ' +
    'set ".spec.minAvailable" field of the PDB to an integer value.';
  const why = { rule: 'PDB-2', params: { budget: budget.metadata.name } };
  client.event(budget, { type: 'Warning', reason: 'UnmanagedPods', message, component: about }, why);
}

/** PDB-6 */
function warnOfOverdue({ metadata }: PodDisruptionBudget, pod: Pod, client: Client): void {
  const home = metadata.namespace ?? '';
  const message = `Pod was expected by PDB ${home}/${home} to be deleted but it wasn't`;
  const why = { rule: 'PDB-6', params: { budget: metadata.name, pod: pod.metadata.name } };
  client.event(pod, { type: 'Warning', reason: 'NotDeleted', message, component: about }, why);
}

/** How long ago a time of the API was. */
function ageMs(time: string, client: Client, nowMs: number): number {
  return parseTime(client.timeText(nowMs)) - parseTime(time);
}
