// Ctrl C, and lines that only read in the past.
import { expect, test } from 'vitest';
import { interruptLine } from './interrupt.ts';
import type { Run } from './run.ts';
import { configMap, printed, startedRun } from './testing/texts.ts';

const watching = (): Run => {
  const run = startedRun(configMap('a'));
  run.advanceTo(1000);
  run.submit({ kind: 'line', value: 'kubectl get cm -w' });
  run.submit({ kind: 'line', value: 'kubectl get pods -w' });
  run.advanceTo(5000);
  return run;
};

test('Ctrl C stops the last command in flight, or the one that is named; it prints no more, and its exit code is 130', () => {
  const run = watching();
  const before = printed(run);
  run.submit({ kind: 'line', value: interruptLine() });
  expect(
    printed(run)
      .slice(-2)
      .map((line) => /: (in flight|130)/.exec(line)?.[1]),
  ).toEqual(['in flight', '130']);
  run.submit({ kind: 'line', value: interruptLine(run.answers.length - 2) });
  run.submit({ kind: 'edit', value: configMap('a') + configMap('b') });
  run.advanceTo(9000);
  expect(printed(run).slice(0, before.length)).toEqual(before.map((line) => line.replace('in flight', '130')));
});

test('a fork before Ctrl C has the command in flight; a run with the same inputs stops it at the same instant', () => {
  const run = watching();
  run.submit({ kind: 'line', value: interruptLine() });
  run.advanceTo(7000);
  expect(printed(run.forkAt(4000)).at(-1)).toContain('in flight');
  expect(printed(run.forkAt(6000)).at(-1)).toContain('130');
  expect(printed(run.forkAt(6000, 2)).at(-1)).toContain('in flight');
});

test('with nothing in flight it is no command', () => {
  const run = startedRun(configMap('a'));
  run.submit({ kind: 'line', value: interruptLine() });
  expect(printed(run).at(-1)).toBe('0 ^C: 127 sh: ^C: command not found');
});

test('a line that only reads in the past sees what was there, and what would change something is not answered', () => {
  const run = startedRun(configMap('a'));
  run.advanceTo(1000);
  run.submit({ kind: 'edit', value: configMap('a') + configMap('b') });
  run.advanceTo(3000);
  const then = run.cluster.cursorAt(500);
  const read = (line: string) => run.readAt(then, line);
  expect(read('kubectl get cm b')).toMatchObject({ atMs: 500, exit: 1, stdout: '' });
  expect(read('kubectl get cm a -o name')).toMatchObject({ exit: 0, stdout: 'configmap/a\n' });
  expect(read('kubectl get cm a -w')).toMatchObject({ exit: 130 });
  expect(read('kubectl delete cm a')).toBeUndefined();
  expect(read('chaos power-off node/node-1')).toBeUndefined();
  expect([run.inputs.length, run.cluster.head.get('ConfigMap', 'default/b') !== undefined]).toEqual([1, true]);
});
