import { expect, test } from 'vitest';
import { createRun } from '../run/create-run.ts';
import { commandsOf } from './commands.ts';

const text = `apiVersion: ordinal.dev/v1
kind: Scenario
metadata: {name: one}
spec:
  steps:
  - run: kubectl get nodes
`;

test('only the user’s lines are told, each with its own answer, and nothing new as long as nothing changes', () => {
  const created = createRun(text);
  if (!created.ok) throw new Error(created.refusals[0]?.message);
  const { run } = created;
  run.advanceTo(5000);
  expect(commandsOf(run, [])).toEqual([]);
  run.submit({ kind: 'line', value: 'kubectl get nodes' });
  run.submit({ kind: 'line', value: 'chaos crash pod/none' });
  const commands = commandsOf(run, []);
  expect(commands.map(({ run: line, exit }) => [line, exit])).toEqual([
    ['kubectl get nodes', 0],
    ['chaos crash pod/none', 1],
  ]);
  expect(commands[0]?.atMs).toBe(5000);
  expect(commandsOf(run, commands)).toBe(commands);
});
