// Tables and other forms of `kubectl get`, from single cells to whole lines.
import { expect, test } from 'vitest';
import type { ContainerStatus, Pod } from '../engine/index.ts';
import { ageOf, podRow } from '../engine/index.ts';
import { parseTemplate, printTemplate } from './json-path.ts';
import { printTable } from './print-table.ts';
import { createTerminal } from './testing/terminal.ts';

test.each([
  [-2000, '<invalid>'],
  [119_000, '119s'],
  [120_000, '2m'],
  [163_000, '2m43s'],
  [10 * 60_000, '10m'],
  [3 * 3_600_000 + 60_000, '3h1m'],
  [47 * 3_600_000, '47h'],
  [49 * 3_600_000, '2d1h'],
  [9 * 86_400_000, '9d'],
  [800 * 86_400_000, '2y70d'],
])('TBL-16: %i ms ago is %s', (ms, text) => {
  expect(ageOf('1970-01-01T00:00:00Z', ms)).toBe(text);
});

test('K-20: columns are six wide at least and three apart; the last is not filled up', () => {
  expect(
    printTable([
      ['A', 'B'],
      ['longer', 'x'],
    ]),
  ).toBe('A        B\nlonger   x\n');
  expect(printTable([['A', 'B']])).toBe('A     B\n');
  expect(printTable([['a\nb', 'c']])).toBe('a...   c\n');
});

const container = (state: ContainerStatus['state'], more: Partial<ContainerStatus> = {}): ContainerStatus => ({
  ...{ name: 'a', image: '', imageID: '', ready: false, restartCount: 0, lastState: {}, state },
  ...more,
});

function pod(status: Pod['status'], deletionTimestamp?: string): Pod {
  const metadata = { name: 'p', uid: 'u', resourceVersion: '1', creationTimestamp: '1970-01-01T00:00:00Z' };
  return {
    ...{ apiVersion: 'v1', kind: 'Pod', spec: { containers: [{ name: 'a' }] }, status },
    metadata: deletionTimestamp === undefined ? metadata : { ...metadata, deletionTimestamp },
  };
}

const ended = { exitCode: 1, startedAt: null, finishedAt: '1970-01-01T00:00:10Z' };

test.each([
  ['POD-1: the phase', pod({ phase: 'Pending' }), 'Pending'],
  [
    'POD-3: why a container waits',
    pod({ phase: 'Pending', containerStatuses: [container({ waiting: { reason: 'ImagePullBackOff' } })] }),
    'ImagePullBackOff',
  ],
  [
    'POD-3: how a container ended',
    pod({ phase: 'Failed', containerStatuses: [container({ terminated: ended })] }),
    'ExitCode:1',
  ],
  ['POD-5: that it is being deleted', pod({ phase: 'Running' }, '1970-01-01T00:00:30Z'), 'Terminating'],
  ['POD-5: not when it is over', pod({ phase: 'Failed', reason: 'Evicted' }, '1970-01-01T00:00:30Z'), 'Evicted'],
])('%s is the STATUS', (_, shown, status) => {
  expect(podRow(shown, 20_000).status).toBe(status);
});

test('POD-7, POD-8: READY counts what runs and is ready, RESTARTS says when the last was', () => {
  const running = container(
    { running: { startedAt: '1970-01-01T00:00:11Z' } },
    { ready: true, restartCount: 3, lastState: { terminated: ended } },
  );
  expect(podRow(pod({ phase: 'Running', containerStatuses: [running] }), 20_000)).toEqual({
    ...{ ready: '1/1', status: 'Running', restarts: '3 (10s ago)' },
  });
});

const list = {
  items: [
    { a: { 'b.c': 1 }, n: 'x' },
    { n: 'y', ok: true },
  ],
};

test.each([
  ['{.items[*].n}', 'x y'],
  ['{.items[-1].n}', 'y'],
  ['{.items[0:1].n}', 'x'],
  ["{.items[0].a['b.c']}{.items[0].a.b\\.c}", '11'],
  ['{range .items[*]}{.n}{"\\t"}{end}!', 'x\ty\t!'],
  ['{.items[?(@.n=="y")].ok}', 'true'],
  ['{..n}', 'x y'],
  ['{.nothing}', ''],
  ['{.items[0].a}', '{"b.c":1}'],
])('a JSONPath template: %s', (template, printed) => {
  expect(printTemplate(parseTemplate(template), list)).toBe(printed);
});

test.each(['{.a', '{end}', '{range .items[*]}', '{.a b}', '{range $..*}{range $..*}{range $..*}{end}{end}{end}'])(
  '%s is refused',
  (template) => {
    const deep = { a: Array.from({ length: 40 }, () => ({ b: { c: [1, 2, 3] } })) };
    expect(() => printTemplate(parseTemplate(template), deep)).toThrow();
  },
);

test('K-23, K-62: several kinds have a table each, with the kind in the names; none at all is said', () => {
  const text = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, labels: {x: "1"}}\n';
  const terminal = createTerminal({ '-': text });
  terminal.type('kubectl apply -f -');
  expect(terminal.type('kubectl get cm,sc,ns -l x').stdout).toBe('NAME          DATA   AGE\nconfigmap/a   0      0s\n');
  expect(terminal.type('kubectl get cm -A -l x --no-headers').stdout).toBe('default   a     0     0s\n');
  expect(terminal.type('kubectl get cm a -o jsonpath={.metadata.labels.x}').stdout).toBe('1');
  expect(terminal.type('kubectl get sc').stderr).toBe('No resources found\n');
});
