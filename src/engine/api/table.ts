// Objects as the server's Tables (TBL-1 to TBL-5, TBL-17), for those who ask for them over HTTP.
import type { ApiObject, Kind } from '../kinds/kinds.ts';
import { columnDescription } from './column-descriptions.ts';
import { columnsOf } from './table-columns.ts';

export interface Table {
  readonly kind: 'Table';
  readonly apiVersion: 'meta.k8s.io/v1';
  readonly metadata: TableMeta;
  /** Absent in all but the first Table of a watch (WATCH-14). */
  readonly columnDefinitions?: readonly Column[];
  readonly rows: readonly object[];
}

export interface TableMeta {
  readonly resourceVersion: string;
  readonly continue?: string;
  readonly remainingItemCount?: number;
}

interface Column {
  readonly name: string;
  readonly type: string;
  readonly format: string;
  readonly description: string;
  readonly priority: number;
}

/** `nowMs`: the cluster's clock, milliseconds since 1970. */
export function tableOf(kind: Kind, objects: readonly ApiObject[], nowMs: number, metadata: TableMeta): Table {
  const { heads, cells } = columnsOf(kind);
  const columns = heads.map((head) => columnOf(kind, head));
  return {
    kind: 'Table',
    apiVersion: 'meta.k8s.io/v1',
    metadata,
    columnDefinitions: columns,
    rows: objects.map((object) => ({
      cells: cells(object, nowMs).map((cell, at) => (columns[at]?.type === 'integer' ? Number(cell) : cell)),
      ...conditionsOf(object),
      object: { kind: 'PartialObjectMetadata', apiVersion: 'meta.k8s.io/v1', metadata: object.metadata },
    })),
  };
}

const integers = new Set([
  ...['UP-TO-DATE', 'AVAILABLE', 'DESIRED', 'CURRENT', 'REVISION', 'DATA', 'COUNT', 'ALLOWED DISRUPTIONS', 'VALUE'],
]);

function columnOf(kind: Kind, head: string): Column {
  const upper = head.replace('+', '');
  const name = nameOf(upper);
  const isInteger = integers.has(upper) || (kind === 'ReplicaSet' && upper === 'READY');
  return {
    name,
    type: isInteger ? 'integer' : 'string',
    format: upper === 'NAME' ? 'name' : '',
    description: columnDescription(kind, name),
    priority: head.startsWith('+') ? 1 : 0,
  };
}

/** Names whose capitals are not those of their words. */
const names: { readonly [upper: string]: string } = {
  ADDRESSTYPE: 'AddressType',
  ALLOWVOLUMEEXPANSION: 'AllowVolumeExpansion',
  'CLUSTER-IP': 'Cluster-IP',
  'EXTERNAL-IP': 'External-IP',
  'INTERNAL-IP': 'Internal-IP',
  IP: 'IP',
  'OS-IMAGE': 'OS-Image',
  PREEMPTIONPOLICY: 'PreemptionPolicy',
  PV: 'PV',
  RECLAIMPOLICY: 'ReclaimPolicy',
  STORAGECLASS: 'StorageClass',
  'UP-TO-DATE': 'Up-to-date',
  VOLUMEATTRIBUTESCLASS: 'VolumeAttributesClass',
  VOLUMEBINDINGMODE: 'VolumeBindingMode',
  VOLUMEMODE: 'VolumeMode',
};

const nameOf = (upper: string): string =>
  names[upper] ?? upper.toLowerCase().replaceAll(/(^|[ -])[a-z]/g, (start) => start.toUpperCase());

/** TBL-17 */
function conditionsOf(object: ApiObject): { readonly conditions?: readonly object[] } {
  if (object.kind !== 'Pod') return {};
  const { phase } = object.status;
  if (phase !== 'Succeeded' && phase !== 'Failed') return {};
  const message = phase === 'Succeeded' ? 'The pod has completed successfully.' : 'The pod failed.';
  return { conditions: [{ type: 'Completed', status: 'True', reason: phase, message }] };
}
