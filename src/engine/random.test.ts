import { expect, test } from 'vitest';
import { random, randomSuffix, randomUid } from './random.ts';

test('the same seed, purpose and key give the same number; any other gives another', () => {
  expect(random(1, 'ties', 'web-0')).toBe(random(1, 'ties', 'web-0'));
  const others = [random(2, 'ties', 'web-0'), random(1, 'phase', 'web-0'), random(1, 'ties', 'web-1')];
  expect(new Set([random(1, 'ties', 'web-0'), ...others]).size).toBe(4);
});

test('numbers spread over [0, 1)', () => {
  const numbers = Array.from({ length: 1000 }, (_, at) => random(7, 'spread', String(at)));
  expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...numbers)).toBeLessThan(1);
  const tenths = new Set(numbers.map((number) => Math.floor(number * 10)));
  expect(tenths.size).toBe(10);
  const mean = numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
  expect(Math.abs(mean - 0.5)).toBeLessThan(0.03);
});

test('API-1: uids are UUIDs of version 4 and differ by key', () => {
  expect(randomUid(1, 'a')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(randomUid(1, 'a')).not.toBe(randomUid(1, 'b'));
});

test('API-9: suffixes use the alphabet of generated names', () => {
  expect(randomSuffix(1, 'name', 'web-')).toMatch(/^[bcdfghjklmnpqrstvwxz2456789]{5}$/);
});
