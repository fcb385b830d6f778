// From a Pod bound to this node to containers that run: volumes, sandbox, images, containers, in that order (KUBELET-2,
// KUBELET-3, KUBELET-58). Each look writes what it finds, then goes one step on (KUBELET-56).
import type { Container } from '../kinds/pod.ts';
import { timings } from '../timings.ts';
import { nodeAddress, podAddress } from './addresses.ts';
import { rejectUnfit } from './admission.ts';
import { configError, hasMountedConfig } from './configuration.ts';
import { endAtDeadline } from './deadline.ts';
import { goOnFailing } from './failing.ts';
import { takeImage } from './images.ts';
import { without } from './memory.ts';
import { mountVolumes } from './mounts.ts';
import { hasBegun, hasSucceeded, isSidecar, sidecarsOf } from './init.ts';
import { isStartedContainer, runProbes } from './probes.ts';
import { beginPostStart, goOnStarting } from './post-start.ts';
import { backOffKilled, backOffRestart, killForImage, killForProbe, mayRestart } from './restarts.ts';
import { outcomeOf, writeStatus } from './status.ts';
import { allSignalled } from './stopping-order.ts';
import { containerStatus } from './container-status.ts';
import type { Sync } from './sync.ts';

/** One look at a Pod that is to run. */
export function runPod(sync: Sync, startTimeMs: number): void {
  const { phase } = sync.pod.status;
  if (phase === 'Succeeded' || phase === 'Failed') return;
  if (rejectUnfit(sync) || goOnFailing(sync) || endAtDeadline(sync, startTimeMs)) return;
  if (!isInTheMiddle(sync)) writeStatus(sync, sync.pod.status.startTime === undefined ? 'KUBELET-2' : 'KUBELET-56');
  if (finish(sync)) return;
  if (!hasMountedConfig(sync) || !mountVolumes(sync) || !hasSandbox(sync)) return;
  if (!initialize(sync)) return;
  for (const container of sync.pod.spec.containers) if (!advance(container, sync)) return;
}

/** KUBELET-20, KUBELET-21: whether the regular containers may start; if not, the wait is recorded. */
function initialize(sync: Sync): boolean {
  const begun = hasBegun(sync);
  for (const container of sync.pod.spec.initContainers ?? []) {
    if (isSidecar(container)) {
      const goesOn = advance(container, sync);
      if (begun || (goesOn && isRunningSidecar(container, sync))) continue;
    } else if (begun || hasSucceeded(container, sync)) continue;
    else advance(container, sync);
    sync.client.wait(sync.reason('KUBELET-20', { container: container.name }));
    return false;
  }
  return true;
}

/** KUBELET-21: the next one starts when it has started. */
const isRunningSidecar = (container: Container, sync: Sync): boolean =>
  sync.isAlive(sync.processOf(container.name)) && isStartedContainer(container, sync);

/** A sync that pulls, creates or starts reports nothing until it ends. */
const isInTheMiddle = ({ memory }: Sync): boolean =>
  memory.pull !== undefined ||
  memory.launch !== undefined ||
  memory.kill !== undefined ||
  memory.hook !== undefined ||
  memory.sandboxAtMs !== undefined;

/** KUBELET-57: a Pod whose containers are done for good: the sandbox is stopped, then the phase is terminal. */
function finish(sync: Sync): boolean {
  const { pod, memory, nowMs } = sync;
  if (isInTheMiddle(sync) || !sync.sandbox) return false;
  const outcome = outcomeOf(
    pod.spec.containers.map((container) => containerStatus(container, sync)),
    sync,
  );
  if (!outcome) return false;
  if (!stopSidecars(sync)) return true;
  const atMs = memory.finishAtMs ?? nowMs + timings.kubelet.sandboxStopMs;
  if (memory.finishAtMs === undefined) sync.remember({ finishAtMs: atMs });
  if (atMs > nowMs) sync.later(atMs);
  return true;
}

/** KUBELET-21: sidecars do not keep a Pod from ending; they are stopped when all others are done. Whether none runs any more. */
function stopSidecars(sync: Sync): boolean {
  const running = sidecarsOf(sync.pod).filter(({ name }) => sync.isAlive(sync.processOf(name)));
  if (running.length === 0) return true;
  if (running.some(({ name }) => sync.processOf(name)?.signalledAtMs === undefined)) {
    for (const container of running) {
      const message = `Stopping container ${container.name}`;
      sync.event({ type: 'Normal', reason: 'Killing', message }, 'KUBELET-61', container);
    }
    const graceMs = (sync.pod.spec.terminationGracePeriodSeconds ?? 30) * 1000;
    sync.setProcesses(allSignalled(graceMs, sync), sync.reason('KUBELET-21'));
  }
  sync.later(Math.max(...running.map(({ name }) => sync.processOf(name)?.exitAtMs ?? sync.nowMs)));
  return false;
}

/** KUBELET-52: the sandbox is reported by a write of its own. */
function hasSandbox(sync: Sync): boolean {
  if (sync.sandbox?.ip !== undefined) return true;
  const { sandboxAtMs } = sync.memory;
  const { uid, namespace = 'default', name } = sync.pod.metadata;
  if (sandboxAtMs === undefined || sandboxAtMs > sync.nowMs) {
    const atMs = sandboxAtMs ?? sync.nowMs + timings.kubelet.sandboxMs;
    if (sandboxAtMs === undefined) {
      if (sync.sandbox?.processes.some(({ lost }) => lost)) sayChanged(sync);
      sync.remember({ sandboxAtMs: atMs });
    }
    sync.client.wait(sync.reason('KUBELET-3'));
    sync.later(atMs);
    return false;
  }
  sync.remember({ sandboxAtMs: undefined });
  const before = sync.sandbox ?? { uid, node: sync.node, namespace, name, mounted: [], processes: [] };
  const own = sync.pod.spec.hostNetwork ? nodeAddress(sync.node, sync.client) : undefined;
  sync.setSandbox({ ...before, ip: own ?? podAddress(sync.node, sync.client) }, sync.reason('KUBELET-3'));
  writeStatus(sync, 'KUBELET-52');
  return true;
}

/** KUBELET-10: the machine has lost what ran; all of it starts again. */
function sayChanged(sync: Sync): void {
  const message = 'Pod sandbox changed, it will be killed and re-created.';
  sync.event({ type: 'Normal', reason: 'SandboxChanged', message }, 'KUBELET-10');
}

/** Takes a container one step on; false while the next one has to wait for it. */
function advance(container: Container, sync: Sync): boolean {
  const process = sync.processOf(container.name);
  if (sync.memory.hook?.container === container.name) return goOnStarting(container, sync);
  if (sync.isAlive(process)) return look(container, sync);
  if (sync.memory.kill === container.name) {
    sync.remember({ kill: undefined });
    if (backOffKilled(container, sync)) return true;
  } else if (
    process &&
    sync.memory.pull?.container !== container.name &&
    sync.memory.launch?.container !== container.name
  ) {
    if (!mayRestart(container, process, sync)) return true;
    if (backOffRestart(container, process, sync)) return true;
  }
  return launch(container, sync);
}

/** A running container: its probes, and its end if that is known. */
function look(container: Container, sync: Sync): boolean {
  const process = sync.processOf(container.name);
  if (!process) return true;
  if (sync.memory.kill === container.name) {
    sync.later(process.exitAtMs ?? sync.nowMs);
    return true;
  }
  if (container.image !== undefined && container.image !== process.image) {
    killForImage(container, process, sync);
    return true;
  }
  if (process.exitAtMs !== undefined) {
    const lateMs = Math.floor(
      sync.client.random('exit', `${sync.pod.metadata.uid}/${process.restartCount}`) * timings.kubelet.exitNoticedMs,
    );
    sync.later(process.exitAtMs + lateMs);
  }
  const found = runProbes(container, process, sync);
  if (found === 'failed') killForProbe(container, process, sync);
  if (found !== undefined) sync.later(sync.nowMs + timings.kubelet.probeMs + slownessMs(sync));
  return true;
}

/** No two machines take the same time to run a probe: of Pods that start together, one is Ready before the other. */
const slownessMs = ({ client, node }: Sync): number =>
  Math.floor(client.random('result', node) * timings.kubelet.probeSpreadMs);

/** Image, container, process. */
function launch(container: Container, sync: Sync): boolean {
  const { launch: launching } = sync.memory;
  if (launching?.container !== container.name) {
    const image = takeImage(container, sync);
    if (image === 'pulling') return false;
    if (image === 'failed') {
      lookAgain(container, sync);
      return true;
    }
    if (!isConfigured(container, sync)) return true;
    sync.event({ type: 'Normal', reason: 'Created', message: 'Container created' }, 'KUBELET-6', container);
    const { startMs } = sync.kubelet.behaviourOf(container.image ?? '');
    sync.remember({ launch: { container: container.name, atMs: sync.nowMs + timings.kubelet.createMs + startMs } });
  }
  const atMs = sync.memory.launch?.atMs ?? sync.nowMs;
  if (atMs > sync.nowMs) {
    sync.client.wait(sync.reason('KUBELET-3', { container: container.name }));
    sync.later(atMs);
    return false;
  }
  startProcess(container, sync);
  return beginPostStart(container, sync);
}

/** KUBELET-5 */
function isConfigured(container: Container, sync: Sync): boolean {
  const error = configError(container, sync);
  if (error === undefined) return true;
  sync.event({ type: 'Warning', reason: 'Failed', message: `Error: ${error}` }, 'KUBELET-5', container);
  const waiting = { reason: 'CreateContainerConfigError', message: error };
  sync.remember({ waiting: { ...sync.memory.waiting, [container.name]: waiting } });
  lookAgain(container, sync);
  return false;
}

function startProcess(container: Container, sync: Sync): void {
  const { nowMs, memory } = sync;
  const image = container.image ?? '';
  const { exit } = sync.kubelet.behaviourOf(image);
  const before = sync.processOf(container.name);
  const process = {
    container: container.name,
    image,
    restartCount: before ? before.restartCount + 1 : 0,
    createdAtMs: nowMs,
    startedAtMs: nowMs,
    ...(exit ? { exitAtMs: nowMs + exit.afterMs, exitCode: exit.code } : {}),
    // A fault of the Pod, not of one process of it.
    ...(sync.sandbox?.processes.some(({ unready }) => unready) ? { unready: true } : {}),
  };
  const others = (sync.sandbox?.processes ?? []).filter(({ container: name }) => name !== container.name);
  sync.remember({ launch: undefined, waiting: without(memory.waiting, container.name) });
  sync.setProcesses(
    [...others, ...(before ? [before] : []), process],
    sync.reason('KUBELET-3', { container: container.name }),
  );
  sync.event({ type: 'Normal', reason: 'Started', message: 'Container started' }, 'KUBELET-6', container);
  sync.later(nowMs + timings.kubelet.relistMs);
}

/** KUBELET-7: the first failure is looked at again soon, later ones on a wide grid. */
function lookAgain(container: Container, sync: Sync): void {
  const { lookMs, secondLookMs } = timings.kubelet;
  const waiting = sync.memory.waiting[container.name];
  const { initContainerStatuses = [], containerStatuses = [] } = sync.pod.status;
  const written = [...initContainerStatuses, ...containerStatuses].find(({ name }) => name === container.name)?.state
    .waiting?.reason;
  const first = written === undefined || written === 'ContainerCreating' || written === 'PodInitializing';
  const delayMs = first ? secondLookMs : Math.round(lookMs * (1 + sync.chance('look') / 2));
  const lookAtMs = sync.nowMs + delayMs;
  sync.client.wait(
    waiting?.reason === 'CreateContainerConfigError'
      ? sync.reason('KUBELET-5', { container: container.name, case: 'container', error: waiting.message ?? '' })
      : sync.reason('KUBELET-7', {
          container: container.name,
          image: container.image ?? '',
          state: waiting?.reason ?? '',
          ...nextPull(container, lookAtMs, sync),
        }),
  );
  sync.later(lookAtMs);
}

/** When the image is asked for again: not before its back-off is over; nothing if it never is. */
function nextPull({ image = '' }: Container, lookAtMs: number, sync: Sync): { readonly untilMs?: number } {
  const backOff = sync.memory.imageBackOff[image];
  return backOff ? { untilMs: Math.max(lookAtMs, backOff.sinceMs + backOff.delayMs) } : {};
}
