// Containers that end: whether they start again, and when (KUBELET-30 to KUBELET-37, KUBELET-43).
import type { Container } from '../kinds/pod.ts';
import type { Process } from '../machine.ts';
import { timings } from '../timings.ts';
import { hookOf } from './hooks.ts';
import { isInitContainer, isSidecar } from './init.ts';
import type { Sync } from './sync.ts';

/** KUBELET-30 */
export function mayRestart(container: Container, process: Process, sync: Sync): boolean {
  if (isInitContainer(sync.pod, container.name) && isSidecar(container)) return true;
  const { restartPolicy = 'Always' } = sync.pod.spec;
  return restartPolicy === 'Always' || (restartPolicy === 'OnFailure' && process.exitCode !== 0);
}

/** KUBELET-32 to KUBELET-35: true if the restart has to wait; otherwise the delay of the next one is noted. */
export function backOffRestart(container: Container, process: Process, sync: Sync): boolean {
  const { firstMs, mostMs, resetMs } = timings.kubelet.restartBackOff;
  const entry = sync.memory.restarts[container.name];
  const endedAtMs = process.exitAtMs ?? sync.nowMs;
  const fresh = !entry || endedAtMs - entry.sinceMs > resetMs;
  if (!fresh && sync.nowMs < endedAtMs + entry.delayMs) {
    sayBackOff(container, entry.delayMs, endedAtMs, sync);
    return true;
  }
  const delayMs = fresh ? firstMs : Math.min(entry.delayMs * 2, mostMs);
  sync.remember({ restarts: { ...sync.memory.restarts, [container.name]: { delayMs, sinceMs: sync.nowMs } } });
  return false;
}

/** KUBELET-43: the sync that kills a container looks at the run before that one: the first kill is made good at once. */
export function backOffKilled(container: Container, sync: Sync): boolean {
  const before = (sync.sandbox?.processes ?? []).filter((process) => process.container === container.name).at(-2);
  return before !== undefined && backOffRestart(container, before, sync);
}

function sayBackOff(container: Container, delayMs: number, endedAtMs: number, sync: Sync): void {
  const { name, namespace = 'default', uid } = sync.pod.metadata;
  const about = `restarting failed container ${container.name} in pod ${name}_${namespace}(${uid})`;
  sync.event({ type: 'Warning', reason: 'BackOff', message: `Back-off ${about}` }, 'KUBELET-34', container);
  const message = `back-off ${goDuration(delayMs)} restarting failed container=${container.name} pod=${name}_${namespace}(${uid})`;
  sync.remember({
    waiting: { ...sync.memory.waiting, [container.name]: { reason: 'CrashLoopBackOff', message } },
  });
  const restMs = endedAtMs + delayMs - sync.nowMs;
  const lookMs = Math.min(restMs, timings.kubelet.syncMs) * (1 + sync.chance('back-off') / 2);
  sync.client.wait(sync.reason('KUBELET-34', { container: container.name, untilMs: endedAtMs + delayMs }));
  sync.later(sync.nowMs + Math.ceil(lookMs));
}

/** As Go prints durations of whole seconds: `10s`, `1m20s`, `5m0s`. */
function goDuration(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return seconds < 60 ? `${seconds}s` : `${Math.floor(seconds / 60)}m${seconds % 60}s`;
}

/** KUBELET-43 */
export function killForProbe(container: Container, process: Process, sync: Sync): void {
  const kind =
    container.startupProbe && sync.memory.probes[`${container.name}/startup`]?.result !== true ? 'startup' : 'liveness';
  const noun = isInitContainer(sync.pod, container.name) ? 'Init container' : 'Container';
  const probe = kind === 'startup' ? container.startupProbe : container.livenessProbe;
  const message = `${noun} ${container.name} failed ${kind} probe, will be restarted`;
  killToRestart(
    container,
    process,
    { rule: 'KUBELET-43', message, graceSeconds: probe?.terminationGracePeriodSeconds },
    sync,
  );
}

/** KUBELET-38: the Pod names another image than the one that runs. */
export function killForImage(container: Container, process: Process, sync: Sync): void {
  const message = `Container ${container.name} definition changed, will be restarted`;
  killToRestart(container, process, { rule: 'KUBELET-38', message, graceSeconds: undefined }, sync);
}

interface Kill {
  readonly rule: string;
  readonly message: string;
  /** The Pod's if undefined. */
  readonly graceSeconds: number | undefined;
}

/** Kills a container that the same sync starts again. */
function killToRestart(
  container: Container,
  process: Process,
  { rule, message, graceSeconds }: Kill,
  sync: Sync,
): void {
  sync.event({ type: 'Normal', reason: 'Killing', message }, rule, container);
  const graceMs = (graceSeconds ?? sync.pod.spec.terminationGracePeriodSeconds ?? 30) * 1000;
  const hookMs = hookOf(container, 'preStop')?.lastsMs ?? 0;
  const stopped = signalled(process, graceMs, sync, sync.nowMs + hookMs);
  const processes = (sync.sandbox?.processes ?? []).map((it) => (it === process ? stopped : it));
  sync.setProcesses(processes, sync.reason(rule, { container: container.name }));
  sync.remember({ kill: container.name });
  sync.later(stopped.exitAtMs ?? sync.nowMs);
}

/**
 * A process told to stop at a time, which is now unless said otherwise: it ends by itself with 0, or is killed when the grace that
 * begins now is over; a signal that comes late leaves it the shortest time at least (KUBELET-61).
 */
export function signalled(process: Process, graceMs: number, sync: Sync, atMs = sync.nowMs): Process {
  const { nowMs } = sync;
  const { stopMs } = sync.kubelet.behaviourOf(process.image);
  const deadlineMs = nowMs + graceMs;
  const sinceMs = Math.min(process.signalledAtMs ?? atMs, atMs, deadlineMs);
  const ownMs = stopMs === 'never' ? Number.POSITIVE_INFINITY : sinceMs + timings.kubelet.signalMs + stopMs;
  const killMs = sinceMs > nowMs ? Math.max(deadlineMs, sinceMs + timings.kubelet.shortestStopMs) : deadlineMs;
  if (process.exitAtMs !== undefined && process.exitAtMs <= Math.min(ownMs, killMs)) return process;
  return { ...process, signalledAtMs: sinceMs, exitAtMs: Math.min(ownMs, killMs), exitCode: ownMs <= killMs ? 0 : 137 };
}
