// In which order the containers of a Pod are told to stop: regular ones at once, sidecars when everything after them has ended, the
// last one first, each after its preStop hook; one grace for all of that (KUBELET-22, KUBELET-61).
import type { Process } from '../machine.ts';
import { hookOf } from './hooks.ts';
import { allContainers, sidecarsOf } from './init.ts';
import { signalled } from './restarts.ts';
import type { Sync } from './sync.ts';

/** The sandbox's processes as they are when all that run have been told to stop. */
export function allSignalled(graceMs: number, sync: Sync): readonly Process[] {
  const { nowMs, pod } = sync;
  const containers = new Map(allContainers(pod).map((container) => [container.name, container]));
  const sidecars = sidecarsOf(pod).map(({ name }) => name);
  const processes = sync.sandbox?.processes ?? [];
  const stopped = new Map<Process, Process>();
  const stop = (process: Process, turnMs: number): number => {
    const container = containers.get(process.container);
    const hookMs = (container && hookOf(container, 'preStop')?.lastsMs) ?? 0;
    const next = signalled(process, graceMs, sync, Math.max(turnMs, nowMs + hookMs));
    stopped.set(process, next);
    return next.exitAtMs ?? nowMs;
  };
  const running = processes.filter((process) => sync.isAlive(process));
  const regular = running.filter(({ container }) => !sidecars.includes(container));
  let turnMs = Math.max(nowMs, ...regular.map((process) => stop(process, nowMs)));
  for (const name of sidecars.toReversed())
    for (const process of running) if (process.container === name) turnMs = Math.max(turnMs, stop(process, turnMs));
  return processes.map((process) => stopped.get(process) ?? process);
}
