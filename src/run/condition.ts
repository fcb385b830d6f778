// Whether a `when` that names an object is met, as `kubectl wait` judges it: now, or by any change since it was last asked.
import type { ApiObject, Change, Cluster, Kind } from '../engine/index.ts';
import { isApiChange, kindFacts } from '../engine/index.ts';
import { kindNamed } from '../kubectl/resource.ts';
import type { PathStep, When, WhenTarget } from '../scenarios/when.ts';

export type ObjectWhen = Exclude<When, { kind: 'quiet' }>;

/** Asked again and again; `name`: the object's, with `$NODE` put in. */
export class Condition {
  readonly #cluster: Cluster;
  readonly #when: ObjectWhen;
  #revision: number | undefined;

  constructor(cluster: Cluster, when: ObjectWhen) {
    this.#cluster = cluster;
    this.#when = when;
  }

  /** Each change is looked at once, so that a state that lasts no time is not missed. */
  isMet(name: string): boolean {
    const when = this.#when;
    const watched = watchedObject(when.target, name);
    if (!watched) return false;
    const { kind, key } = watched;
    const changes = this.#revision === undefined ? [] : this.#cluster.changes(this.#revision);
    this.#revision = this.#cluster.head.cursor.revision;
    const present: ApiObject | undefined = this.#cluster.head.get(kind, key);
    return holds(when, present) || changes.some((change) => concerns(change, kind, key) && holds(when, change.after));
  }
}

/** Whether a `when` names an object of a kind there is. */
export const isWatchable = (when: When): when is ObjectWhen =>
  when.kind !== 'quiet' && kindNamed(when.target.resource) !== undefined;

/** The object a `when` is about; undefined: there is no such kind. */
export function watchedObject(
  { resource, namespace }: WhenTarget,
  name: string,
): { readonly kind: Kind; readonly key: string } | undefined {
  const kind = kindNamed(resource);
  return kind && { kind, key: kindFacts[kind].namespaced ? `${namespace}/${name}` : name };
}

const concerns = (change: Change, kind: Kind, key: string): change is Extract<Change, { kind: Kind }> =>
  isApiChange(change) && change.kind === kind && change.key === key;

/** Whether it is so for this state of its object; undefined: the object is not there. */
export function holds(when: ObjectWhen, object: ApiObject | undefined): boolean {
  if (when.kind === 'delete') return object === undefined;
  if (object === undefined) return false;
  if (when.kind === 'condition') return hasCondition(object, when.type, when.status);
  if (when.kind === 'jsonpath') {
    const value = valueAt(object, when.path);
    return when.value === undefined ? value !== undefined : isScalar(value) && String(value) === when.value;
  }
  return true;
}

/** K-52: a condition that was written for an older generation does not count. */
function hasCondition(object: ApiObject, type: string, status: string): boolean {
  const conditions = valueAt(object, ['status', 'conditions']);
  if (!Array.isArray(conditions)) return false;
  const found: unknown = conditions.find((item) => isSame(valueAt(item, ['type']), type));
  if (!isSame(valueAt(found, ['status']), status)) return false;
  const observed = valueAt(found, ['observedGeneration']) ?? valueAt(object, ['status', 'observedGeneration']);
  const { generation } = object.metadata;
  return typeof observed !== 'number' || generation === undefined || observed >= generation;
}

const isSame = (value: unknown, text: string): boolean =>
  typeof value === 'string' && value.toLowerCase() === text.toLowerCase();

const isScalar = (value: unknown): boolean => ['string', 'number', 'boolean'].includes(typeof value);

/** The value a path leads to; undefined if there is none. */
function valueAt(object: unknown, path: readonly PathStep[]): unknown {
  let value = object;
  for (const step of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    if (typeof step === 'object') {
      if (!Array.isArray(value)) return undefined;
      value = value.find((item: unknown) => String(valueAt(item, step.where)) === step.equals);
    } else if (Array.isArray(value)) value = typeof step === 'number' ? value[step] : undefined;
    else value = Object.hasOwn(value, step) ? (value as { readonly [field: string]: unknown })[step] : undefined;
  }
  return value;
}
