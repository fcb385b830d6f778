// Events live for an hour (EV-6). A timer for each, set when it is created, and nothing to do in between.
import type { ApiComponent } from '../component.ts';
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
    wakes: (change) => (change.before === undefined ? [change.key] : []),
    reconcile(key, client, nowMs) {
      const event = client.view.get('Event', key);
      if (!event) return undefined;
      const leftMs = lastWriteMs(event) + timings.eventTtlMs - startTimeMs - nowMs;
      if (leftMs > 0) client.requeue(leftMs, { idle: true });
      else client.delete('Event', key, { rule: 'EV-6', params: { event: event.metadata.name } });
      return undefined;
    },
  };
}

const lastWriteMs = (event: Event): number =>
  parseTime(event.series?.lastObservedTime ?? event.lastTimestamp ?? event.metadata.creationTimestamp);
