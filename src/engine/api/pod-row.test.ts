// The column STATUS for states that are hard to meet: init containers, sidecars, containers of which some have ended.
import { expect, test } from 'vitest';
import type { ContainerStatus, Pod } from '../kinds/pod.ts';
import { podRow } from './pod-row.ts';

const container = (name: string, state: object, more: object = {}): ContainerStatus => ({
  ...{ name, state, lastState: {}, ready: false, restartCount: 0, image: 'x', imageID: '' },
  ...more,
});

const running = { running: { startedAt: '1970-01-01T00:00:01Z' } };
const ended = (exitCode: number, more: object = {}) => ({ terminated: { exitCode, ...more } });
const waiting = (reason?: string) => ({ waiting: reason === undefined ? {} : { reason } });

/** A Pod of two init containers, the first of which may be a sidecar, and of one container or several. */
function shown(status: object, sidecar = false): string {
  const restartPolicy = sidecar ? { restartPolicy: 'Always' } : {};
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: 'p',
      namespace: 'default',
      uid: 'u',
      resourceVersion: '1',
      creationTimestamp: '1970-01-01T00:00:00Z',
    },
    spec: {
      initContainers: [{ name: 'one', ...restartPolicy }, { name: 'two' }],
      containers: [{ name: 'a' }, { name: 'b' }],
    },
    status: { phase: 'Pending', ...status },
  } as unknown as Pod;
  return podRow(pod, 60_000).status;
}

const mains = [container('a', waiting('PodInitializing')), container('b', waiting('PodInitializing'))];

test.each<readonly [title: string, inits: readonly ContainerStatus[], status: string]>([
  [
    'POD-2: the first init container runs',
    [container('one', running), container('two', waiting('PodInitializing'))],
    'Init:0/2',
  ],
  [
    'POD-2: the first is through, the second is to come',
    [container('one', ended(0)), container('two', waiting('PodInitializing'))],
    'Init:1/2',
  ],
  [
    'POD-2: the first failed, with a reason',
    [container('one', ended(1, { reason: 'Error' })), container('two', waiting())],
    'Init:Error',
  ],
  [
    'POD-2: the first failed by a signal',
    [container('one', ended(1, { signal: 9 })), container('two', waiting())],
    'Init:Signal:9',
  ],
  [
    'POD-2: the first failed, with a code alone',
    [container('one', ended(3)), container('two', waiting())],
    'Init:ExitCode:3',
  ],
  [
    'POD-2: the second waits for something',
    [container('one', ended(0)), container('two', waiting('CrashLoopBackOff'))],
    'Init:CrashLoopBackOff',
  ],
])('%s', (_title, initContainerStatuses, status) => {
  expect(shown({ initContainerStatuses, containerStatuses: mains })).toBe(status);
});

test('POD-2: a sidecar that has started does not hold the others up', () => {
  const two = container('two', waiting('PodInitializing'));
  const sidecar = (started: boolean) => ({
    initContainerStatuses: [container('one', running, { started }), two],
    containerStatuses: mains,
  });
  expect([shown(sidecar(false), true), shown(sidecar(true), true)]).toEqual(['Init:0/2', 'Init:1/2']);
});

const readyAs = (status: 'True' | 'False') => ({
  conditions: [
    { type: 'Ready', status },
    { type: 'Initialized', status: 'True' },
  ],
});
const completed = container('a', ended(0, { reason: 'Completed' }));

test.each<readonly [title: string, status: object, column: string]>([
  [
    'POD-4: one has ended well, the other runs and the Pod is ready',
    { ...readyAs('True'), containerStatuses: [completed, container('b', running, { ready: true })] },
    'Running',
  ],
  [
    'POD-4: the same when the Pod is not ready',
    { ...readyAs('False'), containerStatuses: [completed, container('b', running, { ready: true })] },
    'NotReady',
  ],
  [
    'POD-4: one has ended well, the other badly',
    { ...readyAs('False'), containerStatuses: [completed, container('b', ended(1, { reason: 'Error' }))] },
    'Error',
  ],
  [
    'POD-4: both have ended well',
    { ...readyAs('False'), phase: 'Succeeded', containerStatuses: [completed, completed] },
    'Completed',
  ],
])('%s', (_title, status, column) => {
  expect(shown({ phase: 'Running', ...status })).toBe(column);
});

test.each([
  'ErrImagePull',
  'ImagePullBackOff',
  'CreateContainerConfigError',
  'CreateContainerError',
  'RunContainerError',
  'PostStartHookError',
  'CrashLoopBackOff',
  'ContainerCreating',
  'PodInitializing',
])('POD-11: the reason for which a container waits is the status: %s', (reason) => {
  expect(
    shown({
      ...readyAs('False'),
      containerStatuses: [container('a', waiting(reason)), container('b', running, { ready: true })],
    }),
  ).toBe(reason);
});
