// The facts that goals are about: one condition on one object each, followed change by change. Separate from the judge, which
// only combines them.
import type { ApiObject, Change, Cluster, Kind } from '../engine/index.ts';
import { isApiChange } from '../engine/index.ts';
import { holds, isWatchable, watchedObject } from '../run/condition.ts';
import type { ObjectWhen } from '../run/condition.ts';
import { parseWhen, whenText } from '../scenarios/parse-when.ts';

/** A fact as a sentence needs it: `code` says how it is told, `object` is `pod/web-0`. */
export interface FactName {
  readonly code: 'created' | 'ending' | 'deleted' | 'condition' | 'condition-not' | 'field' | 'field-set';
  readonly params: { readonly object: string; readonly name: string; readonly value: string };
}

export interface Fact {
  readonly name: FactName;
  /** Whether it holds now. */
  readonly holds: boolean;
  /** Revision since when it has begun to hold for the first time in this step. */
  readonly began: number | undefined;
}

interface FollowedFact extends Fact {
  readonly when: ObjectWhen;
  holds: boolean;
  began: number | undefined;
}

/** All facts of a step, each condition once. */
export class Facts {
  readonly #facts = new Map<string, FollowedFact>();
  /** By kind and key of the object. */
  readonly #byObject = new Map<string, FollowedFact[]>();
  readonly #cluster: Cluster;

  /** Conditions must be readable: parse-lesson.ts has seen to it. */
  constructor(cluster: Cluster, conditions: readonly string[]) {
    this.#cluster = cluster;
    for (const condition of conditions) this.#follow(condition);
  }

  get(condition: string): Fact {
    const fact = this.#facts.get(condition);
    if (!fact) throw new Error(`the condition "${condition}" must be among those followed`);
    return fact;
  }

  /** As it was before these changes: an object that none of them touches is now as it was then. */
  begin(changes: readonly Change[]): void {
    const first = new Map<string, ApiObject | undefined>();
    for (const change of changes) {
      if (!isApiChange(change)) continue;
      const id = idOf(change.kind, change.key);
      if (this.#byObject.has(id) && !first.has(id)) first.set(id, change.before);
    }
    for (const [id, facts] of this.#byObject) {
      for (const fact of facts) fact.holds = holds(fact.when, first.has(id) ? first.get(id) : this.#present(fact));
    }
  }

  /** Follows one change; whether any fact is about its object. */
  see(change: Change): boolean {
    if (!isApiChange(change)) return false;
    const facts = this.#byObject.get(idOf(change.kind, change.key));
    if (!facts) return false;
    for (const fact of facts) {
      const held = fact.holds;
      fact.holds = holds(fact.when, change.after);
      if (fact.holds && !held) fact.began ??= change.revision;
    }
    return true;
  }

  #follow(condition: string): void {
    if (this.#facts.has(condition)) return;
    const parsed = parseWhen(condition);
    if (!parsed.ok || !isWatchable(parsed.when)) throw new Error(`the condition "${condition}" must be readable`);
    const { when } = parsed;
    const fact: FollowedFact = { when, name: nameOf(when), holds: false, began: undefined };
    const { kind, key } = watchedBy(when);
    const id = idOf(kind, key);
    this.#facts.set(condition, fact);
    this.#byObject.set(id, [...(this.#byObject.get(id) ?? []), fact]);
  }

  #present({ when }: FollowedFact): ApiObject | undefined {
    const { kind, key } = watchedBy(when);
    return this.#cluster.head.get(kind, key);
  }
}

const idOf = (kind: Kind, key: string): string => `${kind} ${key}`;

function watchedBy({ target }: ObjectWhen): { readonly kind: Kind; readonly key: string } {
  const watched = watchedObject(target, target.name);
  if (!watched) throw new Error(`"${target.resource}" must be a kind`);
  return watched;
}

function nameOf(when: ObjectWhen): FactName {
  const object = `${when.target.resource}/${when.target.name}`;
  switch (when.kind) {
    case 'create':
      return { code: 'created', params: { object, name: '', value: '' } };
    case 'delete':
      return { code: 'deleted', params: { object, name: '', value: '' } };
    case 'condition': {
      const code = when.status === 'True' ? 'condition' : 'condition-not';
      return { code, params: { object, name: when.type, value: when.status } };
    }
    case 'jsonpath': {
      const name = /\{\.?(.*)\}/s.exec(whenText(when))?.[1] ?? '';
      const { value } = when;
      if (name === 'metadata.deletionTimestamp' && value === undefined)
        return { code: 'ending', params: { object, name, value: '' } };
      return { code: value === undefined ? 'field-set' : 'field', params: { object, name, value: value ?? '' } };
    }
  }
}
