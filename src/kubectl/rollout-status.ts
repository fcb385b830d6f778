// What `kubectl rollout status` says of a StatefulSet as it stands (K-70 to K-75), checked in kubectl's order.
import type { StatefulSet } from '../engine/index.ts';

export type RolloutStatus =
  | { readonly kind: 'waiting' | 'done'; readonly text: string }
  /** It cannot be told. */
  | { readonly kind: 'refused'; readonly text: string };

export function rolloutStatus({ metadata, spec, status }: StatefulSet): RolloutStatus {
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
