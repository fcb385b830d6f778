// What can be done to a StatefulSet.
import type { View } from '../../engine/index.ts';
import { namespaceFlag, sentence, unless } from './action.ts';
import type { Action, Hindrance, Sentence } from './action.ts';

/** `key`: `namespace/name`; nothing if there is no such set. */
export function setActions(key: string, view: View): readonly Action[] {
  const set = view.get('StatefulSet', key);
  if (!set) return [];
  const { name, namespace, uid, deletionTimestamp } = set.metadata;
  const flags = namespaceFlag(namespace);
  const { replicas = 1 } = set.spec;
  const scale = (to: number) => `kubectl scale statefulset/${name} --replicas=${to}${flags}`;
  const revisions = view.owned(uid).filter(({ kind }) => kind === 'ControllerRevision').length;
  const down: Action = { id: 'scaleDown', name: 'scaleDown', line: scale(Math.max(0, replicas - 1)) };
  const undo: Action = { id: 'undo', name: 'undo', line: `kubectl rollout undo statefulset/${name}${flags}` };
  const remove: Action = {
    id: 'delete',
    name: 'delete',
    line: `kubectl delete statefulset ${name}${flags}`,
    notes: [sentence('deleteSet')],
  };
  const orphan: Action = {
    id: 'orphan',
    name: 'orphan',
    line: `kubectl delete statefulset ${name}${flags} --cascade=orphan`,
    notes: [sentence('orphan')],
  };
  const leaving = deletionTimestamp === undefined ? undefined : sentence('beingDeleted');
  return [
    { id: 'scaleUp', name: 'scaleUp', line: scale(replicas + 1) },
    unless(down, replicas > 0 ? undefined : sentence('noReplicas')),
    { id: 'restart', name: 'restart', line: `kubectl rollout restart statefulset/${name}${flags}` },
    unless(undo, revisions > 1 ? undefined : sentence('noEarlier')),
    unless(remove, leaving),
    unless(orphan, leaving),
  ];
}

export interface ContainerImage {
  readonly container: string;
  readonly image: string;
}

/** The containers of a set's template, in order; none for anything else. `about`: `Kind namespace/name`. */
export function imagesOf(about: string, view: View): readonly ContainerImage[] {
  const set = about.startsWith('StatefulSet ')
    ? view.get('StatefulSet', about.slice('StatefulSet '.length))
    : undefined;
  return (set?.spec.template.spec?.containers ?? []).map(({ name, image = '' }) => ({ container: name, image }));
}

/** `key`: the set's `namespace/name`; `wanted`: as it was written. */
export function setImage(key: string, { container, image }: ContainerImage, wanted: string): Action {
  const [namespace = '', name = ''] = key.split('/');
  const written = wanted.trim();
  const line = `kubectl set image statefulset/${name} ${container}=${written}${namespaceFlag(namespace)}`;
  return unless({ id: 'image', name: 'setImage', line }, imageHindrance(image, written));
}

/** What a shell would take apart is no image. */
const plain = /^[A-Za-z0-9][A-Za-z0-9._:/@-]*$/;

function imageHindrance(image: string, written: string): Sentence<Hindrance> | undefined {
  if (!plain.test(written)) return sentence('imageMissing');
  return written === image ? sentence('imageSame') : undefined;
}
