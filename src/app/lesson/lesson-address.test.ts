import { expect, test } from 'vitest';
import { lessonIn, withLesson } from './lesson-address.ts';

test('an address names a lesson and a step, counted from 1', () => {
  expect(lessonIn('?lang=en&lesson=names-and-order&step=3')).toEqual({ id: 'names-and-order', step: 2 });
  expect(lessonIn('?lesson=names-and-order')).toEqual({ id: 'names-and-order', step: 0 });
  expect(lessonIn('?lang=en')).toBeUndefined();
  expect(lessonIn('?lesson=')).toBeUndefined();
});

test('a step that is none is the first', () => {
  for (const step of ['x', '-2', '0', '1.5', '1e99', '']) expect(lessonIn(`?lesson=a&step=${step}`)?.step).toBe(0);
});

test('a place goes into the search and out of it again, and what else stands there stays', () => {
  expect(withLesson('?lang=en', { id: 'a', step: 2 })).toBe('?lang=en&lesson=a&step=3');
  expect(withLesson('?lesson=a&step=3&lang=en', { id: 'b', step: 0 })).toBe('?lang=en&lesson=b');
  expect(withLesson('?lesson=a&step=3', undefined)).toBe('');
});
