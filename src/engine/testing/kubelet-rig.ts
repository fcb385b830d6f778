// One Pod `web-0` on real kubelets, for the rule tests of what a kubelet does: its images, its manifest, and what was seen of it.
import type { ContainerState, ContainerStatus, Pod } from '../kinds/pod.ts';
import { createKubelet } from '../kubelet/kubelet.ts';
import type { ImageBehaviour } from '../options.ts';
import { createScheduler } from '../scheduler/scheduler.ts';
import { createRig } from './rig.ts';
import type { Rig } from './rig.ts';

export const behaviour = (match: string, more: Partial<ImageBehaviour> = {}): ImageBehaviour => ({
  match,
  pullMs: 500,
  startMs: 0,
  readyMs: 0,
  stopMs: 1000,
  ...more,
});

/** Images by what they do: `ends:2` exits with 2 after a second, `runs` runs, `stubborn` ignores the signal. */
const images: readonly ImageBehaviour[] = [
  ...[0, 1, 2].map((code) => behaviour(`ends:${code}`, { exit: { code, afterMs: 1000 } })),
  behaviour('late', { readyMs: 5000 }),
  behaviour('stubborn', { stopMs: 'never' }),
  behaviour('missing', { pullMs: 'error' }),
];

export function kubeletRig(): Rig {
  const options = { seed: 1, startTimeMs: Date.UTC(2026, 0, 1), nodes: [], images, featureGates: {} };
  return createRig([createScheduler(), createKubelet(options)]);
}

/** Starts the Pod of a spec; one container `main` that runs unless the spec says otherwise. */
export function started(spec: object, rig: Rig = kubeletRig()): Rig {
  const containers = [{ name: 'main', image: 'runs' }];
  rig.create('Pod', { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web-0' }, spec: { containers, ...spec } });
  return rig;
}

export function podOf(rig: Rig): Pod {
  const pod = rig.view.get('Pod', 'default/web-0');
  if (!pod) throw new Error('the Pod is gone');
  return pod;
}

/** The Pod's Events: `fieldPath? reason message`. */
export function eventsOf(rig: Rig): readonly string[] {
  const created = rig.changes().find((it) => it.kind === 'Pod');
  const uid = created?.kind === 'Pod' ? (created.after?.metadata.uid ?? '') : '';
  return rig.view.eventsAbout(uid).map(({ reason, message, involvedObject: { fieldPath = '' } }) => {
    const container = /\{(.*)\}/.exec(fieldPath)?.[1];
    return `${container === undefined ? '' : `${container}: `}${reason} ${message}`;
  });
}

/** When the kubelet said something of a container first, in cluster milliseconds; -1 if never. */
export function toldAtMs(rig: Rig, container: string, reason: string): number {
  const found = rig
    .changes()
    .find(
      (it) =>
        it.kind === 'Event' &&
        it.after?.reason === reason &&
        it.after.involvedObject.fieldPath?.includes(`{${container}}`) === true,
    );
  return found?.atMs ?? -1;
}

/** A container as the Pod's last status has it. */
export function containerOf(rig: Rig, name: string): ContainerStatus {
  const { initContainerStatuses = [], containerStatuses = [] } = podOf(rig).status;
  const found = [...initContainerStatuses, ...containerStatuses].find((container) => container.name === name);
  if (!found) throw new Error(`no container ${name}`);
  return found;
}

/** A container's state in a word: `running`, `Completed`, `CrashLoopBackOff`. */
export const wordOf = ({ running, waiting, terminated }: ContainerState): string =>
  running ? 'running' : (waiting?.reason ?? terminated?.reason ?? '');

/** The Pod's statuses as they were written: phase, then the containers' states, init containers first. */
export function storyOf(rig: Rig): readonly string[] {
  const lines = rig.changes().flatMap((it) => {
    if (it.kind !== 'Pod' || !it.after?.status.containerStatuses) return [];
    const { phase = '', initContainerStatuses = [], containerStatuses } = it.after.status;
    const words = [...initContainerStatuses, ...containerStatuses].map(({ state }) => wordOf(state));
    return [`${phase}: ${words.join(' ')}`];
  });
  return lines.filter((line, at) => line !== lines[at - 1]);
}

export const conditionOf = (rig: Rig, type: string) => podOf(rig).status.conditions?.find((it) => it.type === type);

export const deletePod = (rig: Rig, gracePeriodSeconds?: number): void =>
  void rig.ask({
    verb: 'delete',
    kind: 'Pod',
    namespace: 'default',
    name: 'web-0',
    ...(gracePeriodSeconds === undefined ? {} : { options: { gracePeriodSeconds } }),
  });
