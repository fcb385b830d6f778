import { expect, test } from 'vitest';
import {
  canonicalQuantity,
  compareQuantities,
  formatBinary,
  formatDecimal,
  milliValue,
  quantityValue,
  sumOfQuantities,
} from './quantity.ts';

test.each([
  ['1', 1],
  ['250m', 0.25],
  ['1Ki', 1024],
  ['1Gi', 1024 ** 3],
  ['1.5Gi', 1.5 * 1024 ** 3],
  ['10G', 1e10],
  ['1e3', 1000],
  ['1E', 1e18],
  ['-1Gi', -(1024 ** 3)],
  ['.5', 0.5],
])('API-73: %s is worth %d', (text, value) => {
  expect(quantityValue(text)).toBe(value);
});

test.each(['', 'big', '1 Gi', '1gi', 'Gi', '1.2.3', '1KiB', '--1', '1e', 'NaN', 'Infinity'])(
  'API-73: "%s" is not a quantity',
  (text) => {
    expect(quantityValue(text)).toBeUndefined();
    expect(milliValue(text)).toBeUndefined();
  },
);

test('CPU is counted in thousandths, rounded up', () => {
  expect(milliValue('0.1')).toBe(100);
  expect(milliValue('2')).toBe(2000);
  expect(milliValue('1.0005')).toBe(1001);
  expect(milliValue('100m')).toBe(100);
});

test('quantities are compared and added by what they are worth', () => {
  expect(compareQuantities('1000m', '1')).toBe(0);
  expect(compareQuantities('1Gi', '1G')).toBeGreaterThan(0);
  expect(sumOfQuantities(['500m', '1.5'])).toBe(2);
});

test.each([
  ['1024Mi', '1Gi'],
  ['1000m', '1'],
  ['0.5', '500m'],
  ['1500', '1500'],
  ['3000', '3k'],
  ['1e3', '1e3'],
  ['0.5Gi', '512Mi'],
  ['100Mi', '100Mi'],
  ['0', '0'],
])('%s is written anew as %s', (text, canonical) => {
  expect(canonicalQuantity(text)).toBe(canonical);
});

test('numbers become quantities', () => {
  expect(formatBinary(1024 ** 3)).toBe('1Gi');
  expect(formatBinary(1536)).toBe('1536');
  expect(formatDecimal(0.25)).toBe('250m');
  expect(formatDecimal(2)).toBe('2');
});
