// The ReplicaSets of a Deployment: which is that of its template, how one is made, scaled and forgotten (DEP-1, DEP-16, DEP-19).
import type { Client, ReconcileError } from '../../component.ts';
import type { Deployment } from '../../kinds/deployment.ts';
import { equal } from '../../kinds/equality.ts';
import { keyOf } from '../../kinds/kinds.ts';
import type { PodTemplateSpec } from '../../kinds/pod.ts';
import type { ReplicaSet } from '../../kinds/replica-set.ts';
import { controllerReference, controllerUid, ownedAmong } from '../owned.ts';
import { newSetAnnotations, revisionOf, scaledAnnotations } from './annotations.ts';
import { byAge, newSetSize, replicasOf, sumOf } from './sizes.ts';
import { templateHash } from './template-hash.ts';

const hashLabel = 'pod-template-hash';

/** All of its ReplicaSets, oldest first. */
export function setsOf(deployment: Deployment, client: Client): readonly ReplicaSet[] {
  const { namespace = 'default', uid } = deployment.metadata;
  const own = client.view.owned(uid).flatMap((it) => (it.kind === 'ReplicaSet' ? [it] : []));
  const orphans = client.view
    .labelled('ReplicaSet', namespace, deployment.spec.selector.matchLabels ?? {})
    .filter((set) => controllerUid(set) === undefined);
  return [...ownedAmong(deployment, [...own, ...orphans], client)].sort(byAge);
}

/** DEP-21: the set with the same template, whatever its hash; the oldest if there are several. */
export const setOfTemplate = ({ spec }: Deployment, sets: readonly ReplicaSet[]): ReplicaSet | undefined =>
  sets.find((set) => equal(withoutHash(set.spec.template), withoutHash(spec.template)));

function withoutHash(template: PodTemplateSpec): PodTemplateSpec {
  const { [hashLabel]: _hash, ...labels } = template.metadata?.labels ?? {};
  return { ...template, metadata: { ...template.metadata, labels } };
}

/** The number that the new set gets: one more than that of all others. */
export const nextRevision = (others: readonly ReplicaSet[]): number => Math.max(0, ...others.map(revisionOf)) + 1;

/** Brings the annotations of the new set up to date; the same set if there was nothing to do. */
export function renumbered(
  deployment: Deployment,
  set: ReplicaSet,
  others: readonly ReplicaSet[],
  client: Client,
): ReplicaSet | ReconcileError {
  const annotations = newSetAnnotations(deployment, set.metadata.annotations, nextRevision(others));
  const { minReadySeconds = 0 } = deployment.spec;
  const isCurrent = minReadySeconds === (set.spec.minReadySeconds ?? 0);
  if (isCurrent && equal(annotations, set.metadata.annotations)) return set;
  const spec = isCurrent ? set.spec : { ...set.spec, minReadySeconds };
  const params = {
    deployment: deployment.metadata.name,
    set: set.metadata.name,
    revision: annotations[numberKey] ?? '',
  };
  const next = { ...set, metadata: { ...set.metadata, annotations }, spec };
  const result = client.update<ReplicaSet>(next, { rule: 'DEP-16', params });
  return result.ok ? result.object : { error: result.status.message ?? 'refused' };
}

const numberKey = 'deployment.kubernetes.io/revision';

/** The set of a new template with its initial size (DEP-1, DEP-2, DEP-6); `collided`: another template has its name. */
export function createSet(
  deployment: Deployment,
  others: readonly ReplicaSet[],
  client: Client,
): ReplicaSet | { readonly collided: true } | ReconcileError {
  const { name, namespace = 'default' } = deployment.metadata;
  const { template, selector, minReadySeconds } = deployment.spec;
  const hash = templateHash(template, deployment.status.collisionCount);
  const labels = { ...template.metadata?.labels, [hashLabel]: hash };
  const revision = nextRevision(others);
  const annotations = scaledAnnotations(deployment, newSetAnnotations(deployment, undefined, revision));
  const set = `${name.slice(0, 252 - hash.length)}-${hash}`;
  const replicas = newSetSize(deployment, 0, sumOf(others));
  const result = client.create<ReplicaSet>(
    {
      apiVersion: 'apps/v1',
      kind: 'ReplicaSet',
      metadata: { name: set, namespace, labels, annotations, ownerReferences: [controllerReference(deployment)] },
      spec: {
        replicas,
        ...(minReadySeconds ? { minReadySeconds } : {}),
        selector: { ...selector, matchLabels: { ...selector.matchLabels, [hashLabel]: hash } },
        template: { ...template, metadata: { ...template.metadata, labels } },
      },
    },
    { rule: 'DEP-1', params: { deployment: name, set, revision, replicas, case: 'create' } },
  );
  if (!result.ok) {
    if (result.status.reason === 'AlreadyExists') return { collided: true };
    const cause = result.status.message ?? '';
    const message = `Failed to create new replica set "${set}": ${cause}`;
    const why = { rule: 'DEP-12', params: { deployment: name } };
    client.event(deployment, { type: 'Warning', reason: 'ReplicaSetCreateError', message }, why);
    return { error: cause };
  }
  if (replicas > 0) sayScaled(deployment, set, 0, replicas, client);
  return result.object;
}

/** Gives a set its size, with the annotations that go with it; whether the size changed. */
export function scaled(
  deployment: Deployment,
  set: ReplicaSet,
  size: number,
  rule: string,
  client: Client,
): boolean | ReconcileError {
  const annotations = scaledAnnotations(deployment, set.metadata.annotations);
  const before = replicasOf(set);
  if (before === size && equal(annotations, set.metadata.annotations)) return false;
  const params = { deployment: deployment.metadata.name, set: set.metadata.name, before, size };
  const next = { ...set, metadata: { ...set.metadata, annotations }, spec: { ...set.spec, replicas: size } };
  const result = client.update<ReplicaSet>(next, { rule, params });
  if (!result.ok) return { error: result.status.message ?? 'refused' };
  if (before === size) return false;
  sayScaled(deployment, set.metadata.name, before, size, client);
  return true;
}

/** DEP-12 */
function sayScaled(deployment: Deployment, set: string, before: number, size: number, client: Client): void {
  const message = `Scaled ${size > before ? 'up' : 'down'} replica set ${set} from ${before} to ${size}`;
  const why = { rule: 'DEP-12', params: { deployment: deployment.metadata.name, set } };
  client.event(deployment, { type: 'Normal', reason: 'ScalingReplicaSet', message }, why);
}

/** DEP-19: empty sets beyond the limit, lowest revision first. */
export function forgetOld(deployment: Deployment, old: readonly ReplicaSet[], client: Client): void {
  const { revisionHistoryLimit: limit } = deployment.spec;
  if (limit === undefined) return;
  const standing = old.filter(({ metadata }) => metadata.deletionTimestamp === undefined);
  const excess = standing.length - limit;
  const sorted = [...standing].sort((a, b) => revisionOf(a) - revisionOf(b));
  for (const set of sorted.slice(0, Math.max(0, excess))) {
    const { metadata, status } = set;
    if (status.replicas !== 0 || replicasOf(set) !== 0) continue;
    if ((metadata.generation ?? 0) > (status.observedGeneration ?? 0)) continue;
    const params = { deployment: deployment.metadata.name, set: metadata.name, limit };
    client.delete('ReplicaSet', keyOf(set), { rule: 'DEP-19', params });
  }
}
