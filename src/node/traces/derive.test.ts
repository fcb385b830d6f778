import { expect, test } from 'vitest';
import { derive } from './derive.ts';
import type { Observed, ObservedChange } from './observed.ts';
import { normalise, renaming } from './placeholders.ts';

const change = (
  type: ObservedChange['type'],
  atMs: number,
  kind: string,
  name: string,
  rest: Partial<Observed> = {},
): ObservedChange => ({
  type,
  atMs,
  object: { kind, ...rest, metadata: { name, uid: `uid-${name}`, ...rest.metadata } },
});

test('milestones are what is new and what is no longer so, with their times', () => {
  const { milestones, times } = derive([
    change('ADDED', 0, 'Pod', 'web-0'),
    change('MODIFIED', 5, 'Pod', 'web-0', { spec: { nodeName: 'node-2' } }),
    change('MODIFIED', 9, 'Pod', 'web-0', {
      spec: { nodeName: 'node-2' },
      status: { phase: 'Running', conditions: [{ type: 'Ready', status: 'True' }] },
    }),
    change('MODIFIED', 12, 'Pod', 'web-0', { spec: { nodeName: 'node-2' }, status: { phase: 'Running' } }),
    change('DELETED', 20, 'Pod', 'web-0'),
  ]);
  expect(milestones).toEqual([
    'Pod web-0: created',
    'Pod web-0: scheduled',
    'Pod web-0: phase Running',
    'Pod web-0: Ready',
    'Pod web-0: no longer Ready',
    'Pod web-0: gone',
  ]);
  expect(times).toEqual([0, 5, 9, 9, 12, 20]);
});

test('nodes are numbered in the order in which something happens to them', () => {
  const ready = (status: string): Partial<Observed> => ({ status: { conditions: [{ type: 'Ready', status }] } });
  const { milestones, final } = derive([
    change('ADDED', 0, 'Node', 'node-1', ready('True')),
    change('ADDED', 0, 'Node', 'node-2', ready('True')),
    change('MODIFIED', 1, 'Node', 'node-2', ready('True')),
    change('MODIFIED', 2, 'Node', 'node-2', ready('Unknown')),
    change('MODIFIED', 3, 'Node', 'node-1', ready('Unknown')),
  ]);
  expect(milestones).toEqual([
    'Node <node 1>: Ready=Unknown',
    'Node <node 1>: no longer Ready=True',
    'Node <node 2>: Ready=Unknown',
    'Node <node 2>: no longer Ready=True',
  ]);
  expect(final).toEqual({});
});

test('attachments are counted per volume, and volumes named for their claim', () => {
  const attachment = (name: string): ObservedChange =>
    change('ADDED', 0, 'VolumeAttachment', name, { spec: { source: { persistentVolumeName: 'pvc-uid-data' } } });
  const { milestones } = derive([
    change('ADDED', 0, 'PersistentVolumeClaim', 'data'),
    attachment('csi-1'),
    attachment('csi-2'),
  ]);
  expect(milestones.slice(1)).toEqual([
    'VolumeAttachment 1 of pvc-<uid of data>: created',
    'VolumeAttachment 2 of pvc-<uid of data>: created',
  ]);
});

test('Events are lines per object, each once; statuses and endpoints are noted when they differ', () => {
  const event = change('ADDED', 0, 'Event', 'web.1', {
    type: 'Normal',
    reason: 'SuccessfulCreate',
    message: 'Create Pod web-0 in StatefulSet web successful ',
    reportingComponent: 'statefulset-controller',
    involvedObject: { kind: 'StatefulSet', name: 'web' },
  });
  const set = (phase: string): ObservedChange => change('MODIFIED', 0, 'StatefulSet', 'web', { status: { phase } });
  const slice = (ready: boolean): ObservedChange =>
    change('MODIFIED', 0, 'EndpointSlice', 'web-abcde', {
      metadata: { name: 'web-abcde', generateName: 'web-' },
      endpoints: [{ addresses: ['10.244.0.2'], conditions: { ready, serving: ready, terminating: false } }],
    });
  const found = derive([event, event, set('a'), set('a'), set('b'), slice(false), slice(false), slice(true)]);
  expect(found.events).toEqual({
    'StatefulSet web': [
      'Normal SuccessfulCreate statefulset-controller: Create Pod web-0 in StatefulSet web successful',
    ],
  });
  expect(found.statuses).toEqual({ 'StatefulSet web': [{ phase: 'a' }, { phase: 'b' }] });
  expect(found.endpoints).toEqual({
    'EndpointSlice web-<random 1>': [
      ['<pod ip> ready=false serving=false terminating=false'],
      ['<pod ip> ready=true serving=true terminating=false'],
    ],
  });
});

test('ids, times, addresses and nodes become placeholders, and fields are sorted', () => {
  const rename = renaming([change('ADDED', 0, 'PersistentVolumeClaim', 'data')], 'default');
  expect(
    normalise(
      {
        volumeName: 'pvc-uid-data',
        creationTimestamp: '2026-01-01T00:00:07Z',
        podIP: '10.244.1.7',
        clusterIP: 'None',
        message: 'pulled in 1.2s (1.3s including waiting) on node-3 in zone-a',
        resourceVersion: '7',
      },
      rename,
    ),
  ).toEqual({
    clusterIP: 'None',
    creationTimestamp: '<time>',
    message: 'pulled in <duration> (<duration> including waiting) on <node> in <zone>',
    podIP: '<pod ip>',
    volumeName: 'pvc-<uid of data>',
  });
});
