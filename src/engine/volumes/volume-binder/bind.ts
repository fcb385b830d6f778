// The four writes that bind a claim and a volume, each left out where it is done already (VOL-3), and how a volume is let go.
import type { Client, ReconcileError, Result } from '../../component.ts';
import type { ApiObject } from '../../kinds/kinds.ts';
import type { PersistentVolumeClaim } from '../../kinds/persistent-volume-claim.ts';
import type { PersistentVolume } from '../../kinds/persistent-volume.ts';
import type { Reason } from '../../reason.ts';
import { annotated } from '../finalizers.ts';
import { refersTo } from './match.ts';

export const bindCompletedAnnotation = 'pv.kubernetes.io/bind-completed';
const boundByControllerAnnotation = 'pv.kubernetes.io/bound-by-controller';

/** Binds both sides. */
export function bind(
  volume: PersistentVolume,
  claim: PersistentVolumeClaim,
  client: Client,
): ReconcileError | undefined {
  const reason: Reason = { rule: 'VOL-3', params: { claim: claim.metadata.name, volume: volume.metadata.name } };
  const referring = client.update(volumeReferring(volume, claim), reason);
  if (!referring.ok) return failed(referring);
  const inPhase = writePhase(referring.object, 'Bound', client, reason);
  if (inPhase) return inPhase;
  const named = client.update(claimNaming(claim, volume), reason);
  if (!named.ok) return failed(named);
  return failed(client.updateStatus(claimBound(named.object, volume), reason));
}

/** A volume's phase; the server notes the time of the change. */
export function writePhase(
  volume: PersistentVolume,
  phase: NonNullable<PersistentVolume['status']['phase']>,
  client: Client,
  reason: Reason,
  message?: string,
): ReconcileError | undefined {
  const standing = client.view.get('PersistentVolume', volume.metadata.name) ?? volume;
  if (standing.status.phase === phase) return undefined;
  const status = { phase, ...(message === undefined ? {} : { message }) };
  return failed(client.updateStatus<PersistentVolume>({ ...standing, status }, reason));
}

/** A volume whose claim is bound elsewhere becomes free; a reference made by hand only loses its uid. */
export function unbind(volume: PersistentVolume, client: Client): ReconcileError | undefined {
  const reason: Reason = { rule: 'VOL-2', params: { volume: volume.metadata.name } };
  const { claimRef, ...spec } = volume.spec;
  const { [boundByControllerAnnotation]: byController, ...annotations } = volume.metadata.annotations ?? {};
  const { uid: _uid, ...reserved } = claimRef ?? { kind: 'PersistentVolumeClaim', name: '' };
  const result = client.update<PersistentVolume>(
    byController === undefined
      ? { ...volume, spec: { ...spec, claimRef: reserved } }
      : { ...volume, metadata: { ...volume.metadata, annotations }, spec },
    reason,
  );
  return result.ok ? writePhase(result.object, 'Available', client, reason) : failed(result);
}

/** What a refused write means for the reconcile: it is tried again. */
export const failed = (result: Result<ApiObject>): ReconcileError | undefined =>
  result.ok ? undefined : { error: result.status.message ?? 'refused' };

function volumeReferring(volume: PersistentVolume, claim: PersistentVolumeClaim): PersistentVolume {
  const { claimRef } = volume.spec;
  if (claimRef?.uid && refersTo(volume, claim)) return volume;
  const { namespace, name, uid, resourceVersion } = claim.metadata;
  const whole = {
    kind: 'PersistentVolumeClaim',
    ...(namespace === undefined ? {} : { namespace }),
    name,
    uid,
    apiVersion: 'v1',
    resourceVersion,
  };
  const referring = { ...volume, spec: { ...volume.spec, claimRef: whole } };
  return claimRef ? referring : annotated(referring, { [boundByControllerAnnotation]: 'yes' });
}

function claimNaming(claim: PersistentVolumeClaim, volume: PersistentVolume): PersistentVolumeClaim {
  const named = annotated(claim, { [bindCompletedAnnotation]: 'yes' });
  if (claim.spec.volumeName) return named;
  const given = { ...named, spec: { ...named.spec, volumeName: volume.metadata.name } };
  return annotated(given, { [boundByControllerAnnotation]: 'yes' });
}

/** VOL-4; a claim that is Bound already keeps its capacity: growing it is the resizer's work (VOL-63). */
function claimBound(claim: PersistentVolumeClaim, volume: PersistentVolume): PersistentVolumeClaim {
  const { accessModes = [], capacity = {} } = volume.spec;
  const storage = capacity['storage'];
  const kept = claim.status.phase === 'Bound' ? claim.status.capacity : undefined;
  const given = storage === undefined ? {} : { capacity: { storage } };
  return {
    ...claim,
    status: { ...claim.status, phase: 'Bound', accessModes, ...(kept ? { capacity: kept } : given) },
  };
}
