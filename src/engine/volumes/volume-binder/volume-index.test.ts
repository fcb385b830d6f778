import { expect, test } from 'vitest';
import { createRig } from '../../testing/rig.ts';
import { VolumeIndex } from './volume-index.ts';

test('volumes for one claim come in one order, for who followed from the beginning and for who begins later, as in a fork', () => {
  const rig = createRig([]);
  const goesOn = new VolumeIndex();
  for (const name of ['c', 'a', 'b']) {
    const spec = {
      accessModes: ['ReadWriteOnce'],
      capacity: { storage: '1Gi' },
      claimRef: { namespace: 'default', name: 'data' },
      hostPath: { path: '/data' },
    };
    const body = { apiVersion: 'v1', kind: 'PersistentVolume', metadata: { name }, spec };
    expect(rig.ask({ verb: 'create', kind: 'PersistentVolume', body }).code).toBe(201);
    goesOn.follow(rig.view);
  }
  const body = { metadata: { labels: { seen: 'yes' } } };
  rig.ask({ verb: 'patch', kind: 'PersistentVolume', name: 'c', patchType: 'merge', body });
  const namesOf = (index: VolumeIndex) =>
    [...index.follow(rig.view).ofClaim('default/data')].map((it) => it.metadata.name);
  expect([namesOf(goesOn), namesOf(new VolumeIndex())]).toEqual([
    ['a', 'b', 'c'],
    ['a', 'b', 'c'],
  ]);
});
