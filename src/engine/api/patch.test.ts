import { expect, test } from 'vitest';
import type { Kind } from '../kinds/kinds.ts';
import { patched } from './patch.ts';
import type { PatchType } from './request.ts';

function result(type: PatchType, current: unknown, patch: unknown, kind: Kind = 'StatefulSet'): unknown {
  const outcome = patched(kind, type, current, patch);
  return outcome.ok ? outcome.object : `${outcome.status.code ?? 0} ${outcome.status.message ?? ''}`;
}

const inPod = (spec: object): object => ({ spec: { template: { spec } } });
const strategic = (before: object, patch: object): unknown => result('strategic', inPod(before), inPod(patch));
const a = { name: 'a', image: 'a:1' };
const b = { name: 'b', image: 'b:1' };

test('PATCH-1: a JSON merge patch replaces lists, deletes by null and keeps the rest', () => {
  const current = { metadata: { labels: { a: '1', b: '2' } }, spec: { list: [1, 2], other: 3 } };
  expect(result('merge', current, { metadata: { labels: { a: null, c: { d: null } } }, spec: { list: [3] } })).toEqual({
    metadata: { labels: { b: '2', c: {} } },
    spec: { list: [3], other: 3 },
  });
});

test('PATCH-1: a JSON patch adds, removes, replaces, moves, copies and tests', () => {
  const current = { a: [1, 2, 3], b: { 'x/y': 1 } };
  const patch = [
    { op: 'test', path: '/a/0', value: 1 },
    { op: 'add', path: '/a/1', value: 9 },
    { op: 'add', path: '/a/-', value: 4 },
    { op: 'remove', path: '/a/0' },
    { op: 'replace', path: '/b/x~1y', value: 2 },
    { op: 'copy', from: '/b/x~1y', path: '/c' },
    { op: 'move', from: '/b', path: '/d' },
  ];
  expect(result('json', current, patch)).toEqual({ a: [9, 2, 3, 4], c: 2, d: { 'x/y': 2 } });
});

test('PATCH-4: a JSON patch with a failed test or a missing path is refused as a whole', () => {
  const refused = '422 the server rejected our request due to an error in our request';
  const current = { a: [1] };
  expect(result('json', current, [{ op: 'test', path: '/a/0', value: 2 }])).toBe(refused);
  expect(result('json', current, [{ op: 'remove', path: '/b' }])).toBe(refused);
  expect(result('json', current, [{ op: 'replace', path: '/b', value: 1 }])).toBe(refused);
  expect(result('json', current, [{ op: 'add', path: '/b/c', value: 1 }])).toBe(refused);
  expect(result('json', current, [{ op: 'add', path: '/a/2', value: 1 }])).toBe(refused);
  expect(result('json', current, [{ op: 'explode', path: '/a' }])).toBe(refused);
});

test('PATCH-4: an undecodable patch', () => {
  expect(result('merge', {}, '{')).toBe('400 error decoding patch: unexpected end of JSON input');
  expect(result('json', {}, {})).toBe(
    '400 error decoding patch: json: cannot unmarshal object into Go value of type jsonpatch.Patch',
  );
  expect(result('strategic', {}, [])).toBe(
    '400 error decoding patch: json: cannot unmarshal array into Go value of type map[string]interface {}',
  );
});

test('PATCH-2: maps merge, null deletes, lists with a merge key merge by item', () => {
  const before = { containers: [a, b], nodeSelector: { disk: 'ssd', zone: 'a' } };
  const patch = { containers: [{ name: 'b', image: 'b:2' }], nodeSelector: { disk: null, arch: 'arm' } };
  expect(strategic(before, patch)).toEqual(
    inPod({ containers: [a, { name: 'b', image: 'b:2' }], nodeSelector: { zone: 'a', arch: 'arm' } }),
  );
});

test('PATCH-2: lists within items merge by their own keys', () => {
  const before = {
    containers: [{ ...a, env: [{ name: 'X', value: '1' }], ports: [{ containerPort: 80, name: 'web' }] }],
  };
  const patch = {
    containers: [{ name: 'a', env: [{ name: 'X', value: '2' }], ports: [{ containerPort: 80, name: 'http' }] }],
  };
  expect(strategic(before, patch)).toEqual(
    inPod({ containers: [{ ...a, env: [{ name: 'X', value: '2' }], ports: [{ containerPort: 80, name: 'http' }] }] }),
  );
});

test('PATCH-2: lists without a merge key are replaced as a whole', () => {
  const before = { tolerations: [{ key: 'a' }], containers: [{ ...a, args: ['1', '2'] }] };
  expect(strategic(before, { tolerations: [{ key: 'b' }], containers: [{ name: 'a', args: ['3'] }] })).toEqual(
    inPod({ tolerations: [{ key: 'b' }], containers: [{ ...a, args: ['3'] }] }),
  );
  const set = { spec: { volumeClaimTemplates: [{ metadata: { name: 'x' } }] } };
  const changed = { spec: { volumeClaimTemplates: [{ metadata: { name: 'y' } }] } };
  expect(result('strategic', set, changed)).toEqual(changed);
});

test('PATCH-2: finalizers are a set', () => {
  const withFinalizers = (...finalizers: string[]): object => ({ metadata: { finalizers } });
  expect(result('strategic', withFinalizers('a', 'b'), withFinalizers('b', 'c'))).toEqual(
    withFinalizers('a', 'b', 'c'),
  );
});

test('PATCH-2: conditions merge by type', () => {
  const status = (...conditions: object[]): object => ({ status: { conditions } });
  const before = status({ type: 'Ready', status: 'True' }, { type: 'Initialized', status: 'True' });
  const expected = status({ type: 'Ready', status: 'False' }, { type: 'Initialized', status: 'True' });
  expect(result('strategic', before, status({ type: 'Ready', status: 'False' }), 'Pod')).toEqual(expected);
});

test('PATCH-3: a new item goes to the front', () =>
  expect(strategic({ containers: [a] }, { containers: [b] })).toEqual(inPod({ containers: [b, a] })));

test('PATCH-3: $setElementOrder says the order, also of what the patch does not change', () => {
  const order = [{ name: 'b' }, { name: 'a' }];
  const directive = { '$setElementOrder/containers': order };
  expect(strategic({ containers: [a, b] }, directive)).toEqual(inPod({ containers: [b, a] }));
  expect(
    strategic({ containers: [a] }, { containers: [b], '$setElementOrder/containers': [{ name: 'a' }, { name: 'b' }] }),
  ).toEqual(inPod({ containers: [a, b] }));
  const c = { name: 'c', image: 'c:1' };
  expect(strategic({ containers: [a, c, b] }, directive)).toEqual(inPod({ containers: [c, b, a] }));
  expect(strategic({ containers: [a] }, { containers: [c], ...directive })).toMatch(
    /^400 The order in patch list:[^]*doesn't match \$setElementOrder list:/,
  );
});

test('PATCH-3: $patch delete and replace in a list', () => {
  expect(strategic({ containers: [a, b] }, { containers: [{ name: 'a', $patch: 'delete' }] })).toEqual(
    inPod({ containers: [b] }),
  );
  expect(strategic({ containers: [a, b] }, { containers: [{ $patch: 'replace' }, { name: 'c' }] })).toEqual(
    inPod({ containers: [{ name: 'c' }] }),
  );
  expect(strategic({ containers: [a] }, { containers: [{ image: 'x' }] })).toBe(
    '400 map: {"image":"x"} does not contain declared merge key: name',
  );
});

test('PATCH-3: $patch replace and delete in a map', () => {
  const before = { containers: [a], nodeSelector: { x: '1' } };
  expect(strategic(before, { $patch: 'replace', containers: [b] })).toEqual(inPod({ containers: [b] }));
  expect(strategic(before, { nodeSelector: { $patch: 'delete' } })).toEqual(
    inPod({ containers: [a], nodeSelector: {} }),
  );
});

test('PATCH-3: $deleteFromPrimitiveList and $retainKeys', () => {
  expect(
    result(
      'strategic',
      { metadata: { finalizers: ['a', 'b', 'c'] } },
      { metadata: { '$deleteFromPrimitiveList/finalizers': ['a', 'c'] } },
    ),
  ).toEqual({ metadata: { finalizers: ['b'] } });
  expect(
    strategic(
      { volumes: [{ name: 'v', emptyDir: {} }] },
      { volumes: [{ name: 'v', $retainKeys: ['name', 'hostPath'], hostPath: { path: '/x' } }] },
    ),
  ).toEqual(inPod({ volumes: [{ name: 'v', hostPath: { path: '/x' } }] }));
});

test('a patch can name no prototype', () => {
  const patch: unknown = JSON.parse('{"metadata":{"labels":{"__proto__":{"polluted":true}}}}');
  for (const type of ['merge', 'strategic'] as const) {
    const { metadata } = result(type, { metadata: { labels: {} } }, patch) as { metadata: { labels: object } };
    expect(Object.getPrototypeOf(metadata.labels)).toBe(Object.prototype);
  }
  result('json', {}, [{ op: 'add', path: '/__proto__/polluted', value: true }]);
  expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
});
