import { expect, test } from 'vitest';
import type { Pod } from '../../kinds/pod.ts';
import { victimsFirst } from './victims.ts';

interface Told {
  readonly node?: string;
  readonly phase?: Pod['status']['phase'];
  readonly readyAt?: string;
  readonly madeAt?: string;
  readonly cost?: string;
  readonly restarts?: number;
}

const nowMs = Date.UTC(2026, 0, 1, 1);

const pod = (name: string, { node = 'node-1', phase = 'Running', readyAt, madeAt, cost, restarts = 0 }: Told): Pod => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {
    name,
    uid: name,
    resourceVersion: '1',
    creationTimestamp: madeAt ?? '2026-01-01T00:00:00Z',
    ...(cost === undefined ? {} : { annotations: { 'controller.kubernetes.io/pod-deletion-cost': cost } }),
  },
  spec: { containers: [], ...(node === '' ? {} : { nodeName: node }) },
  status: {
    phase,
    ...(readyAt === undefined ? {} : { conditions: [{ type: 'Ready', status: 'True', lastTransitionTime: readyAt }] }),
    containerStatuses: [
      { name: 'c', state: {}, lastState: {}, ready: true, restartCount: restarts, image: '', imageID: '' },
    ],
  },
});

const crowd = new Map([['node-2', 3]]);
const ready = '2026-01-01T00:00:00Z';

test.each<[string, Told, Told]>([
  ['without a node', { node: '' }, {}],
  ['Pending', { phase: 'Pending' }, { phase: 'Unknown' }],
  ['Unknown', { phase: 'Unknown' }, {}],
  ['not Ready', {}, { readyAt: ready }],
  ['the cheaper', { cost: '-1' }, {}],
  ['on the fuller node', { node: 'node-2' }, {}],
  ['Ready for a shorter time', { readyAt: '2026-01-01T00:59:00Z' }, { readyAt: ready }],
  ['restarted more often', { restarts: 2 }, { restarts: 1 }],
  ['the younger', { madeAt: '2026-01-01T00:59:00Z' }, {}],
])('DEP-10: %s goes first', (_what, first, second) => {
  // The names, which are the uids, would put them the other way round.
  const [a, b] = [pod('z', first), pod('a', second)];
  expect(victimsFirst([b, a], crowd, nowMs).map(({ metadata }) => metadata.name)).toEqual(['z', 'a']);
  expect(victimsFirst([a, b], crowd, nowMs).map(({ metadata }) => metadata.name)).toEqual(['z', 'a']);
});

test('DEP-10: ages of one magnitude are the same: then the uid decides', () => {
  const times = ['2026-01-01T00:00:01Z', '2026-01-01T00:00:09Z'];
  const pods = times.map((readyAt, at) => pod(at === 0 ? 'a' : 'b', { readyAt }));
  expect(victimsFirst(pods, crowd, nowMs).map(({ metadata }) => metadata.name)).toEqual(['a', 'b']);
});
