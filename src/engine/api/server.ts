// The API server's door for requests from outside: decoding, the verbs, and the answers with their codes.
import type { Result } from './result.ts';
import { apiVersionOf, kindFacts } from '../kinds/kinds.ts';
import type { ApiObject, Kind } from '../kinds/kinds.ts';
import type { Cause } from '../reason.ts';
import { bindPod } from './binding.ts';
import { decode, decodePatched } from './decode.ts';
import { deleteObject } from './deletion.ts';
import { patched } from './patch.ts';
import { evictPod } from './eviction.ts';
import type { Answer, ApiRequest, ObjectList } from './request.ts';
import { isScalable, replicasAsked, scaleOf } from './scale.ts';
import { asRead } from './lease-renewal.ts';
import { managerMissing } from './options.ts';
import { parseFieldSelector, parseLabelSelector } from './selector.ts';
import { appliedTo } from './server-apply.ts';
import { badRequest, invalid, noSuchResource, notFound } from './status.ts';
import type { Status } from './status.ts';
import type { Author } from './store.ts';
import type { ApiContext } from './writes.ts';
import { createObject, definitionOf, nowText, updateObject, updateObjectStatus, isFinished } from './writes.ts';

type Asked<V extends ApiRequest['verb']> = Extract<ApiRequest, { verb: V }>;

/** Carries out one request of a user. Refusals are answers, never exceptions. */
export function answer(api: ApiContext, request: ApiRequest, cause: Cause): Answer {
  switch (request.verb) {
    case 'get':
      return answerGet(api, request);
    case 'list':
      return answerList(api, request);
    case 'create':
      return answerCreate(api, request, byUser(cause, request, 'API-2'));
    case 'update':
      return answerUpdate(api, request, byUser(cause, request, 'API-5'));
    case 'patch':
      return answerPatch(api, request, byUser(cause, request, 'PATCH-5'));
    case 'delete':
      return answerDelete(api, request, byUser(cause, request, 'DEL-1'));
  }
}

/** The user's writes name the rule by which the server carries them out. */
function byUser(cause: Cause, request: ApiRequest & { name?: string }, rule: string): Author {
  const subresource = 'subresource' in request ? request.subresource : undefined;
  const rules: { readonly [subresource: string]: string } = {
    status: 'API-6',
    scale: 'SUB-2',
    binding: 'SUB-3',
    eviction: 'SUB-4',
  };
  const params = { verb: request.verb, kind: request.kind, name: request.name ?? nameIn(request) };
  const reason = { rule: (subresource && rules[subresource]) ?? rule, params };
  const manager = 'fieldManager' in request ? request.fieldManager : undefined;
  return { actor: 'user', cause, reason, ...(manager === undefined ? {} : { manager }) };
}

/** What a body to be created calls itself; a name that is to be generated is not known yet. */
function nameIn(request: ApiRequest): string {
  const body = 'body' in request ? (request.body as { readonly metadata?: { readonly name?: unknown } } | null) : null;
  const name = body?.metadata?.name;
  return typeof name === 'string' ? name : '';
}

const refusal = (status: Status): Answer => ({ code: status.code ?? 500, body: status, warnings: [] });

const granted = (code: number, body: Answer['body'], warnings: readonly string[] = []): Answer => ({
  code,
  body,
  warnings,
});

/** The key a request names: the namespace is `default` if it is left out. */
const keyFor = (kind: Kind, namespace: string | undefined, name: string): string =>
  kindFacts[kind].namespaced ? `${namespace ?? 'default'}/${name}` : name;

function answerGet(api: ApiContext, { kind, namespace, name, subresource }: Asked<'get'>): Answer {
  const object: ApiObject | undefined = api.store.get(kind, keyFor(kind, namespace, name));
  if (!object) return refusal(notFound(kind, name));
  if (subresource !== 'scale') return granted(200, asRead(object, api));
  return isScalable(object) ? granted(200, scaleOf(object)) : refusal(noSuchResource);
}

function answerList(api: ApiContext, { kind, namespace, labelSelector, fieldSelector }: Asked<'list'>): Answer {
  const labels = parseLabelSelector(labelSelector ?? '');
  if (!labels.ok) return refusal(labels.status);
  const fields = parseFieldSelector(kind, fieldSelector ?? '');
  if (!fields.ok) return refusal(fields.status);
  const all: readonly ApiObject[] = api.store.head.list(kind, namespace);
  const list: ObjectList = {
    kind: `${kind}List`,
    apiVersion: apiVersionOf(kind),
    metadata: { resourceVersion: String(api.store.revision) },
    items: all
      .filter((object) => labels.matches(object.metadata.labels ?? {}) && fields.matches(object))
      .map((object) => asRead(object, api)),
  };
  return granted(200, list);
}

function answerCreate(api: ApiContext, request: Asked<'create'>, author: Author): Answer {
  const { kind, namespace, subresource, dryRun = false } = request;
  if (subresource === 'binding') return answerBinding(api, request, author);
  if (subresource === 'eviction') return answerEviction(api, request, author);
  const decoded = decode(kind, request.body, request.fieldValidation ?? 'Warn');
  if (!decoded.ok) return refusal(decoded.status);
  const misplaced = refusalOfNamespace(kind, decoded.object, namespace, false);
  if (misplaced) return refusal(misplaced);
  const placed = withNamespace(kind, decoded.object, namespace);
  const result = createObject(api, placed, author, dryRun);
  return fromResult(result, 201, [...decoded.warnings, ...warningsOf(result)]);
}

function answerBinding(api: ApiContext, request: Asked<'create'>, author: Author): Answer {
  const target = (request.body as { target?: { name?: unknown } } | null)?.target?.name;
  if (typeof target !== 'string' || request.name === undefined) return refusal(badRequest('target name is required'));
  const result = bindPod(api, keyFor('Pod', request.namespace, request.name), target, author);
  return result.ok ? granted(201, success) : refusal(result.status);
}

function answerEviction(api: ApiContext, request: Asked<'create'>, author: Author): Answer {
  const key = keyFor('Pod', request.namespace, request.name ?? '');
  const refused = evictPod(api, key, request.body, author, request.dryRun ?? false);
  return refused ? refusal(refused) : granted(201, success);
}

const success: Status = { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', code: 201 };

function answerUpdate(api: ApiContext, request: Asked<'update'>, author: Author): Answer {
  const { kind, namespace, name, subresource } = request;
  if (subresource === 'scale') return answerScale(api, request, request.body, author);
  const decoded = decode(kind, request.body, request.fieldValidation ?? 'Warn');
  if (!decoded.ok) return refusal(decoded.status);
  const { metadata } = decoded.object;
  if (metadata.name !== name) {
    return refusal(
      badRequest(`the name of the object (${metadata.name ?? ''}) does not match the name on the URL (${name})`),
    );
  }
  const misplaced = refusalOfNamespace(kind, decoded.object, namespace, true);
  if (misplaced) return refusal(misplaced);
  return write(api, request, withNamespace(kind, decoded.object, namespace), decoded.warnings, author);
}

/** API-22 needs no retry here: nothing can come between reading and writing. */
function answerPatch(api: ApiContext, request: Asked<'patch'>, author: Author): Answer {
  const { kind, namespace, name, subresource, patchType } = request;
  if (patchType === 'apply' && subresource === undefined) return answerApply(api, request, author);
  const object: ApiObject | undefined = api.store.get(kind, keyFor(kind, namespace, name));
  if (!object) return refusal(notFound(kind, name));
  if (subresource === 'scale' && !isScalable(object)) return refusal(noSuchResource);
  const current = subresource === 'scale' && isScalable(object) ? scaleOf(object) : object;
  const changed = patched(kind, patchType, current, request.body);
  if (!changed.ok) return refusal(changed.status);
  if (subresource === 'scale') return answerScale(api, request, changed.object, author);
  const patch = { type: patchType, body: request.body };
  const decoded = decodePatched(kind, changed.object, request.fieldValidation ?? 'Warn', patch);
  if (!decoded.ok) return refusal(decoded.status);
  return write(api, request, withNamespace(kind, decoded.object, namespace), decoded.warnings, author);
}

/** PATCH-6, PATCH-7 */
function answerApply(api: ApiContext, request: Asked<'patch'>, author: Author): Answer {
  const { kind, name, body, fieldManager: manager, force = false, dryRun = false } = request;
  if (manager === undefined) return refusal(managerMissing);
  const namespace = request.namespace ?? 'default';
  const live: ApiObject | undefined = api.store.get(kind, keyFor(kind, namespace, name));
  const applied = appliedTo(live, { kind, namespace, name, body, manager, force, time: nowText(api) });
  if (!applied.ok) return refusal(applied.status);
  const { object, managedFields } = applied;
  const result = live
    ? updateObject(api, object, author, dryRun, managedFields)
    : createObject(api, object, author, dryRun, managedFields);
  return fromResult(result, live ? 200 : 201, warningsOf(result));
}

function answerScale(
  api: ApiContext,
  request: Asked<'update'> | Asked<'patch'>,
  scale: unknown,
  author: Author,
): Answer {
  const { kind, namespace, name, dryRun = false } = request;
  const set: ApiObject | undefined = api.store.get(kind, keyFor(kind, namespace, name));
  if (!set || !isScalable(set)) return refusal(set ? noSuchResource : notFound(kind, name));
  const replicas = replicasAsked(scale);
  if (replicas === undefined) return refusal(badRequest('spec.replicas must be a whole number'));
  if (replicas < 0) {
    const message = `Invalid value: ${replicas}: must be greater than or equal to 0`;
    const status = invalid(kind, name, [{ field: 'spec.replicas', reason: 'FieldValueInvalid', message }]);
    const details = { ...status.details, group: 'autoscaling', kind: 'Scale' };
    return refusal({
      ...status,
      message: `Scale.autoscaling "${name}" is invalid: spec.replicas: ${message}`,
      details,
    });
  }
  const result = updateObject<ApiObject>(api, { ...set, spec: { ...set.spec, replicas } }, author, dryRun);
  if (!result.ok) return refusal(result.status);
  return isScalable(result.object) ? granted(200, scaleOf(result.object)) : refusal(noSuchResource);
}

function answerDelete(api: ApiContext, request: Asked<'delete'>, author: Author): Answer {
  const { kind, namespace, name, options, dryRun = false } = request;
  const result = deleteObject(api, kind, keyFor(kind, namespace, name), author, options, dryRun);
  if (!result.ok) return refusal(result.status);
  const { object } = result;
  // What a finalizer holds is still an object.
  const isHeld = !dryRun && object.metadata.deletionTimestamp !== undefined && !isFinished(object);
  if (kindFacts[kind].deleteAnswersObject || isHeld) return granted(200, object);
  const { group, plural } = kindFacts[kind];
  const details = { name, ...(group ? { group } : {}), kind: plural, uid: object.metadata.uid };
  return granted(200, { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', details });
}

function write(
  api: ApiContext,
  request: Asked<'update'> | Asked<'patch'>,
  object: ApiObject,
  warnings: readonly string[],
  author: Author,
): Answer {
  const update = request.subresource === 'status' ? updateObjectStatus : updateObject;
  const result = update(api, object, author, request.dryRun ?? false);
  return fromResult(result, 200, [...warnings, ...warningsOf(result)]);
}

function fromResult(result: Result<ApiObject>, code: number, warnings: readonly string[]): Answer {
  return result.ok ? granted(code, result.object, warnings) : refusal(result.status);
}

const warningsOf = (result: Result<ApiObject>): readonly string[] =>
  result.ok ? definitionOf(result.object.kind).warnings(result.object) : [];

/** API-24 */
function refusalOfNamespace(
  kind: Kind,
  object: ApiObject,
  namespace: string | undefined,
  isPut: boolean,
): Status | undefined {
  const given = object.metadata.namespace;
  const asked = namespace ?? 'default';
  if (!kindFacts[kind].namespaced || given === undefined || given === asked) return undefined;
  if (!isPut)
    return badRequest('the namespace of the provided object does not match the namespace sent on the request');
  return badRequest(`the namespace of the object (${given}) does not match the namespace on the request (${asked})`);
}

function withNamespace<T extends ApiObject>(kind: Kind, object: T, namespace: string | undefined): T {
  if (kindFacts[kind].namespaced)
    return { ...object, metadata: { ...object.metadata, namespace: namespace ?? 'default' } };
  const { namespace: _ignored, ...metadata } = object.metadata;
  return { ...object, metadata };
}
