// The event recorder: equal Events are counted, similar ones combined, floods dropped (EV-1 to EV-9).
import { apiVersionOf } from '../kinds/kinds.ts';
import type { ApiObject } from '../kinds/kinds.ts';
import type { Event } from '../kinds/event.ts';
import { randomUid } from '../random.ts';
import { parseTime, rfc3339Micro } from '../time.ts';
import type { Author } from './store.ts';
import type { ApiContext } from './writes.ts';
import { nowText, put, stamped } from './writes.ts';

/** An Event to be recorded about an object; equal ones are counted, similar ones combined, floods dropped (EV-3 to EV-5). */
export interface Happening {
  readonly type: 'Normal' | 'Warning';
  readonly reason: string;
  readonly message: string;
  /** Of a container event: `spec.containers{name}` (EV-7). */
  readonly fieldPath?: string;
  /** The node a kubelet speaks for (EV-8). */
  readonly host?: string;
  /** Scheduler events carry an action and an eventTime (EV-2). */
  readonly action?: string;
  /** Another component's name than the caller's own: the provisioner speaks as `<driver>_<instance>` (EV-8). */
  readonly component?: string;
}

/** EV-5: tokens of one source and object. */
interface Bucket {
  readonly tokens: number;
  readonly atMs: number;
}

const burst = 25;
const refillMs = 300_000;
/** So many are made up for before the first of them expires (EV-6). */
const fewEvents = 10;
/** EV-4: from this many different messages on, similar ones are combined … */
const similarMessages = 10;
/** … if they came within this time of one another. */
const similarWithinMs = 600_000;
/** EV-9: a series that goes on is written again after this long. */
const seriesWriteMs = 360_000;

/** Records what happened to an object; `author.actor` is the component that speaks. */
export function recordEvent(api: ApiContext, about: ApiObject, happening: Happening, author: Author): void {
  const earlier = api.store.head
    .eventsAbout(about.metadata.uid)
    .filter((event) => isSameSource(event, happening, author.actor));
  if (happening.action !== undefined) {
    recordSeries(api, about, happening, author, earlier);
    return;
  }
  const message = combined(api, happening, earlier);
  const equal = earlier.find(
    (event) => isSame(event, happening) && (event.message === message || isCombined(event, message)),
  );
  if (!tookToken(api, about, happening, author.actor, { earlier, isRepeat: equal !== undefined })) return;
  if (equal) {
    put(api, stamped(api, { ...equal, message, count: (equal.count ?? 1) + 1, lastTimestamp: nowText(api) }), author);
  } else {
    put(api, freshEvent(api, about, { ...happening, message }, author), author);
  }
}

/** EV-2, EV-9: the scheduler's repeats are counted only while the Pod stays as it is. */
function recordSeries(
  api: ApiContext,
  about: ApiObject,
  happening: Happening,
  author: Author,
  earlier: readonly Event[],
): void {
  const { resourceVersion } = about.metadata;
  const equal = earlier.find(
    (event) =>
      isSame(event, happening) &&
      event.message === happening.message &&
      event.involvedObject.resourceVersion === resourceVersion,
  );
  if (!equal) {
    put(api, freshEvent(api, about, happening, author), author);
    return;
  }
  const nowMs = api.startTimeMs + api.store.nowMs;
  if (equal.series && nowMs - parseTime(equal.series.lastObservedTime) < seriesWriteMs) return;
  const series = { count: (equal.series?.count ?? 1) + 1, lastObservedTime: rfc3339Micro(nowMs) };
  put(api, stamped(api, { ...equal, series }), author);
}

const isSameSource = (event: Event, happening: Happening, actor: string): boolean =>
  event.reportingComponent === (happening.component ?? actor) && event.type === happening.type;

const isSame = (event: Event, happening: Happening): boolean =>
  event.reason === happening.reason && event.involvedObject.fieldPath === happening.fieldPath;

const combinedStart = '(combined from similar events): ';

const isCombined = (event: Event, message: string): boolean =>
  message.startsWith(combinedStart) && event.message.startsWith(combinedStart);

/** EV-4 */
function combined(api: ApiContext, happening: Happening, earlier: readonly Event[]): string {
  if (earlier.length + 1 < similarMessages) return happening.message;
  const nowMs = api.startTimeMs + api.store.nowMs;
  const similar = earlier.filter(
    (event) =>
      event.reason === happening.reason &&
      event.message !== happening.message &&
      nowMs - parseTime(event.lastTimestamp ?? '') <= similarWithinMs,
  );
  return similar.length + 1 >= similarMessages ? `${combinedStart}${happening.message}` : happening.message;
}

/** EV-5, STS-EV-19: a bucket is remembered only where the Events themselves no longer tell what is in it. */
function tookToken(
  api: ApiContext,
  about: ApiObject,
  happening: Happening,
  actor: string,
  { earlier, isRepeat }: { readonly earlier: readonly Event[]; readonly isRepeat: boolean },
): boolean {
  const { nowMs, tables } = api.store;
  const key = `events|${happening.component ?? actor}|${about.metadata.uid}|${happening.type}`;
  const kept = tables.maps.memory.get(key) as Bucket | undefined;
  const bucket = kept ?? bucketAfter(earlier, api);
  const tokens = Math.min(burst, bucket.tokens + (nowMs - bucket.atMs) / refillMs);
  if (tokens < 1) return false;
  if (kept || isRepeat || earlier.length >= fewEvents)
    api.store.note('memory', key, { tokens: tokens - 1, atMs: nowMs });
  return true;
}

/** What a few Events that were each written once have left. One that is gone by now was made up for within its hour. */
function bucketAfter(events: readonly Event[], { store }: ApiContext): Bucket {
  let [tokens, atMs] = [burst, 0];
  for (const { metadata } of events) {
    const saidMs = store.log.changes[Number(metadata.resourceVersion) - 1]?.atMs ?? 0;
    tokens = Math.min(burst, tokens + (saidMs - atMs) / refillMs) - 1;
    atMs = saidMs;
  }
  return { tokens, atMs };
}

function freshEvent(api: ApiContext, about: ApiObject, happening: Happening, author: Author): Event {
  const revision = api.store.revision + 1;
  const component = happening.component ?? author.actor;
  const now = nowText(api);
  const isSeries = happening.action !== undefined;
  const host = isSeries ? `${component}-control-plane` : (happening.host ?? '');
  const namespace = about.metadata.namespace ?? 'default';
  // Joined at one go: a text put together piece by piece keeps the pieces.
  const name = [about.metadata.name, momentHex(api, revision)].join('.');
  return {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: {
      name,
      namespace,
      uid: randomUid(api.seed, `Event/${namespace}/${name}`),
      resourceVersion: String(revision),
      creationTimestamp: now,
    },
    involvedObject: reference(about, happening.fieldPath),
    reason: happening.reason,
    message: happening.message,
    type: happening.type,
    source: isSeries ? {} : sourceOf(component, host),
    firstTimestamp: isSeries ? null : now,
    lastTimestamp: isSeries ? null : now,
    ...(isSeries ? { action: happening.action } : { count: 1 }),
    eventTime: isSeries ? rfc3339Micro(api.startTimeMs + api.store.nowMs) : null,
    reportingComponent: component,
    reportingInstance: host,
  };
}

/** Few are those who speak, and from few places: each pair is made once. */
function sourceOf(component: string, host: string): Event['source'] {
  const known = sources.get(component) ?? new Map<string, Event['source']>();
  sources.set(component, known);
  const found = known.get(host) ?? { component, ...(host ? { host } : {}) };
  known.set(host, found);
  return found;
}

const sources = new Map<string, Map<string, Event['source']>>();

/** EV-1: nanoseconds since 1970 in hexadecimal, so that names of one object's Events stand in order. */
const momentHex = (api: ApiContext, revision: number): string =>
  (BigInt(api.startTimeMs + api.store.nowMs) * 1_000_000n + BigInt(revision % 1_000_000))
    .toString(16)
    .padStart(16, '0');

function reference(about: ApiObject, fieldPath: string | undefined): Event['involvedObject'] {
  const { name, namespace, uid, resourceVersion } = about.metadata;
  return {
    kind: about.kind,
    ...(namespace === undefined ? {} : { namespace }),
    name,
    uid,
    apiVersion: apiVersionOf(about.kind),
    resourceVersion,
    ...(fieldPath === undefined ? {} : { fieldPath }),
  };
}
