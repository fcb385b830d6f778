// What `kubectl rollout status` says of a StatefulSet or a Deployment as it stands (K-70 to K-77), checked in kubectl's order.
import type { Deployment, StatefulSet } from '../engine/index.ts';

export type RolloutStatus =
  | { readonly kind: 'waiting' | 'done'; readonly text: string }
  /** It cannot be told. */
  | { readonly kind: 'refused'; readonly text: string };

export const rolloutStatus = (object: StatefulSet | Deployment): RolloutStatus =>
  object.kind === 'Deployment' ? ofDeployment(object) : ofStatefulSet(object);

/** K-77, DEP-13 */
function ofDeployment({ metadata, spec, status }: Deployment): RolloutStatus {
  const { name, generation = 0 } = metadata;
  const { observedGeneration = 0, updatedReplicas = 0, availableReplicas = 0 } = status;
  const waiting = (text: string): RolloutStatus => ({ kind: 'waiting', text });
  const unfinished = (text: string): RolloutStatus =>
    waiting(`Waiting for deployment "${name}" rollout to finish: ${text}...`);
  if (generation > observedGeneration) return waiting('Waiting for deployment spec update to be observed...');
  const progress = status.conditions?.find(({ type }) => type === 'Progressing');
  if (progress?.reason === 'ProgressDeadlineExceeded')
    return { kind: 'refused', text: `deployment "${name}" exceeded its progress deadline` };
  const { replicas = 1 } = spec;
  if (updatedReplicas < replicas)
    return unfinished(`${updatedReplicas} out of ${replicas} new replicas have been updated`);
  const old = (status.replicas ?? 0) - updatedReplicas;
  if (old > 0) return unfinished(`${old} old replicas are pending termination`);
  if (availableReplicas < updatedReplicas)
    return unfinished(`${availableReplicas} of ${updatedReplicas} updated replicas are available`);
  return { kind: 'done', text: `deployment "${name}" successfully rolled out` };
}

function ofStatefulSet({ metadata, spec, status }: StatefulSet): RolloutStatus {
  const waiting = (text: string): RolloutStatus => ({ kind: 'waiting', text });
  const done = (text: string): RolloutStatus => ({ kind: 'done', text });
  if (spec.updateStrategy?.type !== 'RollingUpdate') {
    return { kind: 'refused', text: 'rollout status is only available for RollingUpdate strategy type' };
  }
  const observed = status.observedGeneration ?? 0;
  if (observed === 0 || observed < (metadata.generation ?? 0)) {
    return waiting('Waiting for statefulset spec update to be observed...');
  }
  const replicas = spec.replicas ?? 1;
  const unready = replicas - (status.readyReplicas ?? 0);
  if (unready > 0) return waiting(`Waiting for ${unready} pods to be ready...`);
  const { rollingUpdate } = spec.updateStrategy;
  const updated = status.updatedReplicas ?? 0;
  if (rollingUpdate) {
    const wanted = rollingUpdate.partition === undefined ? 0 : replicas - rollingUpdate.partition;
    return updated < wanted
      ? waiting(`Waiting for partitioned roll out to finish: ${updated} out of ${wanted} new pods have been updated...`)
      : done(`partitioned roll out complete: ${updated} new pods have been updated...`);
  }
  const { updateRevision = '', currentRevision = '', currentReplicas = 0 } = status;
  return updateRevision === currentRevision
    ? done(`statefulset rolling update complete ${currentReplicas} pods at revision ${currentRevision}...`)
    : waiting(`waiting for statefulset rolling update to complete ${updated} pods at revision ${updateRevision}...`);
}
