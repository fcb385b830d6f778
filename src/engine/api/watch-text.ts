// A watch over HTTP (WATCH-5 to WATCH-12): a line of JSON for each event. A request is answered at once here, so it tells what
// has happened until now and ends.
import { apiVersionOf } from '../kinds/kinds.ts';
import type { ApiObject } from '../kinds/kinds.ts';
import type { Query, Route } from './http.ts';
import { isOn, selectors } from './http.ts';
import { oldestWatched } from './watch-window.ts';
import { parseWatch } from './watch.ts';
import { expired } from './status-of-lists.ts';
import type { Status } from './status.ts';
import { tableOf } from './table.ts';
import type { ApiContext } from './writes.ts';

/** The events as lines, or why there are none. `isTable`: each with a Table of one row, the first with its columns (WATCH-14). */
export function watchedText(
  api: ApiContext,
  { kind, namespace, name }: Route,
  query: Query,
  isTable: boolean,
): string | Status {
  const asked = selectors(query);
  const watch = parseWatch({
    ...{ kind, ...asked },
    ...(namespace === undefined ? {} : { namespace }),
    ...(name === undefined ? {} : { fieldSelector: `metadata.name=${name}` }),
  });
  if (!watch.ok) return watch.status;
  const { resourceVersion = '' } = query;
  const revision = api.store.revision;
  const isFromStart = resourceVersion === '' || resourceVersion === '0' || isOn(query['sendInitialEvents']);
  if (!isFromStart && Number(resourceVersion) > revision) return expired.tooNew(Number(resourceVersion), revision);
  const oldest = oldestWatched(kind, api.store);
  if (!isFromStart && Number(resourceVersion) < oldest)
    return `${JSON.stringify({ type: 'ERROR', object: expired.tooOld(Number(resourceVersion), oldest) })}\n`;
  const lines: string[] = [];
  const tell = (type: string, object: unknown): void => void lines.push(JSON.stringify({ type, object }));
  const show = (type: string, object: ApiObject): void => {
    if (!isTable) tell(type, object);
    else tell(type, rowOf(object, lines.length === 0));
  };
  const rowOf = (object: ApiObject, isFirst: boolean): object => {
    const nowMs = api.startTimeMs + api.store.nowMs;
    const table = tableOf(kind, [object], nowMs, { resourceVersion: object.metadata.resourceVersion });
    const { columnDefinitions: _known, ...row } = table;
    return isFirst ? table : row;
  };
  const bookmark = (annotations?: object): void =>
    tell('BOOKMARK', {
      ...{ kind, apiVersion: apiVersionOf(kind) },
      metadata: { resourceVersion: String(revision), ...(annotations ? { annotations } : {}) },
    });
  if (isFromStart) {
    for (const object of api.store.head.list(kind, namespace)) if (watch.isSeen(object)) show('ADDED', object);
    if (isOn(query['sendInitialEvents'])) bookmark({ 'k8s.io/initial-events-end': 'true' });
  } else {
    for (const change of api.store.log.changes.slice(Number(resourceVersion))) {
      const event = watch.eventOf(change);
      if (event) show(event.type, event.object);
    }
  }
  if (isOn(query['allowWatchBookmarks'])) bookmark();
  return lines.map((line) => `${line}\n`).join('');
}
