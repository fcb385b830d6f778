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
  #revision = 0;

  /** `standing`: the slices the Service has. */
  constructor(service: Service, standing: readonly EndpointSlice[], view: View) {
    this.#service = service;
    this.#nodes = view.list('Node').map(({ metadata }) => metadata.name);
    for (const slice of standing) {
      for (const { targetRef } of slice.endpoints ?? []) {
        this.places.set(targetRef?.uid ?? '', keyOf(slice));
        this.dirty.add(targetRef?.uid ?? '');
      }
    }
  }

  /** They are still right for the Service, and for the nodes there are. */
  isOf({ metadata, spec }: Service, view: View): boolean {
    return (
      metadata.uid === this.#service.metadata.uid && spec === this.#service.spec && this.#areThere(view.list('Node'))
    );
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

  #areThere(nodes: readonly Node[]): boolean {
    return nodes.length === this.#nodes.length && nodes.every(({ metadata }, at) => metadata.name === this.#nodes[at]);
  }

  /** SVC-3: it has an address, has not ended, and its node exists, unless addresses are wanted that are not ready. */
  #isIncluded({ status, spec }: Pod, view: View): boolean {
    if (status.podIP === undefined || status.phase === 'Succeeded' || status.phase === 'Failed') return false;
    return this.#service.spec.publishNotReadyAddresses === true || view.get('Node', spec.nodeName ?? '') !== undefined;
  }
}
