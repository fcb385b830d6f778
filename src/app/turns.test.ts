import { expect, test } from 'vitest';
import { createTurns } from './turns.ts';

function tasks() {
  const asked: (() => void)[] = [];
  return {
    later: (callback: () => void) => void asked.push(callback),
    pending: () => asked.length,
    run: () => asked.shift()?.(),
  };
}

test('what is asked for is done in order, each in a task of its own', () => {
  const { later, pending, run } = tasks();
  const turns = createTurns(later);
  const done: string[] = [];
  for (const name of ['first', 'second']) turns.ask(() => done.push(name));
  expect([done.length, pending()]).toEqual([0, 1]);
  run();
  expect([...done, pending()]).toEqual(['first', 1]);
  run();
  expect([...done, pending()]).toEqual(['first', 'second', 0]);
});

test('what was called off takes no turn, and one task is asked for at a time', () => {
  const { later, pending, run } = tasks();
  const turns = createTurns(later);
  const done: string[] = [];
  turns.ask(() => done.push('never'))();
  turns.ask(() => done.push('done'));
  expect(pending()).toBe(1);
  run();
  expect([...done, pending()]).toEqual(['done', 0]);
});

test('one that throws does not hold up the others', () => {
  const { later, run } = tasks();
  const turns = createTurns(later);
  const done: string[] = [];
  turns.ask(() => {
    throw new Error('broken');
  });
  turns.ask(() => done.push('next'));
  expect(run).toThrow('broken');
  run();
  expect(done).toEqual(['next']);
});
