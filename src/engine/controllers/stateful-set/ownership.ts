// Adoption and release: which Pods a set claims as its own (4.3).
import type { Client, ReconcileError } from '../../component.ts';
import { selects } from '../../api/selector.ts';
import type { Pod } from '../../kinds/pod.ts';
import type { StatefulSet } from '../../kinds/stateful-set.ts';
import { isMemberName, ownerReference } from './identity.ts';
import type { Members } from './members.ts';

/** STS-OWN-1 to STS-OWN-7. Gives the first failure. */
export function claimPods(set: StatefulSet, members: Members, client: Client): ReconcileError | undefined {
  if (set.metadata.deletionTimestamp !== undefined) return undefined;
  for (const pod of [...members.strays.values()]) {
    const error = release(set, pod, client);
    if (error) return error;
  }
  for (const pod of [...members.orphans.values()]) {
    const error =
      matches(set, pod) && pod.metadata.deletionTimestamp === undefined ? adopt(set, pod, client) : undefined;
    if (error) return error;
  }
  return undefined;
}

/** STS-OWN-2 */
const matches = (set: StatefulSet, pod: Pod): boolean =>
  selects(set.spec.selector, pod.metadata.labels ?? {}) && isMemberName(set.metadata.name, pod.metadata.name);

function release(set: StatefulSet, pod: Pod, client: Client): ReconcileError | undefined {
  const ownerReferences = (pod.metadata.ownerReferences ?? []).filter((owner) => owner.uid !== set.metadata.uid);
  return writeOwners(pod, ownerReferences, 'STS-OWN-3', set, client);
}

function adopt(set: StatefulSet, pod: Pod, client: Client): ReconcileError | undefined {
  const error = writeOwners(
    pod,
    [...(pod.metadata.ownerReferences ?? []), ownerReference(set)],
    'STS-OWN-4',
    set,
    client,
  );
  const { namespace = 'default', name, uid } = pod.metadata;
  return error && { error: `can't adopt Pod ${namespace}/${name} (${uid}): ${error.error}` };
}

function writeOwners(
  pod: Pod,
  ownerReferences: Pod['metadata']['ownerReferences'] & object,
  rule: string,
  set: StatefulSet,
  client: Client,
): ReconcileError | undefined {
  const reason = { rule, params: { set: set.metadata.name, pod: pod.metadata.name } };
  const result = client.update({ ...pod, metadata: { ...pod.metadata, ownerReferences } }, reason);
  return result.ok || result.status.reason === 'NotFound' ? undefined : { error: result.status.message ?? '' };
}
