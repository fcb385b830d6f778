// The WANTED band: a panel per StatefulSet, its header, and a place for every ordinal.
import type { SetFacts, SlotFacts } from './project-sets.ts';
import { bottom, gap, squareGrid } from './room.ts';
import type { Room } from './room.ts';
import type { Box, SetMark, SlotMark } from './scene.ts';
import { shortened, shortState } from './text.ts';

export interface PlacedSets {
  readonly sets: readonly SetMark[];
  readonly slots: readonly SlotMark[];
  /** By slot id; a drum stands below its slot. */
  readonly places: ReadonlyMap<string, Box>;
  readonly bottomY: number;
}

const slotHeight = 56;
const chipRowHeight = 26;
const cellSides = [26, 22, 18, 14, 10, 8];
const cellsHeight = 118;

export function placeSets(sets: readonly SetFacts[], topY: number, room: Room): PlacedSets {
  const marks: SetMark[] = [];
  const slots: SlotMark[] = [];
  const places = new Map<string, Box>();
  let y = topY;
  for (const set of sets) {
    const panel = placeSet(set, y, room, (slot, mark) => {
      places.set(slot.id, mark.box);
      slots.push(mark);
    });
    marks.push(panel);
    y = bottom(panel.box) + gap;
  }
  return { sets: marks, slots, places, bottomY: sets.length === 0 ? topY : y - gap };
}

function placeSet(set: SetFacts, y: number, room: Room, place: (slot: SlotFacts, mark: SlotMark) => void): SetMark {
  const headerHeight = room.compact ? 62 : 0;
  const inner = { ...room.content, x: room.content.x + gap, width: room.content.width - 2 * gap };
  const area = { ...inner, y: y + headerHeight + 12 };
  const used = room.density === 'tiles' || set.slots.length === 0 ? 0 : placeSlots(set.slots, area, place);
  const least = room.compact ? 58 : set.about.startsWith('Deployment') ? 47 + set.facts.length * 17 : 104;
  const height = Math.max(least, (set.slots.length === 0 ? 0 : headerHeight + 12) + used + 8);
  return {
    id: set.id,
    box: { x: room.pad, y, width: room.width - 2 * room.pad, height },
    words: set.words,
    about: set.about,
    name: shortened(set.name, room.rail.width - 20, { px: 18 }),
    facts: set.facts,
    dns: shortened(set.dns, (room.compact ? room.content.width : room.rail.width) - 14, { px: 11, mono: true }),
    dnsMissing: set.dnsMissing,
    inline: room.compact,
  };
}

/** The height used, the row for chips included. */
function placeSlots(slots: readonly SlotFacts[], area: Box, place: (slot: SlotFacts, mark: SlotMark) => void): number {
  const columnWidth = area.width / Math.max(1, slots.length);
  if (columnWidth < 44) {
    const grid = squareGrid(slots.length, area, cellsHeight, cellSides);
    slots.forEach((slot, index) => place(slot, markOf(slot, 'cell', grid.place(index))));
    return grid.height + chipRowHeight;
  }
  const shape = columnWidth >= 148 ? 'tile' : 'chip';
  const width = shape === 'tile' ? Math.min(196, columnWidth - gap) : Math.min(112, columnWidth - 6);
  slots.forEach((slot, index) => {
    const x = area.x + columnWidth * (index + 0.5) - width / 2;
    place(slot, markOf(slot, shape, { x, y: area.y, width, height: slotHeight }));
  });
  return slotHeight + chipRowHeight;
}

function markOf(slot: SlotFacts, shape: SlotMark['shape'], box: Box): SlotMark {
  const textRoom = shape === 'tile' ? box.width - 64 : box.width - 4;
  return {
    id: slot.id,
    box,
    words: slot.words,
    about: slot.about,
    shape,
    hue: slot.hue,
    numeral: shape === 'cell' && box.width < 18 ? '' : String(slot.ordinal),
    state: slot.state,
    stateText: shape === 'cell' ? '' : shortState(slot.stateText, textRoom, { px: shape === 'tile' ? 12.5 : 11 }),
    revision: slot.revision,
    revisionText: shape === 'cell' ? '' : slot.revisionText,
    dnsText: shape === 'tile' && box.width >= 160 ? slot.dnsText : '',
  };
}
