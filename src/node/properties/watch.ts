// Reads a cluster's log as it grows, and says where something happened that never may. It keeps its own copy of every object, so
// that the store is checked too.
import { isApiChange, typeOf } from '../../engine/index.ts';
import type { Change, Cluster } from '../../engine/index.ts';
import { bookkeepingFaults } from './bookkeeping.ts';
import { budgetFaults } from './budget.ts';
import { networkFaults } from './network.ts';
import { orderFaults } from './order.ts';
import { placementFaults } from './placement.ts';
import { statusFaults } from './statuses.ts';
import { storageFaults } from './storage.ts';
import { truthFaults } from './truth.ts';
import { World } from './world.ts';

/** Sees every change once. */
export class Watch {
  readonly #cluster: Cluster;
  readonly #world = new World();
  readonly #gate: boolean;
  #revision = 0;

  constructor(cluster: Cluster) {
    this.#cluster = cluster;
    this.#gate = cluster.options.featureGates['MaxUnavailableStatefulSet'] === true;
  }

  /** Invariants that the first change to break any breaks since the last look, and what led to it; none if all hold. */
  look(): readonly string[] {
    for (const change of this.#cluster.changes(this.#revision)) {
      const faults = [
        ...bookkeepingFaults(change, this.#revision, this.#world),
        ...truthFaults(change, this.#world),
        ...storageFaults(change, this.#world),
        ...orderFaults(change, this.#world, this.#gate),
        ...networkFaults(change, this.#world),
        ...budgetFaults(change, this.#world),
        ...statusFaults(change, this.#world),
        ...placementFaults(change, this.#world),
      ];
      if (faults.length > 0) return [...faults, ...recent(this.#cluster, change)];
      this.#world.take(change);
      this.#revision = change.revision;
    }
    return [];
  }
}

/** The last changes up to one, for a person who looks for the cause. */
function recent(cluster: Cluster, { revision }: Change): readonly string[] {
  const telling = cluster.changes().filter((change) => change.revision <= revision && change.kind !== 'Event');
  return ['what happened before:', ...telling.slice(-40).map(lineOf)];
}

const lineOf = (change: Change): string =>
  `  ${change.revision} ${change.atMs} ms ${change.actor} ${change.reason.rule} ${typeOf(change)} ${change.kind} ${change.key}${
    isApiChange(change) ? '' : ` ${JSON.stringify(change.after)}`
  }`;
