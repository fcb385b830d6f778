// The hook that runs right after a container has started: until it is through, the container does not count as running and the next
// one waits; if it fails, the container is killed (KUBELET-64).
import type { Container } from '../kinds/pod.ts';
import { timings } from '../timings.ts';
import { hookOf } from './hooks.ts';
import { signalled } from './restarts.ts';
import type { Sync } from './sync.ts';

/** Begins the hook of a container that has just started; false while the next container has to wait for it. */
export function beginPostStart(container: Container, sync: Sync): boolean {
  const run = hookOf(container, 'postStart');
  if (!run) return true;
  const { lastsMs, fails } = run;
  sync.remember({ hook: { container: container.name, atMs: sync.nowMs + lastsMs, fails, kill: false } });
  return goOnStarting(container, sync);
}

/** One look at a container whose hook runs, or which is killed because of it. */
export function goOnStarting(container: Container, sync: Sync): boolean {
  const { hook } = sync.memory;
  if (!hook) return true;
  if (hook.atMs > sync.nowMs) {
    sync.client.wait(sync.reason('KUBELET-64', { container: container.name }));
    sync.later(hook.atMs);
    return false;
  }
  if (hook.fails && !hook.kill) return kill(container, sync);
  sync.remember({ hook: undefined });
  sync.later(sync.nowMs + timings.kubelet.relistMs);
  return true;
}

function kill(container: Container, sync: Sync): boolean {
  const process = sync.processOf(container.name);
  sync.event(
    { type: 'Warning', reason: 'FailedPostStartHook', message: 'PostStartHook failed' },
    'KUBELET-64',
    container,
  );
  sync.event({ type: 'Normal', reason: 'Killing', message: 'FailedPostStartHook' }, 'KUBELET-64', container);
  const graceMs = (sync.pod.spec.terminationGracePeriodSeconds ?? 30) * 1000;
  const stopped = sync.isAlive(process) ? signalled(process, graceMs, sync) : process;
  const atMs = stopped?.exitAtMs ?? sync.nowMs;
  const processes = (sync.sandbox?.processes ?? []).map((it) => (it === process && stopped ? stopped : it));
  sync.setProcesses(processes, sync.reason('KUBELET-64', { container: container.name }));
  const waiting = { reason: 'PostStartHookError', message: 'PostStartHook failed' };
  sync.remember({
    hook: { container: container.name, atMs, fails: true, kill: true },
    waiting: { ...sync.memory.waiting, [container.name]: waiting },
  });
  sync.later(atMs);
  return false;
}
