// What the descriptions of all kinds have in common: lists beside a name, times, ages and the table of Events (K-101, K-105,
// K-106). Columns are still tabs.
import type { ApiObject, Event } from '../engine/index.ts';
import { ageOf, isStatus } from '../engine/index.ts';
import { request } from './command.ts';
import type { Process, Shell } from './command.ts';
import { lastAppliedKey } from './last-applied.ts';

/** The first beside the name, the others below it; `<none>` if there are none. */
export function beside(name: string, values: readonly string[]): string {
  const [first = '<none>', ...more] = values;
  return [`${name}\t${first}`, ...more.map((value) => `\t${value}`)].map((line) => `${line}\n`).join('');
}

const sortedPairs = (map: { readonly [key: string]: string } = {}, between: string): readonly string[] =>
  Object.entries(map)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => `${key}${between}${value}`);

export const labelLines = (name: string, map?: { readonly [key: string]: string }): string =>
  beside(name, sortedPairs(map, '='));

/** K-106: without what was last applied. */
export function annotationLines(map: { readonly [key: string]: string } = {}): string {
  const { [lastAppliedKey]: _hidden, ...shown } = map;
  return beside('Annotations:', sortedPairs(shown, ': '));
}

/** K-105: `Mon, 23 Nov 2026 15:44:23 +0000`; a time that is missing is `<unset>`. */
export const timeText = (time: string | null | undefined): string =>
  time ? new Date(time).toUTCString().replace('GMT', '+0000') : '<unset>';

/** The status, or for how long it has been deleted. */
export function terminatingText(shell: Shell, { metadata }: ApiObject, otherwise: string): string {
  const { deletionTimestamp } = metadata;
  return deletionTimestamp === undefined
    ? otherwise
    : `Terminating (lasts ${ageOf(deletionTimestamp, shell.startTimeMs + shell.nowMs())})`;
}

/** K-101: the Events about an object, oldest first. */
export function* eventLines(shell: Shell, { kind, metadata }: ApiObject): Process<string> {
  const { body } = yield* request({
    verb: 'list',
    kind: 'Event',
    ...(kind === 'Node' ? {} : { namespace: metadata.namespace ?? 'default' }),
    fieldSelector: `involvedObject.uid=${kind === 'Node' ? metadata.name : metadata.uid}`,
  });
  const items = isStatus(body) || !('items' in body) ? [] : body.items;
  const events = items.filter((item): item is Event => item.kind === 'Event');
  if (events.length === 0) return 'Events:\t<none>\n';
  const nowMs = shell.startTimeMs + shell.nowMs();
  const last = (event: Event): string => event.lastTimestamp ?? '';
  const rows = events
    .map((event, at) => ({ event, at }))
    .sort((a, b) => (last(a.event) === last(b.event) ? a.at - b.at : last(a.event) < last(b.event) ? -1 : 1))
    .map(({ event }) => eventRow(event, nowMs));
  return `Events:\n  Type\tReason\tAge\tFrom\tMessage\n  ----\t------\t----\t----\t-------\n${rows.join('')}`;
}

function eventRow(event: Event, nowMs: number): string {
  const { series, count = 1, involvedObject } = event;
  const first = event.firstTimestamp ?? event.eventTime;
  const times = series?.count ?? count;
  const last = series?.lastObservedTime ?? event.lastTimestamp ?? first;
  const age = times > 1 ? `${ageOf(last, nowMs)} (x${times} over ${ageOf(first, nowMs)})` : ageOf(first, nowMs);
  const from = event.source.component ?? event.reportingComponent;
  const where = involvedObject.fieldPath ? `${involvedObject.fieldPath}: ` : '';
  return `  ${event.type}\t${event.reason}\t${age}\t${from}\t${where}${event.message.trim()}\n`;
}
