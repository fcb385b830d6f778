// `kubectl get -w`: what is there, then a row for each change, until the server ends the watch (K-61, WATCH-9).
import type { ApiObject, ChangeType, Watched, WatchEvent } from '../engine/index.ts';
import { kindFacts, parseWatch } from '../engine/index.ts';
import { pause } from './command.ts';
import type { Process, Shell } from './command.ts';
import { complaint, refusalOf } from './failure.ts';
import type { Failure } from './failure.ts';
import type { ParsedLine } from './flags.ts';
import { readFile } from './manifest-file.ts';
import { showsNamespaces, tableHead, tableRow } from './object-table.ts';
import { reasonOf } from './output-format.ts';
import type { OutputFormat } from './output-format.ts';
import { printObjects } from './print-objects.ts';
import { printTable } from './print-table.ts';
import type { NamedResource } from './resource-args.ts';
import { resourceArgs } from './resource-args.ts';
import { finish } from './verb.ts';

/** WATCH-9: the server ends a watch after 30 to 60 minutes; kubectl then ends too. */
const serverEndsAfterMs = 45 * 60_000;

/** What a line watches, or kubectl's complaint: it can be one object or one kind. */
export function watchedBy(shell: Shell, line: ParsedLine): Watched | Failure {
  const args = line.has('filename') ? undefined : resourceArgs('get', line.args);
  if (args && !args.ok) return complaint(args.message);
  const named = args ? args.named : namedInFiles(shell, line);
  const kinds = new Set([...(args?.kinds ?? []), ...named.map(({ kind }) => kind)]);
  const [kind] = kinds;
  if (!kind || kinds.size > 1) return complaint('you may only specify a single resource type');
  const [labelSelector, fieldSelector] = [line.text('selector'), line.text('field-selector')];
  if (named.length > 1) return complaint('you may only watch a single resource or type of resource at a time');
  const [one] = named;
  const isEverywhere = line.isOn('all-namespaces') || !kindFacts[kind].namespaced;
  return {
    kind,
    ...(isEverywhere ? {} : { namespace: shell.namespace }),
    ...(labelSelector === undefined ? {} : { labelSelector }),
    ...(one ? { fieldSelector: `metadata.name=${one.name}` } : fieldSelector === undefined ? {} : { fieldSelector }),
  };
}

function namedInFiles(shell: Shell, line: ParsedLine): readonly NamedResource[] {
  const namespaces = { namespace: shell.namespace, enforced: line.has('namespace') };
  return line.list('filename').flatMap((file) => readFile(shell, file, namespaces).objects);
}

/** `objects`: those that are there. Ends when the server ends the watch. */
export function* watchObjects(
  shell: Shell,
  line: ParsedLine,
  format: OutputFormat,
  watched: Watched,
  objects: readonly ApiObject[],
): Process<number> {
  const watch = parseWatch(watched);
  if (!watch.ok) return finish(shell, [refusalOf(watch.status)]);
  if (line.has('sort-by')) shell.stderr(`${unsorted(line)}\n`);
  const untilMs = shell.nowMs() + serverEndsAfterMs;
  const print = format.kind === 'table' ? rowPrinter(shell, line, format.wide) : objectPrinter(shell, line, format);
  try {
    if (!line.isOn('watch-only')) print(objects.map((object) => ({ type: 'ADDED', object })));
    for (;;) {
      const { changes, nowMs } = yield* pause();
      if (nowMs >= untilMs) return 0;
      for (const change of changes) {
        const event = watch.eventOf(change);
        if (event) print([event]);
      }
    }
  } catch (error) {
    return finish(shell, [complaint(`error executing jsonpath: ${reasonOf(error)}`)]);
  }
}

const unsorted = (line: ParsedLine): string =>
  line.isOn('watch')
    ? 'warning: --watch requested, --sort-by will be ignored for watch events received'
    : 'warning: --watch-only requested, --sort-by will be ignored';

type Printer = (events: readonly WatchEvent[]) => void;

function rowPrinter(shell: Shell, line: ParsedLine, wide: boolean): Printer {
  const widths: number[] = [];
  const look = { wide, withKind: line.isOn('show-kind') };
  const showsEvents = line.isOn('output-watch-events');
  let headed = line.isOn('no-headers');
  return (events) => {
    const [first] = events;
    if (!first) return;
    const { kind } = first.object;
    const isBehindNamespace = showsNamespaces(line, kind);
    const withEvent = (cell: string, cells: readonly string[]): readonly string[] =>
      showsEvents ? cells.toSpliced(isBehindNamespace ? 1 : 0, 0, cell) : cells;
    const rows = events.map(({ type, object }) => withEvent(paddedType(type), tableRow(shell, line, object, look)));
    const head = headed ? [] : [withEvent('EVENT', tableHead(line, kind, wide))];
    headed = true;
    shell.stdout(printTable([...head, ...rows], widths));
  };
}

const paddedType = (type: ChangeType): string => type.padEnd(8);

function objectPrinter(shell: Shell, line: ParsedLine, format: Exclude<OutputFormat, { kind: 'table' }>): Printer {
  let printed = 0;
  return (events) => {
    for (const { object } of events) {
      if (format.kind === 'yaml' && printed > 0) shell.stdout('---\n');
      shell.stdout(
        printObjects(format, [object], {
          ...{ one: true, heads: printed === 0 && !line.isOn('no-headers') },
          owners: line.isOn('show-managed-fields'),
        }),
      );
      printed++;
    }
  };
}
