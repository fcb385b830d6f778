import { expect, test } from 'vitest';
import { placeFlags } from './timeline-flags.ts';

const flag = (x: number, label: string) => ({ id: `${x}`, x, label, words: label });
const brief = (flags: ReturnType<typeof placeFlags>['flags']) => flags.map(({ row, label }) => `${row} ${label}`);

test('flags far apart stand in one row', () => {
  const { flags, rows } = placeFlags([flag(0, 'start'), flag(200, 'apply')], 600, 3);
  expect([brief(flags), rows]).toEqual([['0 start', '0 apply'], 1]);
});

test('close together each has a row of its own, and the first row is used again where it is free', () => {
  const { flags, rows } = placeFlags(
    [flag(0, 'scale statefulset/web'), flag(20, 'apply'), flag(40, 'apply'), flag(200, 'apply')],
    600,
    3,
  );
  expect([brief(flags), rows]).toEqual([['0 scale statefulset/web', '1 apply', '2 apply', '0 apply'], 3]);
});

test('more than there are rows are counted', () => {
  const { flags, rows } = placeFlags([flag(0, 'apply'), flag(2, 'apply'), flag(4, 'apply'), flag(6, 'apply')], 600, 2);
  expect([brief(flags), rows]).toEqual([['0 apply', '1 apply +2', '1 ', '1 '], 2]);
});

test('at the right edge a label stands on the left of its flag, if nothing is there', () => {
  const wide = 'chaos power-off node/node-2';
  expect(placeFlags([flag(500, wide)], 600, 2).flags).toMatchObject([{ row: 0, left: true, label: wide }]);
  const both = placeFlags([flag(450, 'apply'), flag(500, wide)], 600, 2).flags;
  expect(both).toMatchObject([
    { row: 0, left: false },
    { row: 1, left: true },
  ]);
});

test('where there is no room on either side a label is cut, or left out', () => {
  const long = 'kubectl delete pod with-a-name-that-is-much-too-long-for-this';
  expect(brief(placeFlags([flag(100, long)], 200, 1).flags)[0]).toMatch(/^0 kubectl.*…$/);
  expect(brief(placeFlags([flag(180, long)], 200, 1).flags)).toEqual(['0 ']);
});
