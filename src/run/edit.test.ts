// What pressing Apply does with a changed text.
import { expect, test } from 'vitest';
import type { EditResult, Run } from './run.ts';
import { configMap, scenario, startedRun } from './testing/texts.ts';

function edited(run: Run, text: string): EditResult {
  const result = run.submit({ kind: 'edit', value: text });
  if (result.kind !== 'edit') throw new Error('an edit must be answered by what came of it');
  return result;
}

const lines = ({ applied }: EditResult): readonly string[] =>
  applied.map(({ subject, outcome }) => `${subject} ${outcome}`);

test('only documents that changed are applied, in file order', () => {
  const run = startedRun(configMap('a') + configMap('b'));
  run.advanceTo(4000);
  const text = configMap('c') + configMap('a') + configMap('b').replace('"1"', '"2"');
  const result = edited(run, text);
  expect([result.atMs, lines(result)]).toEqual([4000, ['configmap/c created', 'configmap/b configured']]);
  expect([run.text, run.inputs]).toMatchObject([text, [{ kind: 'edit', value: text, atMs: 4000 }]]);
  expect(lines(edited(run, text))).toEqual([]);
});

test('a text that does not parse applies nothing and is no input', () => {
  const run = startedRun(configMap('a'));
  const { revision } = run.cluster.head.cursor;
  const result = edited(run, `${configMap('b')}data: [`);
  expect([result.unread, result.refusals.length > 0, run.inputs.length]).toEqual([true, true, 0]);
  expect([run.cluster.head.cursor.revision, run.text]).toEqual([revision, configMap('a')]);
});

test('a refused document is marked and not applied, the others are, and it is tried again', () => {
  const run = startedRun(configMap('a'));
  const bad = configMap('b').replace('data: {a: "1"}', 'data: {a: "1"}\nnope: 1');
  const text = bad + configMap('c');
  const [first, again] = [edited(run, text), edited(run, text)];
  expect([first.unread, lines(first), lines(again)]).toEqual([false, ['configmap/c created'], []]);
  expect([first, again].map(({ refusals }) => refusals.map(({ line, subject }) => [line, subject]))).toEqual([
    [[5, 'configmap/b']],
    [[5, 'configmap/b']],
  ]);
});

test('an unknown field in a document that is there already is told in one sentence, at its key', () => {
  const run = startedRun(configMap('a'));
  const { refusals } = edited(run, configMap('a').replace('data: {a: "1"}', 'data: {a: "1"}\nnope: 1'));
  expect(refusals.map(({ line, column, message }) => `${line}:${column} ${message}`)).toEqual([
    '5:1 The request is invalid: patch: strict decoding error: unknown field "nope"',
  ]);
});

test('a document taken out of the text stays in the cluster, and is said to, once', () => {
  const run = startedRun(configMap('a') + configMap('b'));
  const result = edited(run, configMap('b'));
  expect(result.kept).toEqual([{ kind: 'ConfigMap', namespace: 'default', name: 'a', subject: 'configmap/a' }]);
  expect(run.cluster.head.get('ConfigMap', 'default/a')).toBeDefined();
  expect(edited(run, configMap('b')).kept).toEqual([]);
  expect(lines(edited(run, configMap('a') + configMap('b')))).toEqual(['configmap/a unchanged']);
});

test('an unchanged document whose object is gone is applied again', () => {
  const run = startedRun(configMap('a'));
  run.submit({ kind: 'line', value: 'kubectl delete cm a' });
  expect(lines(edited(run, configMap('a')))).toEqual(['configmap/a created']);
});

test('a changed Scenario document is not applied but told, and its mistakes are marked', () => {
  const run = startedRun(scenario('seed: 1') + configMap('a'));
  expect(edited(run, `${scenario('seed: 1')}# more\n${configMap('a')}`).scenarioChanged).toBe(false);
  expect(edited(run, scenario('seed: 2') + configMap('a')).scenarioChanged).toBe(true);
  const wrong = edited(run, scenario('seed: x') + configMap('b'));
  expect([wrong.scenarioChanged, wrong.refusals.length, lines(wrong)]).toEqual([true, 1, ['configmap/b created']]);
});
