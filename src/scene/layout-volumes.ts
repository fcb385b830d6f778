// The KEPT band: a drum for every claim, below the slot it belongs to; what belongs to no slot stands after them.
import type { ClaimFacts } from './project-claims.ts';
import type { Projection } from './project.ts';
import type { SlotFacts } from './project-sets.ts';
import { centreX, gap, squareGrid } from './room.ts';
import type { Room } from './room.ts';
import type { Box, Hue, VolumeMark } from './scene.ts';
import { shortened, shortenedName } from './text.ts';

export interface PlacedVolumes {
  readonly volumes: readonly VolumeMark[];
  readonly bottomY: number;
}

const drums = { large: { width: 96, height: 58, below: 36 }, small: { width: 52, height: 42, below: 18 } };
const cellSides = [22, 18, 14, 11, 9];
const cellsHeight = 100;

interface Item {
  readonly claim: ClaimFacts;
  readonly hue: Hue;
  readonly ghost: boolean;
  readonly x: number;
}

/** Heights first: the lanes take what the other bands leave. */
export const keptHeight = (projection: Projection, room: Room): number =>
  placeVolumes(projection, new Map(), 0, room).bottomY;

export function placeVolumes(
  projection: Projection,
  slots: ReadonlyMap<string, Box>,
  topY: number,
  room: Room,
): PlacedVolumes {
  const volumes: VolumeMark[] = [];
  let y = topY;
  const rows: Item[][] = projection.sets.map((set) => itemsOf(set.slots, slots, room));
  rows.push(looseItems(projection.looseClaims, room));
  for (const row of rows) {
    if (row.length === 0) continue;
    y += placeRow(row, y, room, volumes) + gap;
  }
  // As much as a row of drums from the beginning, so that the first claim does not move the whole picture.
  const least = drums.large.height + drums.large.below;
  return { volumes, bottomY: Math.max(topY + (projection.sets.length === 0 ? 60 : least), y - gap) };
}

function itemsOf(slots: readonly SlotFacts[], places: ReadonlyMap<string, Box>, room: Room): Item[] {
  const column = room.content.width / Math.max(1, slots.length);
  return slots.flatMap((slot, index) => {
    const place = places.get(slot.id);
    const centre = place ? centreX(place) : room.content.x + column * (index + 0.5);
    const step = Math.min(column, 116) / Math.max(1, slot.claims.length);
    return slot.claims.map((claim, at) => ({
      claim,
      hue: slot.hue,
      ghost: !slot.wanted,
      x: centre + (at - (slot.claims.length - 1) / 2) * step,
    }));
  });
}

function looseItems(claims: readonly ClaimFacts[], room: Room): Item[] {
  const column = Math.min(140, room.content.width / Math.max(1, claims.length));
  return claims.map((claim, index) => ({
    claim,
    hue: null,
    ghost: claim.state === 'unbound',
    x: room.content.x + column * (index + 0.5),
  }));
}

/** The row's height. Drums shrink with the distance between them, and become a grid when that is too small. */
function placeRow(row: readonly Item[], y: number, room: Room, into: VolumeMark[]): number {
  let least = room.content.width / row.length;
  for (let index = 1; index < row.length; index++) {
    const [one, next] = [row[index - 1], row[index]];
    if (one && next) least = Math.min(least, Math.abs(next.x - one.x));
  }
  if (least < 58 || room.density !== 'cards') {
    const grid = squareGrid(row.length, { ...room.content, y, height: 0 }, cellsHeight, cellSides);
    row.forEach((item, index) => into.push(markOf(item, 'cell', grid.place(index), grid.side)));
    return grid.height;
  }
  const size = least >= 112 ? 'large' : 'small';
  const { width, height, below } = drums[size];
  for (const item of row) into.push(markOf(item, size, { x: item.x - width / 2, y, width, height }, least));
  return height + below;
}

function markOf({ claim, hue, ghost }: Item, size: VolumeMark['size'], box: Box, textRoom: number): VolumeMark {
  const inside = [claim.size, claim.storageClass].filter((text) => text !== '').join(' · ');
  return {
    id: claim.id,
    box,
    words: claim.words,
    about: claim.about,
    size,
    hue,
    state: claim.state,
    ghost,
    name: size === 'large' ? shortenedName(claim.name, textRoom - 6, { px: 11, mono: true }) : '',
    inside:
      size === 'cell' ? '' : shortened(size === 'large' ? inside : claim.size, box.width - 8, { px: 11, mono: false }),
    stateText: size === 'cell' ? '' : shortened(claim.stateText, textRoom - 4, { px: 11 }),
  };
}
