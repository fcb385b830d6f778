// Many Pods as counts: how many there are, and a bar that says how many are in which state.
import type { TileMark } from '../../scene/scene.ts';
import type { Glyph } from '../drawing.ts';
import { label, rectangle, write } from '../drawing.ts';

export const tileGlyph: Glyph<TileMark> = {
  name: 'mark tile',
  variant: ({ box }) => `${box.width} ${box.height}`,
  place: ({ box }) => box,
  build: (group, { box }) => {
    rectangle(group, 'card', box, 9);
    label(group, 'tile-title', 10, 20, 'start');
    label(group, 'tile-total', box.width - 10, 21, 'end');
    group.append('g').attr('class', 'tile-bar').attr('transform', 'translate(10,30)');
    label(group, 'tile-parts', 10, 54, 'start');
  },
  paint: (group, { title, total, parts, box }) => {
    write(group, 'tile-title', title);
    write(group, 'tile-total', total);
    write(group, 'tile-parts', parts.map(({ text }) => text).join(' · '));
    const width = box.width - 20;
    const all = parts.reduce((sum, { count }) => sum + count, 0);
    let x = 0;
    const pieces = parts.map(({ state, count }) => {
      const piece = { state, x, width: (count / Math.max(1, all)) * width };
      x += piece.width;
      return piece;
    });
    group
      .select('.tile-bar')
      .selectAll('rect')
      .data(pieces)
      .join('rect')
      .attr('class', 'tile-piece')
      .attr('data-state', (piece) => piece.state)
      .attr('x', (piece) => piece.x)
      .attr('width', (piece) => Math.max(1, piece.width - 1))
      .attr('height', 9)
      .attr('rx', 2);
  },
};
