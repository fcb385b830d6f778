// The identity thread: a ribbon from an ordinal's slot through its Pod to its volume, with an edge of the ground's colour so
// that crossing ribbons stay apart. Solid: tied; dashed: on its way; dotted: kept for a Pod that is gone.
import type { Curve, ThreadMark } from '../../scene/scene.ts';
import type { Glyph } from '../drawing.ts';
import { hueClass, part } from '../drawing.ts';
import { glide } from '../layer.ts';

export const threadGlyph: Glyph<ThreadMark> = {
  name: 'thread',
  variant: () => '',
  build: (group) => {
    part(group, 'path', 'thread-edge');
    part(group, 'path', 'thread-ribbon');
    part(group, 'path', 'thread-core');
    part(group, 'circle', 'thread-end from').attr('r', 3.6);
    part(group, 'circle', 'thread-end to').attr('r', 3.6);
  },
  paint: (group, { hue, style }) => group.attr('class', `thread ${style} ${hueClass(hue)}`),
  bend: (group, { curve }, glideMs) => {
    const d = pathOf(curve);
    const [from, , , to] = curve;
    const set = (name: string, attribute: string, value: string | number): void => {
      const piece = group.select<SVGElement>(name);
      if (glideMs === 0) piece.interrupt('glide').attr(attribute, value);
      else glide(piece, glideMs).attr(attribute, value);
    };
    for (const name of ['.thread-edge', '.thread-ribbon', '.thread-core']) set(name, 'd', d);
    for (const [name, at] of [
      ['.from', from],
      ['.to', to],
    ] as const)
      set(name, 'transform', `translate(${at.x},${at.y})`);
  },
};

const pathOf = ([a, b, c, d]: Curve): string => `M${a.x},${a.y} C${b.x},${b.y} ${c.x},${c.y} ${d.x},${d.y}`;
