// What can be done to a Deployment.
import type { Deployment, View } from '../../engine/index.ts';
import { namespaceFlag, sentence, unless } from './action.ts';
import type { Action } from './action.ts';
import { justRestarted } from './just-restarted.ts';

/** `key`: `namespace/name`; nothing if there is no such Deployment. */
export function deploymentActions(key: string, view: View, clockMs: number): readonly Action[] {
  const deployment = view.get('Deployment', key);
  return deployment ? [...scalings(deployment), ...rollouts(deployment, view, clockMs), deletion(deployment)] : [];
}

function scalings({ metadata: { name, namespace }, spec: { replicas = 1 } }: Deployment): readonly Action[] {
  const line = (to: number) => `kubectl scale deployment/${name} --replicas=${to}${namespaceFlag(namespace)}`;
  const down: Action = { id: 'scaleDown', name: 'scaleDown', line: line(Math.max(0, replicas - 1)) };
  return [
    { id: 'scaleUp', name: 'scaleUp', line: line(replicas + 1) },
    unless(down, replicas > 0 ? undefined : sentence('noReplicas')),
  ];
}

function rollouts(deployment: Deployment, view: View, clockMs: number): readonly Action[] {
  const { name, namespace, uid } = deployment.metadata;
  const line = (verb: string) => `kubectl rollout ${verb} deployment/${name}${namespaceFlag(namespace)}`;
  const isPaused = deployment.spec.paused === true;
  const paused = isPaused ? sentence('paused') : undefined;
  const revisions = view.owned(uid).filter(({ kind }) => kind === 'ReplicaSet').length;
  const restart: Action = { id: 'restart', name: 'restart', line: line('restart'), notes: [sentence('renewed')] };
  const undo: Action = { id: 'undo', name: 'undo', line: line('undo'), notes: [sentence('undo')] };
  const pause: Action = isPaused
    ? { id: 'pause', name: 'resume', line: line('resume') }
    : { id: 'pause', name: 'pause', line: line('pause'), notes: [sentence('pause')] };
  return [
    unless(restart, paused ?? justRestarted(deployment, clockMs)),
    unless(undo, paused ?? (revisions > 1 ? undefined : sentence('noEarlier'))),
    pause,
  ];
}

function deletion({ metadata: { name, namespace, deletionTimestamp } }: Deployment): Action {
  const action: Action = {
    id: 'delete',
    name: 'delete',
    line: `kubectl delete deployment ${name}${namespaceFlag(namespace)}`,
    notes: [sentence('deleteSet')],
  };
  return unless(action, deletionTimestamp === undefined ? undefined : sentence('beingDeleted'));
}
