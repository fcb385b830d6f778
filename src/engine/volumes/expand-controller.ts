// The expand controller: notices that a claim asks for more than it has, and leaves the work to the driver (VOL-63).
import type { Change } from '../api/change.ts';
import type { ApiComponent, Client } from '../component.ts';
import { timings } from '../timings.ts';
import { isGrowing, requestedBy } from './growth.ts';

/** A new expand controller; keys are those of claims. */
export function createExpandController(): ApiComponent {
  return {
    name: 'volume_expand',
    sees: 'api',
    watches: ['PersistentVolumeClaim'],
    wakeDelayMs: timings.wakeMs.volumeBinder,
    wakes: (change) => (asksForMore(change) ? [change.key] : []),
    reconcile(key, client) {
      say(key, client);
      return undefined;
    },
  };
}

/** Only a request that grew: what is asked for again and again is said once. */
function asksForMore(change: Change): boolean {
  if (change.kind !== 'PersistentVolumeClaim' || !change.before || !change.after) return false;
  return isGrowing(change.after) && requestedBy(change.before) !== requestedBy(change.after);
}

function say(key: string, client: Client): void {
  const claim = client.view.get('PersistentVolumeClaim', key);
  if (!claim || !isGrowing(claim)) return;
  const message = 'waiting for an external controller to expand this PVC';
  const reason = { rule: 'VOL-63', params: { claim: claim.metadata.name } };
  client.event(claim, { type: 'Normal', reason: 'ExternalExpanding', message }, reason);
}
