// Whom the garbage collector deletes, and whom it leaves, when owners go.
import { expect, test } from 'vitest';
import { createRig } from '../testing/rig.ts';
import type { Rig } from '../testing/rig.ts';
import { createGarbageCollector } from './garbage-collector.ts';

const configMap = (name: string, owners: readonly object[] = []) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, ownerReferences: owners },
});

const pod = (name: string, owners: readonly object[]) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, ownerReferences: owners },
  spec: { containers: [{ name: 'c', image: 'nginx:1.25' }], nodeName: 'node-1' },
});

function started(): {
  rig: Rig;
  make: (name: string) => object;
  remove: (name: string) => void;
} {
  const rig = createRig([createGarbageCollector()]);
  return {
    rig,
    make(name) {
      rig.create('ConfigMap', configMap(name));
      const uid = rig.view.get('ConfigMap', `default/${name}`)?.metadata.uid;
      return { apiVersion: 'v1', kind: 'ConfigMap', name, uid };
    },
    remove: (name) => void rig.ask({ verb: 'delete', kind: 'ConfigMap', namespace: 'default', name }),
  };
}

const names = (rig: Rig): string[] =>
  rig.view
    .list('ConfigMap')
    .filter(({ metadata }) => metadata.namespace === 'default' && metadata.name !== 'kube-root-ca.crt')
    .map(({ metadata }) => metadata.name);

test('GC-1, GC-2, GC-8: a plain deletion takes the owner at once and what it owned within a second, Pods with their grace', () => {
  const { rig, make, remove } = started();
  const owner = make('owner');
  for (const name of ['a', 'b', 'c']) rig.create('ConfigMap', configMap(name, [owner]));
  for (const name of ['p', 'q']) rig.create('Pod', pod(name, [owner]));
  remove('owner');
  expect(names(rig)).toEqual(['a', 'b', 'c']);
  rig.advanceTo(1000);
  expect(names(rig)).toEqual([]);
  expect(rig.view.list('Pod').map(({ metadata }) => metadata.deletionGracePeriodSeconds)).toEqual([30, 30]);
});

test('GC-5: who has another owner that lives stays, and loses the reference to the dead one', () => {
  const { rig, make, remove } = started();
  const [dead, living] = [make('dead'), make('living')];
  rig.create('ConfigMap', configMap('both', [dead, living]));
  remove('dead');
  rig.advanceTo(1000);
  expect(names(rig)).toEqual(['both', 'living']);
  expect(rig.view.get('ConfigMap', 'default/both')?.metadata.ownerReferences).toEqual([living]);
});

test('GC-6: an owner made again under its name is another one', () => {
  const { rig, make, remove } = started();
  rig.create('ConfigMap', configMap('mine', [make('owner')]));
  remove('owner');
  make('owner');
  rig.advanceTo(1000);
  expect(names(rig)).toEqual(['owner']);
});

test('GC-2: what is owned by what is owned goes too', () => {
  const { rig, make, remove } = started();
  const owner = make('owner');
  rig.create('ConfigMap', configMap('child', [owner]));
  const uid = rig.view.get('ConfigMap', 'default/child')?.metadata.uid;
  rig.create('ConfigMap', configMap('grandchild', [{ apiVersion: 'v1', kind: 'ConfigMap', name: 'child', uid }]));
  remove('owner');
  rig.advanceTo(1000);
  expect(names(rig)).toEqual([]);
});

test('GC-3, GC-4: what was to be orphaned, and then deleted in the foreground, takes its dependents along', () => {
  const rig = createRig([createGarbageCollector()]);
  rig.create('ConfigMap', configMap('owner'));
  const uid = rig.view.get('ConfigMap', 'default/owner')?.metadata.uid;
  const reference = { apiVersion: 'v1', kind: 'ConfigMap', name: 'owner', uid, blockOwnerDeletion: true };
  rig.create('ConfigMap', configMap('dependent', [reference]));
  const target = { verb: 'delete', kind: 'ConfigMap', namespace: 'default', name: 'owner' } as const;
  rig.ask({ ...target, options: { propagationPolicy: 'Orphan' } });
  rig.advanceTo(5);
  rig.ask({ ...target, options: { propagationPolicy: 'Foreground' } });
  rig.advanceTo(60_000);
  expect(names(rig)).toEqual([]);
});
