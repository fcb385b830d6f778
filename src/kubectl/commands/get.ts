// `kubectl get`: tables, and objects in other forms (K-23, K-61, K-62, K-111 to K-115). Watching is not simulated yet.
import type { ApiObject, Kind } from '../../engine/index.ts';
import { isStatus, kindFacts } from '../../engine/index.ts';
import { columnsOf, pairsOf } from '../columns.ts';
import { request } from '../command.ts';
import type { Process, Shell } from '../command.ts';
import { complaint, refusalOf } from '../failure.ts';
import type { Failure } from '../failure.ts';
import { onOff } from '../flags.ts';
import type { ParsedLine } from '../flags.ts';
import { placeOf } from '../found-objects.ts';
import { parsePath, valuesAt } from '../json-path.ts';
import { outputFormat, reasonOf } from '../output-format.ts';
import { printObjects } from '../print-objects.ts';
import { printTable } from '../print-table.ts';
import { resourceArgs } from '../resource-args.ts';
import { subjectOf } from '../resource.ts';
import { listed, targetsOf } from '../targets.ts';
import { finish } from '../verb.ts';
import type { Verb } from '../verb.ts';

export const get: Verb = {
  flags: {
    'all-namespaces': onOff('A'),
    'field-selector': { type: 'text' },
    filename: { type: 'list', short: 'f' },
    'ignore-not-found': onOff(),
    'label-columns': { type: 'list', short: 'L' },
    'no-headers': onOff(),
    output: { type: 'text', short: 'o' },
    selector: { type: 'text', short: 'l' },
    'show-kind': onOff(),
    'show-labels': onOff(),
    'sort-by': { type: 'text' },
    watch: onOff('w'),
  },
  notSimulated: [
    'allow-missing-template-keys',
    'chunk-size',
    'kustomize',
    'output-watch-events',
    'raw',
    'recursive',
    'server-print',
    'show-managed-fields',
    'subresource',
    'template',
    'watch-only',
  ],
  run: runGet,
};

function* runGet(shell: Shell, line: ParsedLine): Process<number> {
  if (line.isOn('watch')) return finish(shell, [complaint('the flag --watch of kubectl get is not simulated yet')]);
  if (line.args.length === 0 && !line.has('filename')) return finish(shell, [{ text: nothingNamed }]);
  const format = outputFormat(line.text('output'));
  if ('message' in format) return finish(shell, [complaint(format.message)]);
  const found = yield* foundBy(shell, line);
  const { failures, named, kinds } = found;
  const order = sortedBy(line.text('sort-by'), found.objects);
  if ('text' in order) return finish(shell, [order]);
  const { objects } = order;
  if (format.kind !== 'table') {
    if (failures.length > 0 && objects.length === 0) return finish(shell, failures);
    try {
      shell.stdout(
        printObjects(format, objects, { one: named && objects.length === 1, heads: !line.isOn('no-headers') }),
      );
    } catch (error) {
      return finish(shell, [complaint(`error executing jsonpath: ${reasonOf(error)}`)]);
    }
    return finish(shell, failures);
  }
  if (objects.length === 0 && failures.length === 0 && !line.isOn('ignore-not-found')) {
    const everywhere = line.isOn('all-namespaces') || kinds.some((kind) => !kindFacts[kind].namespaced);
    shell.stderr(everywhere ? 'No resources found\n' : `No resources found in ${shell.namespace} namespace.\n`);
  }
  shell.stdout(tables(shell, line, kinds, objects, format.wide));
  return finish(shell, failures);
}

/** K-111 */
const nothingNamed = `You must specify the type of resource to get. Use "kubectl api-resources" for a complete list of supported resources.

error: Required resource not specified.
Use "kubectl explain <resource>" for a detailed description of that resource (e.g. kubectl explain pods).
See 'kubectl get -h' for help and examples`;

interface Found {
  readonly objects: readonly ApiObject[];
  readonly failures: readonly Failure[];
  readonly kinds: readonly Kind[];
  /** Objects were asked for by name. */
  readonly named: boolean;
}

function* foundBy(shell: Shell, line: ParsedLine): Process<Found> {
  const args = line.has('filename') ? undefined : resourceArgs('get', line.args);
  if (args?.ok && args.named.length === 0) return yield* foundByKind(shell, line, args.kinds);
  if (args?.ok && line.isOn('all-namespaces')) {
    const failures = [complaint('a resource cannot be retrieved by name across all namespaces')];
    return { objects: [], failures, kinds: [], named: true };
  }
  const { targets, failures } = yield* targetsOf(shell, 'get', line);
  const objects: ApiObject[] = [];
  const missing: Failure[] = [];
  for (const target of targets) {
    const { code, body } = yield* request({ verb: 'get', ...placeOf(target) });
    if (!isStatus(body)) objects.push(body as ApiObject);
    else if (code !== 404 || !target.ignoreNotFound) missing.push(refusalOf(body));
  }
  const kinds = [...new Set(targets.map(({ kind }) => kind))];
  return { objects, failures: [...failures, ...missing], kinds, named: true };
}

function* foundByKind(shell: Shell, line: ParsedLine, kinds: readonly Kind[]): Process<Found> {
  const objects: ApiObject[] = [];
  const failures: Failure[] = [];
  for (const kind of kinds) {
    const list = yield* listed(shell, line, kind);
    if ('text' in list) failures.push(list);
    else objects.push(...list.items);
  }
  return { objects, failures, kinds, named: false };
}

function sortedBy(
  text: string | undefined,
  objects: readonly ApiObject[],
): { readonly objects: readonly ApiObject[] } | Failure {
  if (text === undefined) return { objects };
  try {
    const path = parsePath(text);
    const keyed = objects.map((object) => ({ object, key: valuesAt(path, object)[0] }));
    if (objects.length > 0 && keyed.every(({ key }) => key === undefined)) {
      return complaint(`couldn't find any field with path "${text}" in the list of objects`);
    }
    return { objects: keyed.sort((a, b) => compared(a.key, b.key)).map(({ object }) => object) };
  } catch (error) {
    return complaint(`error parsing jsonpath ${text}, ${reasonOf(error)}`);
  }
}

function compared(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const [first, second] = [a, b].map((value) => (typeof value === 'string' ? value : (JSON.stringify(value) ?? '')));
  return first === second ? 0 : (first ?? '') < (second ?? '') ? -1 : 1;
}

/** One table for each kind, in the order in which they come. */
function tables(
  shell: Shell,
  line: ParsedLine,
  kinds: readonly Kind[],
  objects: readonly ApiObject[],
  wide: boolean,
): string {
  const withKind = line.isOn('show-kind') || new Set(kinds).size > 1;
  const groups: ApiObject[][] = [];
  for (const object of objects) {
    const group = groups.at(-1);
    if (group?.[0]?.kind === object.kind) group.push(object);
    else groups.push([object]);
  }
  return groups.map((group) => table(shell, line, group, { wide, withKind })).join('\n');
}

function table(
  shell: Shell,
  line: ParsedLine,
  objects: readonly ApiObject[],
  { wide, withKind }: { readonly wide: boolean; readonly withKind: boolean },
): string {
  const [first] = objects;
  if (!first) return '';
  const { heads, cells } = columnsOf(first.kind);
  const shownAt = heads.flatMap((head, at) => (wide || !head.startsWith('+') ? [at] : []));
  const labels = line.list('label-columns');
  const inNamespaces = line.isOn('all-namespaces') && kindFacts[first.kind].namespaced;
  const nowMs = shell.startTimeMs + shell.nowMs();
  const rows = objects.map((object) => {
    const row = [...cells(object, nowMs)];
    if (withKind) row[heads.indexOf('NAME')] = subjectOf(object.kind, object.metadata.name);
    const own = object.metadata.labels ?? {};
    const after = [...labels.map((key) => own[key] ?? ''), ...(line.isOn('show-labels') ? [pairsOf(own)] : [])];
    const before = inNamespaces ? [object.metadata.namespace ?? ''] : [];
    return [...before, ...shownAt.map((at) => row[at] ?? ''), ...after];
  });
  if (line.isOn('no-headers')) return printTable(rows);
  const labelHeads = labels.map((key) => (key.split('/').at(-1) ?? '').toUpperCase());
  const head = [
    ...(inNamespaces ? ['NAMESPACE'] : []),
    ...shownAt.map((at) => (heads[at] ?? '').replace('+', '')),
    ...labelHeads,
    ...(line.isOn('show-labels') ? ['LABELS'] : []),
  ];
  return printTable([head, ...rows]);
}
