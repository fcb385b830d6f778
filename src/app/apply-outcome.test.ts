import { expect, test } from 'vitest';
import { features } from '../engine/index.ts';
import { notSimulated } from '../locales/en/not-simulated.ts';
import { app } from '../locales/zh-CN/app.ts';
import type { EditResult } from '../run/run.ts';
import { applyOutcome } from './apply-outcome.ts';

test('the page names every effect that the engine does not simulate yet, in English as the engine does', () => {
  expect(notSimulated).toEqual(features);
  expect(Object.keys(app.notSimulated)).toEqual(Object.keys(features));
});

test('what is not simulated yet is told in the language of the page, at its place', () => {
  const place = { line: 3, column: 5, endLine: 3, endColumn: 9, severity: 'error' } as const;
  const result: EditResult = {
    kind: 'edit',
    atMs: 0,
    unread: false,
    refusals: [],
    notSimulated: [{ ...place, message: 'English', code: 'priority', params: { path: 'spec.priorityClassName' } }],
    applied: [],
    warnings: [],
    kept: [],
    scenarioChanged: false,
  };
  const { refusals } = applyOutcome(result, (key, params = {}) =>
    key.startsWith('applied') ? `<${params['what']}>` : key,
  );
  expect(refusals).toEqual([{ ...place, message: '<spec.priorityClassName: notSimulated.priority>' }]);
});
