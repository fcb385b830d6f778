// Which mark an arrow key leads to: the nearest one in that direction, what lies straight ahead before what lies aside.
import type { Box } from '../scene/scene.ts';
import { centreOf } from './drawing.ts';

export type Direction = 'left' | 'right' | 'up' | 'down';

export interface Place {
  readonly id: string;
  readonly box: Box;
}

/** Sideways distance counts this many times. */
const aside = 2.5;

export function directionOf(key: string): Direction | undefined {
  switch (key) {
    case 'ArrowLeft':
      return 'left';
    case 'ArrowRight':
      return 'right';
    case 'ArrowUp':
      return 'up';
    case 'ArrowDown':
      return 'down';
    default:
      return undefined;
  }
}

/** The id to go to; undefined if nothing lies there. */
export function neighbour(places: readonly Place[], from: Place, direction: Direction): string | undefined {
  const here = centreOf(from.box);
  let best: { readonly id: string; readonly cost: number } | undefined;
  for (const { id, box } of places) {
    if (id === from.id) continue;
    const there = centreOf(box);
    const [x, y] = [there.x - here.x, there.y - here.y];
    const ahead = direction === 'left' ? -x : direction === 'right' ? x : direction === 'up' ? -y : y;
    if (ahead < 1) continue;
    const cost = ahead + aside * Math.abs(direction === 'left' || direction === 'right' ? y : x);
    if (!best || cost < best.cost) best = { id, cost };
  }
  return best?.id;
}
