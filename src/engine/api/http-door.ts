// The API server as HTTP shows it: beside the verbs there are plain texts, discovery, Tables, pages of lists, watches and the
// deletion of lists (API-33, TBL-1, WATCH-2, WATCH-5 to WATCH-12). kubectl and components ask the verbs directly.
import { apiVersionOf, keyOf, kindFacts } from '../kinds/kinds.ts';
import type { ApiObject, Kind } from '../kinds/kinds.ts';
import type { Cause } from '../reason.ts';
import { discovery } from './discovery.ts';
import { badListOption, isOn, parseQuery, parseRequest, routeOf, selectors } from './http.ts';
import type { HttpRequest, Query, Route } from './http.ts';
import { answer } from './server.ts';
import type { Answer, ApiRequest, ObjectList } from './request.ts';
import { isStatus } from './request.ts';
import { methodNotAllowed, noSuchResource } from './status.ts';
import type { Status } from './status.ts';
import { tableOf } from './table.ts';
import type { TableMeta } from './table.ts';
import { watchedText } from './watch-text.ts';
import type { ApiContext } from './writes.ts';

/** `body` is JSON, or text where the server answers text. */
export interface HttpAnswer {
  readonly code: number;
  readonly body: unknown;
  readonly warnings: readonly string[];
}

/** Answers any request; one the server does not understand is a Status, or the text of a plain 404. */
export function answerHttp(api: ApiContext, http: HttpRequest, cause: Cause): HttpAnswer {
  const [path = '', queryText = ''] = http.path.split('?');
  const parts = path.split('/').filter(Boolean);
  const method = http.method.toUpperCase();
  const found = discovery(parts);
  if (found !== undefined) return method === 'GET' ? plain(found.code, found.body) : refusal(methodNotAllowed);
  const query = parseQuery(queryText);
  const route = routeOf(parts);
  if (!route) return refusal(noSuchResource);
  if (method === 'DELETE' && route.name === undefined) return deletedList(api, route, query, cause);
  const isTable = http.accept?.includes('as=Table') === true;
  if (method === 'GET' && isOn(query['watch'])) return watchAnswer(api, route, query, isTable);
  const parsed = parseRequest(http);
  if (!parsed.ok) return refusal(parsed.status);
  const given = answer(api, parsed.request, cause);
  return isStatus(given.body) ? given : shown(api, given, parsed.request, query, isTable);
}

const plain = (code: number, body: unknown): HttpAnswer => ({ code, body, warnings: [] });

const refusal = (status: Status): HttpAnswer => plain(status.code ?? 500, status);

function watchAnswer(api: ApiContext, route: Route, query: Query, isTable: boolean): HttpAnswer {
  const wrong = badListOption(query);
  if (wrong) return refusal(wrong);
  const text = watchedText(api, route, query, isTable);
  return typeof text === 'string' ? plain(200, text) : refusal(text);
}

/** WATCH-2 and TBL-1: a page of a list, and a Table where one is asked for. */
function shown(api: ApiContext, given: Answer, request: ApiRequest, query: Query, isTable: boolean): HttpAnswer {
  const { body } = given;
  const list = 'items' in body ? paged(body, query) : body;
  if (request.verb !== 'list' && request.verb !== 'get') return given;
  if (!isTable || list.kind === 'Scale') return { ...given, body: list };
  const nowMs = api.startTimeMs + api.store.nowMs;
  const objects = 'items' in list ? list.items : [list as ApiObject];
  const { resourceVersion } = list.metadata;
  const metadata: TableMeta = 'items' in list ? list.metadata : { resourceVersion };
  return { ...given, body: tableOf(request.kind, objects, nowMs, metadata) };
}

/** `continue` names the last object of the page before. */
function paged(list: ObjectList, { limit = '0', continue: token, labelSelector, fieldSelector }: Query): ObjectList {
  const after = token === undefined ? undefined : token.slice(token.indexOf('.') + 1);
  const items = after === undefined ? list.items : list.items.filter((item) => keyOf(item) > after);
  const most = Number(limit) > 0 ? Number(limit) : Infinity;
  const page = items.slice(0, most);
  const last = page.at(-1);
  if (items.length <= most || !last) return { ...list, items: page };
  const { resourceVersion } = list.metadata;
  const isWhole = !labelSelector && !fieldSelector;
  const metadata = {
    ...{ resourceVersion, continue: `${resourceVersion}.${keyOf(last)}` },
    ...(isWhole ? { remainingItemCount: items.length - page.length } : {}),
  };
  return { ...list, metadata, items: page };
}

/** DELETE of a list: each object that the selectors find; answers with what they were. */
function deletedList(api: ApiContext, route: Route, query: Query, cause: Cause): HttpAnswer {
  const { kind, namespace } = route;
  if (kindFacts[kind].namespaced && namespace === undefined) return refusal(methodNotAllowed);
  const home = namespace === undefined ? {} : { namespace };
  const found = answer(api, { verb: 'list', kind, ...home, ...selectors(query) }, cause);
  if (isStatus(found.body) || !('items' in found.body)) return found;
  const { items } = found.body;
  const dryRun = query['dryRun'] === 'All';
  for (const { metadata } of items) answer(api, { verb: 'delete', kind, ...home, name: metadata.name, dryRun }, cause);
  return plain(200, listOf(kind, items, String(api.store.revision)));
}

const listOf = (kind: Kind, items: readonly ApiObject[], resourceVersion: string): ObjectList => ({
  ...{ kind: `${kind}List`, apiVersion: apiVersionOf(kind), metadata: { resourceVersion }, items },
});
