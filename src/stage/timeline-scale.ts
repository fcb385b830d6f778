// From a place on the swim lanes to a time and back, and which time a key leads to: the timeline's arithmetic.
import type { TimelineScene } from '../scene/scene.ts';

type Scale = Pick<TimelineScene, 'plot' | 'fromMs' | 'toMs' | 'headMs'>;

/** Cluster ms at `x`; never before the beginning nor beyond what has happened. */
export function timeAt(x: number, { plot, fromMs, toMs, headMs }: Scale): number {
  const share = plot.width <= 0 ? 0 : (x - plot.x) / plot.width;
  const ms = Math.round(fromMs + share * (toMs - fromMs));
  return Math.min(headMs, Math.max(fromMs, ms));
}

/** How far arrow and page keys go, cluster ms. */
const steps = { small: 100, usual: 1000, page: 10_000 };

/** Where a key leads from the instant on show; undefined: it is not the timeline's. Shift makes arrows fine. */
export function timeOfKey(
  { key, shiftKey }: { readonly key: string; readonly shiftKey: boolean },
  { atMs, headMs }: Pick<TimelineScene, 'atMs' | 'headMs'>,
): number | undefined {
  const step = shiftKey ? steps.small : steps.usual;
  const to = (ms: number): number => Math.min(headMs, Math.max(0, ms));
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowDown':
      return to(atMs - step);
    case 'ArrowRight':
    case 'ArrowUp':
      return to(atMs + step);
    case 'PageDown':
      return to(atMs - steps.page);
    case 'PageUp':
      return to(atMs + steps.page);
    case 'Home':
      return 0;
    case 'End':
      return headMs;
    default:
      return undefined;
  }
}

/** The lanes that can be seen between two heights: thousands may be there. */
export function visibleLanes<L extends { readonly y: number; readonly thickness: number }>(
  lanes: readonly L[],
  fromY: number,
  toY: number,
): readonly L[] {
  return lanes.filter(({ y, thickness }) => y + thickness >= fromY && y - thickness <= toY);
}
