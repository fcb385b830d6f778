import { expect, test } from 'vitest';
import { containerOf, deletePod, eventsOf, podOf, started, storyOf, toldAtMs } from '../testing/kubelet-rig.ts';
import type { Rig } from '../testing/rig.ts';
import { hookOf } from './hooks.ts';

const exec = (...command: readonly string[]) => ({ exec: { command } });

const sidecar = (name: string, more: object = {}) => ({ name, image: 'runs', restartPolicy: 'Always', ...more });

const withHook = (hook: object, image = 'runs', name = 'preStop') => ({
  containers: [{ name: 'main', image, lifecycle: { [name]: hook } }],
});

/** When a container ended, in seconds of the cluster; the Pod is deleted at 5 s. */
function endsS(rig: Rig): { readonly [container: string]: number } {
  rig.advanceTo(5000);
  deletePod(rig);
  rig.advanceTo(60_000);
  const last = rig.changes().findLast((it) => it.kind === 'Pod' && it.after !== undefined);
  const status = last?.kind === 'Pod' ? last.after?.status : undefined;
  const all = [...(status?.initContainerStatuses ?? []), ...(status?.containerStatuses ?? [])];
  return Object.fromEntries(
    all.map(({ name, state }) => [
      name,
      (Date.parse(state.terminated?.finishedAt ?? '') - Date.UTC(2026, 0, 1)) / 1000,
    ]),
  );
}

const exitCode = (rig: Rig): number | undefined => {
  const last = rig.changes().findLast((it) => it.kind === 'Pod' && it.after !== undefined);
  return last?.kind === 'Pod' ? last.after?.status.containerStatuses?.[0]?.state.terminated?.exitCode : undefined;
};

test.each([
  [{ sleep: { seconds: 3 } }, 3000, false],
  [exec('sleep', '2'), 2000, false],
  [exec('/bin/sh', '-c', 'echo bye; sleep 1.5 && nginx -s quit'), 1500, false],
  [exec('bash', '-ec', 'sleep 1m; exit 3'), 60_000, true],
  [exec('false'), 0, true],
  [exec('sleepy', '9'), 0, false],
  [{ httpGet: { path: '/bye', port: 80 } }, 0, false],
])('a hook %j lasts %i ms', (hook, lastsMs, fails) => {
  expect(hookOf({ name: 'main', lifecycle: { preStop: hook } }, 'preStop')).toEqual({ lastsMs, fails });
});

test('KUBELET-61: the signal comes after the preStop hook, whose time is taken out of the grace', () => {
  expect(endsS(started({ ...withHook({ sleep: { seconds: 4 } }), terminationGracePeriodSeconds: 10 }))).toEqual({
    main: 10,
  });
  const stubborn = started({ ...withHook({ sleep: { seconds: 4 } }, 'stubborn'), terminationGracePeriodSeconds: 10 });
  expect(endsS(stubborn)).toEqual({ main: 15 });
  expect(exitCode(stubborn)).toBe(137);
});

test('KUBELET-61, KUBELET-63: a hook longer than the grace is cut off; two seconds are left all the same', () => {
  const rig = started({ ...withHook({ sleep: { seconds: 60 } }), terminationGracePeriodSeconds: 6 });
  expect(endsS(rig)).toEqual({ main: 12 });
  expect(exitCode(rig)).toBe(0);
  const stubborn = started({ ...withHook({ sleep: { seconds: 60 } }, 'stubborn'), terminationGracePeriodSeconds: 6 });
  expect(endsS(stubborn)).toEqual({ main: 13 });
  expect(exitCode(stubborn)).toBe(137);
});

test('KUBELET-63: a hook that fails is said when it ends, and holds up nothing', () => {
  const rig = started(withHook(exec('sh', '-c', 'sleep 2; exit 1')));
  expect(endsS(rig)).toEqual({ main: 8 });
  expect(eventsOf(rig).filter((text) => text.includes('Hook'))).toEqual(['main: FailedPreStopHook PreStopHook failed']);
  expect(toldAtMs(rig, 'main', 'FailedPreStopHook') - toldAtMs(rig, 'main', 'Killing')).toBe(2000);
});

test('KUBELET-67: a shorter grace also cuts the hook short', () => {
  const rig = started(withHook({ sleep: { seconds: 20 } }));
  rig.advanceTo(5000);
  deletePod(rig);
  rig.advanceTo(8000);
  deletePod(rig, 3);
  rig.advanceTo(16_000);
  expect(rig.view.get('Pod', 'default/web-0')).toBeUndefined();
});

test('KUBELET-22: regular containers first, then sidecars from the last to the first, and every Killing at once', () => {
  const initContainers = [sidecar('one'), sidecar('two')];
  const rig = started({ initContainers, terminationGracePeriodSeconds: 20 });
  expect(endsS(rig)).toEqual({ main: 6, two: 7, one: 8 });
  const told = ['main', 'one', 'two'].map((name) => toldAtMs(rig, name, 'Killing'));
  expect(new Set(told).size).toBe(1);
});

test('KUBELET-22: one grace for all; a sidecar whose turn never came has two seconds', () => {
  const containers = [{ name: 'main', image: 'stubborn' }];
  const rig = started({
    containers,
    initContainers: [sidecar('one', { image: 'stubborn' })],
    terminationGracePeriodSeconds: 5,
  });
  expect(endsS(rig)).toEqual({ main: 10, one: 12 });
});

test('KUBELET-22: the preStop hook of a sidecar does not wait for its turn', () => {
  const rig = started({ initContainers: [sidecar('one', { lifecycle: { preStop: { sleep: { seconds: 1 } } } })] });
  expect(endsS(rig)).toEqual({ main: 6, one: 7 });
});

test('KUBELET-64: until the postStart hook is through, the container does not run, and the next one waits', () => {
  const lifecycle = { postStart: { sleep: { seconds: 3 } } };
  const rig = started({
    containers: [
      { name: 'main', image: 'runs', lifecycle },
      { name: 'next', image: 'runs' },
    ],
  });
  rig.advanceTo(3000);
  expect(storyOf(rig)).toEqual(['Pending: ContainerCreating ContainerCreating']);
  expect(rig.view.waits().map(({ reason }) => reason)).toContainEqual({
    rule: 'KUBELET-64',
    params: expect.objectContaining({ pod: 'web-0', container: 'main' }),
  });
  rig.advanceTo(20_000);
  expect(toldAtMs(rig, 'next', 'Created') - toldAtMs(rig, 'main', 'Started')).toBeGreaterThanOrEqual(3000);
  expect(storyOf(rig).at(-1)).toBe('Running: running running');
});

test('KUBELET-64: if it fails, the container is killed, and tried again later and later', () => {
  const rig = started(withHook(exec('false'), 'runs', 'postStart'));
  rig.advanceTo(30_000);
  expect(eventsOf(rig).slice(5, 7)).toEqual([
    'main: FailedPostStartHook PostStartHook failed',
    'main: Killing FailedPostStartHook',
  ]);
  expect(storyOf(rig)).toContain('Running: PostStartHookError');
  expect(containerOf(rig, 'main').restartCount).toBeGreaterThan(0);
  expect(podOf(rig).status.conditions?.find(({ type }) => type === 'Ready')?.status).toBe('False');
});
