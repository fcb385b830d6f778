// The revisions of a StatefulSet as kubectl finds them: by the set's selector, of those it owns, oldest first.
import type { ControllerRevision, Json, StatefulSet } from '../engine/index.ts';
import { isStatus } from '../engine/index.ts';
import { request } from './command.ts';
import type { Process } from './command.ts';

/** Empty if they cannot be listed. */
export function* revisionsOf({ metadata, spec }: StatefulSet): Process<readonly ControllerRevision[]> {
  const labels = Object.entries(spec.selector.matchLabels ?? {}).map(([key, value]) => `${key}=${value}`);
  const terms = (spec.selector.matchExpressions ?? []).map(({ key, operator, values = [] }) => {
    if (operator === 'Exists') return key;
    if (operator === 'DoesNotExist') return `!${key}`;
    return `${key} ${operator === 'In' ? 'in' : 'notin'} (${values.join(',')})`;
  });
  const { body } = yield* request({
    verb: 'list',
    kind: 'ControllerRevision',
    ...(metadata.namespace === undefined ? {} : { namespace: metadata.namespace }),
    labelSelector: [...labels, ...terms].join(','),
  });
  if (isStatus(body) || !('items' in body)) return [];
  const owned = body.items.filter(
    (item): item is ControllerRevision =>
      item.kind === 'ControllerRevision' &&
      (item.metadata.ownerReferences ?? []).some(({ controller, uid }) => controller === true && uid === metadata.uid),
  );
  return owned.sort((a, b) => a.revision - b.revision);
}

/** The Pod template a revision holds, without the word that makes a patch of it; undefined if it holds none. */
export function templateIn({ data }: ControllerRevision): Json | undefined {
  const template = at(at(data, 'spec'), 'template');
  if (!isMap(template)) return undefined;
  const { $patch: _word, ...rest } = template;
  return rest;
}

const isMap = (value: Json | undefined): value is { readonly [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const at = (value: Json | undefined, field: string): Json | undefined => (isMap(value) ? value[field] : undefined);
