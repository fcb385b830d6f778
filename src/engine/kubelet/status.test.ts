import { expect, test } from 'vitest';
import { conditionOf, containerOf, deletePod, eventsOf, podOf, started, storyOf } from '../testing/kubelet-rig.ts';
import type { Rig } from '../testing/rig.ts';

/** Sets a condition of the Pod, as somebody else would. */
function setCondition(rig: Rig, type: string, status: 'True' | 'False'): void {
  const pod = podOf(rig);
  const others = (pod.status.conditions ?? []).filter((it) => it.type !== type);
  const target = { verb: 'update', kind: 'Pod', namespace: 'default', name: 'web-0', subresource: 'status' } as const;
  rig.ask({ ...target, body: { ...pod, status: { ...pod.status, conditions: [...others, { type, status }] } } });
}

const ending = (code: number, restartPolicy: string) => ({
  containers: [{ name: 'main', image: `ends:${code}` }],
  restartPolicy,
});

test('KUBELET-53, KUBELET-52: a readiness gate keeps a Pod whose containers are ready from being Ready', () => {
  const rig = started({ readinessGates: [{ conditionType: 'example.com/in' }] });
  rig.advanceTo(5000);
  expect(conditionOf(rig, 'ContainersReady')?.status).toBe('True');
  expect(conditionOf(rig, 'Ready')).toMatchObject({
    status: 'False',
    reason: 'ReadinessGatesNotReady',
    message: 'corresponding condition of pod readiness gate "example.com/in" does not exist.',
  });
  setCondition(rig, 'example.com/in', 'False');
  rig.advanceTo(6000);
  expect(conditionOf(rig, 'Ready')?.message).toBe(
    'the status of pod readiness gate "example.com/in" is not "True", but False',
  );
  setCondition(rig, 'example.com/in', 'True');
  rig.advanceTo(7000);
  expect(conditionOf(rig, 'Ready')?.status).toBe('True');
  expect(podOf(rig).status.conditions?.map(({ type }) => type)).toEqual([
    'example.com/in',
    'PodReadyToStartContainers',
    'Initialized',
    'Ready',
    'ContainersReady',
    'PodScheduled',
  ]);
});

test('KUBELET-54: the transition time changes with the status only, and foreign conditions stay', () => {
  const rig = started({});
  rig.advanceTo(5000);
  const since = conditionOf(rig, 'Ready')?.lastTransitionTime;
  setCondition(rig, 'example.com/else', 'True');
  rig.advanceTo(60_000);
  expect(conditionOf(rig, 'example.com/else')?.status).toBe('True');
  expect(conditionOf(rig, 'Ready')?.lastTransitionTime).toBe(since);
});

test('KUBELET-50: a Pod past its deadline fails, whatever its containers do', () => {
  const rig = started({ activeDeadlineSeconds: 10, terminationGracePeriodSeconds: 3 });
  rig.advanceTo(9000);
  expect(podOf(rig).status.phase).toBe('Running');
  rig.advanceTo(20_000);
  expect(podOf(rig).status).toMatchObject({
    phase: 'Failed',
    reason: 'DeadlineExceeded',
    message: 'Pod was active on the node longer than the specified deadline',
  });
  expect(containerOf(rig, 'main').state.terminated?.exitCode).toBe(0);
  expect(eventsOf(rig)).toContain('DeadlineExceeded Pod was active on the node longer than the specified deadline');
});

test.each([
  [0, 'Never', 'Succeeded', 0],
  [2, 'Never', 'Failed', 0],
  [0, 'OnFailure', 'Succeeded', 0],
  [2, 'OnFailure', 'Running', 1],
  [0, 'Always', 'Running', 1],
])('KUBELET-30, KUBELET-50: exit %i under %s: %s', (code, restartPolicy, phase, restarts) => {
  const rig = started(ending(code, restartPolicy));
  rig.advanceTo(6000);
  expect(podOf(rig).status.phase).toBe(phase);
  expect(containerOf(rig, 'main').restartCount).toBe(restarts);
});

test('KUBELET-57: the exit is written first, the phase when the sandbox has stopped', () => {
  const rig = started(ending(2, 'Never'));
  rig.advanceTo(10_000);
  expect(storyOf(rig).slice(-3)).toEqual(['Running: running', 'Running: Error', 'Failed: Error']);
  expect(conditionOf(rig, 'Ready')).toMatchObject({ status: 'False', reason: 'PodFailed' });
  expect(conditionOf(rig, 'PodReadyToStartContainers')?.status).toBe('False');
});

test('KUBELET-59: a container that has run says what it was given, also when it has ended', () => {
  const requests = { cpu: '100m' };
  const rig = started({
    containers: [{ name: 'main', image: 'ends:0', resources: { requests } }],
    restartPolicy: 'Never',
  });
  rig.advanceTo(500);
  expect(containerOf(rig, 'main')).toMatchObject({ imageID: '', allocatedResources: requests, started: false });
  expect('resources' in containerOf(rig, 'main')).toBe(false);
  rig.advanceTo(10_000);
  expect(containerOf(rig, 'main')).toMatchObject({ resources: { requests }, state: { terminated: { exitCode: 0 } } });
});

test('KUBELET-60: the first write of a termination only lifts the observed generation', () => {
  const rig = started({});
  rig.advanceTo(5000);
  const { revision } = rig.view.cursor;
  deletePod(rig);
  rig.advanceTo(5500);
  const writes = rig.changes().filter((it) => it.kind === 'Pod' && it.revision > revision && it.actor === 'kubelet');
  expect(writes).toHaveLength(1);
  const [write] = writes;
  const [before, after] = write?.kind === 'Pod' ? [write.before?.status, write.after?.status] : [];
  expect(after?.observedGeneration).toBe((before?.observedGeneration ?? 0) + 1);
  expect(after?.phase).toBe(before?.phase);
});

test('KUBELET-56: what a sync brings about is written by the next', () => {
  const rig = started({ containers: [{ name: 'main', image: 'missing' }] });
  rig.advanceTo(20_000);
  const told =
    rig.changes().find((it) => it.kind === 'Event' && it.after?.message === 'Error: ErrImagePull')?.atMs ?? 0;
  const seen = rig
    .changes()
    .find(
      (it) => it.kind === 'Pod' && it.after?.status.containerStatuses?.[0]?.state.waiting?.reason === 'ErrImagePull',
    );
  expect((seen?.atMs ?? 0) - told).toBeGreaterThan(300);
});
