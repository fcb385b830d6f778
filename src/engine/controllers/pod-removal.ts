// The second half of a forced deletion. The API server first marks a running Pod, then removes it a few milliseconds later, and
// watchers see both (DEL-6): for that moment controllers count a terminating Pod.
import type { Change } from '../api/change.ts';
import type { ApiComponent } from '../component.ts';
import { timings } from '../timings.ts';

/** Removes Pods that are marked with a grace of 0 seconds and held by nothing. */
export function createPodRemoval(): ApiComponent {
  return {
    name: 'kube-apiserver',
    sees: 'api',
    watches: ['Pod'],
    wakeDelayMs: timings.wakeMs.podRemoval,
    wakes: (change: Change) =>
      change.kind === 'Pod' && change.after?.metadata.deletionGracePeriodSeconds === 0 ? [change.key] : [],
    reconcile(key, client) {
      const pod = client.view.get('Pod', key);
      const { deletionTimestamp, deletionGracePeriodSeconds, finalizers, uid = '', name = '' } = pod?.metadata ?? {};
      if (deletionTimestamp === undefined || deletionGracePeriodSeconds !== 0 || finalizers?.length) return undefined;
      client.delete(
        'Pod',
        key,
        { rule: 'DEL-6', params: { pod: name } },
        { gracePeriodSeconds: 0, preconditions: { uid } },
      );
      return undefined;
    },
  };
}
