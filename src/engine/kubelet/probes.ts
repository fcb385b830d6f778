// Probes without a clock that ticks for nothing: only runs whose outcome can differ from the last are looked at, and those that
// fail again only to say so once more (KUBELET-40 to KUBELET-47).
import type { Container, Probe } from '../kinds/pod.ts';
import type { Process } from '../machine.ts';
import type { ProbeMemory } from './memory.ts';
import type { Sync } from './sync.ts';

type ProbeKind = 'startup' | 'liveness' | 'readiness';

const probeOf = (container: Container, kind: ProbeKind): Probe | undefined =>
  ({ startup: container.startupProbe, liveness: container.livenessProbe, readiness: container.readinessProbe })[kind];

const memoryKey = (container: Container, kind: ProbeKind): string => `${container.name}/${kind}`;

/** What is known of a probe of the running process; nothing is known of a new one (KUBELET-42). */
function resultOf(container: Container, kind: ProbeKind, sync: Sync): boolean {
  if (!probeOf(container, kind)) return true;
  const memory = sync.memory.probes[memoryKey(container, kind)];
  const process = sync.processOf(container.name);
  if (!memory || memory.restartCount !== process?.restartCount) return kind === 'liveness';
  return memory.result;
}

/** KUBELET-41 */
export const isStartedContainer = (container: Container, sync: Sync): boolean => resultOf(container, 'startup', sync);

/** KUBELET-42 */
export const isReadyContainer = (container: Container, sync: Sync): boolean =>
  isStartedContainer(container, sync) && resultOf(container, 'readiness', sync);

/** Runs the probes of a running container that are due. Says whether what they found has to be reported or acted on. */
export function runProbes(container: Container, process: Process, sync: Sync): 'changed' | 'failed' | undefined {
  const stopping = sync.pod.metadata.deletionTimestamp !== undefined;
  const started = isStartedContainer(container, sync);
  const kinds: readonly ProbeKind[] = stopping ? ['readiness'] : started ? ['liveness', 'readiness'] : ['startup'];
  let outcome: 'changed' | 'failed' | undefined;
  for (const kind of kinds) {
    const probe = probeOf(container, kind);
    if (!probe) continue;
    const found = runProbe({ container, process, kind, probe }, sync);
    if (found && !(found === 'changed' && outcome === 'failed')) outcome = found;
  }
  return outcome;
}

interface ProbeRun {
  readonly container: Container;
  readonly process: Process;
  readonly kind: ProbeKind;
  readonly probe: Probe;
}

function runProbe(run: ProbeRun, sync: Sync): 'changed' | 'failed' | undefined {
  const state = stateOf(run, sync);
  const succeeds = wouldSucceed(run.process, sync);
  if (state.nextAtMs === undefined && succeeds === state.result) return undefined;
  const dueAtMs = state.nextAtMs ?? nextOnGrid(run, sync.nowMs);
  if (dueAtMs > sync.nowMs) {
    wait(run, { ...state, nextAtMs: dueAtMs }, succeeds, sync);
    return undefined;
  }
  if (!succeeds) sayUnhealthy(run, sync);
  const { after, failed } = afterRun(state, run, succeeds);
  // Nothing more can come of a probe that succeeds and is known to: it rests until something about its process changes.
  const rests = succeeds && after.result;
  wait(run, rests ? without(after) : { ...after, nextAtMs: sync.nowMs + periodMs(run.probe) }, succeeds, sync);
  if (failed) return 'failed';
  return after.result === state.result ? undefined : 'changed';
}

const without = ({ nextAtMs: _rests, ...rest }: ProbeMemory): ProbeMemory => rest;

/** What is known of the running process; of a new one, what is assumed until the first run (KUBELET-42). */
function stateOf({ container, process, kind, probe }: ProbeRun, sync: Sync): ProbeMemory {
  const known = sync.memory.probes[memoryKey(container, kind)];
  if (known?.restartCount === process.restartCount) return known;
  const nextAtMs = process.startedAtMs + (probe.initialDelaySeconds ?? 0) * 1000;
  return { restartCount: process.restartCount, nextAtMs, result: kind === 'liveness', against: 0 };
}

const wouldSucceed = (process: Process, sync: Sync): boolean =>
  process.unready !== true && sync.nowMs >= process.startedAtMs + sync.kubelet.behaviourOf(process.image).readyMs;

const periodMs = (probe: Probe): number => (probe.periodSeconds ?? 10) * 1000;

/** A probe runs at its container's start and every period from then on. */
function nextOnGrid({ process, probe }: ProbeRun, nowMs: number): number {
  const firstMs = process.startedAtMs + (probe.initialDelaySeconds ?? 0) * 1000;
  return firstMs + Math.ceil(Math.max(0, nowMs - firstMs) / periodMs(probe)) * periodMs(probe);
}

/** KUBELET-43: enough runs in a row turn readiness either way; for the other two, enough failures kill the container. */
function afterRun(
  before: ProbeMemory,
  { probe, kind }: ProbeRun,
  succeeds: boolean,
): { readonly after: ProbeMemory; readonly failed: boolean } {
  const calm = kind === 'readiness' ? succeeds === before.result : succeeds;
  if (calm) return { after: { ...before, result: succeeds, against: 0 }, failed: false };
  const against = before.against + 1;
  const threshold = succeeds ? (probe.successThreshold ?? 1) : (probe.failureThreshold ?? 3);
  if (against < threshold) return { after: { ...before, against }, failed: false };
  if (kind !== 'readiness') return { after: { ...before, against: 0 }, failed: true };
  return { after: { ...before, against: 0, result: succeeds }, failed: false };
}

/** Asks for the next run; one that can only fail once more keeps nothing from being settled. */
function wait({ container, process, kind }: ProbeRun, next: ProbeMemory, succeeds: boolean, sync: Sync): void {
  const key = memoryKey(container, kind);
  if (sync.memory.probes[key] !== next) sync.remember({ probes: { ...sync.memory.probes, [key]: next } });
  if (next.nextAtMs === undefined) return;
  sync.later(next.nextAtMs, { idle: kind === 'readiness' && process.unready === true && !next.result && !succeeds });
}

const titles = { startup: 'Startup', liveness: 'Liveness', readiness: 'Readiness' } as const;

/** KUBELET-44 */
function sayUnhealthy({ container, process, kind, probe }: ProbeRun, sync: Sync): void {
  const output = outputOf(probe, container, process.unready === true, sync);
  const message = `${titles[kind]} probe failed: ${output}`;
  sync.event({ type: 'Warning', reason: 'Unhealthy', message }, 'KUBELET-44', container);
}

/** KUBELET-45: what does not serve yet refuses connections; what serves, but says that it cannot, answers 503. */
function outputOf({ httpGet, tcpSocket, grpc }: Probe, container: Container, unready: boolean, sync: Sync): string {
  const ip = sync.sandbox?.ip ?? '';
  if (tcpSocket) return refused(ip, portOf(tcpSocket.port, container));
  if (grpc) return 'service unhealthy (responded with "NOT_SERVING")';
  if (!httpGet) return 'not ready';
  if (unready) return 'HTTP probe failed with statuscode: 503';
  const port = portOf(httpGet.port, container);
  const { scheme = 'HTTP', host = ip, path = '/' } = httpGet;
  return `Get "${scheme.toLowerCase()}://${host}:${port}${path}": ${refused(host, port)}`;
}

const refused = (ip: string, port: number | string): string => `dial tcp ${ip}:${port}: connect: connection refused`;

/** A port by its number, or by its name in the container. */
const portOf = (port: number | string, container: Container): number | string =>
  container.ports?.find(({ name }) => name === port)?.containerPort ?? port;
