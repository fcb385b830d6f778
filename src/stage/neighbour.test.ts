import { expect, test } from 'vitest';
import { directionOf, neighbour } from './neighbour.ts';
import type { Place } from './neighbour.ts';

const at = (id: string, x: number, y: number, width = 40, height = 20): Place => ({ id, box: { x, y, width, height } });
const slots = [at('slot-0', 100, 0), at('slot-1', 200, 0), at('slot-2', 300, 0)];
const pods = [at('pod-0', 110, 100, 60, 80), at('pod-1', 260, 100, 60, 80)];
const all = [...slots, ...pods];

test.each([
  ['right', 'slot-0', 'slot-1'],
  ['left', 'slot-2', 'slot-1'],
  ['down', 'slot-0', 'pod-0'],
  ['down', 'slot-2', 'pod-1'],
  ['up', 'pod-1', 'slot-2'],
  ['right', 'pod-0', 'pod-1'],
] as const)('%s of %s is %s', (direction, from, to) => {
  const start = all.find(({ id }) => id === from);
  expect(start && neighbour(all, start, direction)).toBe(to);
});

test('nothing lies beyond the last', () => {
  const [first] = slots;
  expect(first && neighbour(all, first, 'up')).toBeUndefined();
  expect(first && neighbour(all, first, 'left')).toBeUndefined();
});

test('arrow keys are directions, other keys are not', () => {
  expect(['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Enter'].map(directionOf)).toEqual([
    'left',
    'right',
    'up',
    'down',
    undefined,
  ]);
});
