// The Deployment controller: who wakes it, and which of its works a sync does: scaling, rolling, recreating (section 11).
import type { Change } from '../../api/change.ts';
import { selects } from '../../api/selector.ts';
import type { View } from '../../api/view.ts';
import type { ApiComponent, Client, ReconcileError } from '../../component.ts';
import type { Deployment, DeploymentStatus } from '../../kinds/deployment.ts';
import { equal } from '../../kinds/equality.ts';
import { keyOf } from '../../kinds/kinds.ts';
import type { ReplicaSet } from '../../kinds/replica-set.ts';
import { parseTime } from '../../time.ts';
import { timings } from '../../timings.ts';
import { controllerUid } from '../owned.ts';
import { desiredOf, revisionAnnotation, revisionOf } from './annotations.ts';
import { createSet, forgetOld, renumbered, setOfTemplate, setsOf } from './replica-sets.ts';
import { hasOldPods, reconcileRecreate, reconcileRolling, scaleAll } from './rollout.ts';
import type { Sets } from './rollout.ts';
import { isRolling, replicasOf } from './sizes.ts';
import {
  conditionIn,
  countedStatus,
  hasDeadline,
  isComplete,
  rolloutStatus,
  stuckAtMs,
  withCondition,
} from './status.ts';
import type { Now } from './status.ts';

/** Until when a sync waits for the next try of one whose status was out of date. */
interface Memory {
  readonly heldUntilMs: number;
}

/** A new controller; keys are those of Deployments. */
export function createDeploymentController(): ApiComponent {
  return {
    name: 'deployment-controller',
    sees: 'api',
    watches: ['Deployment', 'ReplicaSet', 'Pod'],
    wakeDelayMs: timings.wakeMs.deployment,
    wakes,
    reconcile(key, client, nowMs) {
      const deployment = client.view.get('Deployment', key);
      const held = client.recall<Memory>(key);
      if (!deployment) client.remember(key, undefined);
      else if (held && held.heldUntilMs > nowMs) client.requeue(held.heldUntilMs - nowMs);
      else {
        client.remember(key, undefined);
        const ms = parseTime(client.timeText(0)) + nowMs;
        return sync(deployment, held !== undefined, client, { ms, text: client.timeText(nowMs) }, nowMs);
      }
      return undefined;
    },
  };
}

function wakes(change: Change, view: View): readonly string[] {
  if (change.kind === 'Deployment') return change.after ? [change.key] : [];
  if (change.kind === 'ReplicaSet') return wokenBySet(change.before, change.after, view);
  return change.kind === 'Pod' && change.before && !change.after ? wokenByLastPod(change.before, view) : [];
}

function wokenBySet(before: ReplicaSet | undefined, after: ReplicaSet | undefined, view: View): readonly string[] {
  const owners = new Set([before, after].flatMap((set) => (set ? (controllerUid(set) ?? []) : [])));
  const keys = [...owners].flatMap((uid) => {
    const owner = view.byUid(uid);
    return owner?.kind === 'Deployment' ? [keyOf(owner)] : [];
  });
  if (!after || controllerUid(after) !== undefined) return keys;
  if (before && before.metadata.labels === after.metadata.labels && controllerUid(before) === undefined) return keys;
  const selecting = view
    .list('Deployment', after.metadata.namespace)
    .flatMap((it) => (selects(it.spec.selector, after.metadata.labels) ? [keyOf(it)] : []));
  return [...keys, ...selecting];
}

/** DEP-22: one that recreates waits for its old Pods to be gone. */
function wokenByLastPod(pod: NonNullable<Extract<Change, { kind: 'Pod' }>['before']>, view: View): readonly string[] {
  const set = view.byUid(controllerUid(pod) ?? '');
  const owner = set?.kind === 'ReplicaSet' ? view.byUid(controllerUid(set) ?? '') : undefined;
  return owner?.kind === 'Deployment' && !isRolling(owner) ? [keyOf(owner)] : [];
}

function sync(
  given: Deployment,
  isRetry: boolean,
  client: Client,
  now: Now,
  nowMs: number,
): ReconcileError | undefined {
  const all = setsOf(given, client);
  if (given.metadata.deletionTimestamp !== undefined) {
    const { newSet } = split(given, all);
    return write(given, countedStatus(given, all, newSet, now), client);
  }
  const deployment = withPauseNoted(given, client, now);
  if ('error' in deployment) return deployment;
  const prepared = withNumber(deployment, split(deployment, all), client, now);
  if ('error' in prepared) return prepared;
  const { sets } = prepared;
  const current = prepared.deployment;
  const isScaling = [...sets.old, ...(sets.newSet ? [sets.newSet] : [])].some(
    (set) => replicasOf(set) > 0 && (desiredOf(set) ?? replicasOf(current)) !== replicasOf(current),
  );
  if (current.spec.paused === true || isScaling) return scaleOnly(current, sets, client, now);
  const mayCreate =
    isRolling(current) || !(sets.old.some((set) => replicasOf(set) > 0) || hasOldPods(sets, client.view));
  if (!sets.newSet && mayCreate) return begin(current, sets, client, now, nowMs);
  const done = isRolling(current) ? reconcileRolling(current, sets, client) : reconcileRecreate(current, sets, client);
  if (typeof done === 'object') return done;
  if (!done && isComplete(current, current.status)) forgetOld(current, sets.old, client);
  // What has another size now is counted as it was read: the next sync sees it. A retry counts what the sync before it did.
  const read = [...sets.old, ...(sets.newSet ? [sets.newSet] : [])];
  return finish(current, done && !isRetry ? read : setsOf(current, client), client, now);
}

function split(deployment: Deployment, all: readonly ReplicaSet[]): Sets {
  const newSet = setOfTemplate(deployment, all);
  const old = newSet ? all.filter((set) => set !== newSet) : all;
  return { old, ...(newSet ? { newSet } : {}) };
}

/** The status as it is after the sync. */
function finish(
  deployment: Deployment,
  all: readonly ReplicaSet[],
  client: Client,
  now: Now,
): ReconcileError | undefined {
  const { newSet } = split(deployment, all);
  const status = rolloutStatus(deployment, all, newSet, now);
  if (isRolling(deployment) && !isComplete(deployment, status)) {
    const { updatedReplicas = 0, availableReplicas = 0 } = status;
    const params = { deployment: deployment.metadata.name, replicas: replicasOf(deployment) };
    client.wait({ rule: 'DEP-6', params: { ...params, updatedReplicas, availableReplicas } });
  }
  if (!equal(status, deployment.status)) return write(deployment, status, client);
  const atMs = stuckAtMs(deployment, status);
  if (atMs !== undefined) client.requeue(Math.max(0, atMs - now.ms) + 1_000);
  return undefined;
}

/** DEP-20, and a Deployment that is paused: sizes only. */
function scaleOnly(deployment: Deployment, sets: Sets, client: Client, now: Now): ReconcileError | undefined {
  const failed = scaleAll(deployment, sets, client);
  if (failed) return failed;
  if (deployment.spec.paused === true) forgetOld(deployment, sets.old, client);
  // Counted over the sets as they were: that they have another size is seen by the next sync.
  const all = [...sets.old, ...(sets.newSet ? [sets.newSet] : [])];
  return write(deployment, countedStatus(deployment, all, sets.newSet, now), client);
}

/** A new template: its set is made and noted; the rest is for the next try, because the status has just been written (DEP-23). */
function begin(
  deployment: Deployment,
  sets: Sets,
  client: Client,
  now: Now,
  nowMs: number,
): ReconcileError | undefined {
  const made = createSet(deployment, sets.old, client);
  if ('collided' in made) {
    const collisionCount = (deployment.status.collisionCount ?? 0) + 1;
    return write(deployment, { ...deployment.status, collisionCount }, client) ?? { error: 'hash collision' };
  }
  const progress = (status: 'True' | 'False', reason: string, message: string) =>
    hasDeadline(deployment)
      ? withCondition(deployment.status.conditions ?? [], { type: 'Progressing', status, reason, message }, now)
      : deployment.status.conditions;
  if ('error' in made) {
    const name = 'ReplicaSetCreateError';
    const conditions = progress('False', name, `Failed to create new replica set: ${made.error}`);
    write(deployment, { ...deployment.status, ...(conditions ? { conditions } : {}) }, client);
    return made;
  }
  const conditions = progress('True', 'NewReplicaSetCreated', `Created new replica set "${made.metadata.name}"`);
  const status = { ...deployment.status, ...(conditions ? { conditions } : {}) };
  const { retryMs } = timings.deployment;
  client.remember<Memory>(keyOf(deployment), { heldUntilMs: nowMs + retryMs });
  client.requeue(retryMs);
  return write(numbered(deployment, revisionOf(made)), status, client);
}

/** DEP-16: the set of the template gets its number, and the Deployment the same. */
function withNumber(
  deployment: Deployment,
  { old, newSet }: Sets,
  client: Client,
  now: Now,
): { readonly deployment: Deployment; readonly sets: Sets } | ReconcileError {
  if (!newSet) return { deployment, sets: { old } };
  const set = renumbered(deployment, newSet, old, client);
  if ('error' in set) return set;
  const sets = { old, newSet: set };
  if (set !== newSet) return { deployment, sets };
  const next = numbered(deployment, revisionOf(set));
  const isNew = hasDeadline(deployment) && !conditionIn(deployment.status.conditions, 'Progressing');
  if (next === deployment && !isNew) return { deployment, sets };
  const found = {
    ...({ type: 'Progressing', status: 'True', reason: 'FoundNewReplicaSet' } as const),
    message: `Found new replica set "${set.metadata.name}"`,
  };
  const conditions = isNew
    ? withCondition(deployment.status.conditions ?? [], found, now)
    : deployment.status.conditions;
  const error = write(next, { ...deployment.status, ...(conditions ? { conditions } : {}) }, client);
  return error ?? { deployment: client.view.get('Deployment', keyOf(deployment)) ?? next, sets };
}

function numbered(deployment: Deployment, revision: number): Deployment {
  const { annotations } = deployment.metadata;
  if (annotations?.[revisionAnnotation] === `${revision}`) return deployment;
  const next = { ...annotations, [revisionAnnotation]: `${revision}` };
  return { ...deployment, metadata: { ...deployment.metadata, annotations: next } };
}

/** DEP-18: that it was paused, or goes on. */
function withPauseNoted(deployment: Deployment, client: Client, now: Now): Deployment | ReconcileError {
  if (!hasDeadline(deployment)) return deployment;
  const standing = conditionIn(deployment.status.conditions, 'Progressing');
  const isPaused = deployment.spec.paused === true;
  if (standing?.reason === 'ProgressDeadlineExceeded' || isPaused === (standing?.reason === 'DeploymentPaused'))
    return deployment;
  const [reason, message] = isPaused
    ? ['DeploymentPaused', 'Deployment is paused']
    : ['DeploymentResumed', 'Deployment is resumed'];
  const next = { type: 'Progressing', status: 'Unknown', reason: reason ?? '', message: message ?? '' } as const;
  const conditions = withCondition(deployment.status.conditions ?? [], next, now);
  const error = write(deployment, { ...deployment.status, conditions }, client);
  return error ?? client.view.get('Deployment', keyOf(deployment)) ?? deployment;
}

/** The status, and with it the annotations. */
function write(deployment: Deployment, status: DeploymentStatus, client: Client): ReconcileError | undefined {
  const { readyReplicas = 0, updatedReplicas = 0 } = status;
  const params = {
    deployment: deployment.metadata.name,
    replicas: replicasOf(deployment),
    readyReplicas,
    updatedReplicas,
  };
  const result = client.updateStatus<Deployment>({ ...deployment, status }, { rule: 'DEP-17', params });
  return result.ok ? undefined : { error: result.status.message ?? 'status refused' };
}
