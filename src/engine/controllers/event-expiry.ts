// Events live for an hour (EV-6). One timer, for the oldest of them, and nothing to do in between.
import type { View } from '../api/view.ts';
import type { ApiComponent } from '../component.ts';
import type { Event } from '../kinds/event.ts';
import { keyOf } from '../kinds/kinds.ts';
import { timings } from '../timings.ts';

/** Deletes Events that nobody wrote for an hour, whatever times they name. */
export function createEventExpiry(): ApiComponent {
  const events = new EventsByAge();
  return {
    name: 'event-expiry',
    sees: 'api',
    watches: ['Event'],
    wakeDelayMs: timings.eventTtlMs,
    idle: true,
    wakes: (change) => (change.before === undefined ? ['oldest'] : []),
    reconcile(_key, client, nowMs) {
      for (let oldest = events.oldest(client.view); oldest; oldest = events.oldest(client.view)) {
        const { object: event, atMs } = oldest;
        const leftMs = atMs + timings.eventTtlMs - nowMs;
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

interface Written {
  readonly object: Event;
  /** Cluster milliseconds. */
  readonly atMs: number;
}

/** Events in the order of their last writes. Derived from the view alone. */
class EventsByAge {
  #events: Written[] = [];
  /** Those before it have gone, or were written again and stand further back. */
  #first = 0;
  #revision = 0;

  /** The one that was written longest ago. */
  oldest(view: View): Written | undefined {
    if (this.#first * 2 > this.#events.length) {
      this.#events = this.#events.slice(this.#first);
      this.#first = 0;
    }
    if (view.cursor.revision !== this.#revision)
      for (const { object, deleted, atMs } of view.changedSince('Event', this.#revision))
        if (!deleted) this.#events.push({ object, atMs });
    this.#revision = view.cursor.revision;
    for (; this.#first < this.#events.length; this.#first++) {
      const event = this.#events[this.#first];
      if (event && view.get('Event', keyOf(event.object)) === event.object) return event;
    }
    return undefined;
  }
}
