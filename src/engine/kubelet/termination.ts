// From the deletion of a Pod to its end on this node: signal, wait, report, unmount, confirm (KUBELET-60 to KUBELET-69).
import { keyOf } from '../kinds/kinds.ts';
import { parseTime } from '../time.ts';
import { timings } from '../timings.ts';
import { runProbes } from './probes.ts';
import { hookOf } from './hooks.ts';
import { lastingContainers } from './init.ts';
import { allSignalled } from './stopping-order.ts';
import { placeOf } from './start-order.ts';
import { writeStatus } from './status.ts';
import type { Sync } from './sync.ts';

/** One look at a Pod that is being deleted. `startTimeMs`: cluster time 0, milliseconds since 1970. */
export function stopPod(sync: Sync, startTimeMs: number): void {
  const { stopping } = sync.memory;
  const { deletionGracePeriodSeconds: graceSeconds = 30, deletionTimestamp = '' } = sync.pod.metadata;
  if (stopping?.deleteAtMs !== undefined) return confirm(sync, stopping.deleteAtMs);
  const deadlineMs = parseTime(deletionTimestamp) - startTimeMs;
  if (!stopping) begin(sync, graceSeconds, Math.max(deadlineMs - sync.nowMs, timings.kubelet.shortestStopMs));
  else if (graceSeconds < stopping.graceSeconds) hurry(sync, graceSeconds);
  else writeStatus(sync, 'KUBELET-56');
  const endMs = lastExitMs(sync);
  if (endMs <= sync.nowMs) return report(sync);
  sync.client.wait(sync.reason('KUBELET-61', { untilMs: endMs }));
  sync.later(endMs);
  sayFailedHooks(sync);
  return lookAtProbes(sync);
}

/** One look at what is left of a Pod whose object is gone (KUBELET-62, KUBELET-69). */
export function sweepPod(sync: Sync): void {
  if (!sync.memory.stopping) signalAll(sync, timings.kubelet.shortestStopMs, 0);
  const endMs = lastExitMs(sync);
  if (endMs > sync.nowMs) return sync.later(endMs);
  unmount(sync);
  return sync.client.remember(sync.pod.metadata.uid, undefined);
}

/** KUBELET-60: the first write only lifts `observedGeneration`. */
function begin(sync: Sync, graceSeconds: number, graceMs: number): void {
  const hadBegun = sync.memory.mountAtMs !== undefined || sync.memory.sandboxAtMs !== undefined;
  // What was under way ends with it: nothing new is pulled, created or started.
  sync.remember({
    pull: undefined,
    launch: undefined,
    hook: undefined,
    kill: undefined,
    sandboxAtMs: undefined,
    mountAtMs: undefined,
  });
  writeStatus(sync, 'KUBELET-60');
  signalAll(sync, graceMs, graceSeconds, hadBegun);
}

function signalAll(sync: Sync, graceMs: number, graceSeconds: number, hadBegun = false): void {
  const { containers, initContainers = [] } = sync.pod.spec;
  const processes = sync.sandbox?.processes ?? [];
  // Recordings of Pods deleted before their containers ran: with nothing to signal the least time is spent all the same.
  const isIdle = (hadBegun || sync.sandbox?.ip !== undefined) && !processes.some((process) => sync.isAlive(process));
  const idleUntilMs = sync.nowMs + timings.kubelet.shortestStopMs;
  sync.remember({ stopping: { graceSeconds, sinceMs: sync.nowMs, ...(isIdle ? { idleUntilMs } : {}) } });
  for (const container of [...containers, ...initContainers]) {
    if (!sync.isAlive(sync.processOf(container.name))) continue;
    const message = `Stopping container ${container.name}`;
    sync.event({ type: 'Normal', reason: 'Killing', message }, 'KUBELET-61', container);
  }
  const stopped = allSignalled(graceMs, sync);
  if (stopped.some((process, at) => process !== processes[at])) sync.setProcesses(stopped, sync.reason('KUBELET-61'));
}

/** KUBELET-63: a preStop hook that failed is said when it ends; the termination goes on. */
function sayFailedHooks(sync: Sync): void {
  for (const container of sync.pod.spec.containers) {
    const { stopping } = sync.memory;
    const run = hookOf(container, 'preStop');
    if (!stopping || !run?.fails || stopping.failedHooks?.includes(container.name)) continue;
    if (!sync.isAlive(sync.processOf(container.name))) continue;
    const atMs = stopping.sinceMs + run.lastsMs;
    if (atMs > sync.nowMs) {
      sync.later(atMs);
      continue;
    }
    sync.remember({ stopping: { ...stopping, failedHooks: [...(stopping.failedHooks ?? []), container.name] } });
    const happening = { type: 'Warning', reason: 'FailedPreStopHook', message: 'PreStopHook failed' } as const;
    sync.event(happening, 'KUBELET-63', container);
  }
}

/** KUBELET-67 */
function hurry(sync: Sync, graceSeconds: number): void {
  sync.remember({ stopping: { sinceMs: sync.nowMs, ...sync.memory.stopping, graceSeconds } });
  const graceMs = Math.max(graceSeconds * 1000, timings.kubelet.shortestStopMs);
  sync.setProcesses(allSignalled(graceMs, sync), sync.reason('KUBELET-67', { graceSeconds }));
}

const lastExitMs = ({ sandbox, memory }: Sync): number =>
  Math.max(
    memory.stopping?.idleUntilMs ?? 0,
    ...(sandbox?.processes ?? []).map(({ exitAtMs = Number.POSITIVE_INFINITY }) => exitAtMs),
  );

/** KUBELET-47: readiness goes on and may turn the Pod unready while it drains. */
function lookAtProbes(sync: Sync): void {
  for (const container of lastingContainers(sync.pod)) {
    const process = sync.processOf(container.name);
    if (!sync.isAlive(process)) continue;
    if (runProbes(container, process, sync) !== undefined) sync.later(sync.nowMs + timings.kubelet.probeMs);
  }
}

/** KUBELET-65: one write says that it is over; then volumes are unmounted, then the object is let go. */
function report(sync: Sync): void {
  const { stopping = { graceSeconds: 0, sinceMs: sync.nowMs } } = sync.memory;
  const reportAtMs = stopping.reportAtMs ?? nextReportMs(sync);
  if (reportAtMs > sync.nowMs) {
    sync.remember({ stopping: { ...stopping, reportAtMs } });
    return sync.later(reportAtMs);
  }
  const deleteAtMs = nextDeletionMs(sync);
  sync.remember({ stopping: { graceSeconds: stopping.graceSeconds, sinceMs: stopping.sinceMs, deleteAtMs } });
  writeStatus(sync, 'KUBELET-51');
  unmount(sync);
  return confirm(sync, deleteAtMs);
}

/** Ends are reported one after the other: those that were told to stop first come first, and everybody sees each of them. */
function nextReportMs({ client, nowMs }: Sync): number {
  const reportAtMs = Math.max(nowMs, client.recall<number>('report') ?? 0);
  client.remember('report', reportAtMs + timings.kubelet.reportMs);
  return reportAtMs;
}

/** The node's next pass over Pods that are over; those of one pass go one after the other. */
function nextDeletionMs({ client, node, nowMs }: Sync): number {
  const { syncLoopMs, syncLoopApartMs, unmountMs } = timings.kubelet;
  const phaseMs = Math.floor(client.random('pod loop', '') * syncLoopMs) + placeOf(node, client) * syncLoopApartMs;
  const passMs = phaseMs + Math.ceil((nowMs + 1 - phaseMs) / syncLoopMs) * syncLoopMs;
  const deleteAtMs = Math.max(passMs, client.recall<number>(`deletion/${node}`) ?? 0);
  client.remember(`deletion/${node}`, deleteAtMs + unmountMs);
  return deleteAtMs;
}

function unmount(sync: Sync): void {
  if (sync.sandbox) sync.setSandbox(undefined, sync.reason('KUBELET-65'));
}

function confirm(sync: Sync, deleteAtMs: number): void {
  if (deleteAtMs > sync.nowMs) return sync.later(deleteAtMs);
  const { uid } = sync.pod.metadata;
  sync.client.delete('Pod', keyOf(sync.pod), sync.reason('KUBELET-65'), {
    gracePeriodSeconds: 0,
    preconditions: { uid },
  });
  return sync.client.remember(uid, undefined);
}
