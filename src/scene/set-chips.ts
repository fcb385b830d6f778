// Chips that say what held-back ordinals wait for, bracketed under their slots.
import type { Wait } from '../engine/index.ts';
import type { Instant } from './instant.ts';
import { waitText } from './narrate.ts';
import type { SetFacts } from './project-sets.ts';
import { bottom, centreX } from './room.ts';
import type { Room } from './room.ts';
import type { Box, ChipMark } from './scene.ts';
import { chipFace, chipHeight, chipWidth } from './wait-chips.ts';
import { shortened } from './text.ts';

export function setChips(
  sets: readonly SetFacts[],
  places: ReadonlyMap<string, Box>,
  instant: Instant,
  room: Room,
): readonly ChipMark[] {
  const waits = instant.view.waits();
  return sets.flatMap((set) => {
    const first = waits.find((wait) => wait.key === set.key && heldBack(wait, set).length > 0);
    const chip = first && chipOf(first, set, places, instant, room);
    return chip ? [chip] : [];
  });
}

/** The slots a wait of the set's controller speaks of: ordinals `first` to `last`, or the one named `pod`. */
function heldBack({ reason: { params } }: Wait, set: SetFacts): SetFacts['slots'] {
  if (!params) return [];
  const { first, last, pod, waitsFor } = params;
  if (typeof first === 'number' && typeof last === 'number')
    return set.slots.filter(({ ordinal, pod: there }) => ordinal >= first && ordinal <= last && !there);
  const name = pod ?? waitsFor;
  return set.slots.filter(({ ordinal }) => `${set.name}-${ordinal}` === name);
}

function chipOf(
  wait: Wait,
  set: SetFacts,
  places: ReadonlyMap<string, Box>,
  { messages }: Instant,
  room: Room,
): ChipMark | undefined {
  const slots = heldBack(wait, set);
  const boxes = slots.flatMap((slot) => places.get(slot.id) ?? []);
  const [first, last] = [boxes[0], boxes.at(-1)];
  if (!first || !last) return undefined;
  const text = shortened(waitText(wait.reason, messages), room.content.width - 60, chipFace);
  const width = chipWidth(text);
  const middle = (centreX(first) + centreX(last)) / 2;
  const right = room.content.x + room.content.width - 6;
  const x = Math.max(room.content.x + 6, Math.min(middle - width / 2, right - width));
  const y = Math.max(...boxes.map(bottom)) + 8;
  const single = first.y === last.y;
  return {
    id: `chip:${set.key}`,
    box: { x, y, width, height: chipHeight },
    words: text,
    about: slots[0]?.about ?? null,
    text,
    hue: slots[0]?.hue ?? null,
    fromX: single ? first.x + 4 : Math.min(...boxes.map((box) => box.x)),
    toX: single ? last.x + last.width - 4 : Math.max(...boxes.map((box) => box.x + box.width)),
  };
}
