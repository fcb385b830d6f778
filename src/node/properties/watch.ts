// Reads a cluster's log as it grows, and says where something happened that never may. It keeps its own copy of every object, so
// that the store is checked too.
import { isApiChange, typeOf } from '../../engine/index.ts';
import type { Change, Cluster } from '../../engine/index.ts';
import { bookkeepingFaults } from './bookkeeping.ts';
import { orderFaults } from './order.ts';
import { truthFaults } from './truth.ts';
import { World } from './world.ts';

/** Sees every change once. */
export class Watch {
  readonly #cluster: Cluster;
  readonly #world = new World();
  #revision = 0;

  constructor(cluster: Cluster) {
    this.#cluster = cluster;
  }

  /** Throws at the first change since the last look that breaks an invariant. */
  look(): void {
    for (const change of this.#cluster.changes(this.#revision)) {
      const faults = [
        ...bookkeepingFaults(change, this.#revision, this.#world),
        ...truthFaults(change, this.#world),
        ...orderFaults(change, this.#world),
      ];
      if (faults.length > 0) throw new Error([...faults, ...recent(this.#cluster, change)].join('\n'));
      this.#world.take(change);
      this.#revision = change.revision;
    }
  }
}

/** The last changes up to one, for a person who looks for the cause. */
function recent(cluster: Cluster, { revision }: Change): readonly string[] {
  const telling = cluster.changes().filter((change) => change.revision <= revision && change.kind !== 'Event');
  return ['what happened before:', ...telling.slice(-40).map(lineOf)];
}

export const lineOf = (change: Change): string =>
  `  ${change.revision} ${change.atMs} ms ${change.actor} ${change.reason.rule} ${typeOf(change)} ${change.kind} ${change.key}${
    isApiChange(change) ? '' : ` ${JSON.stringify(change.after)}`
  }`;
