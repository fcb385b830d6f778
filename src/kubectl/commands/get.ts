// `kubectl get`: tables, and objects in other forms (K-23, K-61, K-62, K-111 to K-115); what `-w` does after is watch-objects.ts.
import type { ApiObject, Kind } from '../../engine/index.ts';
import { isStatus, kindFacts } from '../../engine/index.ts';
import { request } from '../command.ts';
import type { Process, Shell } from '../command.ts';
import { complaint, refusalOf } from '../failure.ts';
import type { Failure } from '../failure.ts';
import { onOff } from '../flags.ts';
import type { ParsedLine } from '../flags.ts';
import { placeOf } from '../found-objects.ts';
import { parsePath, valuesAt } from '../json-path.ts';
import { tables } from '../object-table.ts';
import { outputFormat, reasonOf } from '../output-format.ts';
import type { OutputFormat } from '../output-format.ts';
import { printObjects } from '../print-objects.ts';
import { resourceArgs } from '../resource-args.ts';
import { listed, targetsOf } from '../targets.ts';
import { finish } from '../verb.ts';
import type { Verb } from '../verb.ts';
import { watchObjects, watchedBy } from '../watch-objects.ts';

export const get: Verb = {
  flags: {
    'all-namespaces': onOff('A'),
    'chunk-size': { type: 'number' },
    'field-selector': { type: 'text' },
    filename: { type: 'list', short: 'f' },
    'ignore-not-found': onOff(),
    'label-columns': { type: 'list', short: 'L' },
    'no-headers': onOff(),
    output: { type: 'text', short: 'o' },
    'output-watch-events': onOff(),
    selector: { type: 'text', short: 'l' },
    'show-kind': onOff(),
    'show-labels': onOff(),
    'show-managed-fields': onOff(),
    'sort-by': { type: 'text' },
    watch: onOff('w'),
    'watch-only': onOff(),
  },
  notSimulated: [
    'allow-missing-template-keys',
    'kustomize',
    'raw',
    'recursive',
    'server-print',
    'subresource',
    'template',
  ],
  run: runGet,
};

function* runGet(shell: Shell, line: ParsedLine): Process<number> {
  const watches = line.isOn('watch') || line.isOn('watch-only');
  if (line.args.length === 0 && !line.has('filename')) return finish(shell, [{ text: nothingNamed }]);
  const format = outputFormat(line.text('output'));
  if ('message' in format) return finish(shell, [complaint(format.message)]);
  if (watches) return yield* runWatch(shell, line, format);
  const found = yield* foundBy(shell, line);
  const { failures, named, kinds } = found;
  const order = sortedBy(line.text('sort-by'), found.objects);
  if ('text' in order) return finish(shell, [order]);
  const { objects } = order;
  if (format.kind !== 'table') {
    if (failures.length > 0 && objects.length === 0) return finish(shell, failures);
    try {
      shell.stdout(
        printObjects(format, objects, {
          ...{ one: named && objects.length === 1, heads: !line.isOn('no-headers') },
          owners: line.isOn('show-managed-fields'),
        }),
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

/** K-61 */
function* runWatch(shell: Shell, line: ParsedLine, format: OutputFormat): Process<number> {
  const watched = watchedBy(shell, line);
  if ('text' in watched) return finish(shell, [watched]);
  const { objects, failures } = yield* foundBy(shell, line);
  if (failures.length > 0) return finish(shell, failures);
  return yield* watchObjects(shell, line, format, watched, objects);
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
