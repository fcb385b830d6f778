import { expect, test } from 'vitest';
import { containerOf, eventsOf, podOf, started, storyOf, toldAtMs } from '../testing/kubelet-rig.ts';

const image = (name: string) => [{ op: 'replace', path: '/spec/containers/0/image', value: name }];

const patch = (name: string) =>
  ({ verb: 'patch', kind: 'Pod', namespace: 'default', name: 'web-0', patchType: 'json', body: image(name) }) as const;

test('KUBELET-38: another image kills the container and starts the new one, in the same Pod at the same address', () => {
  const rig = started({});
  rig.advanceTo(5000);
  const before = podOf(rig);
  expect(rig.ask(patch('runs:2')).code).toBe(200);
  rig.advanceTo(15_000);
  const after = podOf(rig);
  expect([after.metadata.uid, after.status.podIP]).toEqual([before.metadata.uid, before.status.podIP]);
  expect(containerOf(rig, 'main')).toMatchObject({
    restartCount: 1,
    image: 'docker.io/library/runs:2',
    state: { running: {} },
    lastState: { terminated: { exitCode: 0 } },
  });
  expect(eventsOf(rig)).toContain('main: Killing Container main definition changed, will be restarted');
});

test('KUBELET-38: an image that cannot be pulled leaves the container without one', () => {
  const rig = started({});
  rig.advanceTo(5000);
  rig.ask(patch('missing'));
  rig.advanceTo(15_000);
  expect(storyOf(rig).at(-1)).toMatch(/^Running: (ErrImagePull|ImagePullBackOff)$/);
});

test('KUBELET-31, KUBELET-35: a crash shows as terminated first, the back-off with the next look', () => {
  const rig = started({ containers: [{ name: 'main', image: 'ends:1' }] });
  rig.advanceTo(30_000);
  expect(storyOf(rig).slice(0, 5)).toEqual([
    'Pending: ContainerCreating',
    'Running: running',
    'Running: Error',
    'Running: running',
    'Running: Error',
  ]);
  expect(storyOf(rig)).toContain('Running: CrashLoopBackOff');
});

test('KUBELET-33: the restart comes with a look that is at most half a back-off late', () => {
  const rig = started({ containers: [{ name: 'main', image: 'ends:1' }] });
  rig.advanceTo(120_000);
  const starts = rig
    .changes()
    .flatMap((it) =>
      it.kind === 'Sandbox' && it.before?.processes.at(-1) !== it.after?.processes.at(-1)
        ? [it.after?.processes.at(-1)]
        : [],
    )
    .flatMap((process) => (process?.exitAtMs === undefined ? [] : [process]));
  const gaps = starts.slice(1).map((process, at) => process.startedAtMs - (starts[at]?.exitAtMs ?? 0));
  const [first = 0, second = 0, third = 0] = gaps;
  expect(first).toBeLessThan(2500);
  expect(second).toBeGreaterThanOrEqual(10_000);
  expect(second).toBeLessThanOrEqual(17_000);
  expect(third).toBeGreaterThanOrEqual(20_000);
  expect(third).toBeLessThanOrEqual(32_000);
});

test('KUBELET-37: the next container knows how the one before it ended', () => {
  const rig = started({ containers: [{ name: 'main', image: 'ends:2' }] });
  rig.advanceTo(3600);
  const { restartCount, lastState, containerID } = containerOf(rig, 'main');
  expect([restartCount, lastState.terminated?.exitCode]).toEqual([1, 2]);
  expect(containerID).not.toBe(lastState.terminated?.containerID);
  expect(toldAtMs(rig, 'main', 'Started')).toBeGreaterThan(0);
});
