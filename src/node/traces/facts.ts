// What a spectator would note about one object at one version; milestones are the differences between two such lists.
import type { Observed } from './observed.ts';

/** Short phrases such as `scheduled` or `phase Running`, in a fixed order. */
export function facts(object: Observed): string[] {
  const deleting = object.metadata.deletionTimestamp ? ['deleting'] : [];
  return [...deleting, ...ofKind(object)];
}

function ofKind(object: Observed): string[] {
  const { metadata, status, spec } = object;
  switch (object.kind) {
    case 'Pod':
      return podFacts(object);
    case 'PersistentVolumeClaim':
    case 'PersistentVolume':
      return status?.phase && status.phase !== 'Pending' ? [status.phase] : [];
    case 'VolumeAttachment':
      return status?.attached ? ['attached'] : [];
    case 'StatefulSet':
    case 'Deployment':
    case 'ReplicaSet':
      return [`generation ${metadata.generation}`];
    case 'ControllerRevision':
      return [`revision ${object.revision}`];
    case 'Node':
      return [
        `Ready=${condition(object, 'Ready')}`,
        ...(spec?.taints ?? []).map((taint) => `taint ${taint.key}:${taint.effect}`),
      ];
    case 'EndpointSlice':
      return endpointFacts(object);
    default:
      return [];
  }
}

function podFacts(object: Observed): string[] {
  const { metadata, status, spec } = object;
  const list: string[] = [];
  if (spec?.nodeName) list.push('scheduled');
  if (status?.phase && status.phase !== 'Pending') list.push(`phase ${status.phase}`);
  if (condition(object, 'Ready') === 'True') list.push('Ready');
  if (!metadata.ownerReferences?.length && metadata.labels?.['statefulset.kubernetes.io/pod-name']) list.push('orphan');
  return list;
}

function endpointFacts(object: Observed): string[] {
  const line = (endpoint: NonNullable<Observed['endpoints']>[number]): string => {
    const { ready, serving, terminating } = endpoint.conditions;
    const name = endpoint.targetRef?.name ?? endpoint.addresses[0];
    return `${name} ready=${ready} serving=${serving} terminating=${terminating}`;
  };
  return (object.endpoints ?? []).map(line).sort();
}

const condition = (object: Observed, type: string): string | undefined =>
  object.status?.conditions?.find((candidate) => candidate.type === type)?.status;
