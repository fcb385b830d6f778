// Which changes can help a Pod that did not fit anywhere (SCHED-51).
import type { Change } from '../api/change.ts';
import { jsonItems } from '../kinds/json.ts';
import type { Node } from '../kinds/node.ts';
import type { Pod } from '../kinds/pod.ts';

/** Whether every Pod that did not fit is to be tried again. */
export function wakesAll(change: Change): boolean {
  switch (change.kind) {
    case 'Pod':
      return change.before !== undefined && takesRoom(change.before) && !(change.after && takesRoom(change.after));
    case 'Node':
      return change.after !== undefined && (!change.before || offersOther(change.before, change.after));
    case 'PersistentVolume':
      return change.after !== undefined && change.before?.status.phase !== change.after.status.phase;
    case 'StorageClass':
      return change.after !== undefined;
    default:
      return false;
  }
}

/** SCHED-51: a Pod has come to a node, or one that is there has other labels. */
export function changesCompany(change: Change): boolean {
  if (change.kind !== 'Pod' || change.after?.spec.nodeName === undefined) return false;
  const { before, after } = change;
  return before?.spec.nodeName === undefined || before.metadata.labels !== after.metadata.labels;
}

/** Whether the company of other Pods matters to a Pod. */
export const minds = ({ spec }: Pod): boolean =>
  spec.affinity !== undefined || jsonItems(spec.topologySpreadConstraints).length > 0;

const takesRoom = ({ spec, status }: Pod): boolean =>
  spec.nodeName !== undefined && status.phase !== 'Succeeded' && status.phase !== 'Failed';

const offersOther = (before: Node, after: Node): boolean =>
  before.spec !== after.spec ||
  before.metadata.labels !== after.metadata.labels ||
  before.status.allocatable !== after.status.allocatable;
