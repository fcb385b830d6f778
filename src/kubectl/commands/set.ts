// `kubectl set image`: new images for the containers of a Pod template (K-37). What else kubectl can set is not simulated yet.
import type { ApiObject, Container } from '../../engine/index.ts';
import type { Process, Shell } from '../command.ts';
import { dryRunFlag } from '../dry-run.ts';
import { complaint } from '../failure.ts';
import type { Failure } from '../failure.ts';
import { onOff, writerFlags } from '../flags.ts';
import type { ParsedLine } from '../flags.ts';
import type { FoundObject } from '../found-objects.ts';
import { outputFlag } from '../outcome-line.ts';
import { resourcesAndPairs } from '../pairs.ts';
import { patchEach } from '../patch-each.ts';
import { unknownPart } from '../real-verbs.ts';
import type { ObjectPatch } from '../patch-each.ts';
import { finish } from '../verb.ts';
import type { Verb } from '../verb.ts';

export const set: Verb = {
  flags: {
    ...writerFlags,
    all: onOff(),
    'dry-run': dryRunFlag,
    filename: { type: 'list', short: 'f' },
    output: outputFlag,
    selector: { type: 'text', short: 'l' },
  },
  notSimulated: ['kustomize', 'local', 'template'],
  run: runSet,
};

const others = ['env', 'resources', 'selector', 'serviceaccount', 'subject'];

function* runSet(shell: Shell, line: ParsedLine): Process<number> {
  const [what = '', ...words] = line.args;
  if (others.includes(what)) return finish(shell, [complaint(`kubectl set ${what} is not simulated yet`)]);
  if (what !== 'image') return finish(shell, [complaint(unknownPart('set', what, ['image', ...others]))]);
  const args = resourcesAndPairs(words, 'image');
  if (!args.ok) return finish(shell, [complaint(args.message)]);
  const images = args.pairs.map((pair): [string, string] => {
    const equals = pair.indexOf('=');
    return equals < 0 ? [pair, ''] : [pair.slice(0, equals), pair.slice(equals + 1)];
  });
  return yield* patchEach(shell, 'set', { ...line, args: args.resources }, (found) => patchOf(found, images));
}

type Images = readonly (readonly [container: string, image: string])[];

function patchOf({ object }: FoundObject, images: Images): ObjectPatch | Failure | undefined {
  if (images.length === 0) return complaint('at least one image update is required');
  const removed = images.find(([, image]) => image === '');
  if (removed) return complaint(`invalid image for container ${removed[0]}: an image is required`);
  const spec = podSpecOf(object);
  if (!spec) return complaint(`${object.kind} "${object.metadata.name}" has no Pod template`);
  const lists = { containers: spec.containers, initContainers: spec.initContainers ?? [] };
  const names = [...lists.containers, ...lists.initContainers].map(({ name }) => name);
  const unknown = images.find(([name]) => name !== '*' && !names.includes(name));
  if (unknown) return complaint(`unable to find container named "${unknown[0]}"`);
  const changes = Object.entries(lists).map(([field, list]) => changeOf(field, list, images));
  const patch = Object.assign({}, ...changes) as { readonly [field: string]: unknown };
  if (Object.keys(patch).length === 0) return undefined;
  const body = object.kind === 'Pod' ? { spec: patch } : { spec: { template: { spec: patch } } };
  return { outcome: 'image updated', patch: body, patchType: 'strategic' };
}

function podSpecOf(
  object: ApiObject,
): { containers: readonly Container[]; initContainers?: readonly Container[] } | undefined {
  if (object.kind === 'Pod') return object.spec;
  return object.kind === 'StatefulSet' || object.kind === 'Deployment' || object.kind === 'ReplicaSet'
    ? object.spec.template.spec
    : undefined;
}

/** The strategic patch of one list of containers; empty if no image changes. */
function changeOf(
  field: string,
  containers: readonly Container[],
  images: Images,
): { readonly [field: string]: unknown } {
  const changed = containers.flatMap(({ name, image }) => {
    const wanted = images.findLast(([pattern]) => pattern === '*' || pattern === name)?.[1];
    return wanted === undefined || wanted === image ? [] : [{ name, image: wanted }];
  });
  if (changed.length === 0) return {};
  return { [`$setElementOrder/${field}`]: containers.map(({ name }) => ({ name })), [field]: changed };
}
