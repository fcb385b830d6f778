// A request on its way along a thread: a dot that lives in cluster time, so pausing holds it.
import type { PulseMark } from '../../scene/scene.ts';
import type { Glyph } from '../drawing.ts';
import { hueClass, part } from '../drawing.ts';

export const pulseGlyph: Glyph<PulseMark> = {
  name: 'pulse',
  variant: () => '',
  build: (group) => {
    part(group, 'circle', 'pulse-glow').attr('r', 8);
    part(group, 'circle', 'pulse-dot').attr('r', 4);
  },
  paint: (group, { hue, opacity, x, y }) => {
    group.attr('class', `pulse ${hueClass(hue)}`).attr('opacity', Math.round(opacity * 100) / 100);
    group.attr('transform', `translate(${x},${y})`);
  },
};
