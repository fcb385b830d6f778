// Claim protection: a deleted claim stays while a scheduled Pod mounts it (VOL-30).
import type { Change } from '../api/change.ts';
import type { View } from '../api/view.ts';
import type { ApiComponent, Client, ReconcileError } from '../component.ts';
import type { PersistentVolumeClaim } from '../kinds/persistent-volume-claim.ts';
import { timings } from '../timings.ts';
import { claimProtection, hasFinalizer, withFinalizer, withoutFinalizer } from './finalizers.ts';

/** A new protection controller; keys are those of claims. */
export function createClaimProtection(): ApiComponent {
  return {
    name: 'pvc-protection-controller',
    sees: 'api',
    watches: ['PersistentVolumeClaim', 'Pod'],
    wakeDelayMs: timings.wakeMs.protection,
    wakes,
    reconcile(key, client) {
      const claim = client.view.get('PersistentVolumeClaim', key);
      return claim && protect(claim, key, client);
    },
  };
}

/** A Pod matters only when it comes to mount a claim or goes for good. */
function wakes(change: Change, view: View): readonly string[] {
  if (change.kind === 'PersistentVolumeClaim') return change.after && isOpen(change.after) ? [change.key] : [];
  if (change.kind !== 'Pod') return [];
  const { before, after } = change;
  if (before && after && before.spec.nodeName === after.spec.nodeName) return [];
  const pod = after ?? before;
  return (pod?.spec.volumes ?? []).flatMap(({ persistentVolumeClaim }) => {
    const key = `${pod?.metadata.namespace ?? ''}/${persistentVolumeClaim?.claimName ?? ''}`;
    const claim = persistentVolumeClaim && view.get('PersistentVolumeClaim', key);
    return claim && isOpen(claim) ? [key] : [];
  });
}

/** There is a finalizer to put on or to take off. */
const isOpen = (claim: PersistentVolumeClaim): boolean =>
  (claim.metadata.deletionTimestamp !== undefined) === hasFinalizer(claim, claimProtection);

function protect(claim: PersistentVolumeClaim, key: string, client: Client): ReconcileError | undefined {
  if (!isOpen(claim)) return undefined;
  const params = { claim: claim.metadata.name };
  const isLeaving = claim.metadata.deletionTimestamp !== undefined;
  const user = isLeaving ? client.view.usingClaim(key).find((pod) => pod.spec.nodeName) : undefined;
  if (user) {
    client.wait({ rule: 'VOL-30', params: { ...params, pod: user.metadata.name } });
    return undefined;
  }
  const next = isLeaving ? withoutFinalizer(claim, claimProtection) : withFinalizer(claim, claimProtection);
  const result = client.update(next, { rule: 'VOL-30', params });
  return result.ok ? undefined : { error: result.status.message ?? 'refused' };
}
