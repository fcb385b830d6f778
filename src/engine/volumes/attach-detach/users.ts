// Which Pods want a volume on which node: what the attach/detach controller compares the attachments with (VOL-42, VOL-43).
import type { View } from '../../api/view.ts';
import type { PersistentVolume } from '../../kinds/persistent-volume.ts';
import type { Pod } from '../../kinds/pod.ts';

/** The node a Pod wants its volumes on; none when it is not scheduled, is over, or is leaving and nothing of it runs. */
export function wantedNode(pod: Pod): string | undefined {
  const { phase } = pod.status;
  if (phase === 'Succeeded' || phase === 'Failed') return undefined;
  return pod.metadata.deletionTimestamp !== undefined && nothingRuns(pod) ? undefined : pod.spec.nodeName;
}

/** VOL-43: what was never reported counts as running. */
function nothingRuns({ status }: Pod): boolean {
  const statuses = [...(status.initContainerStatuses ?? []), ...(status.containerStatuses ?? [])];
  return statuses.length > 0 && statuses.every(({ state }) => state.running === undefined);
}

/** The Pods that want a volume, by node, in the order of their names. */
export function usersOf(volume: PersistentVolume, view: View): ReadonlyMap<string, readonly Pod[]> {
  const { claimRef } = volume.spec;
  const key = `${claimRef?.namespace ?? ''}/${claimRef?.name ?? ''}`;
  const claim = view.get('PersistentVolumeClaim', key);
  const users = new Map<string, Pod[]>();
  if (!claim || claim.metadata.uid !== claimRef?.uid || claim.spec.volumeName !== volume.metadata.name) return users;
  for (const pod of view.usingClaim(key)) {
    const node = wantedNode(pod);
    if (node === undefined) continue;
    const standing = users.get(node);
    if (standing) standing.push(pod);
    else users.set(node, [pod]);
  }
  return users;
}
