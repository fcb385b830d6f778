// The writes of the API server, for components and users alike: what create, update and a status update do to an object on
// its way into the store (API-1 to API-8, API-20 to API-24).
import type { Draft, Result } from './result.ts';
import { definitions } from '../kinds/definitions.ts';
import { podStatusWithDefaults } from '../kinds/pod-defaults.ts';
import type { FeatureGates } from '../kinds/definitions.ts';
import { keyOf, kindFacts } from '../kinds/kinds.ts';
import type { ApiObject, Kind } from '../kinds/kinds.ts';
import type { ManagedFields, ObjectMeta } from '../kinds/meta.ts';
import { randomSuffix, randomUid } from '../random.ts';
import { rfc3339 } from '../time.ts';
import { admit } from './admission.ts';
import { refusalOfGrowth } from './claim-growth.ts';
import { equal } from './equality.ts';
import { afterUpdate } from './managed-fields.ts';
import { withAllocations, withPortMistakes } from './service-allocation.ts';
import { alreadyExists, conflict, invalid, modified, notFound } from './status.ts';
import type { FieldError, Status } from './status.ts';
import type { Author, Store } from './store.ts';

/** What a write needs to know besides the object. */
export interface ApiContext {
  readonly store: Store;
  readonly seed: number;
  readonly startTimeMs: number;
  readonly gates: FeatureGates;
}

export const refused = (status: Status): { ok: false; status: Status } => ({ ok: false, status });

/** The present as the server writes it. */
export const nowText = (api: ApiContext): string => rfc3339(api.startTimeMs + api.store.nowMs);

/** Creates an object: metadata, defaults, admission, validation, store (STS-API-4, API-9, API-34). */
export function createObject<T extends ApiObject>(
  api: ApiContext,
  draft: Draft<T>,
  author: Author,
  dryRun = false,
  managedFields?: readonly ManagedFields[],
): Result<T> {
  const kind = (draft as { kind: Kind }).kind;
  const definition = definitionOf(kind);
  const metadata = { ...freshMeta(api, kind, draft.metadata), ...(managedFields ? { managedFields } : {}) };
  const raw = { ...draft, metadata } as unknown as ApiObject;
  const status = definition.initialStatus?.(raw);
  const { status: _ignored, ...bare } = raw as ApiObject & { status?: unknown };
  const full = definition.withDefaults((status === undefined ? bare : { ...bare, status }) as ApiObject, api.gates);
  const admitted = admit(kind, withAllocations(full, api), { view: api.store.head, seed: api.seed });
  if (!admitted.ok) return admitted;
  const object = admitted.object as T;
  const errors = withPortMistakes(definition.validate(object, api.gates), object, api);
  if (errors.length > 0) return refused(invalid(kind, draft.metadata.name ?? '', errors));
  const key = keyOf(object);
  const namesake = api.store.get(kind, key);
  if (namesake) {
    const terminating = namesake.metadata.deletionTimestamp !== undefined;
    return refused(
      alreadyExists(kind, object.metadata.name, { terminating, generated: object.metadata.generateName !== undefined }),
    );
  }
  if (!dryRun) put(api, object, author);
  return { ok: true, object };
}

/** PUT of the main resource: `status` and the server's own metadata are kept (API-5, API-6, API-7, API-20, API-21). */
export function updateObject<T extends ApiObject>(
  api: ApiContext,
  object: T,
  author: Author,
  dryRun = false,
  managedFields?: readonly ManagedFields[],
): Result<T> {
  const kind = object.kind;
  const old = standing(api, object);
  if (!old) return refused(notFound(kind, object.metadata.name));
  const stale = refusalOfStale(kind, object.metadata, old);
  if (stale) return refused(stale);
  const definition = definitionOf(kind);
  const kept = 'status' in old ? { status: old.status } : {};
  const merged = { ...object, ...kept, metadata: mergedMeta(old.metadata, object.metadata) } as ApiObject;
  const full = withAllocations(definition.withDefaults(merged, api.gates, old), api, old);
  const next = withOwners(full, old, managedFields, api, author);
  const errors = withPortMistakes(definition.validateUpdate(next, old, api.gates), next, api);
  if (errors.length > 0) return refused(invalid(kind, object.metadata.name, errors));
  const held = refusalOfGrowth(next, old, api.store.head);
  if (held) return refused(held);
  const contentSame = sameContent(next, old);
  const labelsSame = equal(next.metadata.labels, old.metadata.labels);
  if (contentSame && labelsSame && equal(next.metadata, old.metadata)) return { ok: true, object: old as T };
  const bump =
    kindFacts[kind].generation &&
    (!contentSame || (kind === 'EndpointSlice' && !labelsSame) || (kind === 'Deployment' && hasOtherNotes(next, old)));
  const after = stamped(api, next, bump ? { generation: (old.metadata.generation ?? 0) + 1 } : undefined) as T;
  if (dryRun) return { ok: true, object: after };
  if (isFinished(after)) removeObject(api, after, author);
  else put(api, after, author);
  return { ok: true, object: after };
}

/** API-5: the annotations of a Deployment count as part of what it asks for; DEP-16: its status may bring new ones. */
const hasOtherNotes = (a: ApiObject, b: ApiObject): boolean => !equal(a.metadata.annotations, b.metadata.annotations);

/** API-13: who owns what from now on, if that is kept of the object. */
function withOwners(
  next: ApiObject,
  old: ApiObject,
  given: readonly ManagedFields[] | undefined,
  api: ApiContext,
  author: Author,
): ApiObject {
  if (!given && !old.metadata.managedFields) return next;
  const managedFields = given ?? afterUpdate(next, old, author.manager ?? author.actor, nowText(api));
  return { ...next, metadata: { ...next.metadata, managedFields } };
}

/** PUT of the status subresource: only `status` is taken (API-6); a Pod's `observedGeneration` is kept if left out (API-15). */
export function updateObjectStatus<T extends ApiObject>(
  api: ApiContext,
  object: T,
  author: Author,
  dryRun = false,
): Result<T> {
  const kind = object.kind;
  const old = standing(api, object);
  if (!old || !('status' in old) || !('status' in object)) return refused(notFound(kind, object.metadata.name));
  const stale = refusalOfStale(kind, object.metadata, old);
  if (stale) return refused(stale);
  const { annotations } = object.metadata;
  const notes = kind === 'Deployment' && annotations && hasOtherNotes(object, old) ? { annotations } : undefined;
  if (equal(object.status, old.status) && !notes) return { ok: true, object: old as unknown as T };
  const next = stamped(api, { ...old, status: keptStatus(api, object, old) } as ApiObject, notes) as T;
  const errors = definitionOf(kind).validateStatus?.(next, old) ?? [];
  if (errors.length > 0) return refused(invalid(kind, object.metadata.name, errors));
  if (!dryRun) put(api, next, author);
  return { ok: true, object: next };
}

/** Takes an object out of the store; the deletion has a revision of its own (DEL-6, WATCH-8). */
export function removeObject(api: ApiContext, object: ApiObject, author: Author): void {
  api.store.write(object.kind, keyFor(api, object), undefined, author);
}

/** Writes an object that has passed all checks. */
export function put<T extends ApiObject>(api: ApiContext, object: T, author: Author): T {
  api.store.write(object.kind, keyFor(api, object), object, author);
  return object;
}

const keyFor = ({ store }: ApiContext, object: ApiObject): string =>
  store.tables.keyByUid(object.metadata.uid) ?? keyOf(object);

/** The stored object of the same kind and name. */
function standing(api: ApiContext, object: ApiObject): ApiObject | undefined {
  const { uid, name, namespace } = object.metadata;
  const found = api.store.tables.byUid(uid);
  // Nearly always it is the one with this uid, which is found sooner.
  const isIt = found?.kind === object.kind && found.metadata.name === name && found.metadata.namespace === namespace;
  return isIt ? found : api.store.get(object.kind, keyOf(object));
}

/** The object with the resourceVersion its write will have, and other metadata changed. */
export function stamped<T extends ApiObject>(api: ApiContext, object: T, metadata?: Partial<ObjectMeta>): T {
  const resourceVersion = String(api.store.revision + 1);
  return metadata
    ? { ...object, metadata: { ...object.metadata, ...metadata, resourceVersion } }
    : { ...object, metadata: { ...object.metadata, resourceVersion } };
}

/** DEL-8: a deleted object whose last finalizer has gone. */
export function isFinished({ metadata }: ApiObject): boolean {
  return (
    metadata.deletionTimestamp !== undefined && !metadata.deletionGracePeriodSeconds && !metadata.finalizers?.length
  );
}

interface AnyDefinition {
  withDefaults(object: ApiObject, gates: FeatureGates, old?: ApiObject): ApiObject;
  validate(object: ApiObject, gates: FeatureGates): readonly FieldError[];
  validateUpdate(object: ApiObject, old: ApiObject, gates: FeatureGates): readonly FieldError[];
  validateStatus?(object: ApiObject, old: ApiObject): readonly FieldError[];
  warnings(object: ApiObject): readonly string[];
  initialStatus?(object: ApiObject): unknown;
}

/** The definition of an object's own kind: the table guarantees that the two belong together. */
export const definitionOf = (kind: Kind): AnyDefinition => definitions[kind];

function freshMeta(api: ApiContext, kind: Kind, given: Partial<ObjectMeta>): ObjectMeta {
  const { namespaced, generation } = kindFacts[kind];
  const revision = api.store.revision + 1;
  const base = given.generateName;
  const name =
    given.name ??
    (base === undefined ? '' : `${base.slice(0, 58)}${randomSuffix(api.seed, 'name', `${kind}/${base}/${revision}`)}`);
  return {
    name,
    ...(namespaced ? { namespace: given.namespace ?? 'default' } : {}),
    ...(base === undefined ? {} : { generateName: base }),
    uid: randomUid(api.seed, `${kind}/${given.namespace ?? ''}/${name}/${revision}`),
    resourceVersion: String(revision),
    ...(generation ? { generation: 1 } : {}),
    creationTimestamp: nowText(api),
    ...userMeta(given),
  };
}

const userKeys = ['labels', 'annotations', 'finalizers', 'ownerReferences'] as const;

function userMeta(given: Partial<ObjectMeta>): Partial<ObjectMeta> {
  const kept: Record<string, unknown> = {};
  for (const key of userKeys) if (given[key] !== undefined) kept[key] = given[key];
  return kept;
}

/** The server's own fields of the stored object, the user's of the given one. An emptied list or map is no longer there. */
function mergedMeta(old: ObjectMeta, given: ObjectMeta): ObjectMeta {
  const merged: { [field: string]: unknown } = {};
  for (const field in old) if (!isUserKey.has(field)) merged[field] = (old as unknown as Fields)[field];
  for (const key of userKeys) if (given[key] !== undefined && !isEmpty(given[key])) merged[key] = given[key];
  return merged as unknown as ObjectMeta; // the same fields as the two had
}

const isUserKey: ReadonlySet<string> = new Set(userKeys);

function isEmpty(collection: object): boolean {
  for (const _ in collection) return false;
  return true;
}

/** Kinds whose place in etcd is not their plural. */
const storedAs: { readonly [K in Kind]?: string } = { Node: 'minions', Service: 'services/specs' };

function refusalOfStale(kind: Kind, given: ObjectMeta, old: ApiObject): Status | undefined {
  if (given.uid && given.uid !== old.metadata.uid) {
    const path = `/registry/${storedAs[kind] ?? kindFacts[kind].plural}/${keyOf(old)}`;
    const why = `StorageError: invalid object, Code: 4, Key: ${path}, ResourceVersion: 0, AdditionalErrorMsg: Precondition failed: UID in precondition: ${given.uid}, UID in object meta: ${old.metadata.uid}`;
    return conflict(kind, given.name, why);
  }
  if (!given.resourceVersion) {
    if (kindFacts[kind].unconditionalUpdate) return undefined;
    const message = 'Invalid value: 0: must be specified for an update';
    return invalid(kind, given.name, [{ field: 'metadata.resourceVersion', reason: 'FieldValueInvalid', message }]);
  }
  return given.resourceVersion === old.metadata.resourceVersion ? undefined : conflict(kind, given.name, modified);
}

/** Whether all but metadata and status is the same: what generation counts (API-5). */
function sameContent(a: ApiObject, b: ApiObject): boolean {
  return (
    hasContentOf(a as unknown as Fields, b as unknown as Fields) &&
    hasContentOf(b as unknown as Fields, a as unknown as Fields)
  );
}

type Fields = { readonly [field: string]: unknown };

function hasContentOf(a: Fields, b: Fields): boolean {
  for (const field in b) if (field !== 'metadata' && field !== 'status' && !equal(a[field], b[field])) return false;
  return true;
}

function keptStatus(api: ApiContext, object: ApiObject, old: ApiObject): unknown {
  if (object.kind === 'Pod' && old.kind === 'Pod') {
    const { observedGeneration } = old.status;
    const status = podStatusWithDefaults(object.status);
    return status.observedGeneration === undefined && observedGeneration !== undefined
      ? { ...status, observedGeneration }
      : status;
  }
  if (
    object.kind === 'PersistentVolume' &&
    old.kind === 'PersistentVolume' &&
    object.status.phase !== old.status.phase
  ) {
    return { ...object.status, lastPhaseTransitionTime: nowText(api) };
  }
  return 'status' in object ? object.status : undefined;
}
