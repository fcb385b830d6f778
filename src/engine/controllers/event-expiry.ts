// Events live for an hour (EV-6). One timer for the oldest, and nothing to do in between.
import type { ApiComponent } from '../component.ts';
import { keyOf } from '../kinds/kinds.ts';
import type { Event } from '../kinds/event.ts';
import { parseTime } from '../time.ts';
import { timings } from '../timings.ts';

/** Deletes Events that nobody wrote for an hour. `startTimeMs`: cluster time 0, milliseconds since 1970. */
export function createEventExpiry(startTimeMs: number): ApiComponent {
  return {
    name: 'event-expiry',
    sees: 'api',
    watches: ['Event'],
    wakeDelayMs: timings.eventTtlMs,
    idle: true,
    wakes: (change) => (change.before === undefined ? ['events'] : []),
    reconcile(_key, client, nowMs) {
      let nextMs = Number.POSITIVE_INFINITY;
      for (const event of client.view.list('Event')) {
        const endMs = lastWriteMs(event) + timings.eventTtlMs - startTimeMs;
        if (endMs > nowMs) nextMs = Math.min(nextMs, endMs);
        else client.delete('Event', keyOf(event), { rule: 'EV-6', params: { event: event.metadata.name } });
      }
      if (nextMs < Number.POSITIVE_INFINITY) client.requeue(nextMs - nowMs, { idle: true });
      return undefined;
    },
  };
}

const lastWriteMs = (event: Event): number =>
  parseTime(event.series?.lastObservedTime ?? event.lastTimestamp ?? event.metadata.creationTimestamp);
