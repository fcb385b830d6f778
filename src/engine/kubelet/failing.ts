// A Pod that its kubelet ends for good: driven out by node pressure, or past its deadline. Its containers are told to stop; when they
// have, its phase is Failed, and says why (KUBELET-82).
import { timings } from '../timings.ts';
import { allContainers } from './init.ts';
import { writeStatus } from './status.ts';
import { allSignalled } from './stopping-order.ts';
import type { Failure } from './memory.ts';
import type { Sync } from './sync.ts';

/** Begins the end of a Pod. */
export function failPod(sync: Sync, failure: Failure, graceMs: number): void {
  sync.remember({
    pull: undefined,
    launch: undefined,
    hook: undefined,
    kill: undefined,
    sandboxAtMs: undefined,
    failure,
  });
  for (const container of allContainers(sync.pod)) {
    if (!sync.isAlive(sync.processOf(container.name))) continue;
    const message = `Stopping container ${container.name}`;
    sync.event({ type: 'Normal', reason: 'Killing', message }, failure.rule, container);
  }
  const reason = sync.reason(failure.rule);
  sync.setProcesses(allSignalled(Math.max(graceMs, timings.kubelet.shortestStopMs), sync), reason);
  goOnFailing(sync);
}

/** Goes on with the end of a Pod, if it has begun; true while or when it has. */
export function goOnFailing(sync: Sync): boolean {
  const { failure } = sync.memory;
  if (!failure) return false;
  const endMs = Math.max(sync.nowMs, ...(sync.sandbox?.processes ?? []).map(({ exitAtMs = sync.nowMs }) => exitAtMs));
  if (endMs > sync.nowMs) {
    sync.client.wait(sync.reason('KUBELET-61', { untilMs: endMs }));
    sync.later(endMs);
    return true;
  }
  sync.remember({ finishAtMs: sync.nowMs });
  writeStatus(sync, failure.rule);
  return true;
}
