// What a line with objects means: objects by name, of files, or all that a selector finds. Apart from what is done to each,
// which is the verb's.
import type { ApiObject, Kind } from '../engine/index.ts';
import { isStatus, kindFacts } from '../engine/index.ts';
import { request } from './command.ts';
import type { Process, Shell } from './command.ts';
import { complaint, refusalOf } from './failure.ts';
import type { Failure } from './failure.ts';
import type { ParsedLine } from './flags.ts';
import { readFile } from './manifest-file.ts';
import { resourceArgs } from './resource-args.ts';

export interface Target {
  readonly kind: Kind;
  readonly name: string;
  /** Absent for cluster-scoped kinds. */
  readonly namespace?: string;
  /** The file it was read from. */
  readonly source?: string;
  readonly ignoreNotFound: boolean;
}

export interface Targets {
  readonly targets: readonly Target[];
  readonly failures: readonly Failure[];
}

/** The objects of a line; what is wrong with the line is a failure. */
export function* targetsOf(shell: Shell, verb: string, line: ParsedLine): Process<Targets> {
  if (line.has('filename')) return fromFiles(shell, line);
  if (line.args.length === 0) return wrong(verb === 'delete' ? nothingNamed : notSpecified);
  const args = resourceArgs(verb, line.args);
  if (!args.ok) return wrong(args.message);
  const selects = line.has('selector') || line.has('field-selector') || line.isOn('all');
  if (args.named.length > 0) {
    if (line.isOn('all')) return wrong("setting 'all' parameter but found a non empty selector. ");
    if (selects) return wrong('name cannot be provided when a selector is specified');
    const ignoreNotFound = line.isOn('ignore-not-found');
    const targets = args.named.map(({ kind, name }) => ({ kind, name, ...homeOf(shell, kind), ignoreNotFound }));
    return { targets, failures: [] };
  }
  if (!selects) return wrong('resource(s) were provided, but no name was specified');
  return yield* selected(shell, line, args.kinds);
}

const wrong = (message: string): Targets => ({ targets: [], failures: [complaint(message)] });

const notSpecified = 'one or more resources must be specified as <resource> <name> or <resource>/<name>';

/** K-116 */
const nothingNamed = `You must provide one or more resources by argument or filename.
Example resource specifications include:
   '-f rsrc.yaml'
   '--filename=rsrc.json'
   '<resource> <name>'
   '<resource>'`;

const homeOf = ({ namespace }: Shell, kind: Kind): { namespace?: string } =>
  kindFacts[kind].namespaced ? { namespace } : {};

function fromFiles(shell: Shell, line: ParsedLine): Targets {
  const ignoreNotFound = line.isOn('ignore-not-found');
  const namespaces = { namespace: shell.namespace, enforced: line.has('namespace') };
  const read = line.list('filename').map((file) => readFile(shell, file, namespaces));
  const targets = read
    .flatMap(({ objects }) => objects)
    .map(({ kind, name, namespace, source }) => ({
      kind,
      name,
      source,
      ignoreNotFound,
      ...(namespace === undefined ? {} : { namespace }),
    }));
  return { targets, failures: read.flatMap(({ failures }) => failures) };
}

function* selected(shell: Shell, line: ParsedLine, kinds: readonly Kind[]): Process<Targets> {
  const targets: Target[] = [];
  for (const kind of kinds) {
    const list = yield* listed(shell, line, kind);
    if ('text' in list) return { targets, failures: [list] };
    targets.push(...list.items.map((item) => targetOf(kind, item, line.isOn('ignore-not-found', true))));
  }
  return { targets, failures: [] };
}

/** All objects of a kind that the selectors of a line find, or why they cannot be listed. */
export function* listed(
  shell: Shell,
  line: ParsedLine,
  kind: Kind,
): Process<{ readonly items: readonly ApiObject[] } | Failure> {
  const [labelSelector, fieldSelector] = [line.text('selector'), line.text('field-selector')];
  const { code, body } = yield* request({
    verb: 'list',
    kind,
    ...(line.isOn('all-namespaces') ? {} : homeOf(shell, kind)),
    ...(labelSelector === undefined ? {} : { labelSelector }),
    ...(fieldSelector === undefined ? {} : { fieldSelector }),
  });
  if (!isStatus(body)) return { items: 'items' in body ? body.items : [] };
  if (code !== 400 || (!labelSelector && !fieldSelector)) return refusalOf(body);
  const { group, version, plural } = kindFacts[kind];
  const selectors = `label selector "${labelSelector ?? ''}", field selector "${fieldSelector ?? ''}"`;
  return refusalOf(body, `Unable to find "${group}/${version}, Resource=${plural}" that match ${selectors}: `);
}

const targetOf = (kind: Kind, { metadata }: ApiObject, ignoreNotFound: boolean): Target => ({
  kind,
  name: metadata.name,
  ...(metadata.namespace === undefined ? {} : { namespace: metadata.namespace }),
  ignoreNotFound,
});
