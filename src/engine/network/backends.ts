// The Pods behind one Service and the slices their endpoints are in, kept up to date from what changed since the last look, so
// that a change of one Pod costs the same behind three Pods and behind three thousand. Derived from the view alone.
import { selects } from '../api/selector.ts';
import type { View } from '../api/view.ts';
import type { EndpointSlice } from '../kinds/endpoint-slice.ts';
import { keyOf } from '../kinds/kinds.ts';
import type { Node } from '../kinds/node.ts';
import type { Pod } from '../kinds/pod.ts';
import type { Service } from '../kinds/service.ts';

export class Backends {
  /** Included Pods by uid (SVC-3). */
  readonly pods = new Map<string, Pod>();
  /** The key of the slice that holds a Pod's endpoint, by the Pod's uid. */
  readonly places = new Map<string, string>();
  /** Uids of Pods to be looked at. */
  readonly dirty = new Set<string>();
  /** Who was last seen under a name: between two looks a Pod may be replaced by another of its name. */
  readonly #uids = new Map<string, string>();
  readonly #service: Service;
  readonly #nodes: readonly string[];
  /** The slices as they were left; none before the first time. */
  #left: readonly EndpointSlice[] | undefined;
  #revision = 0;

  /** `standing`: the slices the Service has. */
  constructor(service: Service, standing: readonly EndpointSlice[], view: View) {
    this.#service = service;
    this.#nodes = view.list('Node').map(placeOf);
    for (const slice of standing) {
      for (const { targetRef } of slice.endpoints ?? []) {
        this.places.set(targetRef?.uid ?? '', keyOf(slice));
        this.dirty.add(targetRef?.uid ?? '');
      }
    }
  }

  /** They are still right for the Service, for the nodes there are, and for slices in which nobody else wrote. */
  isOf({ metadata, spec }: Service, standing: readonly EndpointSlice[], view: View): boolean {
    return (
      metadata.uid === this.#service.metadata.uid &&
      spec === this.#service.spec &&
      (this.#left === undefined || isSame(standing, this.#left)) &&
      isSame(view.list('Node').map(placeOf), this.#nodes)
    );
  }

  /** Takes note of the slices as they are now. */
  leave(standing: readonly EndpointSlice[]): void {
    this.#left = standing;
  }

  follow(view: View): void {
    const { revision } = view.cursor;
    if (revision === this.#revision) return;
    const { namespace } = this.#service.metadata;
    const selector = { matchLabels: this.#service.spec.selector ?? {} };
    // Oldest change first, so that endpoints stand in the order their Pods came.
    for (const { key, object, deleted } of view.changedSince('Pod', this.#revision)) {
      if (object.metadata.namespace !== namespace) continue;
      const { uid } = object.metadata;
      const before = this.#uids.get(key);
      if (before !== undefined && before !== uid && this.pods.delete(before)) this.dirty.add(before);
      const included = !deleted && selects(selector, object.metadata.labels) && this.#isIncluded(object, view);
      if (included) this.#uids.set(key, uid);
      else this.#uids.delete(key);
      if (included) this.pods.set(uid, object);
      else if (!this.pods.delete(uid)) continue;
      this.dirty.add(uid);
    }
    this.#revision = revision;
  }

  /** SVC-3: it has an address, has not ended, and its node exists, unless addresses are wanted that are not ready. */
  #isIncluded({ status, spec }: Pod, view: View): boolean {
    if (status.podIP === undefined || status.phase === 'Succeeded' || status.phase === 'Failed') return false;
    return this.#service.spec.publishNotReadyAddresses === true || view.get('Node', spec.nodeName ?? '') !== undefined;
  }
}

/** What an endpoint shows of a node. */
const placeOf = ({ metadata: { name, labels } }: Node): string =>
  `${name} ${labels?.['topology.kubernetes.io/zone'] ?? ''}`;

const isSame = <T>(some: readonly T[], others: readonly T[]): boolean =>
  some.length === others.length && some.every((it, at) => it === others[at]);
