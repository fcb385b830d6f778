import { expect, test } from 'vitest';
import {
  containerOf,
  conditionOf,
  deletePod,
  eventsOf,
  podOf,
  started,
  toldAtMs,
  wordOf,
} from '../testing/kubelet-rig.ts';
import type { Rig } from '../testing/rig.ts';

const two = {
  containers: [
    { name: 'main', image: 'runs' },
    { name: 'next', image: 'runs:2' },
  ],
};

/** Switches the Pod's node off, and on again a little later. */
function reboot(rig: Rig, atMs: number): void {
  rig.advanceTo(atMs);
  const node = podOf(rig).spec.nodeName ?? '';
  rig.strike({ kind: 'power-off', node });
  rig.advanceTo(atMs + 5000);
  rig.strike({ kind: 'power-on', node });
}

test('KUBELET-3: containers start in the order of the spec, each when the one before it has', () => {
  const rig = started(two);
  rig.advanceTo(10_000);
  expect(toldAtMs(rig, 'next', 'Pulling')).toBeGreaterThanOrEqual(toldAtMs(rig, 'main', 'Started'));
});

test('KUBELET-2: the first status names the node and says what is waited for', () => {
  const rig = started({});
  rig.advanceTo(100);
  expect(podOf(rig).status).toMatchObject({
    phase: 'Pending',
    startTime: '2026-01-01T00:00:00Z',
    hostIP: expect.stringMatching(/^192\.0\.2\./),
    containerStatuses: [{ state: { waiting: { reason: 'ContainerCreating' } }, restartCount: 0, imageID: '' }],
  });
});

test('KUBELET-52: the sandbox is told by a write of its own, the address with the first container', () => {
  const rig = started({});
  rig.advanceTo(500);
  expect(conditionOf(rig, 'PodReadyToStartContainers')?.status).toBe('True');
  expect(podOf(rig).status.podIP).toBeUndefined();
  rig.advanceTo(5000);
  expect(podOf(rig).status.podIP).toMatch(/^10\.244\./);
});

test('KUBELET-10, NODE-54: after a reboot everything starts again in the same Pod, init containers first', () => {
  const rig = started({ initContainers: [{ name: 'one', image: 'ends:0' }] });
  rig.advanceTo(9000);
  const { uid } = podOf(rig).metadata;
  const started1 = containerOf(rig, 'one').state.terminated?.startedAt;
  reboot(rig, 10_000);
  rig.advanceTo(30_000);
  expect(podOf(rig).metadata.uid).toBe(uid);
  expect(eventsOf(rig)).toContain('SandboxChanged Pod sandbox changed, it will be killed and re-created.');
  expect(containerOf(rig, 'one').state.terminated?.startedAt).not.toBe(started1);
  expect(containerOf(rig, 'main')).toMatchObject({
    restartCount: 1,
    lastState: { terminated: { exitCode: 255, reason: 'Unknown' } },
  });
  expect(wordOf(containerOf(rig, 'main').state)).toBe('running');
});

test('KUBELET-55: an exit is noticed within a second, a start at once', () => {
  const rig = started({ containers: [{ name: 'main', image: 'ends:1' }] });
  rig.advanceTo(10_000);
  const toldMs = (word: string): number =>
    rig
      .changes()
      .find(
        (it) => it.kind === 'Pod' && it.after?.status.containerStatuses?.some(({ state }) => wordOf(state) === word),
      )?.atMs ?? -1;
  const startMs = toldAtMs(rig, 'main', 'Started');
  expect(toldMs('running') - startMs).toBeLessThanOrEqual(100);
  expect(toldMs('Error') - startMs - 1000).toBeGreaterThanOrEqual(0);
  expect(toldMs('Error') - startMs - 1000).toBeLessThanOrEqual(1000);
});

test('KUBELET-69: what was deleted while its node was cut off is stopped when it is heard again', () => {
  const rig = started({});
  rig.advanceTo(5000);
  const { uid } = podOf(rig).metadata;
  const node = podOf(rig).spec.nodeName ?? '';
  rig.strike({ kind: 'cut', node });
  deletePod(rig, 0);
  rig.advanceTo(20_000);
  expect(rig.view.get('Pod', 'default/web-0')).toBeUndefined();
  expect(rig.view.sandbox(uid)?.processes[0]?.signalledAtMs).toBeUndefined();
  rig.strike({ kind: 'heal', node });
  rig.advanceTo(30_000);
  expect(rig.view.sandbox(uid)).toBeUndefined();
});

test('KUBELET-4: a Pod whose claim is not bound waits for it, without an Event', () => {
  const rig = started({
    nodeName: 'node-1',
    volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }],
  });
  rig.advanceTo(130_000);
  expect(wordOf(containerOf(rig, 'main').state)).toBe('ContainerCreating');
  expect(eventsOf(rig)).toEqual([]);
  expect(rig.view.waits().map(({ reason }) => reason)).toContainEqual({
    rule: 'KUBELET-4',
    params: expect.objectContaining({ pod: 'web-0', claim: 'data' }),
  });
});
