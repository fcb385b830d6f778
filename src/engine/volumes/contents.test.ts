import { expect, test } from 'vitest';
import { createCluster } from '../cluster.ts';
import type { Cluster } from '../cluster.ts';
import type { Change } from '../api/change.ts';
import type { Kind } from '../kinds/kinds.ts';
import type { Process } from '../machine.ts';
import { conflictsAmong, writersOf } from './contents.ts';
import type { Writer } from './contents.ts';

const node = (name: string) => ({ name, zone: 'zone-a', cpu: '4', memory: '3840Mi', pods: 110 });

/** A set of one Pod with a claim, running at 60 s. */
function started(accessModes: readonly string[], readOnly = false): Cluster {
  const cluster = createCluster({
    seed: 1,
    startTimeMs: 0,
    featureGates: {},
    nodes: [node('node-1'), node('node-2')],
    images: [{ match: '*', pullMs: 500, startMs: 0, readyMs: 0, stopMs: 1000 }],
  });
  const create = (kind: Kind, apiVersion: string, name: string, more: object): void => {
    const body = { apiVersion, kind, metadata: { name }, ...more };
    expect(cluster.dispatch({ request: { verb: 'create', kind, namespace: 'default', body } }).code).toBe(201);
  };
  create('StorageClass', 'storage.k8s.io/v1', 'flash', { provisioner: 'disk.example.com' });
  const volumeMounts = [{ name: 'data', mountPath: '/data', ...(readOnly ? { readOnly } : {}) }];
  const template = {
    metadata: { labels: { app: 'db' } },
    spec: { containers: [{ name: 'main', image: 'db', volumeMounts }] },
  };
  const spec = { accessModes, storageClassName: 'flash', resources: { requests: { storage: '1Gi' } } };
  create('StatefulSet', 'apps/v1', 'db', {
    spec: {
      replicas: 1,
      serviceName: 'db',
      selector: { matchLabels: { app: 'db' } },
      template,
      volumeClaimTemplates: [{ metadata: { name: 'data' }, spec }],
    },
  });
  cluster.advanceTo(60_000);
  return cluster;
}

function writers(cluster: Cluster): readonly Writer[] {
  const volume = cluster.head.get('PersistentVolumeClaim', 'default/data-db-0')?.spec.volumeName ?? '';
  return writersOf(volume, cluster.changes(), cluster.nowMs);
}

const pod = (cluster: Cluster) => cluster.head.get('Pod', 'default/db-0');

const remove = (cluster: Cluster, options = {}): void => {
  cluster.dispatch({ request: { verb: 'delete', kind: 'Pod', namespace: 'default', name: 'db-0', options } });
};

test('what was written stays when the Pod is made again: another one with the same name goes on', () => {
  const cluster = started(['ReadWriteOnce']);
  const [first] = writers(cluster);
  expect(first).toMatchObject({ pod: 'db-0', uid: pod(cluster)?.metadata.uid, container: 'main', restartCount: 0 });
  expect(first?.toMs).toBeUndefined();
  remove(cluster);
  cluster.advanceTo(120_000);
  const [before, after, ...more] = writers(cluster);
  expect([before?.uid, more]).toEqual([first?.uid, []]);
  expect(after?.uid).toBe(pod(cluster)?.metadata.uid);
  expect(before?.toMs).toBeLessThanOrEqual(after?.fromMs ?? 0);
  expect(conflictsAmong(writers(cluster))).toEqual([]);
});

test('a container that starts again writes anew, in the same Pod', () => {
  const cluster = started(['ReadWriteOnce']);
  cluster.strike({ kind: 'crash', pod: 'default/db-0' });
  cluster.advanceTo(120_000);
  expect(writers(cluster).map(({ restartCount, toMs }) => [restartCount, toMs])).toEqual([
    [0, 60_000],
    [1, undefined],
  ]);
});

test('NODE-45: on a volume for many nodes, a cut-off machine writes on beside the Pod that took its place, until it is heard again', () => {
  const cluster = started(['ReadWriteMany']);
  const lost = pod(cluster)?.spec.nodeName ?? '';
  cluster.strike({ kind: 'cut', node: lost });
  cluster.advanceTo(120_000);
  remove(cluster, { gracePeriodSeconds: 0 });
  cluster.advanceTo(180_000);
  const [during] = conflictsAmong(writers(cluster));
  expect(during).toMatchObject({ one: { node: lost, pod: 'db-0' }, other: { node: pod(cluster)?.spec.nodeName } });
  expect([during?.fromMs, during?.toMs]).toEqual([during?.other.fromMs, undefined]);
  cluster.strike({ kind: 'heal', node: lost });
  cluster.advanceTo(240_000);
  const [after] = conflictsAmong(writers(cluster));
  expect(after?.toMs).toBeGreaterThan(180_000);
  expect(after?.toMs).toBe(writers(cluster)[0]?.toMs);
});

test('a machine that is switched off writes no more; what is only read has no writer', () => {
  const cluster = started(['ReadWriteOnce']);
  cluster.strike({ kind: 'power-off', node: pod(cluster)?.spec.nodeName ?? '' });
  cluster.advanceTo(90_000);
  expect(writers(cluster)[0]?.toMs).toBe(60_000);
  expect(writers(started(['ReadWriteOnce'], true))).toEqual([]);
});

/** A Pod with two claims, the first named twice, seen by one change each: the Pod, then its sandbox after each time. */
function told(...seen: readonly (readonly [atMs: number, processes: readonly Partial<Process>[] | undefined])[]) {
  const claim = (name: string, claimName: string) => ({ name, persistentVolumeClaim: { claimName } });
  const container = (name: string, volume: string) => ({
    name,
    image: 'x',
    volumeMounts: [{ name: volume, mountPath: '/x' }],
  });
  const spec = {
    volumes: [claim('one', 'a'), claim('again', 'a'), claim('two', 'b')],
    initContainers: [container('init', 'two')],
    containers: [container('main', 'again')],
  };
  const changes: object[] = [{ kind: 'Pod', atMs: 0, after: { metadata: { uid: 'u' }, spec } }];
  let before: object | undefined;
  for (const [atMs, processes] of seen) {
    const after = processes && { uid: 'u', name: 'p', node: 'n', mounted: ['pv-a', 'pv-a', 'pv-b'], processes };
    changes.push({ kind: 'Sandbox', atMs, before, after });
    before = after;
  }
  return (volume: string, atMs: number) =>
    writersOf(volume, changes as readonly Change[], atMs).map((it) => [it.container, it.fromMs, it.toMs]);
}

test('of several claims each container writes on those it mounts, also where one is named twice, and init containers too', () => {
  const init = { container: 'init', restartCount: 0, startedAtMs: 100, exitAtMs: 200 };
  const main = { container: 'main', restartCount: 0, startedAtMs: 300 };
  const writersAt = told([100, [init]], [300, [init, main]]);
  expect(writersAt('pv-b', 150)).toEqual([['init', 100, undefined]]);
  expect(writersAt('pv-b', 400)).toEqual([['init', 100, 200]]);
  expect(writersAt('pv-a', 400)).toEqual([['main', 300, undefined]]);
});

test('a process that was ended before it began never wrote; nothing writes on after its sandbox has gone', () => {
  const main = { container: 'main', restartCount: 0, startedAtMs: 500 };
  const lost = told([100, [main]], [300, [{ ...main, exitAtMs: 300, lost: true }]]);
  expect([lost('pv-a', 400), lost('pv-a', 900)]).toEqual([[], []]);
  const removed = told([100, [{ ...main, exitAtMs: 5000 }]], [800, undefined]);
  expect(removed('pv-a', 900)).toEqual([['main', 500, 800]]);
  expect(told([100, [main]], [300, undefined])('pv-a', 900)).toEqual([]);
});

test('containers of one Pod that write at once are no conflict; two Pods are, for as long as both write', () => {
  const writer = (uid: string, container: string, fromMs: number, toMs?: number): Writer => ({
    ...{ pod: 'p', uid, node: 'n', container, restartCount: 0, fromMs },
    ...(toMs === undefined ? {} : { toMs }),
  });
  const [main, side, other] = [writer('u', 'main', 0, 500), writer('u', 'side', 100), writer('v', 'main', 300, 400)];
  expect(conflictsAmong([main, side])).toEqual([]);
  expect(conflictsAmong([main, side, other]).map(({ one, fromMs, toMs }) => [one.container, fromMs, toMs])).toEqual([
    ['main', 300, 400],
    ['side', 300, 400],
  ]);
  expect(conflictsAmong([main, writer('v', 'main', 500)])).toEqual([]);
});

test('a claim that the Pod takes only to read has no writer there, whatever the mount says', () => {
  const process = { container: 'main', restartCount: 0, startedAtMs: 100 };
  const sandbox = { uid: 'u', name: 'p', node: 'n', mounted: ['pv'], processes: [process] };
  const seen = (readOnly: boolean): readonly Writer[] => {
    const volumes = [{ name: 'data', persistentVolumeClaim: { claimName: 'a', readOnly } }];
    const containers = [{ name: 'main', image: 'x', volumeMounts: [{ name: 'data', mountPath: '/x' }] }];
    const changes: object[] = [
      { kind: 'Pod', atMs: 0, after: { metadata: { uid: 'u' }, spec: { volumes, containers } } },
      { kind: 'Sandbox', atMs: 100, after: sandbox },
    ];
    return writersOf('pv', changes as readonly Change[], 200);
  };
  expect(seen(true)).toEqual([]);
  expect(seen(false)).toHaveLength(1);
});
