// Events live for an hour (EV-6). One timer, for the oldest of them, and nothing to do in between.
import type { View } from '../api/view.ts';
import type { ApiComponent } from '../component.ts';
import type { Event } from '../kinds/event.ts';
import { keyOf } from '../kinds/kinds.ts';
import { parseTime } from '../time.ts';
import { timings } from '../timings.ts';

/** Deletes Events that nobody wrote for an hour. `startTimeMs`: cluster time 0, milliseconds since 1970. */
export function createEventExpiry(startTimeMs: number): ApiComponent {
  const events = new EventsByAge();
  return {
    name: 'event-expiry',
    sees: 'api',
    watches: ['Event'],
    wakeDelayMs: timings.eventTtlMs,
    idle: true,
    wakes: (change) => (change.before === undefined ? ['oldest'] : []),
    reconcile(_key, client, nowMs) {
      for (let event = events.oldest(client.view); event; event = events.oldest(client.view)) {
        const leftMs = lastWriteMs(event) + timings.eventTtlMs - startTimeMs - nowMs;
        if (leftMs > 0) {
          client.requeue(leftMs, { idle: true });
          break;
        }
        client.delete('Event', keyOf(event), { rule: 'EV-6', params: { event: event.metadata.name } });
      }
      return undefined;
    },
  };
}

/** Events in the order of their last writes. Derived from the view alone. */
class EventsByAge {
  #events: Event[] = [];
  /** Those before it have gone, or were written again and stand further back. */
  #first = 0;
  #revision = 0;

  /** The one that was written longest ago. */
  oldest(view: View): Event | undefined {
    if (this.#first * 2 > this.#events.length) {
      this.#events = this.#events.slice(this.#first);
      this.#first = 0;
    }
    if (view.cursor.revision !== this.#revision)
      for (const { object, deleted } of view.changedSince('Event', this.#revision))
        if (!deleted) this.#events.push(object);
    this.#revision = view.cursor.revision;
    for (; this.#first < this.#events.length; this.#first++) {
      const event = this.#events[this.#first];
      if (event && view.get('Event', keyOf(event)) === event) return event;
    }
    return undefined;
  }
}

const lastWriteMs = (event: Event): number =>
  parseTime(event.series?.lastObservedTime ?? event.lastTimestamp ?? event.metadata.creationTimestamp);
