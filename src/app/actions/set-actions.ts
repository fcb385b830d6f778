// What can be done to a StatefulSet.
import type { StatefulSet, View } from '../../engine/index.ts';
import { namespaceFlag, sentence, unless } from './action.ts';
import type { Action, Note, Sentence } from './action.ts';
import { justRestarted } from './just-restarted.ts';

/** `key`: `namespace/name`; nothing if there is no such set. */
export function setActions(key: string, view: View, clockMs: number): readonly Action[] {
  const set = view.get('StatefulSet', key);
  return set ? [...scalings(set), ...rollouts(set, view, clockMs), ...deletions(set)] : [];
}

function scalings(set: StatefulSet): readonly Action[] {
  const { name, namespace } = set.metadata;
  const { replicas = 1, ordinals, persistentVolumeClaimRetentionPolicy: policy } = set.spec;
  const line = (to: number) => `kubectl scale statefulset/${name} --replicas=${to}${namespaceFlag(namespace)}`;
  const podAt = (place: number) => ({ pod: `${name}-${(ordinals?.start ?? 0) + place}` });
  const up: Action = {
    id: 'scaleUp',
    name: 'scaleUp',
    line: line(replicas + 1),
    notes: [sentence('added', podAt(replicas))],
  };
  const down: Action = {
    id: 'scaleDown',
    name: 'scaleDown',
    line: line(Math.max(0, replicas - 1)),
    notes: [sentence('removed', podAt(replicas - 1)), ...fateOfClaims(set, policy?.whenScaled)],
  };
  return [up, unless(down, replicas > 0 ? undefined : sentence('noReplicas'))];
}

function rollouts(set: StatefulSet, view: View, clockMs: number): readonly Action[] {
  const { name, namespace, uid } = set.metadata;
  const line = (verb: string) => `kubectl rollout ${verb} statefulset/${name}${namespaceFlag(namespace)}`;
  const revisions = view.owned(uid).filter(({ kind }) => kind === 'ControllerRevision').length;
  const undo: Action = { id: 'undo', name: 'undo', line: line('undo'), notes: [sentence('undo')] };
  return [
    unless(
      { id: 'restart', name: 'restart', line: line('restart'), notes: [sentence('restart')] },
      justRestarted(set, clockMs),
    ),
    unless(undo, revisions > 1 ? undefined : sentence('noEarlier')),
  ];
}

function deletions(set: StatefulSet): readonly Action[] {
  const { name, namespace, deletionTimestamp } = set.metadata;
  const line = `kubectl delete statefulset ${name}${namespaceFlag(namespace)}`;
  const claims = fateOfClaims(set, set.spec.persistentVolumeClaimRetentionPolicy?.whenDeleted);
  const actions: readonly Action[] = [
    { id: 'delete', name: 'delete', line, notes: [sentence('deleteSet'), ...claims] },
    { id: 'orphan', name: 'orphan', line: `${line} --cascade=orphan`, notes: [sentence('orphan')] },
  ];
  const leaving = deletionTimestamp === undefined ? undefined : sentence('beingDeleted');
  return actions.map((action) => unless(action, leaving));
}

/** What becomes of the claims of Pods that go for good; nothing if the set makes none. */
function fateOfClaims({ spec }: StatefulSet, policy: string | undefined): readonly Sentence<Note>[] {
  if ((spec.volumeClaimTemplates ?? []).length === 0) return [];
  return [sentence(policy === 'Delete' ? 'claimsGo' : 'claimsStay')];
}
