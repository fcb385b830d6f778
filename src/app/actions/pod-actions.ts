// What can be done to a Pod.
import type { Pod, View } from '../../engine/index.ts';
import { namespaceFlag, sentence, unless } from './action.ts';
import type { Action, Note, Sentence } from './action.ts';
import { machineState } from './machine-state.ts';

/** `key`: `namespace/name`; nothing if there is no such Pod. Of a Pod whose node is lost, `lostNode` says more. */
export function podActions(key: string, view: View): readonly Action[] {
  const pod = view.get('Pod', key);
  if (!pod) return [];
  const { name, namespace } = pod.metadata;
  const flags = namespaceFlag(namespace);
  const remove: Action = {
    id: 'delete',
    name: 'delete',
    line: `kubectl delete pod ${name}${flags}`,
    notes: [afterDeletion(pod, view)],
  };
  const force: Action = {
    id: 'force',
    name: 'forceDelete',
    line: forceLine(pod),
    notes: runsOn(pod, view) ? [sentence('forceRunning')] : [],
  };
  const isLeaving = pod.metadata.deletionTimestamp !== undefined;
  const actions = [unless(remove, isLeaving ? sentence('beingDeleted') : undefined), ...processActions(pod, view)];
  return isLost(pod, view) ? actions : [...actions, force];
}

export const forceLine = ({ metadata: { name, namespace } }: Pod): string =>
  `kubectl delete pod ${name}${namespaceFlag(namespace)} --grace-period=0 --force`;

/** Kind of its controller. */
export const ownerOf = ({ metadata }: Pod): string | undefined =>
  metadata.ownerReferences?.find(({ controller }) => controller === true)?.kind;

const isLost = ({ spec: { nodeName } }: Pod, view: View): boolean =>
  nodeName !== undefined && machineState(nodeName, view) !== 'working';

const runsOn = ({ metadata: { uid } }: Pod, view: View): boolean =>
  (view.sandbox(uid)?.processes ?? []).some(({ exitAtMs = Infinity }) => exitAtMs > view.cursor.ms);

function afterDeletion(pod: Pod, view: View): Sentence<Note> {
  const { nodeName = '' } = pod.spec;
  if (isLost(pod, view)) return sentence('deleteLost', { node: nodeName });
  const owner = ownerOf(pod);
  if (owner === undefined) return sentence('deleteLoose');
  return sentence(owner === 'StatefulSet' ? 'deleteMember' : 'deleteReplaced');
}

function processActions(pod: Pod, view: View): readonly Action[] {
  const { name, namespace, uid } = pod.metadata;
  const flags = namespaceFlag(namespace);
  const isUnready = view.sandbox(uid)?.processes.some(({ unready }) => unready === true) === true;
  const isProbed = pod.spec.containers.some((it) => it.readinessProbe ?? it.livenessProbe ?? it.startupProbe);
  const stopped = runsOn(pod, view) ? undefined : sentence('notRunning');
  const verb = isUnready ? 'ready' : 'unready';
  const probe: Action = {
    id: 'probe',
    name: verb,
    line: `chaos ${verb} pod/${name}${flags}`,
    notes: isUnready ? [] : [sentence('unready')],
  };
  const crash: Action = {
    id: 'crash',
    name: 'crash',
    line: `chaos crash pod/${name}${flags}`,
    notes: [sentence('crash')],
  };
  return [unless(crash, stopped), unless(probe, stopped ?? (isProbed ? undefined : sentence('noProbe')))];
}
