// A request as it comes over HTTP, taken apart (API-33, API-40, API-41): for a scenario's `request` steps and the bridge.
import { forbidden, invalidValue, unsupported } from '../kinds/field-error.ts';
import { quoted } from '../kinds/go-value.ts';
import { isKind, kindFacts, kinds } from '../kinds/kinds.ts';
import type { Kind, KindFacts } from '../kinds/kinds.ts';
import { badOption } from './options.ts';
import type { ApiRequest, DeleteOptions, PatchType, WriteOptions } from './request.ts';
import { badRequest, methodNotAllowed, noSuchResource, unsupportedMediaType } from './status.ts';
import type { Status } from './status.ts';

export interface HttpRequest {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly body?: unknown;
  readonly contentType?: string;
  /** With `as=Table` the answer is a Table. */
  readonly accept?: string;
}

export type ParsedRequest =
  { readonly ok: true; readonly request: ApiRequest } | { readonly ok: false; readonly status: Status };

export interface Route {
  readonly kind: Kind;
  readonly namespace?: string;
  readonly name?: string;
  readonly subresource?: KindFacts['subresources'][number];
}

const patchTypes: { readonly [contentType: string]: PatchType } = {
  'application/json-patch+json': 'json',
  'application/merge-patch+json': 'merge',
  'application/strategic-merge-patch+json': 'strategic',
  'application/apply-patch+yaml': 'apply',
};

/** The request in the engine's own form; a path, method or content type the server does not know is its Status. */
export function parseRequest(http: HttpRequest): ParsedRequest {
  const [path = '', queryText = ''] = http.path.split('?');
  const query = parseQuery(queryText);
  const route = routeOf(path.split('/').filter(Boolean));
  if (!route) return { ok: false, status: noSuchResource };
  const request = requestFor(http, route, query);
  return 'verb' in request ? { ok: true, request } : { ok: false, status: request };
}

/** `/api/v1/…` or `/apis/GROUP/VERSION/…`, then `[namespaces/NS/]PLURAL[/NAME[/SUBRESOURCE]]`. */
export function routeOf(parts: readonly string[]): Route | undefined {
  const isCore = parts[0] === 'api';
  const group = isCore ? '' : (parts[1] ?? '');
  const version = parts[isCore ? 1 : 2];
  const rest = parts.slice(isCore ? 2 : 3);
  const inNamespace = rest[0] === 'namespaces' && rest.length > 2 && rest[2] !== 'status';
  const [plural, name, subresource, ...more] = inNamespace ? rest.slice(2) : rest;
  const kind = kinds.find(
    (it) => kindFacts[it].plural === plural && kindFacts[it].group === group && kindFacts[it].version === version,
  );
  if (!kind || !isKind(kind) || more.length > 0 || (inNamespace && !kindFacts[kind].namespaced)) return undefined;
  const known = kindFacts[kind].subresources.find((it) => it === subresource);
  if (subresource !== undefined && !known) return undefined;
  return {
    kind,
    ...(inNamespace && rest[1] !== undefined ? { namespace: unescaped(rest[1]) } : {}),
    ...(name === undefined ? {} : { name: unescaped(name) }),
    ...(known ? { subresource: known } : {}),
  };
}

export type Query = { readonly [name: string]: string | undefined };

function requestFor(http: HttpRequest, route: Route, query: Query): ApiRequest | Status {
  const { kind, name, subresource } = route;
  const unread = unreadable(http, query);
  if (unread) return unread;
  const target = { kind, ...(route.namespace === undefined ? {} : { namespace: route.namespace }) };
  const options = { ...writeOptions(query), body: http.body };
  const readable = subresource === 'status' || subresource === 'scale' ? { subresource } : {};
  const method = http.method.toUpperCase();
  if (method === 'GET' && name === undefined) return { ...target, verb: 'list', ...selectors(query) };
  if (method === 'GET' && name !== undefined) return { ...target, verb: 'get', name, ...readable };
  if (method === 'POST' && name === undefined) return { ...target, verb: 'create', ...options };
  if (method === 'POST' && name !== undefined && (subresource === 'binding' || subresource === 'eviction'))
    return { ...target, verb: 'create', name, subresource, ...options };
  if (method === 'PUT' && name !== undefined) return { ...target, verb: 'update', name, ...readable, ...options };
  if (method === 'DELETE' && name !== undefined && subresource === undefined)
    return deletion(target, name, http.body, query);
  if (method !== 'PATCH' || name === undefined) return methodNotAllowed;
  const patchType = patchTypes[http.contentType ?? 'application/strategic-merge-patch+json'];
  return patchType
    ? { ...target, verb: 'patch', name, patchType, ...readable, ...options, ...forcing(query) }
    : unsupportedMediaType('415: Unsupported Media Type');
}

const formats = ['application/json', 'application/yaml', 'application/vnd.kubernetes.protobuf'];
const validations = ['', 'Ignore', 'Strict', 'Warn'];
const optionsOf: { readonly [method: string]: string } = { POST: 'Create', PUT: 'Update', PATCH: 'Patch' };

/** API-41, API-51: a body in an unknown format, or an option with a value it cannot have. */
function unreadable({ method, contentType }: HttpRequest, query: Query): Status | undefined {
  const options = optionsOf[method.toUpperCase()];
  if (options === undefined) return method.toUpperCase() === 'GET' ? badListOption(query) : undefined;
  if (options !== 'Patch' && contentType !== undefined && !formats.includes(contentType)) {
    const known = `accepted media types include: ${formats.join(', ')}`;
    return unsupportedMediaType(`the body of the request was in an unknown format - ${known}`);
  }
  const { fieldValidation = '' } = query;
  const isApply = patchTypes[contentType ?? ''] === 'apply';
  if (options === 'Patch' && query['force'] !== undefined && !isApply) {
    return badOption('PatchOptions', forbidden('force', 'may not be specified for non-apply patch'));
  }
  if (validations.includes(fieldValidation)) return undefined;
  return badOption(`${options}Options`, unsupported('fieldValidation', fieldValidation, validations));
}

/** API-51 */
export function badListOption({ limit = '0', resourceVersion, resourceVersionMatch }: Query): Status | undefined {
  if (!/^[+-]?\d+$/.test(limit)) return badRequest(`strconv.ParseInt: parsing ${quoted(limit)}: invalid syntax`);
  if (resourceVersionMatch !== undefined && !resourceVersion) {
    const why = 'resourceVersionMatch is forbidden unless resourceVersion is provided';
    return badOption('ListOptions', forbidden('resourceVersionMatch', why));
  }
  if (resourceVersion === undefined || /^\d*$/.test(resourceVersion)) return undefined;
  const why = `strconv.ParseUint: parsing ${quoted(resourceVersion)}: invalid syntax`;
  const { field, message } = invalidValue('resourceVersion', resourceVersion, why);
  return badRequest(`invalid resource version: ${field}: ${message}`);
}

function deletion(
  target: { kind: Kind; namespace?: string },
  name: string,
  body: unknown,
  query: Query,
): ApiRequest | Status {
  const given = typeof body === 'object' && body !== null ? (body as { readonly [field: string]: unknown }) : query;
  const graceSeconds = given['gracePeriodSeconds'];
  const options: { -readonly [K in keyof DeleteOptions]: DeleteOptions[K] } = {};
  if (graceSeconds !== undefined) options.gracePeriodSeconds = Number(graceSeconds);
  const policy = given['propagationPolicy'];
  if (policy !== undefined) {
    if (policy !== 'Foreground' && policy !== 'Background' && policy !== 'Orphan')
      return badPolicy(typeof policy === 'string' ? policy : JSON.stringify(policy));
    options.propagationPolicy = policy;
  }
  const preconditions = given['preconditions'];
  if (typeof preconditions === 'object' && preconditions !== null) options.preconditions = preconditions;
  if (Number.isNaN(options.gracePeriodSeconds)) return badRequest('gracePeriodSeconds must be a whole number');
  return { ...target, verb: 'delete', name, options, ...(query['dryRun'] === 'All' ? { dryRun: true } : {}) };
}

const forcing = ({ force }: Query): { force?: boolean } => (isOn(force) ? { force: true } : {});

export const isOn = (value: string | undefined): boolean => value === 'true' || value === '1';

const badPolicy = (policy: string): Status =>
  badOption('DeleteOptions', unsupported('propagationPolicy', policy, ['Foreground', 'Background', 'Orphan', 'nil']));

function writeOptions(query: Query): WriteOptions {
  const { fieldValidation, fieldManager } = query;
  const known = fieldValidation === 'Strict' || fieldValidation === 'Warn' || fieldValidation === 'Ignore';
  return {
    ...(known ? { fieldValidation } : {}),
    ...(query['dryRun'] === 'All' ? { dryRun: true } : {}),
    ...(fieldManager ? { fieldManager } : {}),
  };
}

export function selectors({ labelSelector, fieldSelector }: Query): { labelSelector?: string; fieldSelector?: string } {
  return {
    ...(labelSelector === undefined ? {} : { labelSelector }),
    ...(fieldSelector === undefined ? {} : { fieldSelector }),
  };
}

export function parseQuery(text: string): Query {
  const pairs = text.split('&').filter(Boolean);
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf('=');
      const [name, value] = at < 0 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)];
      return [unescaped(name), unescaped(value)];
    }),
  );
}

/** A malformed escape is taken literally: the server's own look-up then refuses it. */
function unescaped(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
