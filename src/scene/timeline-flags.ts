// Where the labels of flags stand that are close together: in rows below one another, and where there are more than rows, counted
// after the one they follow.
import type { TimelineFlag } from './scene.ts';
import { shortened, textWidth } from './text.ts';

export type PlacedFlag = Omit<TimelineFlag, 'row' | 'left'>;

export const flagRowHeight = 15;

const face = { px: 11.5 };
/** Between the flag's pole and its label, and between a label and the next pole. */
const [before, after] = [10, 8];
/** Between a label on the left of its flag and the pole. */
const beside = 5;
/** A label shorter than this says nothing. */
const least = 44;

interface Row {
  /** Where its last label ends. */
  endX: number;
  /** Which flag that is. */
  last: number;
}

/**
 * From left to right, each in the first row where its label fits whole, on the right of its flag or on the left; else cut at the
 * right edge. `rows`: how many are used, of `most`.
 */
export function placeFlags(
  flags: readonly PlacedFlag[],
  rightX: number,
  most: number,
): { readonly flags: readonly TimelineFlag[]; readonly rows: number } {
  const rows: Row[] = [];
  const counts = new Map<number, number>();
  const placed = flags.map((flag, at): TimelineFlag => {
    const spot = spotOf(flag, rows, rightX, most);
    if (!spot) {
      // No row has room: the label that stands in its way in the lowest one counts it.
      const last = rows.at(-1)?.last ?? at;
      counts.set(last, (counts.get(last) ?? 0) + 1);
      return { ...flag, row: most - 1, left: false, label: '' };
    }
    rows[spot.row] = { endX: spot.endX, last: at };
    return { ...flag, row: spot.row, left: spot.left, label: spot.label };
  });
  const counted = placed.map((flag, at) => {
    const more = counts.get(at);
    return more === undefined ? flag : { ...flag, label: withCount(flag, more, rightX) };
  });
  return { flags: counted, rows: Math.max(1, rows.length) };
}

interface Spot extends Pick<TimelineFlag, 'row' | 'left' | 'label'> {
  readonly endX: number;
}

function spotOf({ x, label }: PlacedFlag, rows: readonly Row[], rightX: number, most: number): Spot | undefined {
  const width = textWidth(label, face);
  const rowFrom = (startX: number): number => {
    const free = rows.findIndex(({ endX }) => endX <= startX);
    return free < 0 && rows.length < most ? rows.length : free;
  };
  const right = rowFrom(x);
  const isWhole = x + before + width <= rightX;
  if (right >= 0 && isWhole) return { row: right, left: false, label, endX: x + before + width + after };
  const startX = x - beside - width;
  const left = !isWhole && startX > 0 ? rowFrom(startX) : -1;
  if (left >= 0) return { row: left, left: true, label, endX: x + before + after };
  if (right < 0) return undefined;
  const room = rightX - x - before;
  return { row: right, left: false, label: room < least ? '' : shortened(label, room, face), endX: rightX };
}

function withCount({ x, label, left }: TimelineFlag, more: number, rightX: number): string {
  const count = ` +${more}`;
  if (left) return label + count;
  return shortened(label, rightX - x - before - textWidth(count, face), face) + count;
}
