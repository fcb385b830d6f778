// How the room is divided before anything is placed: arrangement, density, margins and the shapes that fit. All in CSS pixels.
import type { Projection } from './project.ts';
import type { Box, PodMark, Scene, Size } from './scene.ts';

export interface Room {
  readonly width: number;
  readonly height: number;
  readonly compact: boolean;
  readonly density: Scene['density'];
  readonly pad: number;
  /** Left column of the wide arrangement: the set's header, the Unscheduled lane, the word KEPT. */
  readonly rail: Box;
  /** Where slots, nodes and drums stand. */
  readonly content: Box;
}

export const gap = 10;
const compactBelow = 600;

/** Past about 60 Pods cards become cells, past about 500 counts. Half of that in the narrow arrangement. */
const cellsFrom = { wide: 60, compact: 24 };
const tilesFrom = { wide: 500, compact: 240 };

export const podSizes: { readonly [S in Exclude<PodMark['size'], 'cell'>]: Size } = {
  large: { width: 122, height: 158 },
  medium: { width: 110, height: 132 },
  small: { width: 80, height: 94 },
  flat: { width: 126, height: 46 },
};

export function divideRoom({ width, height }: Size, projection: Projection): Room {
  const compact = width < compactBelow;
  const wanted = projection.sets.reduce((sum, set) => sum + set.slots.length, 0);
  const many = Math.max(wanted, projection.pods.length);
  const kind = compact ? 'compact' : 'wide';
  const density = many > tilesFrom[kind] ? 'tiles' : many > cellsFrom[kind] ? 'cells' : 'cards';
  const pad = compact ? 12 : 16;
  const railWidth = compact ? 0 : Math.min(188, Math.max(146, width * 0.22));
  const left = compact ? pad : pad + railWidth + gap;
  return {
    width,
    height,
    compact,
    density,
    pad,
    rail: { x: pad, y: 0, width: compact ? width - 2 * pad : railWidth, height: 0 },
    content: { x: left, y: 0, width: width - left - pad, height: 0 },
  };
}

export interface Grid {
  readonly side: number;
  readonly height: number;
  place(index: number): Box;
}

/** Squares in rows: the largest of `sides` for which all fit into `maxHeight`, else the smallest. */
export function squareGrid(count: number, area: Box, maxHeight: number, sides: readonly number[]): Grid {
  let chosen = gridOf(count, area, sides.at(-1) ?? 8);
  for (const side of sides) {
    const grid = gridOf(count, area, side);
    if (grid.height > maxHeight) continue;
    chosen = grid;
    break;
  }
  return chosen;
}

function gridOf(count: number, area: Box, side: number): Grid {
  const space = side >= 18 ? 4 : side >= 12 ? 3 : 2;
  const columns = Math.max(1, Math.floor((area.width + space) / (side + space)));
  return {
    side,
    height: Math.ceil(count / columns) * (side + space) - space,
    place: (index) => ({
      x: area.x + (index % columns) * (side + space),
      y: area.y + Math.floor(index / columns) * (side + space),
      width: side,
      height: side,
    }),
  };
}

export const centreX = (box: Box): number => box.x + box.width / 2;
export const bottom = (box: Box): number => box.y + box.height;
