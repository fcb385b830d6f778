import { expect, test } from 'vitest';
import {
  conditionOf,
  containerOf,
  deletePod,
  eventsOf,
  podOf,
  started,
  storyOf,
  toldAtMs,
} from '../testing/kubelet-rig.ts';
import type { Rig } from '../testing/rig.ts';

const exec = { exec: { command: ['ready'] } };

const main = (more: object, image = 'runs') => ({
  containers: [{ name: 'main', image, ports: [{ name: 'http', containerPort: 8080 }], ...more }],
});

/** Makes all probes of the Pod fail, or succeed again, at a time. */
function make(rig: Rig, kind: 'unready' | 'ready', atMs: number): void {
  rig.advanceTo(atMs);
  rig.strike({ kind, pod: 'default/web-0' });
}

const startedAtMs = (rig: Rig): number => toldAtMs(rig, 'main', 'Started');

const unhealthy = (rig: Rig): readonly number[] =>
  rig.changes().flatMap((it) => (it.kind === 'Event' && it.after?.reason === 'Unhealthy' ? [it.atMs] : []));

test('KUBELET-40: the first probe at the start, then every periodSeconds', () => {
  const rig = started(main({ readinessProbe: { ...exec, periodSeconds: 2 } }, 'late'));
  rig.advanceTo(20_000);
  const startMs = startedAtMs(rig);
  expect(
    unhealthy(rig)
      .map((atMs) => atMs - startMs)
      .slice(0, 3),
  ).toEqual([50, 2050, 4050]);
});

test('KUBELET-40: none before initialDelaySeconds have passed', () => {
  const rig = started(main({ readinessProbe: { ...exec, periodSeconds: 1, initialDelaySeconds: 4 } }));
  rig.advanceTo(4000);
  expect(conditionOf(rig, 'Ready')?.status).toBe('False');
  expect(unhealthy(rig)).toEqual([]);
  rig.advanceTo(6000);
  expect(conditionOf(rig, 'Ready')?.status).toBe('True');
});

test('KUBELET-41: until the startup probe has passed, the other two do not run and the container is not started', () => {
  const startupProbe = { ...exec, periodSeconds: 1, failureThreshold: 30 };
  const livenessProbe = { ...exec, periodSeconds: 1, failureThreshold: 1 };
  const rig = started(main({ startupProbe, livenessProbe, readinessProbe: exec }, 'late'));
  rig.advanceTo(4000);
  expect(containerOf(rig, 'main')).toMatchObject({ started: false, ready: false, state: { running: {} } });
  expect(new Set(eventsOf(rig).filter((text) => text.includes('Unhealthy')))).toEqual(
    new Set(['main: Unhealthy Startup probe failed: not ready']),
  );
  rig.advanceTo(20_000);
  expect(containerOf(rig, 'main')).toMatchObject({ started: true, ready: true, restartCount: 0 });
});

test('KUBELET-42: without a readiness probe a container is ready as soon as it runs', () => {
  const rig = started(main({ livenessProbe: { ...exec, periodSeconds: 60 } }, 'late'));
  rig.advanceTo(1500);
  expect(containerOf(rig, 'main')).toMatchObject({ started: true, ready: true });
});

test('KUBELET-43: kill and restart are one sync: without a readiness probe nobody sees the Pod unready', () => {
  const rig = started(main({ livenessProbe: { ...exec, periodSeconds: 1 } }));
  make(rig, 'unready', 5000);
  rig.advanceTo(10_000);
  make(rig, 'ready', 10_000);
  rig.advanceTo(40_000);
  expect(containerOf(rig, 'main').restartCount).toBe(1);
  expect(storyOf(rig)).toEqual(['Pending: ContainerCreating', 'Running: running']);
  expect(eventsOf(rig)).toContain('main: Killing Container main failed liveness probe, will be restarted');
});

test('KUBELET-43: all probes of the Pod go on failing in its next container; then the back-off holds it back', () => {
  const rig = started(main({ livenessProbe: { ...exec, periodSeconds: 1, failureThreshold: 1 } }));
  make(rig, 'unready', 5000);
  rig.advanceTo(60_000);
  expect(containerOf(rig, 'main').restartCount).toBeGreaterThan(1);
  expect(storyOf(rig)).toContain('Running: CrashLoopBackOff');
});

test('KUBELET-43: a startup probe that keeps failing has the container killed', () => {
  const rig = started(main({ startupProbe: { ...exec, periodSeconds: 1, failureThreshold: 2 } }, 'late'));
  rig.advanceTo(6000);
  expect(eventsOf(rig)).toContain('main: Killing Container main failed startup probe, will be restarted');
});

test('KUBELET-43: fewer failures than the threshold change nothing', () => {
  const rig = started(main({ readinessProbe: { ...exec, periodSeconds: 1, failureThreshold: 3 } }));
  make(rig, 'unready', 5000);
  make(rig, 'ready', 6800);
  rig.advanceTo(20_000);
  expect(unhealthy(rig)).not.toEqual([]);
  const unready = rig.changes().filter((it) => it.kind === 'Pod' && it.atMs > 5000);
  expect(unready).toEqual([]);
});

test('KUBELET-43: a probe’s own grace counts when it kills', () => {
  const livenessProbe = { ...exec, periodSeconds: 1, failureThreshold: 1, terminationGracePeriodSeconds: 7 };
  const rig = started({ ...main({ livenessProbe }, 'stubborn'), terminationGracePeriodSeconds: 60 });
  make(rig, 'unready', 5000);
  rig.advanceTo(14_000);
  const killMs = toldAtMs(rig, 'main', 'Killing');
  const ended = containerOf(rig, 'main').lastState.terminated?.finishedAt ?? '';
  expect(Math.abs(Date.parse(ended) - Date.UTC(2026, 0, 1) - killMs - 7000)).toBeLessThan(1000);
  expect(containerOf(rig, 'main').lastState.terminated).toMatchObject({ exitCode: 137, reason: 'Error' });
});

test.each([
  [exec, 'not ready', 'not ready'],
  [
    { httpGet: { port: 'http', path: '/healthz' } },
    'Get "http://IP:8080/healthz": dial tcp IP:8080: connect: connection refused',
    'HTTP probe failed with statuscode: 503',
  ],
  [
    { tcpSocket: { port: 8080 } },
    'dial tcp IP:8080: connect: connection refused',
    'dial tcp IP:8080: connect: connection refused',
  ],
])(
  'KUBELET-44, KUBELET-45: what %j says before the container serves, and when it serves no longer',
  (how, early, late) => {
    const rig = started(main({ readinessProbe: { ...how, periodSeconds: 1 } }, 'late'));
    rig.advanceTo(3000);
    const ip = podOf(rig).status.podIP ?? '';
    expect(eventsOf(rig).at(-1)).toBe(`main: Unhealthy Readiness probe failed: ${early.replaceAll('IP', ip)}`);
    make(rig, 'unready', 12_000);
    rig.advanceTo(14_000);
    expect(eventsOf(rig)).toContain(`main: Unhealthy Readiness probe failed: ${late.replaceAll('IP', ip)}`);
  },
);

test('KUBELET-46: an unready container keeps running', () => {
  const rig = started(main({ readinessProbe: { ...exec, periodSeconds: 1 } }));
  make(rig, 'unready', 5000);
  rig.advanceTo(20_000);
  expect(containerOf(rig, 'main')).toMatchObject({ ready: false, restartCount: 0, state: { running: {} } });
  expect(conditionOf(rig, 'ContainersReady')).toMatchObject({
    status: 'False',
    message: 'containers with unready status: [main]',
  });
});

test('KUBELET-47: while a Pod drains, readiness goes on and liveness does not', () => {
  const probe = { ...exec, periodSeconds: 1, failureThreshold: 2 };
  const rig = started(main({ readinessProbe: probe, livenessProbe: probe }, 'stubborn'));
  rig.advanceTo(5000);
  deletePod(rig, 20);
  make(rig, 'unready', 6000);
  rig.advanceTo(15_000);
  expect(conditionOf(rig, 'Ready')?.status).toBe('False');
  expect(eventsOf(rig).filter((text) => text.includes('Liveness'))).toEqual([]);
  expect(containerOf(rig, 'main').restartCount).toBe(0);
});
