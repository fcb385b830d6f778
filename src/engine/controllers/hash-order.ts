// In which order the garbage collector comes by the dependents of an owner: a real one keeps them in a hash table and looks at many at
// once. Apart from the collector, because it is about tables and parallel requests and not about who owns what.
import type { Client } from '../component.ts';
import type { ApiObject } from '../kinds/kinds.ts';
import { keyOf } from '../kinds/kinds.ts';

/** Entries of a small table of Go's: it is gone through from any of its places on, whether something stands there or not. */
const places = 8;

/**
 * The dependents of an owner (by uid) in the order in which they are dealt with. Its revisions, which were there before all others,
 * come first unless the table is entered after them, and then last; claims come later still (retention-delete-retain, seed-story: in
 * every recording). Within a kind it is chance.
 */
export function inHashOrder(items: readonly ApiObject[], owner: string, client: Client): readonly ApiObject[] {
  const begin = Math.floor(client.random('dependents', `${owner}/${items.length}`) * places);
  const isEnteredLater = begin > 0 && begin < items.length;
  const rank = ({ kind }: ApiObject): number =>
    kind === 'PersistentVolumeClaim' ? 3 : kind !== 'ControllerRevision' ? 1 : isEnteredLater ? 2 : 0;
  const turn = new Map(items.map((item) => [item, client.random('dependent', keyOf(item))]));
  return items.toSorted((a, b) => rank(a) - rank(b) || (turn.get(a) ?? 0) - (turn.get(b) ?? 0));
}
