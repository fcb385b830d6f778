import { expect, test } from 'vitest';
import { createRig } from '../testing/rig.ts';

test('DEL-6: a forced deletion is two changes, far enough apart for controllers to see the first', () => {
  const rig = createRig([]);
  const target = { kind: 'Pod', namespace: 'default', name: 'p' } as const;
  rig.create('Pod', {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'p' },
    spec: { nodeName: 'node-1', containers: [{ name: 'main', image: 'nginx' }] },
  });
  const { revision } = rig.store;
  rig.ask({ verb: 'delete', ...target, options: { gracePeriodSeconds: 0 } });
  rig.advanceTo(1000);
  const changes = rig.store.log.changes.slice(revision);
  expect(changes.map(({ atMs, after }) => [atMs, after !== undefined])).toEqual([
    [0, true],
    [12, false],
  ]);
});

test('DEL-7: a finalizer keeps it', () => {
  const rig = createRig([]);
  rig.create('Pod', {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'p', finalizers: ['example.com/hold'] },
    spec: { nodeName: 'node-1', containers: [{ name: 'main', image: 'nginx' }] },
  });
  rig.ask({ verb: 'delete', kind: 'Pod', namespace: 'default', name: 'p', options: { gracePeriodSeconds: 0 } });
  rig.advanceTo(1000);
  expect(rig.view.get('Pod', 'default/p')?.metadata.deletionTimestamp).toBeDefined();
});
