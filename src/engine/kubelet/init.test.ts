import { expect, test } from 'vitest';
import {
  conditionOf,
  containerOf,
  deletePod,
  eventsOf,
  kubeletRig,
  podOf,
  started,
  storyOf,
  toldAtMs,
  wordOf,
} from '../testing/kubelet-rig.ts';

const init = (name: string, image = 'ends:0', more: object = {}) => ({ name, image, ...more });

const sidecar = (name: string, more: object = {}, image = 'runs') =>
  init(name, image, { restartPolicy: 'Always', ...more });

const probe = { exec: { command: ['ready'] }, periodSeconds: 1 };

test('KUBELET-20, KUBELET-58: one init container after the other, then the regular ones; a write for each step', () => {
  const rig = started({ initContainers: [init('one'), init('two')] });
  rig.advanceTo(20_000);
  expect(storyOf(rig)).toEqual([
    'Pending: PodInitializing PodInitializing PodInitializing',
    'Pending: running PodInitializing PodInitializing',
    'Pending: Completed PodInitializing PodInitializing',
    'Pending: Completed running PodInitializing',
    'Pending: Completed Completed PodInitializing',
    'Running: Completed Completed running',
  ]);
});

test('KUBELET-2, KUBELET-53: until then the Pod is not initialized, and says which containers that hangs on', () => {
  const rig = started({ initContainers: [init('one'), init('two')] });
  rig.advanceTo(1200);
  expect(containerOf(rig, 'main').state).toEqual({ waiting: { reason: 'PodInitializing' } });
  expect(conditionOf(rig, 'Initialized')).toMatchObject({
    status: 'False',
    reason: 'ContainersNotInitialized',
    message: 'containers with incomplete status: [one two]',
  });
  expect(rig.view.waits().map(({ reason }) => reason)).toContainEqual({
    rule: 'KUBELET-20',
    params: expect.objectContaining({ pod: 'web-0', container: 'one' }),
  });
  rig.advanceTo(20_000);
  expect(conditionOf(rig, 'Initialized')).toMatchObject({ status: 'True' });
});

test('KUBELET-59: a finished init container is ready and not started, a regular one the other way round', () => {
  const rig = started({ initContainers: [init('one')] });
  rig.advanceTo(1200);
  expect(containerOf(rig, 'one')).toMatchObject({ ready: false, started: true });
  rig.advanceTo(20_000);
  expect(containerOf(rig, 'one')).toMatchObject({ ready: true, started: false, restartCount: 0 });
});

test('KUBELET-20: a failing init container is tried again, later and later, and nothing else starts', () => {
  const rig = started({ initContainers: [init('one', 'ends:1')] });
  rig.advanceTo(60_000);
  expect(containerOf(rig, 'one').restartCount).toBeGreaterThan(1);
  expect(podOf(rig).status.phase).toBe('Pending');
  expect(wordOf(containerOf(rig, 'main').state)).toBe('PodInitializing');
  expect(storyOf(rig)).toContain('Pending: CrashLoopBackOff PodInitializing');
  expect(eventsOf(rig).find((text) => text.startsWith('one: BackOff'))).toMatch(
    /^one: BackOff Back-off restarting failed container one in pod web-0_default\(/,
  );
});

test('KUBELET-20: with restartPolicy Never the Pod fails with it', () => {
  const rig = started({ initContainers: [init('one', 'ends:1'), init('two')], restartPolicy: 'Never' });
  rig.advanceTo(60_000);
  expect(podOf(rig).status.phase).toBe('Failed');
  expect(containerOf(rig, 'one')).toMatchObject({ restartCount: 0, state: { terminated: { exitCode: 1 } } });
  expect(toldAtMs(rig, 'two', 'Started')).toBe(-1);
});

test('KUBELET-20: with OnFailure it is tried again', () => {
  const rig = started({ initContainers: [init('one', 'ends:1')], restartPolicy: 'OnFailure' });
  rig.advanceTo(30_000);
  expect(podOf(rig).status.phase).toBe('Pending');
  expect(containerOf(rig, 'one').restartCount).toBeGreaterThan(0);
});

test('KUBELET-21: a sidecar goes on running, and the next one starts when it has started', () => {
  const rig = started({
    initContainers: [sidecar('proxy', { startupProbe: { ...probe, failureThreshold: 30 } }, 'late'), init('two')],
  });
  rig.advanceTo(30_000);
  expect(toldAtMs(rig, 'two', 'Started') - toldAtMs(rig, 'proxy', 'Started')).toBeGreaterThanOrEqual(5000);
  expect(containerOf(rig, 'proxy')).toMatchObject({ started: true, ready: true, state: { running: {} } });
  expect(storyOf(rig).at(-1)).toBe('Running: running Completed running');
});

test('KUBELET-21: a sidecar’s readiness is the Pod’s', () => {
  const rig = started({ initContainers: [sidecar('proxy', { readinessProbe: probe }, 'late')] });
  rig.advanceTo(4000);
  expect(conditionOf(rig, 'ContainersReady')).toMatchObject({
    status: 'False',
    message: 'containers with unready status: [proxy]',
  });
  expect(podOf(rig).status.phase).toBe('Running');
  rig.advanceTo(30_000);
  expect(conditionOf(rig, 'Ready')).toMatchObject({ status: 'True' });
});

test('KUBELET-21: a sidecar that ends is started again, whatever the Pod’s restartPolicy, and nobody waits for it', () => {
  const rig = started({ initContainers: [sidecar('proxy', {}, 'ends:0')], restartPolicy: 'Never' });
  rig.advanceTo(30_000);
  expect(containerOf(rig, 'proxy').restartCount).toBeGreaterThan(0);
  expect(wordOf(containerOf(rig, 'main').state)).toBe('running');
  expect(containerOf(rig, 'main').restartCount).toBe(0);
});

test('KUBELET-21: sidecars do not keep a Pod from ending', () => {
  const containers = [{ name: 'main', image: 'ends:0' }];
  const rig = started({ initContainers: [sidecar('proxy')], containers, restartPolicy: 'Never' });
  rig.advanceTo(30_000);
  expect(podOf(rig).status.phase).toBe('Succeeded');
  expect(eventsOf(rig)).toContain('proxy: Killing Stopping container proxy');
  expect(wordOf(containerOf(rig, 'proxy').state)).toBe('Completed');
  expect(containerOf(rig, 'proxy').restartCount).toBe(0);
});

test('KUBELET-43: a sidecar that fails its liveness probe is called an init container', () => {
  const rig = started({ initContainers: [sidecar('proxy', { livenessProbe: probe }, 'late')] });
  rig.advanceTo(6000);
  expect(eventsOf(rig)).toContain('proxy: Killing Init container proxy failed liveness probe, will be restarted');
});

test('KUBELET-6: Events of an init container name their place', () => {
  const rig = started({ initContainers: [init('one')] });
  rig.advanceTo(3000);
  const paths = rig.view.eventsAbout(podOf(rig).metadata.uid).map(({ involvedObject }) => involvedObject.fieldPath);
  expect(paths).toContain('spec.initContainers{one}');
});

test('KUBELET-51: a Pod deleted before it was initialized: what never could run still waits', () => {
  const rig = started({ initContainers: [init('one', 'stubborn')], terminationGracePeriodSeconds: 2 }, kubeletRig());
  rig.advanceTo(5000);
  deletePod(rig);
  rig.advanceTo(20_000);
  const last = rig.changes().findLast((it) => it.kind === 'Pod' && it.after?.status.phase === 'Failed');
  expect(last?.after).toMatchObject({
    status: {
      initContainerStatuses: [{ state: { terminated: { exitCode: 137 } } }],
      containerStatuses: [{ state: { waiting: { reason: 'PodInitializing' } } }],
    },
  });
});
