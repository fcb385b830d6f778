import { expect, test } from 'vitest';
import { features } from '../engine/index.ts';
import { notSimulated } from '../locales/en/not-simulated.ts';
import { app } from '../locales/zh-CN/app.ts';
import type { EditResult } from '../run/run.ts';
import { applyOutcome } from './apply-outcome.ts';
import { refusalText } from './refusal-text.ts';

test('the page names every effect that the engine does not simulate yet, in English as the engine does', () => {
  expect(notSimulated).toEqual(features);
  expect(Object.keys(app.notSimulated)).toEqual(Object.keys(features));
});

test('what is refused and what is not simulated yet stand in the order of the text, each marked as what it is', () => {
  const place = (line: number) => ({ line, column: 5, endLine: line, endColumn: 9, severity: 'error' as const });
  const later = { ...place(3), message: 'English', code: 'priority', params: { path: 'spec.priorityClassName' } };
  const wrong = { ...place(7), message: 'English', code: 'invalid', params: {} };
  const result: EditResult = {
    kind: 'edit',
    atMs: 0,
    unread: false,
    refusals: [wrong],
    notSimulated: [later],
    applied: [],
    warnings: [],
    kept: [],
    scenarioChanged: false,
  };
  expect(applyOutcome(result).refusals).toEqual([
    { ...later, unsimulated: true },
    { ...wrong, unsimulated: false },
  ]);
});

test('our own sentences are told in the language of the page, the cluster’s own as they are', () => {
  const refusal = { line: 1, column: 1, severity: 'error' as const, message: 'as it is', params: { path: 'spec.a' } };
  const told: { readonly [key: string]: string } = { 'mistakes.too-deep': 'zu tief', 'notSimulated.ipv6': 'IPv6' };
  const t = (key: string, { defaultValue, what }: { readonly [name: string]: string | number }) =>
    key === 'applied.unsupported' ? `<${what}>` : (told[key] ?? String(defaultValue));
  expect(refusalText({ ...refusal, code: 'too-deep', unsimulated: false }, t)).toBe('zu tief');
  expect(refusalText({ ...refusal, code: 'invalid', unsimulated: false }, t)).toBe('as it is');
  expect(refusalText({ ...refusal, code: 'ipv6', unsimulated: true }, t)).toBe('<spec.a: IPv6>');
});
