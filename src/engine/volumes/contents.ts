// What is on a volume: who wrote, on which machine, from when until when. Nobody keeps it: it follows from what ran with the volume
// mounted, whatever the API server believed. So it survives with the volume, and two writers at once are a fact.
import type { Change } from '../api/change.ts';
import type { Pod } from '../kinds/pod.ts';
import type { Process, Sandbox } from '../machine.ts';

/** One run of one container that had a volume mounted to write on. */
export interface Writer {
  readonly pod: string;
  readonly uid: string;
  readonly node: string;
  readonly container: string;
  readonly restartCount: number;
  /** Cluster milliseconds. */
  readonly fromMs: number;
  /** Absent while it goes on writing. */
  readonly toMs?: number;
}

/** Two of different Pods that write at the same time. */
export interface Conflict {
  readonly one: Writer;
  readonly other: Writer;
  readonly fromMs: number;
  /** Absent while it goes on. */
  readonly toMs?: number;
}

/** Who wrote on the PersistentVolume of this name until `atMs`, in order of beginning. `changes`: of the cluster, all until then. */
export function writersOf(volume: string, changes: readonly Change[], atMs: number): readonly Writer[] {
  const writers = new Map<string, Writer>();
  const pods = new Map<string, Pod>();
  for (const change of changes) {
    if (change.atMs > atMs) break;
    if (change.kind === 'Pod' && change.after) pods.set(change.after.metadata.uid, change.after);
    if (change.kind !== 'Sandbox') continue;
    const { before, after } = change;
    const mounted = after?.mounted.includes(volume) ? after : before?.mounted.includes(volume) ? before : undefined;
    if (!mounted) continue;
    // Of the last version, too: a machine that is switched off loses its mounts and its processes in one go.
    for (const process of (after ?? mounted).processes) {
      if (process.startedAtMs > atMs || !writes(process.container, volume, mounted, pods.get(mounted.uid))) continue;
      const writer = writerOf(process, mounted, after ? undefined : change.atMs, atMs);
      const key = `${mounted.uid}/${process.container}/${process.restartCount}`;
      // What was ended before it began never wrote.
      if (endOf(writer) <= writer.fromMs) writers.delete(key);
      else writers.set(key, writer);
    }
  }
  return [...writers.values()].sort((one, other) => one.fromMs - other.fromMs);
}

/** Pairs of writers of different Pods whose times overlap, in order of beginning. */
export function conflictsAmong(writers: readonly Writer[]): readonly Conflict[] {
  const conflicts: Conflict[] = [];
  for (const [at, other] of writers.entries())
    for (const one of writers.slice(0, at)) {
      if (one.uid === other.uid || endOf(one) <= other.fromMs) continue;
      const toMs = Math.min(endOf(one), endOf(other));
      conflicts.push({ one, other, fromMs: other.fromMs, ...(Number.isFinite(toMs) ? { toMs } : {}) });
    }
  return conflicts;
}

const endOf = ({ toMs = Number.POSITIVE_INFINITY }: Writer): number => toMs;

/** `goneMs`: when the sandbox went, at the latest then nothing of it ran. */
function writerOf(process: Process, sandbox: Sandbox, goneMs: number | undefined, atMs: number): Writer {
  const { container, restartCount, startedAtMs, exitAtMs = Number.POSITIVE_INFINITY } = process;
  const toMs = Math.min(exitAtMs, goneMs ?? Number.POSITIVE_INFINITY);
  const { name: pod, uid, node } = sandbox;
  return { pod, uid, node, container, restartCount, fromMs: startedAtMs, ...(toMs <= atMs ? { toMs } : {}) };
}

/**
 * Volumes are mounted in the order of the Pod's claims, one that is named twice twice; a container writes on those it mounts, unless only
 * to read.
 */
function writes(container: string, volume: string, { mounted }: Sandbox, pod: Pod | undefined): boolean {
  const claims = (pod?.spec.volumes ?? []).filter(({ persistentVolumeClaim }) => persistentVolumeClaim);
  const containers = [...(pod?.spec.containers ?? []), ...(pod?.spec.initContainers ?? [])];
  const mounts = containers.find(({ name }) => name === container)?.volumeMounts ?? [];
  return claims.some(
    (claim, at) =>
      mounted[at] === volume &&
      claim.persistentVolumeClaim?.readOnly !== true &&
      mounts.some(({ name, readOnly }) => name === claim.name && readOnly !== true),
  );
}
