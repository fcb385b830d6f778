// The attach/detach controller: wishes volumes onto the nodes of the Pods that mount them, and off again (5.4).
import type { Change } from '../../api/change.ts';
import type { View } from '../../api/view.ts';
import type { ApiComponent, Client, ReconcileError } from '../../component.ts';
import type { Node } from '../../kinds/node.ts';
import { claimKeysOf } from '../../kinds/pod-claims.ts';
import type { Pod } from '../../kinds/pod.ts';
import { attachableName } from '../../kinds/volume-name.ts';
import { timings } from '../../timings.ts';
import { AttachmentIndex } from '../attachment-index.ts';
import { attachWhereWanted } from './attach.ts';
import { detachWhereUnwanted, isOutOfService, isReady } from './detach.ts';
import { usersOf, wantedNode } from './users.ts';

type ClaimChange = Extract<Change, { kind: 'PersistentVolumeClaim' }>;

/** A new controller; keys are those of volumes. */
export function createAttachDetachController(): ApiComponent {
  const attachments = new AttachmentIndex();
  return {
    name: 'attachdetach-controller',
    sees: 'api',
    watches: ['Pod', 'PersistentVolumeClaim', 'VolumeAttachment', 'Node'],
    wakeDelayMs: timings.wakeMs.attachDetach,
    wakes: (change, view) => wakes(change, view, attachments),
    reconcile: (key, client, nowMs) => reconcileVolume(key, attachments.follow(client.view), client, nowMs),
  };
}

function wakes(change: Change, view: View, attachments: AttachmentIndex): readonly string[] {
  switch (change.kind) {
    case 'Pod':
      return volumesOfPod(change.before, change.after, view);
    case 'PersistentVolumeClaim':
      return volumesOfClaim(change, view);
    case 'VolumeAttachment':
      return ((change.after ?? change.before)?.spec.source.persistentVolumeName ?? '') ? [volumeOf(change)] : [];
    case 'Node':
      return volumesOnNode(change.key, change.before, change.after, view, attachments);
    default:
      return [];
  }
}

const volumeOf = ({ before, after }: Change & { readonly kind: 'VolumeAttachment' }): string =>
  (after ?? before)?.spec.source.persistentVolumeName ?? '';

/** One that named its volume from the beginning has it when it is bound: a Pod may be on a node by then. */
function volumesOfClaim({ key, before, after }: ClaimChange, view: View): readonly string[] {
  const [known, named] = [before?.spec.volumeName, after?.spec.volumeName];
  if (known !== named) return [known, named].flatMap((volume) => volume || []);
  const isBound = after?.status.phase === 'Bound' && before?.status.phase !== 'Bound';
  return named && isBound && view.usingClaim(key).some((pod) => wantedNode(pod) !== undefined) ? [named] : [];
}

/** Only where and whether a Pod wants its volumes matters. */
function volumesOfPod(before: Pod | undefined, after: Pod | undefined, view: View): readonly string[] {
  const pod = after ?? before;
  if (!pod?.spec.volumes || (before && wantedNode(before)) === (after && wantedNode(after))) return [];
  return claimKeysOf(pod).flatMap((key) => view.get('PersistentVolumeClaim', key)?.spec.volumeName ?? []);
}

/** What a node no longer uses can be detached; all it has, when it is lost or given up. */
function volumesOnNode(
  node: string,
  before: Node | undefined,
  after: Node | undefined,
  view: View,
  attachments: AttachmentIndex,
): readonly string[] {
  const isSame =
    before && after && isReady(before) === isReady(after) && isOutOfService(before) === isOutOfService(after);
  const dropped = missingFrom(after?.status.volumesInUse, before?.status.volumesInUse);
  if (isSame && dropped.length === 0) return [];
  attachments.follow(view);
  return isSame
    ? dropped.flatMap((name) => attachments.named(name, node) ?? [])
    : attachments.onNode(node).filter((volume) => view.get('PersistentVolume', volume) !== undefined);
}

/** Those of `before` that are no longer listed. Most often a list only grows at its end. */
function missingFrom(after: readonly string[] = [], before: readonly string[] = []): readonly string[] {
  if (before === after || before.every((name, at) => name === after[at])) return [];
  const listed = new Set(after);
  return before.filter((name) => !listed.has(name));
}

/** VOL-41: detaches first, as the real loop does, then attaches. */
function reconcileVolume(
  key: string,
  attachments: AttachmentIndex,
  client: Client,
  nowMs: number,
): ReconcileError | undefined {
  const volume = client.view.get('PersistentVolume', key);
  const name = volume && attachableName(volume);
  if (!volume || name === undefined) return undefined;
  const users = usersOf(volume, client.view);
  const error = detachWhereUnwanted({ volume, name, users, attached: attachments.ofVolume(key) }, client, nowMs);
  const attached = attachments.follow(client.view).ofVolume(key);
  return attachWhereWanted({ volume, name, users, attached }, client) ?? error;
}
