import { expect, test } from 'vitest';
import type { ApiObject } from '../kinds/kinds.ts';
import type { Pod } from '../kinds/pod.ts';
import type { ImageBehaviour } from '../options.ts';
import { createScheduler } from '../scheduler/scheduler.ts';
import { createRig } from '../testing/rig.ts';
import type { Rig } from '../testing/rig.ts';
import { createKubelet } from './kubelet.ts';

const behaviour = (match: string, more: Partial<ImageBehaviour> = {}): ImageBehaviour => ({
  match,
  pullMs: 500,
  startMs: 0,
  readyMs: 0,
  stopMs: 1000,
  ...more,
});

function rigOf(images: readonly ImageBehaviour[] = []): Rig {
  const options = { seed: 1, startTimeMs: Date.UTC(2026, 0, 1), nodes: [], images, featureGates: {} };
  return createRig([createScheduler(), createKubelet(options)]);
}

const key = 'default/web-0';

function createPod(rig: Rig, container: object = {}, spec: object = {}): void {
  const main = { name: 'nginx', image: 'nginx:1.25', ...container };
  rig.create('Pod', {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'web-0' },
    spec: { containers: [main], ...spec },
  });
}

const podOf = (rig: Rig): Pod | undefined => rig.view.get('Pod', key);

const eventsOf = (rig: Rig, uid = podOf(rig)?.metadata.uid ?? ''): readonly string[] =>
  rig.view.eventsAbout(uid).map((event) => `${event.type} ${event.reason} ${event.message}`);

/** What watchers of the Pod saw: phase and the conditions that hold. */
function seen(rig: Rig): readonly string[] {
  return rig.changes().flatMap((change) => {
    if (change.kind !== 'Pod') return [];
    const status: Pod['status'] = change.after?.status ?? {};
    const holding = (status.conditions ?? []).filter((it) => it.status === 'True').map(({ type }) => type);
    return [change.after ? [status.phase, ...holding].join(' ') : 'gone'];
  });
}

function deletePod(rig: Rig, gracePeriodSeconds?: number): ApiObject | undefined {
  const options = gracePeriodSeconds === undefined ? {} : { options: { gracePeriodSeconds } };
  rig.ask({ verb: 'delete', kind: 'Pod', namespace: 'default', name: 'web-0', ...options });
  return podOf(rig);
}

test('KUBELET-58: the writes of a normal start, in order', () => {
  const rig = rigOf();
  createPod(rig);
  rig.advanceTo(5000);
  expect(seen(rig)).toEqual([
    'Pending',
    'Pending PodScheduled',
    'Pending Initialized PodScheduled',
    'Pending PodReadyToStartContainers Initialized PodScheduled',
    'Running PodReadyToStartContainers Initialized Ready ContainersReady PodScheduled',
  ]);
  expect(podOf(rig)?.status).toMatchObject({ hostIP: expect.stringMatching(/^192\.0\.2\./), qosClass: 'BestEffort' });
  expect(podOf(rig)?.status.podIP).toMatch(/^10\.244\.\d\.2$/);
});

test('KUBELET-6: pulling, pulled, created, started; a second Pod finds the image there', () => {
  const rig = rigOf();
  createPod(rig);
  rig.advanceTo(5000);
  expect(eventsOf(rig).slice(1)).toEqual([
    'Normal Pulling Pulling image "nginx:1.25"',
    'Normal Pulled Successfully pulled image "nginx:1.25" in 500ms (500ms including waiting). Image size: 50000000 bytes.',
    'Normal Created Container created',
    'Normal Started Container started',
  ]);
  expect(rig.view.eventsAbout(podOf(rig)?.metadata.uid ?? '')[1]?.involvedObject.fieldPath).toBe(
    'spec.containers{nginx}',
  );
  deletePod(rig);
  rig.advanceTo(10_000);
  const node = rig.view.machines().find(({ images }) => images.length > 0)?.node ?? '';
  createPod(rig, {}, { nodeSelector: { 'kubernetes.io/hostname': node } });
  rig.advanceTo(15_000);
  expect(eventsOf(rig)[1]).toBe(
    'Normal Pulled Container image "nginx:1.25" already present on machine and can be accessed by the pod',
  );
});

test('KUBELET-9: a node pulls one image after the other', () => {
  const rig = rigOf();
  const spec = { nodeSelector: { 'kubernetes.io/hostname': 'node-1' } };
  createPod(rig, { imagePullPolicy: 'Always' }, spec);
  rig.create('Pod', {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'web-1' },
    spec: { containers: [{ name: 'nginx', image: 'nginx:1.25', imagePullPolicy: 'Always' }], ...spec },
  });
  rig.advanceTo(600);
  expect(
    rig.view
      .waits()
      .map(({ reason }) => reason.rule)
      .sort(),
  ).toEqual(['KUBELET-6', 'KUBELET-9']);
  rig.advanceTo(5000);
  const second = rig.view.get('Pod', 'default/web-1')?.metadata.uid ?? '';
  expect(eventsOf(rig, second).find((text) => text.includes(' Pulled '))).toContain('in 500ms (1s including waiting)');
});

test('KUBELET-7: an image that does not exist, and the rhythm of its reports', () => {
  const rig = rigOf([behaviour('nginx:broken', { pullMs: 'error' })]);
  createPod(rig, { image: 'nginx:broken' });
  rig.advanceTo(60_000);
  const error =
    'rpc error: code = NotFound desc = failed to pull and unpack image "docker.io/library/nginx:broken": failed to ' +
    'resolve reference "docker.io/library/nginx:broken": docker.io/library/nginx:broken: not found';
  expect(eventsOf(rig).slice(1)).toEqual([
    'Normal Pulling Pulling image "nginx:broken"',
    `Warning Failed Failed to pull image "nginx:broken": ${error}`,
    'Warning Failed Error: ErrImagePull',
    'Normal BackOff Back-off pulling image "nginx:broken"',
    'Warning Failed Error: ImagePullBackOff',
  ]);
  const reasons = rig.changes().flatMap((change) => {
    const waiting = change.kind === 'Pod' ? change.after?.status.containerStatuses?.[0]?.state.waiting : undefined;
    return waiting?.reason ?? [];
  });
  expect([...new Set(reasons)]).toEqual(['ContainerCreating', 'ErrImagePull', 'ImagePullBackOff']);
  expect(podOf(rig)?.status.phase).toBe('Pending');
});

test('KUBELET-8: never pulling an image that is not there', () => {
  const rig = rigOf();
  createPod(rig, { imagePullPolicy: 'Never' });
  rig.advanceTo(2000);
  expect(podOf(rig)?.status.containerStatuses?.[0]?.state.waiting?.reason).toBe('ErrImageNeverPull');
});

test('KUBELET-42: with a readiness probe, Ready comes by a write of its own', () => {
  const rig = rigOf([behaviour('*', { readyMs: 3000 })]);
  createPod(rig, { readinessProbe: { exec: { command: ['ready'] }, periodSeconds: 1 } });
  rig.advanceTo(2000);
  expect(podOf(rig)?.status).toMatchObject({ phase: 'Running', containerStatuses: [{ ready: false, started: true }] });
  expect(podOf(rig)?.status.conditions?.find(({ type }) => type === 'Ready')).toMatchObject({
    status: 'False',
    reason: 'ContainersNotReady',
    message: 'containers with unready status: [nginx]',
  });
  rig.advanceTo(6000);
  expect(podOf(rig)?.status.containerStatuses?.[0]?.ready).toBe(true);
  expect(eventsOf(rig)).toContain('Warning Unhealthy Readiness probe failed: not ready');
});

test('KUBELET-43: three failures in a row turn a Pod unready, one success ready again', () => {
  const rig = rigOf();
  createPod(rig, { readinessProbe: { exec: { command: ['ready'] }, periodSeconds: 10 } });
  rig.advanceTo(5000);
  expect(podOf(rig)?.status.containerStatuses?.[0]?.ready).toBe(true);
  setUnready(rig, true);
  rig.advanceTo(25_000);
  expect(podOf(rig)?.status.containerStatuses?.[0]?.ready).toBe(true);
  rig.advanceTo(36_000);
  expect(podOf(rig)?.status.containerStatuses?.[0]?.ready).toBe(false);
  setUnready(rig, false);
  rig.advanceTo(47_000);
  expect(podOf(rig)?.status.containerStatuses?.[0]?.ready).toBe(true);
  expect(podOf(rig)?.status.containerStatuses?.[0]?.restartCount).toBe(0);
});

test('KUBELET-43: a failing liveness probe kills the container, and it starts again in the same Pod', () => {
  const rig = rigOf();
  createPod(rig, { livenessProbe: { exec: { command: ['alive'] }, periodSeconds: 1 } });
  rig.advanceTo(5000);
  const before = podOf(rig);
  setUnready(rig, true);
  rig.advanceTo(12_000);
  expect(eventsOf(rig)).toContain('Normal Killing Container nginx failed liveness probe, will be restarted');
  expect(podOf(rig)?.metadata.uid).toBe(before?.metadata.uid);
  expect(podOf(rig)?.status.containerStatuses?.[0]?.restartCount).toBe(1);
});

function setUnready(rig: Rig, unready: boolean): void {
  const uid = podOf(rig)?.metadata.uid ?? '';
  const sandbox = rig.view.sandbox(uid);
  if (!sandbox) throw new Error('the Pod has no sandbox');
  const processes = sandbox.processes.map((process) => ({ ...process, unready }));
  rig.store.write(
    'Sandbox',
    uid,
    { ...sandbox, processes },
    { actor: 'chaos', cause: { input: 1 }, reason: { rule: 'NODE-50' } },
  );
}

test('KUBELET-32, KUBELET-34: a container that keeps ending is restarted at once, then ever later', () => {
  const rig = rigOf([behaviour('*', { exit: { code: 1, afterMs: 500 } })]);
  createPod(rig);
  rig.advanceTo(100_000);
  const starts = rig.changes().flatMap((change) => {
    if (change.kind !== 'Sandbox') return [];
    const newest = change.after?.processes.at(-1);
    return newest && newest.createdAtMs === change.atMs ? [newest.createdAtMs] : [];
  });
  const gaps = starts.slice(1).map((atMs, at) => atMs - (starts[at] ?? 0));
  expect(gaps[0]).toBeLessThan(3000);
  expect(gaps[1]).toBeGreaterThan(10_000);
  expect(gaps[1]).toBeLessThan(18_000);
  expect(gaps[2]).toBeGreaterThan(20_000);
  expect(gaps[2]).toBeLessThan(34_000);
  const uid = podOf(rig)?.metadata.uid ?? '';
  const waiting = rig.changes().flatMap((change) => {
    const state = change.kind === 'Pod' ? change.after?.status.containerStatuses?.[0]?.state.waiting : undefined;
    return state?.reason === 'CrashLoopBackOff' ? [state.message] : [];
  });
  expect(waiting[0]).toBe(`back-off 10s restarting failed container=nginx pod=web-0_default(${uid})`);
  expect(eventsOf(rig)).toContain(
    `Warning BackOff Back-off restarting failed container nginx in pod web-0_default(${uid})`,
  );
});

test('KUBELET-57: with restartPolicy Never a Pod ends with its containers', () => {
  const rig = rigOf([behaviour('*', { exit: { code: 0, afterMs: 500 } })]);
  createPod(rig, {}, { restartPolicy: 'Never' });
  rig.advanceTo(10_000);
  expect(podOf(rig)?.status.phase).toBe('Succeeded');
  const ready = podOf(rig)?.status.conditions?.find(({ type }) => type === 'Ready');
  expect(ready).toMatchObject({ status: 'False', reason: 'PodCompleted' });
});

test('KUBELET-65: signal, terminal phase, deletion confirmed', () => {
  const rig = rigOf();
  createPod(rig);
  rig.advanceTo(5000);
  deletePod(rig);
  rig.advanceTo(5500);
  const uid = podOf(rig)?.metadata.uid ?? '';
  expect(podOf(rig)?.status).toMatchObject({ phase: 'Running', observedGeneration: 2 });
  rig.advanceTo(6250);
  expect(rig.view.sandbox(uid)).toBeUndefined();
  rig.advanceTo(8000);
  expect(podOf(rig)).toBeUndefined();
  expect(seen(rig).slice(-4)).toEqual([
    'Running PodReadyToStartContainers Initialized Ready ContainersReady PodScheduled',
    'Succeeded Initialized PodScheduled',
    'Succeeded Initialized PodScheduled',
    'gone',
  ]);
  expect(eventsOf(rig, uid)).toContain('Normal Killing Stopping container nginx');
});

test('KUBELET-61: who ignores the signal is killed when the grace is over, and the Pod fails', () => {
  const rig = rigOf([behaviour('*', { stopMs: 'never' })]);
  createPod(rig, {}, { terminationGracePeriodSeconds: 10 });
  rig.advanceTo(5000);
  deletePod(rig);
  rig.advanceTo(14_900);
  expect(podOf(rig)?.status.phase).toBe('Running');
  rig.advanceTo(17_000);
  const last = rig.changes().findLast(({ kind, after }) => kind === 'Pod' && after !== undefined);
  expect(last?.kind === 'Pod' && last.after?.status).toMatchObject({
    phase: 'Failed',
    containerStatuses: [{ state: { terminated: { exitCode: 137, reason: 'Error' } } }],
  });
});

test('KUBELET-67: a shorter second grace takes effect at once', () => {
  const rig = rigOf([behaviour('*', { stopMs: 'never' })]);
  createPod(rig);
  rig.advanceTo(5000);
  deletePod(rig);
  rig.advanceTo(6000);
  deletePod(rig, 3);
  rig.advanceTo(12_000);
  expect(podOf(rig)).toBeUndefined();
});

test('KUBELET-51: a Pod none of whose containers ever ran ends Failed', () => {
  const rig = rigOf([behaviour('*', { pullMs: 'error' })]);
  createPod(rig);
  rig.advanceTo(3000);
  deletePod(rig);
  rig.advanceTo(5020);
  const terminal = rig.changes().findLast((change) => change.kind === 'Pod' && change.reason.rule === 'KUBELET-51');
  expect(terminal?.after).toMatchObject({
    status: {
      phase: 'Failed',
      containerStatuses: [
        { state: { terminated: { exitCode: 137, reason: 'ContainerStatusUnknown', startedAt: null } } },
      ],
    },
  });
});

test('KUBELET-62: a force-deleted Pod leaves a process that is stopped afterwards', () => {
  const rig = rigOf([behaviour('*', { stopMs: 'never' })]);
  createPod(rig);
  rig.advanceTo(5000);
  const uid = podOf(rig)?.metadata.uid ?? '';
  deletePod(rig, 0);
  rig.advanceTo(5020);
  expect(podOf(rig)).toBeUndefined();
  rig.advanceTo(6000);
  expect(rig.view.sandbox(uid)).toBeDefined();
  rig.advanceTo(8000);
  expect(rig.view.sandbox(uid)).toBeUndefined();
});
