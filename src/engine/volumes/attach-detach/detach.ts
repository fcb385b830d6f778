// Detaching: a volume leaves a node when nobody there wants it and the node has said that it no longer uses it, or cannot be
// asked (VOL-42, VOL-46, VOL-47).
import type { Client, ReconcileError } from '../../component.ts';
import type { Node } from '../../kinds/node.ts';
import type { VolumeAttachment } from '../../kinds/volume-attachment.ts';
import { timings } from '../../timings.ts';
import type { Situation } from './attach.ts';

/** Deletes the attachments to nodes on which nobody wants the volume. */
export function detachWhereUnwanted(situation: Situation, client: Client, nowMs: number): ReconcileError | undefined {
  let error: ReconcileError | undefined;
  for (const attachment of situation.attached) {
    const { nodeName } = attachment.spec;
    const memory = `unwanted|${situation.volume.metadata.name}|${nodeName}`;
    if (situation.users.has(nodeName) || attachment.metadata.deletionTimestamp !== undefined) {
      client.remember(memory, undefined);
      continue;
    }
    const sinceMs = client.recall<number>(memory) ?? nowMs;
    const rule = ruleToDetach(situation, nodeName, nowMs - sinceMs, client);
    client.remember(memory, rule === undefined ? sinceMs : undefined);
    if (rule === undefined || (rule === 'VOL-42' && isLaterPass(memory, client, nowMs))) continue;
    error = detach(situation, attachment, rule, client) ?? error;
  }
  return error;
}

/**
 * A real controller goes through a hash table, pass by pass, each holding up the next: volumes that are free at the same time leave one
 * after the other, in an order that means nothing.
 */
function isLaterPass(scope: string, client: Client, nowMs: number): boolean {
  const { detachPasses, detachPassMs } = timings.volumes;
  const key = `pass|${scope}`;
  const pass = Math.floor(client.random('waits', `${scope}/${client.view.cursor.revision}`) * detachPasses);
  const atMs = client.recall<number>(key) ?? nowMs + pass * detachPassMs;
  client.remember(key, atMs > nowMs ? atMs : undefined);
  if (atMs > nowMs) client.requeue(atMs - nowMs);
  return atMs > nowMs;
}

/** The rule by which the volume may leave the node now; undefined while it must stay, which is recorded as a wait. */
function ruleToDetach(
  { volume, name }: Situation,
  nodeName: string,
  unwantedMs: number,
  client: Client,
): string | undefined {
  const node = client.view.get('Node', nodeName);
  if (node && isOutOfService(node)) return 'VOL-47';
  if (node && !node.status.volumesInUse?.includes(name)) return 'VOL-42';
  const params = { volume: volume.metadata.name, node: nodeName };
  if (node && isReady(node)) {
    client.wait({ rule: 'VOL-42', params });
    return undefined;
  }
  const restMs = timings.volumes.forceDetachMs - unwantedMs;
  if (restMs <= 0) return 'VOL-46';
  client.wait({ rule: 'VOL-46', params });
  client.requeue(restMs);
  return undefined;
}

/** The node's list first: nothing may mount what is about to go. */
function detach(
  { volume, name }: Situation,
  attachment: VolumeAttachment,
  rule: string,
  client: Client,
): ReconcileError | undefined {
  const { nodeName } = attachment.spec;
  const reason = { rule, params: { volume: volume.metadata.name, node: nodeName } };
  const node = client.view.get('Node', nodeName);
  if (node) {
    const { volumesAttached = [], ...status } = node.status;
    const left = volumesAttached.filter((it) => it.name !== name);
    const next = left.length > 0 ? { ...status, volumesAttached: left } : status;
    const result = client.updateStatus<Node>({ ...node, status: next }, reason);
    if (!result.ok) return { error: result.status.message ?? 'refused' };
  }
  const result = client.delete('VolumeAttachment', attachment.metadata.name, reason);
  return result.ok ? undefined : { error: result.status.message ?? 'refused' };
}

export const isReady = ({ status }: Node): boolean =>
  status.conditions?.some(({ type, status: is }) => type === 'Ready' && is === 'True') === true;

/** VOL-47: a person vouches that the machine is off. */
export const isOutOfService = ({ spec }: Node): boolean =>
  spec.taints?.some(({ key }) => key === 'node.kubernetes.io/out-of-service') === true;
