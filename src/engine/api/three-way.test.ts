import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Json } from '../kinds/meta.ts';
import { patched } from './patch.ts';
import { threeWayStrategicPatch } from './three-way.ts';

const set = (spec: object): Json =>
  ({ apiVersion: 'apps/v1', kind: 'StatefulSet', metadata: { name: 'web' }, spec }) as Json;
const pod = (spec: object): Json => set({ template: { spec } });
const patchOf = (original: Json | undefined, modified: Json, current: Json): unknown =>
  threeWayStrategicPatch('StatefulSet', original, modified, current);

const a = { name: 'a', image: 'a:1' };
const b = { name: 'b', image: 'b:1' };

test('K-81: what the manifest changes or adds is sent, and nothing else', () => {
  const current = set({ replicas: 3, serviceName: 'web', podManagementPolicy: 'OrderedReady' });
  expect(patchOf(set({ replicas: 3 }), set({ replicas: 4, serviceName: 'web' }), current)).toEqual({
    spec: { replicas: 4 },
  });
  expect(patchOf(set({ replicas: 3 }), set({ replicas: 3, serviceName: 'web' }), current)).toEqual({});
});

test('K-81: what was applied before and is no longer in the manifest is deleted', () =>
  expect(
    patchOf(set({ replicas: 3, minReadySeconds: 5 }), set({ replicas: 3 }), set({ replicas: 3, minReadySeconds: 5 })),
  ).toEqual({ spec: { minReadySeconds: null } }));

test('K-83: replicas that were scaled come back only if the manifest has them', () => {
  const scaled = set({ replicas: 5 });
  expect(patchOf(set({ replicas: 3 }), set({ replicas: 3 }), scaled)).toEqual({ spec: { replicas: 3 } });
  expect(patchOf(set({}), set({}), scaled)).toEqual({});
});

test('K-82: a changed container is sent by name, with the order of all', () =>
  expect(
    patchOf(
      pod({ containers: [a, b] }),
      pod({ containers: [a, { ...b, image: 'b:2' }] }),
      pod({ containers: [{ ...a, imagePullPolicy: 'Always' }, b] }),
    ),
  ).toEqual({
    spec: {
      template: {
        spec: {
          '$setElementOrder/containers': [{ name: 'a' }, { name: 'b' }],
          containers: [{ name: 'b', image: 'b:2' }],
        },
      },
    },
  }));

test('K-82: a removed container is deleted by name; one that another added stays', () => {
  const side = { name: 'side', image: 's' };
  expect(patchOf(pod({ containers: [a, b] }), pod({ containers: [a] }), pod({ containers: [a, b, side] }))).toEqual({
    spec: {
      template: {
        spec: { '$setElementOrder/containers': [{ name: 'a' }], containers: [{ name: 'b', $patch: 'delete' }] },
      },
    },
  });
});

test('K-82: the source of a volume changes as a whole', () => {
  const before = pod({ volumes: [{ name: 'v', emptyDir: {} }] });
  const after = pod({ volumes: [{ name: 'v', hostPath: { path: '/x' } }] });
  const patch = patchOf(before, after, before);
  expect(patch).toMatchObject({
    spec: {
      template: { spec: { volumes: [{ name: 'v', $retainKeys: ['hostPath', 'name'], hostPath: { path: '/x' } }] } },
    },
  });
  expect(patched('StatefulSet', 'strategic', before, patch)).toEqual({ ok: true, object: after });
});

test('K-85: claim templates are always sent, because the live ones carry defaults', () => {
  const manifest = set({ volumeClaimTemplates: [{ metadata: { name: 'data' } }] });
  const live = set({ volumeClaimTemplates: [{ metadata: { name: 'data' }, spec: { volumeMode: 'Filesystem' } }] });
  expect(patchOf(manifest, manifest, live)).toEqual({
    spec: { volumeClaimTemplates: [{ metadata: { name: 'data' } }] },
  });
});

const names = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 4 });
const container = (name: string) =>
  fc
    .record(
      {
        image: fc.constantFrom('x:1', 'x:2'),
        env: names.map((keys) => keys.map((key) => ({ name: key, value: '1' }))),
      },
      { requiredKeys: ['image'] },
    )
    .map((rest) => ({ name, ...rest }));
const manifests = fc
  .record({
    containers: names.chain((all) => fc.tuple(...all.map(container))),
    finalizers: names,
    nodeSelector: fc.dictionary(fc.constantFrom('x', 'y', 'z'), fc.constantFrom('1', '2')),
  })
  .map(({ containers, finalizers, nodeSelector }) => ({
    metadata: { name: 'web', finalizers },
    spec: { template: { spec: { containers, nodeSelector } } },
  }));

test('K-81: the patch turns what was applied into the manifest, and a second one is empty', () =>
  fc.assert(
    fc.property(manifests, manifests, (before, after) => {
      const patch = threeWayStrategicPatch('StatefulSet', before, after, before);
      const result = patched('StatefulSet', 'strategic', before, patch);
      expect(withoutEmptyLists(result.ok && result.object)).toEqual(withoutEmptyLists(after));
      if (result.ok) expect(patchOf(after as Json, after as Json, result.object as Json)).toEqual({});
    }),
  ));

/** A list that has lost its last item and one that was never there are the same to the server. */
const withoutEmptyLists = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (_key, inner: unknown) => (Array.isArray(inner) && inner.length === 0 ? undefined : inner)),
  );
