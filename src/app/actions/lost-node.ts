// The four ways out for a Pod whose node is lost: wait, force the Pod's deletion, delete the Node, vouch that it is out of service.
// Each says what it leads to, and that is not the same if the machine is off as if only nobody hears of it.
import type { Pod, Taint, View } from '../../engine/index.ts';
import { sentence, unless } from './action.ts';
import type { Action, Note, Sentence } from './action.ts';
import { machineState, outOfServiceTaint, runsUnheard } from './machine-state.ts';
import type { MachineState } from './machine-state.ts';
import { forceLine, ownerOf } from './pod-actions.ts';

export interface LostNode {
  readonly node: string;
  readonly how: Exclude<MachineState, 'working'>;
  readonly choices: readonly Action[];
}

/** Undefined if the Pod's node is heard of, or it has none. */
export function lostNode(key: string, view: View): LostNode | undefined {
  const pod = view.get('Pod', key);
  const node = pod?.spec.nodeName;
  if (!pod || node === undefined) return undefined;
  const how = machineState(node, view);
  if (how === 'working') return undefined;
  const choices = [
    wait(pod, node, how, view),
    force(pod, node, view),
    deleteNode(pod, node, how, view),
    outOfService(pod, node, how, view),
  ];
  return { node, how, choices };
}

function wait(pod: Pod, node: string, how: MachineState, view: View): Action {
  const isSettled = view.upcoming().every(({ idle }) => idle);
  const running = runsUnheard(node, view) ? [sentence('waitRunning', { node })] : [];
  const action: Action = {
    id: 'wait',
    name: 'wait',
    line: undefined,
    notes: [waiting(pod, node, how, view), ...running],
  };
  return unless(action, isSettled ? sentence('nothingToCome', { node }) : undefined);
}

function waiting(pod: Pod, node: string, how: MachineState, view: View): Sentence<Note> {
  if (how === 'gone') return sentence('waitGone');
  const nodes = view.list('Node');
  if (nodes.every(({ metadata: { name } }) => machineState(name, view) !== 'working')) return sentence('waitAll');
  const seconds = secondsTolerated(pod);
  if (seconds === undefined) return sentence('waitForever', { node });
  return sentence(ownerOf(pod) === 'ReplicaSet' ? 'waitReplaced' : 'wait', { node, seconds });
}

const unreachable: Taint = { key: 'node.kubernetes.io/unreachable', effect: 'NoExecute' };

/** From the taint to the Pod's deletion (NODE-20); undefined: for ever. */
function secondsTolerated({ spec: { tolerations = [] } }: Pod): number | undefined {
  const matching = tolerations.filter(
    ({ key, effect }) =>
      (key === undefined || key === '' || key === unreachable.key) &&
      (effect === undefined || effect === unreachable.effect),
  );
  if (matching.length === 0) return 0;
  const limits = matching.flatMap(({ tolerationSeconds }) => tolerationSeconds ?? []);
  return limits.length === 0 ? undefined : Math.max(0, Math.min(...limits));
}

function force(pod: Pod, node: string, view: View): Action {
  const first = sentence(isReady(node, view) ? 'forceEarly' : 'force', { node });
  return { id: 'force', name: 'forceDelete', line: forceLine(pod), notes: [first, ...truth(pod, node, view)] };
}

function deleteNode(pod: Pod, node: string, how: MachineState, view: View): Action {
  const notes = [sentence('deleteNode', { node }), ...truth(pod, node, view)];
  const action: Action = { id: 'node', name: 'deleteNode', line: `kubectl delete node ${node}`, notes };
  return unless(action, how === 'gone' ? sentence('nodeGone', { node }) : undefined);
}

/** NODE-43, VOL-47: a person's word that nothing runs there any more, on which volumes are detached at once. */
function outOfService(pod: Pod, node: string, how: MachineState, view: View): Action {
  const { key, value, effect } = outOfServiceTaint;
  const early = isReady(node, view) ? [sentence('outEarly', { node })] : [];
  const [truthOfMachine] = truth(pod, node, view);
  const action: Action = {
    id: 'out-of-service',
    name: 'outOfService',
    line: `kubectl taint nodes ${node} ${key}=${value}:${effect}`,
    notes: [sentence('outOfService', { node }), ...early, ...(truthOfMachine ? [truthOfMachine] : [])],
  };
  const isTainted = view.get('Node', node)?.spec.taints?.some((taint) => taint.key === key) === true;
  if (how === 'gone') return unless(action, sentence('nodeGone', { node }));
  return unless(action, isTainted ? sentence('alreadyOut', { node }) : undefined);
}

const isReady = (node: string, view: View): boolean =>
  view.get('Node', node)?.status.conditions?.find(({ type }) => type === 'Ready')?.status === 'True';

/** What the API server cannot know: whether the old containers still run; and what becomes of the volume. */
function truth(pod: Pod, node: string, view: View): readonly Sentence<Note>[] {
  const hasVolume = pod.spec.volumes?.some(({ persistentVolumeClaim }) => persistentVolumeClaim) === true;
  const isOff = view.machine(node)?.powered !== true;
  return [
    ...(runsUnheard(node, view)
      ? [sentence('splitBrain', { node })]
      : isOff
        ? [sentence('nothingRuns', { node })]
        : []),
    ...(hasVolume ? [sentence('volume', { node })] : []),
  ];
}
