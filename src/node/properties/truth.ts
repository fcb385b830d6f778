// Invariants of what is physically so: who runs, where, on which volume.
import type { Change, Process, Sandbox } from '../../engine/index.ts';
import type { World } from './world.ts';

/** What a change makes true that never may be. */
export function truthFaults(change: Change, world: World): readonly string[] {
  switch (change.kind) {
    case 'Sandbox':
      return change.after ? [...twins(change.after, change, world), ...sharers(change.after, world)] : buried(change);
    case 'Pod':
      return change.after ? [] : abandoned(change, world);
    case 'VolumeAttachment':
      return attachedTwice(change, world);
    default:
      return [];
  }
}

const runsAt = ({ startedAtMs, exitAtMs }: Process, ms: number): boolean =>
  startedAtMs <= ms && (exitAtMs === undefined || exitAtMs > ms);

const isAlive = ({ processes }: Sandbox, ms: number): boolean => processes.some((process) => runsAt(process, ms));

/** Never two running containers of one identity, unless a human forced it. */
function twins(sandbox: Sandbox, { atMs }: Change, world: World): readonly string[] {
  const { uid, namespace, name } = sandbox;
  const starts = sandbox.processes.map(({ startedAtMs }) => Math.max(atMs, startedAtMs));
  return world.sandboxes.flatMap((other) => {
    if (other.uid === uid || other.name !== name || other.namespace !== namespace) return [];
    if (world.forced.has(other.uid) || world.forced.has(uid)) return [];
    const ms = starts.find((start) => isAlive(sandbox, start) && isAlive(other, start));
    return ms === undefined ? [] : [`${name} runs twice at ${ms} ms: on ${sandbox.node} and on ${other.node}`];
  });
}

/** A ReadWriteOnce volume is mounted on one node at a time. */
function sharers(sandbox: Sandbox, world: World): readonly string[] {
  if (sandbox.mounted.length === 0) return [];
  return world.sandboxes.flatMap((other) => {
    if (other.uid === sandbox.uid || other.node === sandbox.node) return [];
    if (world.forced.has(other.uid) || world.forced.has(sandbox.uid)) return [];
    const volume = sandbox.mounted.find((name) => other.mounted.includes(name));
    return volume === undefined ? [] : [`${volume} is mounted on ${sandbox.node} and on ${other.node}`];
  });
}

/** A record of what runs is not dropped while it runs. */
function buried({ before, atMs }: Extract<Change, { kind: 'Sandbox' }>): readonly string[] {
  return before && isAlive(before, atMs) ? [`${before.name} on ${before.node} is forgotten while it runs`] : [];
}

/** Nobody but a human removes a Pod whose containers run. */
function abandoned({ before, atMs }: Extract<Change, { kind: 'Pod' }>, world: World): readonly string[] {
  const sandbox = before && world.sandbox(before.metadata.uid);
  if (!before || !sandbox || world.forced.has(before.metadata.uid) || !isAlive(sandbox, atMs)) return [];
  return [`Pod ${before.metadata.name} is removed while it runs on ${sandbox.node}`];
}

function attachedTwice({ after }: Extract<Change, { kind: 'VolumeAttachment' }>, world: World): readonly string[] {
  if (!after?.status.attached) return [];
  const volume = after.spec.source.persistentVolumeName;
  const other = world
    .all('VolumeAttachment')
    .find(
      ({ spec, status, metadata }) =>
        status.attached && metadata.uid !== after.metadata.uid && spec.source.persistentVolumeName === volume,
    );
  return other ? [`${volume} is attached to ${after.spec.nodeName} and to ${other.spec.nodeName}`] : [];
}
