import { expect, test } from 'vitest';
import type { ImageBehaviour } from '../options.ts';
import { createRig } from '../testing/rig.ts';
import type { Rig } from '../testing/rig.ts';
import { timings } from '../timings.ts';
import { createKubelet } from './kubelet.ts';

const image: ImageBehaviour = { match: '*', pullMs: 500, startMs: 0, readyMs: 0, stopMs: 1000 };

/** Pods that run on a node each, at 5 s. */
function running(places: readonly (readonly [pod: string, node: string])[]): Rig {
  const options = { seed: 1, startTimeMs: Date.UTC(2026, 0, 1), nodes: [], images: [image], featureGates: {} };
  const rig = createRig([createKubelet(options)]);
  for (const [name, node] of places) {
    const spec = { nodeName: node, containers: [{ name: 'main', image: 'nginx:1.25' }] };
    rig.create('Pod', { apiVersion: 'v1', kind: 'Pod', metadata: { name }, spec });
  }
  rig.advanceTo(5_000);
  return rig;
}

const remove = (rig: Rig, name: string): void => {
  expect(rig.ask({ verb: 'delete', kind: 'Pod', namespace: 'default', name }).code).toBe(200);
};

/** What happened to Pods since 5 s: `name Succeeded` and `name gone`, with its time. */
const ends = (rig: Rig) =>
  rig.changes().flatMap((change) => {
    if (change.kind !== 'Pod' || change.atMs <= 5_000) return [];
    const { before, after, atMs } = change;
    if (!after) return [{ what: `${before?.metadata.name ?? ''} gone`, atMs }];
    const isOver = after.status.phase === 'Succeeded' && before?.status.phase !== 'Succeeded';
    return isOver ? [{ what: `${after.metadata.name} Succeeded`, atMs }] : [];
  });

test('KUBELET-65: Pods deleted together are over in the order of their deletion, one after the other', () => {
  const rig = running([
    ['c', 'node-3'],
    ['a', 'node-1'],
    ['b', 'node-2'],
  ]);
  for (const name of ['b', 'c', 'a']) remove(rig, name);
  rig.advanceTo(10_000);
  const over = ends(rig).filter(({ what }) => what.endsWith('Succeeded'));
  expect(over.map(({ what }) => what)).toEqual(['b Succeeded', 'c Succeeded', 'a Succeeded']);
  const { reportMs } = timings.kubelet;
  expect(over.map(({ atMs }) => atMs - (over[0]?.atMs ?? 0))).toEqual([0, reportMs, 2 * reportMs]);
});

test('KUBELET-65: Pods of one node go with the next pass of its loop, one after the other', () => {
  const rig = running([
    ['a', 'node-1'],
    ['b', 'node-1'],
  ]);
  remove(rig, 'b');
  rig.advanceTo(5_030);
  remove(rig, 'a');
  rig.advanceTo(10_000);
  const gone = ends(rig).filter(({ what }) => what.endsWith('gone'));
  expect(gone.map(({ what }) => what)).toEqual(['b gone', 'a gone']);
  expect((gone[1]?.atMs ?? 0) - (gone[0]?.atMs ?? 0)).toBe(timings.kubelet.unmountMs);
});

test('KUBELET-65: a later Pod of the same node goes a whole number of passes later', () => {
  const rig = running([
    ['a', 'node-1'],
    ['b', 'node-1'],
  ]);
  remove(rig, 'a');
  rig.advanceTo(8_000);
  remove(rig, 'b');
  rig.advanceTo(12_000);
  const gone = ends(rig).filter(({ what }) => what.endsWith('gone'));
  expect(((gone[1]?.atMs ?? 0) - (gone[0]?.atMs ?? 0)) % timings.kubelet.syncLoopMs).toBe(0);
  expect(gone).toHaveLength(2);
});

test('KUBELET-61: a Pod deleted before its first container runs takes the least time all the same', () => {
  const rig = running([]);
  const spec = { nodeName: 'node-1', containers: [{ name: 'main', image: 'nginx:1.25' }] };
  rig.create('Pod', { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a' }, spec });
  rig.advanceTo(5_040);
  remove(rig, 'a');
  rig.advanceTo(7_000);
  expect(rig.view.get('Pod', 'default/a')?.status.phase).toBe('Pending');
  rig.advanceTo(7_060);
  expect(rig.view.get('Pod', 'default/a')?.status.phase).toBe('Failed');
});

test('NODE-54: a container that its machine took along does not run again because its Pod is deleted', () => {
  const rig = running([['a', 'node-1']]);
  rig.strike({ kind: 'power-off', node: 'node-1' });
  rig.strike({ kind: 'power-on', node: 'node-1' });
  remove(rig, 'a');
  rig.advanceTo(20_000);
  const states = rig.changes().flatMap((change) => {
    if (change.kind !== 'Pod' || change.atMs <= 5_000 || change.actor !== 'kubelet') return [];
    return (change.after?.status.containerStatuses ?? []).map(({ state }) => Object.keys(state).join());
  });
  expect(states.length).toBeGreaterThan(1);
  expect(new Set(states)).toEqual(new Set(['terminated']));
});
