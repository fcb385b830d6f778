// The title of a band: WANTED, RUNNING, KEPT, each with what it means in a few words.
import type { BandMark } from '../../scene/scene.ts';
import type { Glyph } from '../drawing.ts';
import { label, write } from '../drawing.ts';

export const bandGlyph: Glyph<BandMark> = {
  name: 'band',
  variant: ({ box }) => `${box.width}`,
  place: ({ box }) => box,
  build: (group) => {
    label(group, 'band-title', 2, 15, 'start');
    group.select('.band-title').append('tspan').attr('class', 'band-word');
    group.select('.band-title').append('tspan').attr('class', 'band-hint').attr('dx', 8);
  },
  paint: (group, { title, hint }) => {
    write(group, 'band-word', title);
    write(group, 'band-hint', hint);
  },
};
