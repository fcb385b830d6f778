// The revisions of a Deployment as kubectl finds them: its ReplicaSets, by the number that each is annotated with.
import type { Deployment, ReplicaSet, StringMap } from '../engine/index.ts';
import { isStatus, selectorText } from '../engine/index.ts';
import { request } from './command.ts';
import type { Process } from './command.ts';

const prefix = 'deployment.kubernetes.io/';
const revisionKey = `${prefix}revision`;

/** Those of a Deployment's ReplicaSets that have a number, lowest first; empty if they cannot be listed. */
export function* replicaSetsOf({ metadata, spec }: Deployment): Process<readonly ReplicaSet[]> {
  const { body } = yield* request({
    verb: 'list',
    kind: 'ReplicaSet',
    ...(metadata.namespace === undefined ? {} : { namespace: metadata.namespace }),
    labelSelector: selectorText(spec.selector),
  });
  if (isStatus(body) || !('items' in body)) return [];
  const owned = body.items.filter(
    (item): item is ReplicaSet =>
      item.kind === 'ReplicaSet' &&
      (item.metadata.ownerReferences ?? []).some(({ controller, uid }) => controller === true && uid === metadata.uid),
  );
  return owned.filter((set) => revisionOf(set) > 0).sort((a, b) => revisionOf(a) - revisionOf(b));
}

/** The number of a ReplicaSet or of the Deployment itself; 0 without one. */
export const revisionOf = ({ metadata }: Deployment | ReplicaSet): number =>
  Number(metadata.annotations?.[revisionKey] ?? 0) || 0;

/** The template as the Deployment has it: without the label that its ReplicaSet added. */
export function templateOf({ spec }: ReplicaSet): Deployment['spec']['template'] {
  const { 'pod-template-hash': _hash, ...labels } = spec.template.metadata?.labels ?? {};
  return { ...spec.template, metadata: { ...spec.template.metadata, labels } };
}

const kept: ReadonlySet<string> = new Set([
  'kubectl.kubernetes.io/last-applied-configuration',
  'deprecated.deployment.rollback.to',
  ...['revision', 'revision-history', 'desired-replicas', 'max-replicas'].map((name) => prefix + name),
]);

/** The annotations of a Deployment that goes back to a ReplicaSet: its own book-keeping, and the ReplicaSet's for the rest. */
export function annotationsBack({ metadata }: Deployment, set: ReplicaSet): StringMap {
  const pick = (annotations: StringMap | undefined, isKept: boolean) =>
    Object.entries(annotations ?? {}).filter(([name]) => kept.has(name) === isKept);
  return Object.fromEntries([...pick(metadata.annotations, true), ...pick(set.metadata.annotations, false)]);
}
