// Quiet: so long since the last change of any object. Repeats of an Event already there, Leases and heartbeats do not count.
import type { Change, Cluster, Node } from '../engine/index.ts';

/** Remembers when an object last changed, looking at each change once. */
export class Quiet {
  readonly #cluster: Cluster;
  #revision = 0;
  #lastChangeMs = 0;

  constructor(cluster: Cluster) {
    this.#cluster = cluster;
  }

  /** Cluster time of the last change that counts; 0 if there was none. */
  lastChangeMs(): number {
    for (const change of this.#cluster.changes(this.#revision)) {
      if (disturbs(change)) this.#lastChangeMs = change.atMs;
      this.#revision = change.revision;
    }
    return this.#lastChangeMs;
  }
}

/** Whether a change ends quiet; those of machines are nothing that an API client can see. */
export function disturbs(change: Change): boolean {
  switch (change.kind) {
    case 'Machine':
    case 'Sandbox':
    case 'Backend':
    case 'Disk':
    case 'Lease':
      return false;
    case 'Event':
      return change.before === undefined;
    case 'Node':
      return !change.before || !change.after || withoutHeartbeats(change.before) !== withoutHeartbeats(change.after);
    default:
      return true;
  }
}

function withoutHeartbeats(node: Node): string {
  return JSON.stringify(node, (field, value: unknown) =>
    field === 'lastHeartbeatTime' || field === 'resourceVersion' ? undefined : value,
  );
}
