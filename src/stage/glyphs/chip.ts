// A wait, said beside what it holds back: an hourglass and a few words, with a bracket over the slots they speak of.
import type { ChipMark } from '../../scene/scene.ts';
import type { Glyph } from '../drawing.ts';
import { hueClass, label, part, rectangle, write } from '../drawing.ts';

const hourglass = 'M-3.5,-5 H3.5 M-3.5,5 H3.5 M-2.6,-5 V-3 L0,0 L-2.6,3 V5 M2.6,-5 V-3 L0,0 L2.6,3 V5';

export const chipGlyph: Glyph<ChipMark> = {
  name: 'mark chip',
  variant: ({ box, fromX, toX }) => `${box.width} ${box.height} ${fromX - box.x} ${toX - box.x}`,
  place: ({ box }) => box,
  build: (group, { box, fromX, toX }) => {
    const [left, right] = [fromX - box.x, toX - box.x];
    if (right > left) part(group, 'path', 'bracket').attr('d', `M${left},-7 V-4 H${right} V-7`);
    rectangle(group, 'pill', box, box.height / 2);
    part(group, 'path', 'hourglass')
      .attr('d', hourglass)
      .attr('transform', `translate(14,${box.height / 2}) scale(0.9)`);
    label(group, 'chip-text', 24, box.height / 2 + 4, 'start');
  },
  paint: (group, { hue, text }) => {
    group.attr('class', `mark chip ${hueClass(hue)}`);
    write(group, 'chip-text', text);
  },
};
