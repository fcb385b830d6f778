// Which ControllerRevisions a set has, which is current and which is to be reached, and how much history is kept (section 6).
import type { Client, ReconcileError } from '../../component.ts';
import { keyOf } from '../../kinds/kinds.ts';
import type { ControllerRevision } from '../../kinds/controller-revision.ts';
import { selects } from '../../api/selector.ts';
import type { StatefulSet } from '../../kinds/stateful-set.ts';
import { ownerReference } from './identity.ts';
import { revisionData, revisionHash, textOf } from './revision-data.ts';

export interface Revisions {
  readonly current: ControllerRevision;
  readonly update: ControllerRevision;
  readonly collisionCount: number;
}

/** The set's revisions by number, oldest first (STS-SYNC-5); orphans that match are adopted (STS-SYNC-3). */
export function ownRevisions(set: StatefulSet, client: Client): readonly ControllerRevision[] | ReconcileError {
  const { namespace = 'default', uid } = set.metadata;
  const matching = client.view
    .labelled('ControllerRevision', namespace, set.spec.selector.matchLabels ?? {})
    .filter((revision) => selects(set.spec.selector, revision.metadata.labels ?? {}));
  const own: ControllerRevision[] = [];
  for (const revision of matching) {
    const controller = revision.metadata.ownerReferences?.find((owner) => owner.controller);
    if (controller?.uid === uid) own.push(revision);
    if (controller) continue;
    const adopted = adopt(set, revision, client);
    if ('error' in adopted) return adopted;
    own.push(adopted);
  }
  return own.sort(byAge);
}

const byAge = (a: ControllerRevision, b: ControllerRevision): number =>
  a.revision - b.revision ||
  inTextOrder(a.metadata.creationTimestamp, b.metadata.creationTimestamp) ||
  inTextOrder(keyOf(a), keyOf(b));

const inTextOrder = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);

function adopt(set: StatefulSet, revision: ControllerRevision, client: Client): ControllerRevision | ReconcileError {
  const { namespace = 'default', name, deletionTimestamp } = set.metadata;
  if (deletionTimestamp !== undefined) {
    return {
      error: `can't adopt ControllerRevisions: ${namespace}/${name} has just been deleted at ${deletionTimestamp}`,
    };
  }
  const ownerReferences = [...(revision.metadata.ownerReferences ?? []), ownerReference(set)];
  const reason = { rule: 'STS-SYNC-3', params: { set: name, revision: revision.metadata.name } };
  const result = client.update({ ...revision, metadata: { ...revision.metadata, ownerReferences } }, reason);
  return result.ok ? result.object : { error: result.status.message ?? 'adoption refused' };
}

/** STS-CR-7, STS-CR-9: finds, renumbers or creates the revision of the set's template, and the one it comes from. */
export function chosenRevisions(
  set: StatefulSet,
  own: readonly ControllerRevision[],
  client: Client,
): Revisions | ReconcileError {
  const { text } = revisionData(set.spec.template);
  const newest = own.at(-1);
  const equal = own.findLast((revision) => textOf(revision) === text);
  let collisionCount = set.status.collisionCount ?? 0;
  let update = equal;
  if (equal && newest && equal !== newest) {
    const reason = {
      rule: 'STS-CR-7',
      params: { set: set.metadata.name, revision: equal.metadata.name, number: newest.revision + 1 },
    };
    const renumbered = client.update({ ...equal, revision: newest.revision + 1 }, reason);
    if (!renumbered.ok) return { error: renumbered.status.message ?? 'renumbering refused' };
    update = renumbered.object;
  }
  while (!update) {
    const made = createRevision(set, (newest?.revision ?? 0) + 1, collisionCount, client);
    if ('error' in made) return made;
    if ('revision' in made) update = made;
    else collisionCount++;
  }
  const { currentRevision } = set.status;
  const current =
    currentRevision === update.metadata.name
      ? update
      : own.find((revision) => revision.metadata.name === currentRevision);
  return { current: current ?? update, update, collisionCount };
}

/** STS-CR-2 to STS-CR-5. A collision asks for another try. */
function createRevision(
  set: StatefulSet,
  number: number,
  collisionCount: number,
  client: Client,
): ControllerRevision | { readonly collided: true } | ReconcileError {
  const { name: setName, namespace = 'default', annotations } = set.metadata;
  const { data, text } = revisionData(set.spec.template);
  const hash = revisionHash(text, collisionCount);
  const name = `${setName.slice(0, 223)}-${hash}`;
  const labels = { ...set.spec.template.metadata?.labels, 'controller.kubernetes.io/hash': hash };
  const metadata = {
    name,
    namespace,
    labels,
    ...(annotations ? { annotations } : {}),
    ownerReferences: [ownerReference(set)],
  };
  const reason = { rule: 'STS-CR-7', params: { set: setName, revision: name, number } };
  const result = client.create<ControllerRevision>(
    { apiVersion: 'apps/v1', kind: 'ControllerRevision', metadata, data, revision: number },
    reason,
  );
  if (result.ok) return result.object;
  if (result.status.reason !== 'AlreadyExists') return { error: result.status.message ?? 'revision refused' };
  const standing = client.view.get('ControllerRevision', `${namespace}/${name}`);
  return standing && textOf(standing) === text ? standing : { collided: true };
}

/** STS-TRUNC-1 to STS-TRUNC-4: `live` are the names that Pods, current and update still need. */
export function truncateHistory(
  set: StatefulSet,
  own: readonly ControllerRevision[],
  live: ReadonlySet<string>,
  client: Client,
): void {
  const limit = set.spec.revisionHistoryLimit ?? 10;
  if (limit < 0) return;
  const history = own.filter((revision) => !live.has(revision.metadata.name));
  for (const revision of history.slice(0, Math.max(0, history.length - limit))) {
    const params = { set: set.metadata.name, revision: revision.metadata.name, limit };
    client.delete('ControllerRevision', keyOf(revision), { rule: 'STS-TRUNC-2', params });
  }
}
