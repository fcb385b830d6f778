// Which keys are to be found under an entry, in order: by node, by claim, by label and so on. Lists are replaced and never changed,
// so that a copy of an index shares them and a reader may keep one.
import { firstIndex } from './first-index.ts';

const none: readonly string[] = [];

export class KeyIndex {
  readonly #lists: Map<string, readonly string[]>;

  constructor(from?: KeyIndex) {
    this.#lists = new Map(from ? from.#lists : undefined);
  }

  /** The keys of an entry, in order. */
  under(entry: string): readonly string[] {
    return this.#lists.get(entry) ?? none;
  }

  /** A key that was found under some entries is now found under others. */
  move(key: string, before: readonly string[], after: readonly string[]): void {
    for (const entry of before) if (!after.includes(entry)) this.#remove(entry, key);
    for (const entry of after) if (!before.includes(entry)) this.#add(entry, key);
  }

  #add(entry: string, key: string): void {
    const list = this.#lists.get(entry);
    this.#lists.set(entry, list ? withKey(list, key) : [key]);
  }

  #remove(entry: string, key: string): void {
    const left = withoutKey(this.#lists.get(entry) ?? none, key);
    if (left.length > 0) this.#lists.set(entry, left);
    else this.#lists.delete(entry);
  }
}

/** Sorting anew for every key would cost more, the more there are. */
function withKey(list: readonly string[], key: string): readonly string[] {
  const at = firstIndex(list, (other) => other >= key);
  if (list[at] === key) return list;
  const next = list.slice();
  next.splice(at, 0, key);
  return next;
}

function withoutKey(list: readonly string[], key: string): readonly string[] {
  const at = firstIndex(list, (other) => other >= key);
  if (list[at] !== key) return list;
  const next = list.slice();
  next.splice(at, 1);
  return next;
}
