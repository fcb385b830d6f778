// What a Deployment notes on its ReplicaSets, and reads there again: the number of the revision, and the size it was scaled for
// (DEP-16, DEP-20).
import type { Deployment } from '../../kinds/deployment.ts';
import type { StringMap } from '../../kinds/meta.ts';
import type { ReplicaSet } from '../../kinds/replica-set.ts';
import { replicasOf, surgeOf } from './sizes.ts';

const prefix = 'deployment.kubernetes.io/';
export const revisionAnnotation = `${prefix}revision`;
const historyAnnotation = `${prefix}revision-history`;
const desiredAnnotation = `${prefix}desired-replicas`;
const maximumAnnotation = `${prefix}max-replicas`;

const notCopied: ReadonlySet<string> = new Set([
  'kubectl.kubernetes.io/last-applied-configuration',
  'deprecated.deployment.rollback.to',
  revisionAnnotation,
  historyAnnotation,
  desiredAnnotation,
  maximumAnnotation,
]);

/** The number of a set in the history; 0 if it has none. */
export const revisionOf = ({ metadata }: ReplicaSet): number =>
  Number(metadata.annotations?.[revisionAnnotation] ?? 0) || 0;

export const desiredOf = ({ metadata }: ReplicaSet): number | undefined =>
  numberOf(metadata.annotations, desiredAnnotation);

export const maximumOf = ({ metadata }: ReplicaSet): number | undefined =>
  numberOf(metadata.annotations, maximumAnnotation);

function numberOf(annotations: StringMap | undefined, name: string): number | undefined {
  const text = annotations?.[name];
  return text === undefined ? undefined : Number(text);
}

/** The annotations of the set that is, or becomes, the new one; `standing`: those it has. */
export function newSetAnnotations(
  deployment: Deployment,
  standing: StringMap | undefined,
  revision: number,
): StringMap {
  const copied = Object.entries(deployment.metadata.annotations ?? {}).filter(([name]) => !notCopied.has(name));
  const annotations: { [name: string]: string } = { ...standing, ...Object.fromEntries(copied) };
  const before = Number(standing?.[revisionAnnotation] ?? 0) || 0;
  if (before >= revision) return annotations;
  annotations[revisionAnnotation] = `${revision}`;
  if (standing?.[revisionAnnotation] !== undefined) {
    const history = standing[historyAnnotation];
    annotations[historyAnnotation] = history ? `${history},${before}` : `${before}`;
  }
  return annotations;
}

/** The annotations of a set that is scaled. */
export const scaledAnnotations = (deployment: Deployment, standing: StringMap | undefined): StringMap => ({
  ...standing,
  [desiredAnnotation]: `${replicasOf(deployment)}`,
  [maximumAnnotation]: `${replicasOf(deployment) + surgeOf(deployment)}`,
});
