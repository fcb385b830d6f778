// The title of a band: WANTED, RUNNING, KEPT, each with what it means in a few words.
import type { BandMark } from '../../scene/scene.ts';
import type { Glyph } from '../drawing.ts';
import { label, write } from '../drawing.ts';

export const bandGlyph: Glyph<BandMark> = {
  name: 'band',
  variant: ({ lines }) => `${lines.length}`,
  place: ({ box }) => box,
  build: (group, { lines }) => {
    label(group, 'band-title', 2, 15, 'start');
    group.select('.band-title').append('tspan').attr('class', 'band-word');
    group.select('.band-title').append('tspan').attr('class', 'band-hint').attr('dx', 8);
    lines.forEach((_, at) => label(group, `band-hint band-line-${at}`, 2, 33 + at * 16, 'start'));
  },
  paint: (group, { title, hint, lines }) => {
    write(group, 'band-word', title);
    group.select('tspan.band-hint').text(hint);
    lines.forEach((line, at) => write(group, `band-line-${at}`, line));
  },
};
