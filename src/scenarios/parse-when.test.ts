import fc from 'fast-check';
import { expect, test } from 'vitest';
import { durationMs } from './duration.ts';
import { parseWhen, whenText } from './parse-when.ts';

const pod = (name: string) => ({ resource: 'pod', name, namespace: 'default' });
const set = { resource: 'sts', name: 'web', namespace: 'default' };

const understood: readonly (readonly [string, unknown])[] = [
  ['quiet', { kind: 'quiet' }],
  ['condition=Ready pod/web-1', { kind: 'condition', type: 'Ready', status: 'True', target: pod('web-1') }],
  ['condition=Ready=false pod/web-0', { kind: 'condition', type: 'Ready', status: 'False', target: pod('web-0') }],
  ['condition=x.io/y=odd pod/web-0', { kind: 'condition', type: 'x.io/y', status: 'odd', target: pod('web-0') }],
  ['delete pod/web-2', { kind: 'delete', target: pod('web-2') }],
  ['  create   pod/web-0 ', { kind: 'create', target: pod('web-0') }],
  [
    'condition=Ready=unknown node/$NODE',
    {
      kind: 'condition',
      type: 'Ready',
      status: 'Unknown',
      target: { resource: 'node', name: '$NODE', namespace: 'default' },
    },
  ],
  [
    'jsonpath={.status.updatedReplicas}=2 sts/web',
    { kind: 'jsonpath', path: ['status', 'updatedReplicas'], value: '2', target: set },
  ],
  [
    "jsonpath='{.status.phase}'=Running pod/a",
    { kind: 'jsonpath', path: ['status', 'phase'], value: 'Running', target: pod('a') },
  ],
  ['jsonpath={.spec.nodeName} pod/a', { kind: 'jsonpath', path: ['spec', 'nodeName'], target: pod('a') }],
  [
    'jsonpath=.status.a[1]["b.c"]="x y" pod/a',
    { kind: 'jsonpath', path: ['status', 'a', 1, 'b.c'], value: 'x y', target: pod('a') },
  ],
  [
    String.raw`jsonpath={.metadata.annotations.x\.io/y}=1 pod/a`,
    { kind: 'jsonpath', path: ['metadata', 'annotations', 'x.io/y'], value: '1', target: pod('a') },
  ],
  [
    'jsonpath={.status.conditions[?(@.type=="Ready")].status}=True pod/a',
    {
      kind: 'jsonpath',
      path: ['status', 'conditions', { where: ['type'], equals: 'Ready' }, 'status'],
      value: 'True',
      target: pod('a'),
    },
  ],
];

test.each(understood)('%s is understood', (text, when) => {
  expect(parseWhen(text)).toEqual({ ok: true, when });
});

test.each(understood)('%s survives being written and read again', (text) => {
  const parsed = parseWhen(text);
  if (!parsed.ok) throw new Error('must be understood');
  expect(parseWhen(whenText(parsed.when))).toEqual(parsed);
});

test.each([
  ['', 'unknown-condition'],
  ['calm', 'unknown-condition'],
  ['condition=Ready', 'unknown-condition'],
  ['condition= pod/a', 'unknown-condition'],
  ['vanish pod/a', 'unknown-condition'],
  ['delete web-0', 'unknown-object'],
  ['delete pod/', 'unknown-object'],
  ['condition=Ready Pod/a', 'unknown-object'],
  ['jsonpath={.a}=1 a', 'unknown-object'],
  ['jsonpath={}=1 pod/a', 'unknown-path'],
  ['jsonpath={.a[*]}=1 pod/a', 'unknown-path'],
  ['jsonpath={.a}1 pod/a', 'unknown-path'],
  ['jsonpath={.a[?(@.b=="1" pod/a', 'unknown-path'],
])('%s is refused', (text, code) => {
  expect(parseWhen(text)).toEqual({ ok: false, code });
});

test('no condition makes the reader throw or think for long', () => {
  const hard = ['a' + ' '.repeat(500_000) + 'b c', 'jsonpath=' + '['.repeat(500_000) + ' pod/a', '.'.repeat(1_000_000)];
  expect(hard.map((text) => parseWhen(text).ok)).toEqual([false, false, false]);
  const pieces = fc.constantFrom(
    'condition=',
    'jsonpath=',
    '{',
    '}',
    '.a',
    '[0]',
    '[?(@.a=="b")]',
    '=',
    ' ',
    'pod/a',
    "'",
  );
  const reads = fc.property(fc.array(pieces, { maxLength: 15 }), (parts) => {
    const parsed = parseWhen(parts.join(''));
    if (parsed.ok) expect(parseWhen(whenText(parsed.when))).toEqual(parsed);
  });
  expect(fc.check(reads, { numRuns: 2_000, seed: 1 })).toMatchObject({ failed: false });
});

test('durations are whole milliseconds', () => {
  const read = ['0s', '500ms', '10s', '5m', '1h30m', '1.5s', '2h0m0.5s'].map(durationMs);
  expect(read).toEqual([0, 500, 10_000, 300_000, 5_400_000, 1_500, 7_200_500]);
  for (const text of ['', '5', '5 s', '-1s', 's', '1d', '1.s', '1e3s', '9'.repeat(30) + 'h']) {
    expect(durationMs(text)).toBeUndefined();
  }
});
