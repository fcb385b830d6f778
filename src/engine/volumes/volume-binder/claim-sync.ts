// One look of the volume binder at a claim: bound ones are kept so, others get a volume, or an Event that says why not yet.
import type { Client, Happening, ReconcileError } from '../../component.ts';
import { keyOf } from '../../kinds/kinds.ts';
import type { PersistentVolumeClaim } from '../../kinds/persistent-volume-claim.ts';
import { timings } from '../../timings.ts';
import { annotated, betaProvisionerAnnotation, provisionerAnnotation, selectedNodeAnnotation } from '../finalizers.ts';
import { bind, bindCompletedAnnotation, failed } from './bind.ts';
import { bestVolume, mismatch, refersTo } from './match.ts';
import type { VolumeIndex } from './volume-index.ts';

/** Whether the claim is settled; `pending`: it is looked at again with every resync. */
export type ClaimLook = 'done' | 'pending' | ReconcileError;

/** Looks at a claim. `isFirst`: nobody has looked at it before. */
export function syncClaim(
  claim: PersistentVolumeClaim,
  volumes: VolumeIndex,
  isFirst: boolean,
  client: Client,
): ClaimLook {
  if (claim.metadata.annotations?.[bindCompletedAnnotation] !== undefined) return syncBound(claim, client);
  return claim.spec.volumeName ? syncNaming(claim, client) : syncUnbound(claim, volumes, isFirst, client);
}

/** VOL-8 */
function syncBound(claim: PersistentVolumeClaim, client: Client): ClaimLook {
  const { volumeName } = claim.spec;
  if (!volumeName)
    return lose(
      claim,
      'ClaimLost',
      'Bound claim has lost reference to PersistentVolume. Data on the volume is lost!',
      client,
    );
  const volume = client.view.get('PersistentVolume', volumeName);
  if (!volume)
    return lose(claim, 'ClaimLost', 'Bound claim has lost its PersistentVolume. Data on the volume is lost!', client);
  const { claimRef } = volume.spec;
  if (!claimRef || claimRef.uid === claim.metadata.uid) return bind(volume, claim, client) ?? 'done';
  const message = 'Two claims are bound to the same volume, this one is bound incorrectly';
  return lose(claim, 'ClaimMisbound', message, client);
}

function lose(claim: PersistentVolumeClaim, reason: string, message: string, client: Client): ClaimLook {
  if (claim.status.phase === 'Lost') return 'done';
  const why = { rule: 'VOL-8', params: { claim: claim.metadata.name } };
  const result = client.updateStatus<PersistentVolumeClaim>({ ...claim, status: { phase: 'Lost' } }, why);
  if (!result.ok) return failed(result) ?? 'done';
  client.event(claim, { type: 'Warning', reason, message }, why);
  return 'done';
}

/** VOL-7: the user asked for a volume by name. */
function syncNaming(claim: PersistentVolumeClaim, client: Client): ClaimLook {
  const name = claim.spec.volumeName ?? '';
  const volume = client.view.get('PersistentVolume', name);
  if (!volume) return pending(claim, 'VOL-7', undefined, client);
  if (volume.spec.claimRef && !refersTo(volume, claim)) {
    const message = `volume "${name}" already bound to a different claim.`;
    return pending(claim, 'VOL-7', { type: 'Warning', reason: 'FailedBinding', message }, client);
  }
  const why = volume.spec.claimRef ? undefined : mismatch(volume, claim);
  if (why === undefined) return bind(volume, claim, client) ?? 'done';
  const message = `Cannot bind to requested volume "${name}": ${why}`;
  return pending(claim, 'VOL-7', { type: 'Warning', reason: 'VolumeMismatch', message }, client);
}

function syncUnbound(claim: PersistentVolumeClaim, volumes: VolumeIndex, isFirst: boolean, client: Client): ClaimLook {
  const className = claim.spec.storageClassName ?? '';
  const storageClass = client.view.get('StorageClass', className);
  const isDelayed = storageClass?.volumeBindingMode === 'WaitForFirstConsumer';
  const volume = bestVolume(claim, volumes.ofClaim(keyOf(claim)), volumes.free(), isDelayed);
  if (volume && isFirst && !refersTo(volume, claim)) {
    client.wait({ rule: 'VOL-3', params: { claim: claim.metadata.name, volume: volume.metadata.name } });
    client.requeue(timings.volumes.bindMs);
    return 'pending';
  }
  if (volume) return bind(volume, claim, client) ?? 'done';
  if (isDelayed && claim.metadata.annotations?.[selectedNodeAnnotation] === undefined)
    return pending(claim, 'VOL-21', consumerAwaited(claim, isFirst, client), client);
  if (className === '') return pending(claim, 'VOL-5', nothingFits, client);
  if (!storageClass) {
    const message = `storageclass.storage.k8s.io "${className}" not found`;
    return pending(claim, 'VOL-6', { type: 'Warning', reason: 'ProvisioningFailed', message }, client);
  }
  return requestVolume(claim, storageClass.provisioner, client);
}

const nothingFits: Happening = {
  type: 'Normal',
  reason: 'FailedBinding',
  message: 'no persistent volumes available for this claim and no storage class is set',
};

/** VOL-21: a Pod made right after the claim is not known yet when the claim is looked at first. */
function consumerAwaited(claim: PersistentVolumeClaim, isFirst: boolean, client: Client): Happening {
  const made = Number(claim.metadata.resourceVersion);
  const names = client.view
    .usingClaim(keyOf(claim))
    .filter((pod) => !pod.spec.nodeName && (!isFirst || Number(pod.metadata.resourceVersion) < made))
    .map((pod) => pod.metadata.name);
  if (names.length === 0) {
    const message = 'waiting for first consumer to be created before binding';
    return { type: 'Normal', reason: 'WaitForFirstConsumer', message };
  }
  const message = `waiting for pod${names.length > 1 ? 's' : ''} ${names.join(',')} to be scheduled`;
  return { type: 'Normal', reason: 'WaitForPodScheduled', message };
}

/** VOL-20, VOL-24: says which provisioner shall make the volume. */
function requestVolume(claim: PersistentVolumeClaim, provisioner: string, client: Client): ClaimLook {
  if (provisioner === 'kubernetes.io/no-provisioner') {
    const message = `no volume plugin matched name: ${provisioner}`;
    return pending(claim, 'VOL-24', { type: 'Warning', reason: 'ProvisioningFailed', message }, client);
  }
  const params = { claim: claim.metadata.name, provisioner };
  const wish = { [betaProvisionerAnnotation]: provisioner, [provisionerAnnotation]: provisioner };
  const result = client.update(annotated(claim, wish), { rule: 'VOL-20', params });
  if (!result.ok) return failed(result) ?? 'done';
  const message = `Waiting for a volume to be created either by the external provisioner '${provisioner}' or manually by the system administrator. If volume creation is delayed, please verify that the provisioner is running and correctly registered.`;
  return pending(claim, 'VOL-20', { type: 'Normal', reason: 'ExternalProvisioning', message }, client);
}

function pending(
  claim: PersistentVolumeClaim,
  rule: string,
  happening: Happening | undefined,
  client: Client,
): ClaimLook {
  const { storageClassName = '' } = claim.spec;
  const reason = { rule, params: { claim: claim.metadata.name, storageClass: storageClassName } };
  if (happening) client.event(claim, happening, reason);
  client.wait(reason);
  return 'pending';
}
