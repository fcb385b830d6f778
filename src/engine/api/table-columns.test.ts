// The cells of Tables kind by kind, over objects that hold just what the cells are made of.
import { expect, test } from 'vitest';
import type { ApiObject, Kind } from '../kinds/kinds.ts';
import { tableOf } from './table.ts';
import { columnsOf } from './table-columns.ts';

const nowMs = 300_000;
const metadata = { name: 'it', creationTimestamp: '1970-01-01T00:00:00Z' };

/** The cells, or those of some columns. */
function cells(kind: Kind, object: object, ...heads: readonly string[]): readonly string[] {
  const table = columnsOf(kind);
  const whole = { kind, metadata, spec: {}, status: {}, ...object } as unknown as ApiObject;
  const row = table.cells(whole, nowMs);
  if (heads.length === 0) return row;
  return heads.map((head) => row[table.heads.findIndex((it) => it.replace('+', '') === head)] ?? '');
}

const of = (spec: object): object => ({ spec });

test.each([
  [{ type: 'ClusterIP', clusterIPs: ['10.96.0.9'], ports: [{ port: 80 }] }, ['10.96.0.9', '<none>', '80/TCP']],
  [{ type: 'ClusterIP', clusterIPs: ['None'] }, ['None', '<none>', '<none>']],
  [{ type: 'ExternalName', externalName: 'db.example.com' }, ['<none>', 'db.example.com', '<none>']],
  [{ type: 'LoadBalancer', ports: [{ port: 80, nodePort: 30080 }] }, ['<none>', '<pending>', '80:30080/TCP']],
  [{ externalIPs: ['198.51.100.1'], ports: [{ port: 53, protocol: 'UDP' }] }, ['<none>', '198.51.100.1', '53/UDP']],
])('TBL-6: a Service %j', (spec, expected) => {
  expect(cells('Service', of(spec), 'CLUSTER-IP', 'EXTERNAL-IP', 'PORT(S)')).toEqual(expected);
  expect(cells('Service', of(spec), 'SELECTOR')).toEqual(['<none>']);
});

test('TBL-7: a claim shows capacity and modes once it has a volume, and Terminating once it is deleted', () => {
  const status = { phase: 'Bound', capacity: { storage: '1Gi' }, accessModes: ['ReadWriteOnce', 'ReadOnlyMany'] };
  const spec = { volumeName: 'pv', storageClassName: 'fast', volumeMode: 'Filesystem' };
  const bound = cells('PersistentVolumeClaim', { spec, status });
  expect(bound).toEqual(['it', 'Bound', 'pv', '1Gi', 'RWO,ROX', 'fast', '<unset>', '5m', 'Filesystem']);
  const pending = { status: { phase: 'Pending', accessModes: ['ReadWriteMany'] } };
  expect(cells('PersistentVolumeClaim', pending, 'CAPACITY', 'ACCESS MODES', 'STORAGECLASS')).toEqual(['', '', '']);
  const deleted = { metadata: { ...metadata, deletionTimestamp: '1970-01-01T00:00:01Z' }, status };
  expect(cells('PersistentVolumeClaim', deleted, 'STATUS')).toEqual(['Terminating']);
});

test('TBL-8: a volume shows its claim, and Terminating once it is deleted', () => {
  const spec = {
    ...{ capacity: { storage: '1Gi' }, accessModes: ['ReadWriteOncePod'], persistentVolumeReclaimPolicy: 'Retain' },
    claimRef: { namespace: 'default', name: 'data' },
  };
  expect(cells('PersistentVolume', { spec, status: { phase: 'Bound' } })).toEqual([
    ...['it', '1Gi', 'RWOP', 'Retain', 'Bound', 'default/data', '', '<unset>', '', '5m', '<unset>'],
  ]);
  const deleted = { metadata: { ...metadata, deletionTimestamp: '1970-01-01T00:00:01Z' } };
  expect(cells('PersistentVolume', deleted, 'STATUS', 'CLAIM')).toEqual(['Terminating', '']);
});

test('TBL-9: the default StorageClass says so behind its name', () => {
  const annotations = { 'storageclass.kubernetes.io/is-default-class': 'true' };
  const made = { provisioner: 'x', metadata: { ...metadata, annotations }, allowVolumeExpansion: true };
  expect(cells('StorageClass', made)).toEqual(['it (default)', 'x', 'Delete', 'Immediate', 'true', '5m']);
  expect(cells('StorageClass', { provisioner: 'x' }, 'NAME', 'ALLOWVOLUMEEXPANSION')).toEqual(['it', 'false']);
});

test.each([
  [[{ type: 'Ready', status: 'True' }], false, 'Ready'],
  [[{ type: 'Ready', status: 'Unknown' }], true, 'NotReady,SchedulingDisabled'],
  [[], false, 'Unknown'],
])('TBL-10: a node with %j is %s', (conditions, unschedulable, shown) => {
  const labels = { 'node-role.kubernetes.io/worker': '', 'node-role.kubernetes.io/control-plane': '' };
  const node = { spec: { unschedulable }, status: { conditions }, metadata: { ...metadata, labels } };
  expect(cells('Node', node, 'STATUS', 'ROLES', 'EXTERNAL-IP', 'OS-IMAGE')).toEqual([
    ...[shown, 'control-plane,worker', '<none>', '<unknown>'],
  ]);
});

test('TBL-10: the kernel has the architecture behind it', () => {
  const status = { nodeInfo: { kernelVersion: '6.12.0', architecture: 'amd64' } };
  expect(cells('Node', { status }, 'KERNEL-VERSION')).toEqual(['6.12.0 (amd64)']);
  expect(cells('Node', {}, 'KERNEL-VERSION')).toEqual(['<unknown>']);
});

test('TBL-11: an Event shows when it was last seen, how often, and by whom', () => {
  const event = {
    ...{ type: 'Normal', reason: 'Pulled', message: 'there  \n', source: { component: 'kubelet', host: 'node-1' } },
    ...{ involvedObject: { kind: 'Pod', name: 'web-0' }, reportingComponent: 'kubelet', reportingInstance: 'node-1' },
    ...{ firstTimestamp: '1970-01-01T00:03:00Z', lastTimestamp: '1970-01-01T00:04:50Z', count: 4 },
  };
  expect(cells('Event', event)).toEqual([
    ...['10s', 'Normal', 'Pulled', 'pod/web-0', '', 'kubelet, node-1', 'there', '2m', '4', 'it'],
  ]);
  const scheduled = {
    ...event,
    ...{ source: {}, reportingComponent: 'default-scheduler', reportingInstance: 'default-scheduler-x' },
    ...{ firstTimestamp: null, lastTimestamp: null, eventTime: '1970-01-01T00:04:00.000000Z', count: undefined },
    series: { count: 7, lastObservedTime: '1970-01-01T00:04:59.000000Z' },
  };
  expect(cells('Event', scheduled, 'LAST SEEN', 'FIRST SEEN', 'COUNT', 'SOURCE')).toEqual([
    ...['1s', '60s', '7', 'default-scheduler, default-scheduler-x'],
  ]);
});

test('TBL-12: a slice shows three addresses, ready or not, and how many more', () => {
  const endpoints = ['1', '2', '3', '4', '5'].map((it) => ({ addresses: [it], conditions: { ready: it !== '1' } }));
  const slice = { addressType: 'IPv4', endpoints, ports: [{ port: 80 }, { port: 81 }] };
  expect(cells('EndpointSlice', slice)).toEqual(['it', 'IPv4', '80,81', '1,2,3 + 2 more...', '5m']);
  const empty = { addressType: 'IPv4', endpoints: null, ports: null };
  expect(cells('EndpointSlice', empty, 'PORTS', 'ENDPOINTS')).toEqual(['<unset>', '<unset>']);
});

test('TBL-14: a revision names its controller', () => {
  const ownerReferences = [{ apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'web', controller: true }];
  const owned = { metadata: { ...metadata, ownerReferences }, revision: 3 };
  expect(cells('ControllerRevision', owned)).toEqual(['it', 'statefulset.apps/web', '3', '5m']);
  expect(cells('ControllerRevision', { revision: 1 }, 'CONTROLLER')).toEqual(['<none>']);
});

test('TBL-15: a budget shows its limits as they were given', () => {
  const given = { spec: { minAvailable: '50%' }, status: { disruptionsAllowed: 1 } };
  expect(cells('PodDisruptionBudget', given)).toEqual(['it', '50%', 'N/A', '1', '5m']);
  expect(cells('PodDisruptionBudget', { spec: { maxUnavailable: 2 } }, 'MIN AVAILABLE', 'MAX UNAVAILABLE')).toEqual([
    ...['N/A', '2'],
  ]);
});

test.each([
  ['Pod', 'NAME READY STATUS RESTARTS AGE +IP +NODE +NOMINATED_NODE +READINESS_GATES'],
  ['StatefulSet', 'NAME READY AGE +CONTAINERS +IMAGES'],
  ['Deployment', 'NAME READY UP-TO-DATE AVAILABLE AGE +CONTAINERS +IMAGES +SELECTOR'],
  ['ReplicaSet', 'NAME DESIRED CURRENT READY AGE +CONTAINERS +IMAGES +SELECTOR'],
  ['Lease', 'NAME HOLDER AGE'],
  ['Namespace', 'NAME STATUS AGE'],
  ['PriorityClass', 'NAME VALUE GLOBAL-DEFAULT AGE PREEMPTIONPOLICY'],
  ['Secret', 'NAME TYPE DATA AGE'],
  ['ServiceAccount', 'NAME AGE'],
  ['VolumeAttachment', 'NAME ATTACHER PV NODE ATTACHED AGE'],
] as const)('TBL-3: the columns of a %s', (kind, heads) => {
  expect(
    columnsOf(kind)
      .heads.map((head) => head.replace(' ', '_'))
      .join(' '),
  ).toBe(heads);
});

test('TBL-17: a Pod that has ended says so beside its row', () => {
  const rows = ['Running', 'Succeeded', 'Failed'].map((phase) => {
    const pod = { kind: 'Pod', metadata, spec: { containers: [] }, status: { phase } };
    return tableOf('Pod', [pod as unknown as ApiObject], nowMs, { resourceVersion: '1' }).rows[0];
  });
  const ended = (reason: string, message: string): object => ({
    conditions: [{ type: 'Completed', status: 'True', reason, message }],
  });
  expect(rows[0]).not.toHaveProperty('conditions');
  expect(rows[1]).toMatchObject(ended('Succeeded', 'The pod has completed successfully.'));
  expect(rows[2]).toMatchObject(ended('Failed', 'The pod failed.'));
});
